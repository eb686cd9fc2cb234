/**
 * The script of the steps that ask for a passkey, or offer to add one; the portal's script fetches it there. Holds no
 * words; they come with the page. Whatever went wrong, the step stays as it was, and can be tried again.
 */
import { makePasskey, makesPasskeys } from "../client/make-passkey.ts";
import { SHOWN } from "../client/page.ts";
import { postJson } from "../client/post-json.ts";

/** `over`: nothing is asked for any more, and the page says why. */
type Said = "none" | "refused" | "suspended" | "away" | "over";

const SAID: Readonly<Record<string, Said>> = {
  "passkey.not_asked": "over",
  "passkey.suspended": "suspended",
};

const PART = "[data-show-passkey], [data-add-passkey]";

let busy = false;

// Browsers of before 2025 lack WebAuthn's JSON methods, and go on reading what they lack.
if (makesPasskeys()) {
  offer();
  document.addEventListener(SHOWN, offer);
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    const part = button?.closest<HTMLElement>(PART);
    if (part === null || part === undefined || busy) return;
    busy = true;
    void press(part).finally(() => {
      busy = false;
    });
  });
}

/** Another step may stand there by now, or the same one anew. */
function offer(): void {
  const part = document.querySelector<HTMLElement>(PART);
  if (part === null) return;
  part.hidden = false;
  document.querySelector("[data-without-passkey]")?.remove();
}

async function press(part: HTMLElement): Promise<void> {
  const said = part.querySelector<HTMLElement>("[data-said]");
  if (said !== null) said.textContent = "";
  const { options, add, name } = part.dataset;
  const problem = add === undefined ? await shown(part) : await makePasskey({ options, add, name });
  if (problem === undefined || problem === "over") {
    location.assign(part.dataset["page"] ?? "");
    return;
  }
  if (said !== null) said.textContent = said.dataset[problem] ?? "";
}

async function shown(part: HTMLElement): Promise<Said | undefined> {
  try {
    const asked = await postJson(part.dataset["options"], {});
    if (!asked.ok) return problemOf(asked);
    const { options } = (await asked.json()) as { options: PublicKeyCredentialRequestOptionsJSON };
    const credential = await shownBy(PublicKeyCredential.parseRequestOptionsFromJSON(options));
    if (credential === undefined) return "none";
    const answered = await postJson(part.dataset["show"], { credential: credential.toJSON() as object });
    return answered.ok ? undefined : await problemOf(answered);
  } catch {
    return "away";
  }
}

/** Undefined: given up, timed out, or no device here has one of them; browsers do not tell which. */
async function shownBy(publicKey: PublicKeyCredentialRequestOptions): Promise<PublicKeyCredential | undefined> {
  try {
    const credential = await navigator.credentials.get({ publicKey });
    return credential instanceof PublicKeyCredential ? credential : undefined;
  } catch {
    return undefined;
  }
}

async function problemOf(response: Response): Promise<Said> {
  if (response.status >= 500 || response.status === 429) return "away";
  const { code } = (await response.json()) as { code?: string };
  return SAID[code ?? ""] ?? "refused";
}
