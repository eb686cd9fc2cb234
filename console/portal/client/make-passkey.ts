/** A passkey of this device, made and added. */
import { postJson } from "./post-json.ts";

interface Making {
  readonly options: string | undefined;
  readonly add: string | undefined;
  readonly name: FormDataEntryValue | null | undefined;
}

/** Browsers of before 2025 lack WebAuthn's JSON methods. */
export const makesPasskeys = (): boolean =>
  typeof PublicKeyCredential === "function" && "parseCreationOptionsFromJSON" in PublicKeyCredential;

/** What went wrong; undefined where nothing did. */
export async function makePasskey({ options: asks, add, name }: Making): Promise<"failed" | "known" | undefined> {
  try {
    const asked = await postJson(asks, {});
    const { options } = (await asked.json()) as { options: PublicKeyCredentialCreationOptionsJSON };
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
    const credential = await navigator.credentials.create({ publicKey });
    if (!(credential instanceof PublicKeyCredential)) return "failed";
    const added = await postJson(add, { name, credential: credential.toJSON() as object });
    return added.ok ? undefined : "failed";
  } catch (error) {
    // The device holds one of them already, and says so instead of making a second.
    return error instanceof DOMException && error.name === "InvalidStateError" ? "known" : "failed";
  }
}
