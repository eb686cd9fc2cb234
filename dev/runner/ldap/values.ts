/** How Active Directory writes times, ids and passwords. */
import type { Entry } from "ldapts";
import type { EpochMs } from "../../../workers/core/kit/time.ts";

/** FILETIME counts 100 ns since 1601. */
const TICKS_PER_MS = 10_000n;
const EPOCH_OFFSET_MS = 11_644_473_600_000n;

/** Undefined for 0 and for the largest number, which both say "never". */
export function timeOf(fileTime: string | undefined): EpochMs | undefined {
  if (fileTime === undefined || !/^\d{1,19}$/.test(fileTime) || fileTime === "0" || fileTime === NEVER) {
    return undefined;
  }
  return Number(BigInt(fileTime) / TICKS_PER_MS - EPOCH_OFFSET_MS);
}

const NEVER = "9223372036854775807";

export const fileTimeOf = (at: EpochMs): string => String((BigInt(at) + EPOCH_OFFSET_MS) * TICKS_PER_MS);

/** unicodePwd: between quotation marks, in UTF-16 with the low byte first. Taken over an encrypted connection only. */
export const unicodePwd = (password: string): Buffer => Buffer.from(`"${password}"`, "utf16le");

/** "S-1-5-21-...", or undefined for bytes that are no SID. */
export function sidOf(bytes: Buffer): string | undefined {
  const parts = bytes[1] ?? 0;
  if (bytes[0] !== 1 || bytes.length !== 8 + 4 * parts) {
    return undefined;
  }
  const authority = bytes.readUIntBE(2, 6);
  const rest = Array.from({ length: parts }, (_, place) => bytes.readUInt32LE(8 + 4 * place));
  return ["S-1", authority, ...rest].join("-");
}

export function textAt(entry: Entry, name: string): string | undefined {
  const value = first(entry[name]);
  const text = Buffer.isBuffer(value) ? value.toString("utf8") : value;
  return text === "" ? undefined : text;
}

export const numberAt = (entry: Entry, name: string): number | undefined => {
  const text = textAt(entry, name);
  return text === undefined || !/^-?\d{1,15}$/.test(text) ? undefined : Number(text);
};

/** For attributes that were asked for as bytes. */
export function buffersAt(entry: Entry, name: string): readonly Buffer[] {
  const value = entry[name];
  return [value].flat().filter((one): one is Buffer => Buffer.isBuffer(one) && one.length > 0);
}

const first = (value: Entry[string] | undefined): string | Buffer | undefined =>
  Array.isArray(value) ? value[0] : value;
