/**
 * A function under a key that core never sees: 256 bits for each label, as 64 hexadecimal
 * digits. Who lacks the key can tell neither a digest from chance nor one label's from
 * another's, so a digest may be stored where the label must not be. Made in `adapters/crypto`.
 */
export type Keyed = (label: string) => string;

const SHARE_DIGITS = 13;

/** A digest's first 52 bits as a number in [0, 1): for shares and slots. Order goes by whole digests. */
export function shareOf(digest: string): number {
  return Number.parseInt(digest.slice(0, SHARE_DIGITS), 16) / 16 ** SHARE_DIGITS;
}
