/**
 * The script of a person's own page, there only where a passkey can be added: everything else works without. Holds no
 * words; they come with the page.
 */
import { makePasskey, makesPasskeys } from "../client/make-passkey.ts";

const form = document.querySelector<HTMLFormElement>("[data-add-passkey]");
const said = document.querySelector<HTMLElement>("[data-failed]");

// Others go on reading what they lack.
if (form !== null && makesPasskeys()) {
  form.hidden = false;
  document.querySelector("[data-without-script]")?.remove();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void add(form);
  });
}

async function add(from: HTMLFormElement): Promise<void> {
  const button = from.querySelector("button");
  button?.setAttribute("disabled", "");
  const { options, add: adds } = from.dataset;
  const problem = await makePasskey({ options, add: adds, name: new FormData(from).get("name") });
  if (problem === undefined) {
    location.assign(from.dataset["page"] ?? "");
    return;
  }
  button?.removeAttribute("disabled");
  if (said !== null) said.textContent = said.dataset[problem] ?? "";
}
