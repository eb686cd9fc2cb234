/** Text and bytes. Through `node:buffer`: every fact, contact and answer passes here, and a loop is ten times as slow. */
import { Buffer } from "node:buffer";

export function toBase64Url(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64url");
}

/** Undefined when the text is not base64url. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  return /^[A-Za-z0-9_-]*$/.test(text) && text.length % 4 !== 1
    ? new Uint8Array(Buffer.from(text, "base64url"))
    : undefined;
}

/** One for all: making it costs more than what it encodes. */
const encoder = new TextEncoder();

export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}

export function randomBytes(length: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(length));
}

/** Uniform in [0, 1) from the platform's generator, for what must not be predicted. */
export function secureRandom(): number {
  const [word = 0] = crypto.getRandomValues(new Uint32Array(1));
  return word / 0x1_0000_0000;
}
