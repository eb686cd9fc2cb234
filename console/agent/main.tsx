import { render } from "preact";
import { takeToken } from "./sign-in/token.ts";
import { App } from "./app.tsx";

// Before anything is drawn or fetched: a token must not stay in the address, the history or a screenshot.
const token = takeToken(location, history);
const root = document.querySelector("#app");
if (root !== null) render(<App {...(token === undefined ? {} : { token })} />, root);
