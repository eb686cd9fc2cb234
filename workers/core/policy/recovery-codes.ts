/** Codes for who has lost every passkey: 80 bits each, in signs that are not taken for one another (Crockford's base 32). */

export const RECOVERY_CODES = 10;
export const RECOVERY_CODE_SIGNS = 16;

const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const ALIKE: Readonly<Record<string, string>> = { O: "0", I: "1", L: "1" };

/** As it is shown: four groups of four. `bytes`: random, one for each sign. */
export function recoveryCode(bytes: Uint8Array): string {
  const signs = Array.from(bytes.slice(0, RECOVERY_CODE_SIGNS), (byte) => SIGNS.charAt(byte % SIGNS.length)).join("");
  return signs.replaceAll(/(.{4})(?=.)/gu, "$1-");
}

/** What was typed, as it is shown; undefined when it cannot be a code. */
export function readRecoveryCode(text: string): string | undefined {
  const typed = text.toUpperCase().replaceAll(/[\s\p{Pd}]/gu, "");
  const signs = Array.from(typed, (sign) => ALIKE[sign] ?? sign);
  return signs.length === RECOVERY_CODE_SIGNS && signs.every((sign) => SIGNS.includes(sign))
    ? signs.join("").replaceAll(/(.{4})(?=.)/gu, "$1-")
    : undefined;
}
