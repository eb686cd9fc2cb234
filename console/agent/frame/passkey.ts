/** The browser's side of passkeys, by WebAuthn's own JSON methods; what a person gave up reads like a refused press. */
import type { PasskeyOptionsReply } from "../../../workers/contract/console/access.ts";
import { en } from "../../copy/desk/en.ts";
import type { ApiResult } from "./api.ts";

/** Browsers of before 2025 lack the JSON methods: they are offered no passkey. */
export const passkeysWork = (): boolean =>
  typeof PublicKeyCredential === "function" && "parseRequestOptionsFromJSON" in PublicKeyCredential;

type Asked = ApiResult<PasskeyOptionsReply>;

/** Has a new passkey made: what is to be sent to the server. */
export const makePasskey = (asked: Asked): Promise<ApiResult<object>> =>
  shown(asked, (options) =>
    navigator.credentials.create({
      publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options as PublicKeyCredentialCreationOptionsJSON),
    }),
  );

/** Has a passkey shown: what is to be sent to the server. */
export const showPasskey = (asked: Asked): Promise<ApiResult<object>> =>
  shown(asked, (options) =>
    navigator.credentials.get({
      publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON),
    }),
  );

async function shown(asked: Asked, ask: (options: object) => Promise<Credential | null>): Promise<ApiResult<object>> {
  if (!asked.ok) return asked;
  try {
    const credential = await ask(asked.value.options);
    if (credential instanceof PublicKeyCredential) return { ok: true, value: credential.toJSON() };
  } catch (error) {
    // The device holds one of them already, and says so instead of making a second.
    if (error instanceof DOMException && error.name === "InvalidStateError") return none(en.passkeys.known);
  }
  return none(en.passkeys.none);
}

function none(message: string): ApiResult<object> {
  return { ok: false, problem: { code: "passkey.none", status: 0, message, errors: [] } };
}
