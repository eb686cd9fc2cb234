import type { Vault } from "../../app/ports/vault.ts";
import { fromBase64Url, randomBytes, toBase64Url, utf8 } from "./bytes.ts";
import { equalBytes, hashToken, type Keyring } from "./keyring.ts";
import {
  locatorFor,
  newPersonPasskeyId,
  newVerificationId,
  noticeLocatorFor,
  readLocator,
  readNoticeLocator,
  readUndoLocator,
  undoLocatorFor,
} from "./locator.ts";

const TOKEN_BYTES = 32;
const ID_BYTES = 12;
/** Uncompressed P-256 point. */
const PUBLIC_KEY_BYTES = 65;

export function createVault(keyring: Keyring): Vault {
  return {
    seal: keyring.seal,
    open: keyring.open,
    tag: keyring.tag,
    keyed: keyring.keyed,
    hashToken,
    rowName: keyring.rows.nameOf,
    rowNames: keyring.rows.namesOf,
    randomBytes,
    newToken: () => toBase64Url(randomBytes(TOKEN_BYTES)),
    newVerificationId,
    newId: () => toBase64Url(randomBytes(ID_BYTES)),
    locator: (located) => locatorFor(keyring, located),
    readLocator: (text) => readLocator(keyring, text),
    newPersonPasskeyId,
    undoLocator: (id) => undoLocatorFor(keyring, id),
    readUndoLocator: (text) => readUndoLocator(keyring, text),
    noticeLocator: (located) => noticeLocatorFor(keyring, located),
    readNoticeLocator: (text) => readNoticeLocator(keyring, text),
    verifyPhone,
    async equal(left, right) {
      // Over digests: equal length whatever came in, so neither length nor prefix shows in the time.
      const [one, other] = await Promise.all([left, right].map((text) => crypto.subtle.digest("SHA-256", utf8(text))));
      return one !== undefined && other !== undefined && equalBytes(new Uint8Array(one), new Uint8Array(other));
    },
  };
}

async function verifyPhone(key: { publicKey: string; signature: string; text: string }): Promise<boolean> {
  const publicKey = fromBase64Url(key.publicKey);
  const signature = fromBase64Url(key.signature);
  if (publicKey?.length !== PUBLIC_KEY_BYTES || signature === undefined) {
    return false;
  }
  try {
    const imported = await crypto.subtle.importKey("raw", publicKey, { name: "ECDSA", namedCurve: "P-256" }, false, [
      "verify",
    ]);
    return await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, imported, signature, utf8(key.text));
  } catch {
    // Not a point on the curve: a forged key is simply not a known phone.
    return false;
  }
}
