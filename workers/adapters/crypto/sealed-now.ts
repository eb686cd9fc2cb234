/**
 * Sealing without an await, for a session object, which decides and writes in one go. AES-256-GCM as
 * in `keyring.ts`, under keys of its own. From `node:crypto`: the platform's other interface is
 * asynchronous.
 */
import { createCipheriv, createDecipheriv, createHmac } from "node:crypto";
import type { SealedNow } from "../../app/ports/vault.ts";
import { fromBase64Url, randomBytes, toBase64Url, utf8 } from "./bytes.ts";

const ALGORITHM = "aes-256-gcm";
const MARK = "sealed:";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** `generations`: of the purpose `fields`, newest first. */
export function sealedNow(rootSecret: string, generations: readonly number[]): SealedNow {
  const keys = new Map<number, Uint8Array>();
  const keyOf = (generation: number): Uint8Array => {
    const known = keys.get(generation);
    const key =
      known ??
      createHmac("sha256", rootSecret)
        .update(`imper-edge/sealed-now/${String(generation)}`)
        .digest();
    keys.set(generation, key);
    return key;
  };
  return {
    seal(plain, boundTo) {
      const generation = generations[0] ?? 1;
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, keyOf(generation), nonce).setAAD(utf8(boundTo));
      const parts = [cipher.update(utf8(plain)), cipher.final(), cipher.getAuthTag()];
      return `${MARK}${String(generation)}.${toBase64Url(nonce)}.${toBase64Url(joined(parts))}`;
    },
    open(text, boundTo) {
      if (!text.startsWith(MARK)) {
        return text;
      }
      const [generation, nonce, body] = text.slice(MARK.length).split(".");
      const iv = fromBase64Url(nonce ?? "");
      const sealed = fromBase64Url(body ?? "");
      if (iv?.length !== NONCE_BYTES || sealed === undefined || !generations.includes(Number(generation))) {
        return undefined;
      }
      try {
        const decipher = createDecipheriv(ALGORITHM, keyOf(Number(generation)), iv).setAAD(utf8(boundTo));
        decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
        const parts = [decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()];
        return new TextDecoder().decode(joined(parts));
      } catch {
        // Authentication failed: changed, or sealed for another place.
        return undefined;
      }
    },
  };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
