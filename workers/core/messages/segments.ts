/**
 * How many parts an SMS becomes, and in which alphabet (3GPP TS 23.038). One character
 * outside GSM-7 turns the whole text into UCS-2, which more than halves a part and so
 * doubles the price; texts are chosen by this count before they are sent.
 */
const BASIC =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
  "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/** Reached through an escape, so each takes two septets, which a part border may not split. */
const EXTENDED = "\f^{}\\[~]|€";

const SEPTETS: ReadonlyMap<string, number> = new Map([
  ...Array.from(BASIC).map((character): [string, number] => [character, 1]),
  ...Array.from(EXTENDED).map((character): [string, number] => [character, 2]),
]);

const LIMITS = {
  "gsm-7": { single: 160, part: 153 },
  "ucs-2": { single: 70, part: 67 },
} as const;

export interface SmsSize {
  readonly alphabet: keyof typeof LIMITS;
  /** Septets or UTF-16 code units. */
  readonly units: number;
  readonly segments: number;
}

/** Size of a text as networks bill it. An empty text is one segment. */
export function smsSize(text: string): SmsSize {
  const characters = Array.from(text);
  const alphabet = characters.every((character) => SEPTETS.has(character)) ? "gsm-7" : "ucs-2";
  const costs = characters.map((character) =>
    alphabet === "gsm-7" ? (SEPTETS.get(character) ?? 0) : character.length,
  );
  const units = costs.reduce((sum, cost) => sum + cost, 0);
  const { single, part } = LIMITS[alphabet];
  return { alphabet, units, segments: units <= single ? 1 : partsNeeded(costs, part) };
}

/** A character that needs two units never straddles two parts. */
function partsNeeded(costs: readonly number[], part: number): number {
  let parts = 1;
  let used = 0;
  for (const cost of costs) {
    if (used + cost > part) {
      parts += 1;
      used = 0;
    }
    used += cost;
  }
  return parts;
}

/** Signs that word processors put in place of those of the keyboard, and what they look like. */
const LOOK_ALIKES: readonly (readonly [RegExp, string])[] = [
  [/[\u2018-\u201b\u2032\u02bc\u00b4`]/gu, "'"],
  [/[\u201c-\u201f\u2033\u00ab\u00bb]/gu, '"'],
  [/[\u2010-\u2015\u2212]/gu, "-"],
  [/\u2026/gu, "..."],
  [/[\u00a0\u2000-\u200a\u202f]/gu, " "],
];

/**
 * The text as it is sent: look-alikes are replaced, and letters lose accents that the cheaper alphabet
 * lacks, as people write them by SMS; both only where nothing else is left that costs more.
 */
export function smsText(text: string): string {
  const plain = LOOK_ALIKES.reduce((changed, [signs, sign]) => changed.replace(signs, sign), text.normalize("NFC"));
  const folded = Array.from(plain, (character) =>
    SEPTETS.has(character) ? character : character.normalize("NFD").replace(/\p{M}+/gu, ""),
  ).join("");
  return smsSize(folded).alphabet === "gsm-7" ? folded : text;
}
