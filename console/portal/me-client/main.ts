/**
 * The script of a person's own page, there only where a passkey can be added: everything else works without. Holds no
 * words; they come with the page.
 */
import { postJson } from "../client/post-json.ts";

const form = document.querySelector<HTMLFormElement>("[data-add-passkey]");
const said = document.querySelector<HTMLElement>("[data-failed]");

// Browsers of before 2025 lack WebAuthn's JSON methods, and go on reading what they lack.
if (
  form !== null &&
  typeof PublicKeyCredential === "function" &&
  "parseCreationOptionsFromJSON" in PublicKeyCredential
) {
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
  const problem = await made(from);
  if (problem === undefined) {
    location.assign(from.dataset["page"] ?? "");
    return;
  }
  button?.removeAttribute("disabled");
  if (said !== null) said.textContent = said.dataset[problem] ?? "";
}

async function made(from: HTMLFormElement): Promise<"failed" | "known" | undefined> {
  try {
    const asked = await postJson(from.dataset["options"], {});
    const { options } = (await asked.json()) as { options: PublicKeyCredentialCreationOptionsJSON };
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
    const credential = await navigator.credentials.create({ publicKey });
    if (!(credential instanceof PublicKeyCredential)) return "failed";
    const name = new FormData(from).get("name");
    const added = await postJson(from.dataset["add"], { name, credential: credential.toJSON() as object });
    return added.ok ? undefined : "failed";
  } catch (error) {
    // The device holds one of them already, and says so instead of making a second.
    return error instanceof DOMException && error.name === "InvalidStateError" ? "known" : "failed";
  }
}
