/**
 * The key by which this phone is known again. Made only when "I contacted IT" is pressed, kept
 * by the browser, and non-extractable: no script, ours included, can read the private half.
 */

export interface PhoneKeyProof {
  /** Raw P-256 point, base64url. */
  readonly publicKey: string;
  /** ECDSA P-256 with SHA-256 over the UTF-8 bytes of `${locator}:${pressToken}`, base64url. */
  readonly signature: string;
}

export interface KeyShelf {
  /** The kept pair; keeps and returns `made()` when there is none. */
  load(made: () => Promise<CryptoKeyPair>): Promise<CryptoKeyPair>;
}

const KEY = { name: "ECDSA", namedCurve: "P-256" } as const;
const SIGNATURE = { name: "ECDSA", hash: "SHA-256" } as const;

export async function provePhone(shelf: KeyShelf, locator: string, pressToken: string): Promise<PhoneKeyProof> {
  const pair = await shelf.load(() => crypto.subtle.generateKey(KEY, false, ["sign", "verify"]));
  const [point, signature] = await Promise.all([
    crypto.subtle.exportKey("raw", pair.publicKey),
    crypto.subtle.sign(SIGNATURE, pair.privateKey, new TextEncoder().encode(`${locator}:${pressToken}`)),
  ]);
  return { publicKey: base64Url(point), signature: base64Url(signature) };
}

function base64Url(bytes: ArrayBuffer): string {
  const text = btoa(String.fromCharCode(...new Uint8Array(bytes)));
  return text.replace(/\+/gu, "-").replace(/\//gu, "_").replace(/=+$/u, "");
}
