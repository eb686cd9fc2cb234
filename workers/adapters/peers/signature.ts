import { utf8 } from "../crypto/bytes.ts";

/** HMAC checks of vendors' callbacks. `subtle.verify` compares in constant time. */
export interface HmacClaim {
  readonly hash: "SHA-1" | "SHA-256";
  readonly key: Uint8Array<ArrayBuffer>;
  readonly data: string;
  /** Base64, as the vendor sent it. */
  readonly signature: string;
}

export async function hmacMatches({ hash, key, data, signature }: HmacClaim): Promise<boolean> {
  const claimed = bytesFromBase64(signature);
  if (claimed === undefined || key.length === 0) {
    return false;
  }
  const imported = await crypto.subtle.importKey("raw", key, { name: "HMAC", hash }, false, ["verify"]);
  return crypto.subtle.verify("HMAC", imported, claimed, utf8(data));
}

export function bytesFromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

export function base64FromText(text: string): string {
  return btoa(Array.from(utf8(text), (byte) => String.fromCharCode(byte)).join(""));
}
