/** Names of one script in the letters of another: a directory in Latin letters, an answer in Cyrillic, or the other way round. */
import anyAscii from "any-ascii";
import { plain } from "./normalise.ts";

const OTHER_SCRIPT = /[\p{L}--\p{Script=Latin}]/v;
/** Scripts that write long vowels at most. */
const WITHOUT_VOWELS = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}]/u;

export interface Script {
  readonly latin: boolean;
  readonly vowels: boolean;
}

export function scriptOf(text: string): Script {
  return { latin: !OTHER_SCRIPT.test(text), vowels: !WITHOUT_VOWELS.test(text) };
}

/** In plain Latin letters, a syllable of Chinese or Korean as a word of its own. */
export function inLatin(text: string): string {
  return plain(anyAscii(plain(text)).replaceAll(/(?<=[a-z])(?=[A-Z])/gu, " "));
}
