import { render } from "preact";
import { takeToken } from "./sign-in/token.ts";
import { App } from "./app.tsx";

// Before anything is drawn or fetched: a token must not stay in the address, the history or a screenshot.
const token = takeToken(location, history);
const root = document.querySelector("#app");
const draw = (given: string | undefined): void => {
  if (root !== null) render(<App {...(given === undefined ? {} : { token: given })} />, root);
};
draw(token);
// A link that is pasted where the sign-in page stands loads no page anew: only the fragment changes.
addEventListener("hashchange", () => {
  const pasted = takeToken(location, history);
  if (pasted !== undefined) draw(pasted);
});
