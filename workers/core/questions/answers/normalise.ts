/**
 * Brings two spellings of one answer to one form. Linear in the input, which is cut to 256
 * code points first, so that no answer can be made expensive to grade. Never throws,
 * whatever the code points.
 */
import { decomposed, spelledOut } from "../../kit/letters.ts";

export const ANSWER_LIMIT_CODE_POINTS = 256;

/** Zero-width and bidirectional controls, soft hyphens, fillers: invisible, hence meaningless in an answer. */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
/** O'Brien, O’Brien and OBrien are one name. Dropped before NFKC too, which turns an acute accent into a space. */
const APOSTROPHES = /['"`´‘’ʻʼ′׳״]/gu;
/**
 * Signs over and under letters that are often left out: accents of Latin, Greek and Cyrillic, points
 * of Hebrew, Arabic and Syriac. Vowel signs of Indic scripts, Thai and kana are letters to their
 * readers: without them another person's name is the same.
 */
const ACCENTS =
  /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]|(?=\p{M})[\u064b-\u0655\u0670\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}]/gu;
const SEPARATORS = /[^\p{L}\p{N}\p{M}]+/gu;

/**
 * The plain form (marks stripped: "muller") and the spelled-out one ("mueller"), each in lower
 * case with words parted by one space. Two texts mean the same when any of their forms agree.
 */
export function spellings(text: string): readonly [plain: string, spelledOut: string] {
  const folded = fold(firstCodePoints(text));
  return [strip(folded), strip(spelledOut(folded))];
}

/** The plain form alone: identity of option texts. */
export function plain(text: string): string {
  return strip(fold(firstCodePoints(text)));
}

/** Words of a normal form. */
export function words(form: string): readonly string[] {
  return form.split(" ").filter((word) => word !== "");
}

function firstCodePoints(text: string): string {
  if (text.length <= ANSWER_LIMIT_CODE_POINTS) {
    return text;
  }
  // A code point is at most two units, so the long tail is never walked.
  return Array.from(text.slice(0, 2 * ANSWER_LIMIT_CODE_POINTS))
    .slice(0, ANSWER_LIMIT_CODE_POINTS)
    .join("");
}

/** Most of what a directory holds. The slow way leaves it as the short one does, and takes ten times as long. */
const ASCII = /^[\x20-\x7e]*$/;

function fold(text: string): string {
  if (ASCII.test(text)) {
    return text.replace(APOSTROPHES, "").toLowerCase();
  }
  return (
    text
      .normalize("NFC")
      .replace(INVISIBLE, "")
      .replace(APOSTROPHES, "")
      .normalize("NFKC")
      // Down, up and down again: both sharp s become ss, both Turkish i's become i.
      .toLowerCase()
      .toUpperCase()
      .toLowerCase()
      .normalize("NFC")
      .replace(APOSTROPHES, "")
  );
}

function strip(folded: string): string {
  if (ASCII.test(folded)) {
    return folded.replace(SEPARATORS, " ").trim();
  }
  return decomposed(folded).normalize("NFKD").replace(ACCENTS, "").normalize("NFKC").replace(SEPARATORS, " ").trim();
}
