/**
 * The script of the one step that asks for a passkey; the portal's script fetches it there. Holds no words; they come
 * with the page. Whatever went wrong, the step stays as it was, and can be tried again.
 */
import { SHOWN } from "../client/page.ts";
import { postJson } from "../client/post-json.ts";

/** `over`: nothing is asked for any more, and the page says why. */
type Said = "none" | "refused" | "suspended" | "away" | "over";

const SAID: Readonly<Record<string, Said>> = {
  "passkey.not_asked": "over",
  "passkey.suspended": "suspended",
};

let showing = false;

// Browsers of before 2025 lack WebAuthn's JSON methods, and go on reading what they lack.
if (typeof PublicKeyCredential === "function" && "parseRequestOptionsFromJSON" in PublicKeyCredential) {
  offer();
  document.addEventListener(SHOWN, offer);
  document.addEventListener("click", (event) => {
    const pressed =
      event.target instanceof Element ? event.target.closest<HTMLElement>("[data-show-passkey] button") : null;
    const part = pressed?.closest<HTMLElement>("[data-show-passkey]");
    if (part === null || part === undefined || showing) return;
    showing = true;
    void show(part).finally(() => {
      showing = false;
    });
  });
}

/** Another step may stand there by now, or the same one anew. */
function offer(): void {
  const part = document.querySelector<HTMLElement>("[data-show-passkey]");
  if (part === null) return;
  part.hidden = false;
  document.querySelector("[data-without-passkey]")?.remove();
}

async function show(part: HTMLElement): Promise<void> {
  const said = part.querySelector<HTMLElement>("[data-said]");
  if (said !== null) said.textContent = "";
  const problem = await shown(part);
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
