/** Codes of an authenticator app, as RFC 6238 has them: six digits, thirty seconds, HMAC-SHA-1. */
import { createHmac } from "node:crypto";
import { SECOND_MS, type EpochMs } from "../../../workers/core/kit/time.ts";

const STEP_MS = 30 * SECOND_MS;

export const stepAt = (at: EpochMs): number => Math.floor(at / STEP_MS);

export function codeAt(key: Buffer, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac("sha1", key).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 0xf;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}
