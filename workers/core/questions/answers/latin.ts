/** Names of one script in the letters of another: a directory in Latin letters, an answer in Cyrillic, or the other way round. */
import anyAscii from "any-ascii";
import { plain } from "./normalise.ts";

const OTHER_SCRIPT = /[\p{L}--\p{Script=Latin}]/v;
/** Scripts that write long vowels at most. */
const WITHOUT_VOWELS = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}]/u;

/** Two letters for one sound. */
const GREEK: readonly (readonly [string, string])[] = [
  ["γγ", "ng"],
  ["γκ", "gk"],
  ["μπ", "b"],
  ["ου", "u"],
  ["ού", "u"],
  ["ευ", "ev"],
  ["εύ", "ev"],
  ["αυ", "av"],
  ["αύ", "av"],
];
const MOST_UNITS = 512;

export interface Script {
  readonly latin: boolean;
  readonly vowels: boolean;
}

export function scriptOf(text: string): Script {
  return { latin: !OTHER_SCRIPT.test(text), vowels: !WITHOUT_VOWELS.test(text) };
}

/** In plain Latin letters, a syllable of Chinese or Korean as a word of its own. */
export function inLatin(text: string): string {
  const spelled = GREEK.reduce(
    (read, [pair, by]) => read.replaceAll(pair, by),
    text.slice(0, MOST_UNITS).normalize("NFC"),
  );
  return plain(anyAscii(spelled).replaceAll(/(?<=[a-z])(?=[A-Z])/gu, " "));
}
