/**
 * What goes along with "I contacted IT": the browser's claims and the proof of a known phone.
 * Never delays Begin by more than 300 ms and never stops it: whatever fails is left out.
 */
import { FIELDS } from "../../../workers/contract/portal.ts";
import { collectClaims } from "./claims.ts";
import { keyShelf } from "./key-shelf.ts";
import { provePhone, type PhoneKeyProof } from "./phone-key.ts";

const LONGEST_WAIT_MS = 300;

/** Fills the hidden field. The two other choices end the check, so nothing is collected for them. */
export async function addEvidence(form: HTMLFormElement, body: URLSearchParams): Promise<void> {
  const locator = form.dataset["begin"];
  if (locator === undefined || body.get(FIELDS.started) !== "i_contacted") return;
  const proof = provePhone(keyShelf, locator, body.get(FIELDS.pressToken) ?? "");
  const claims = collectClaims(window);
  const phoneKey = await within<PhoneKeyProof>(proof, LONGEST_WAIT_MS);
  body.set(FIELDS.claims, JSON.stringify(phoneKey === undefined ? claims : { ...claims, phoneKey }));
}

/** The value, or undefined when it fails or takes longer. */
export function within<Value>(value: Promise<Value>, ms: number): Promise<Value | undefined> {
  const late = new Promise<undefined>((resolve) => {
    setTimeout(resolve, ms);
  });
  return Promise.race([value.catch(() => undefined), late]);
}
