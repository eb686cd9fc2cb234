/**
 * What somebody is called, as mails, notes and notices say it: one line, nothing that nobody sees, and no number or
 * address, for whoever reads it in fright must not find another way to turn to in it.
 */
import { withoutHiddenSigns } from "./hidden-signs.ts";

const LONGEST = 300;

/** Nothing of it would change: most cells of most files, a fraction of what looking closer costs. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

/** One spelling, one line, and nothing that changes how the text around it is shown. */
export function onOneLine(text: string): string {
  if (PLAIN.test(text)) return text;
  return withoutHiddenSigns(text.normalize("NFC").replaceAll(/[\p{Cc}\p{Zs}\p{Zl}\p{Zp}]+/gu, " ")).trim();
}

/** Five digits in a row, with what people put between them. */
const NUMBER = /[+(]*\p{Nd}(?:[\s().\-–/]*\p{Nd}){4,}\)?/gu;
/** A word of a mail or web address. */
const ADDRESS = /@|:\/\/|(?<![\p{L}\p{N}])www\./iu;

/** Also in the wide digits and signs of other keyboards. */
export function holdsContact(text: string): boolean {
  const wide = text.normalize("NFKC");
  return ADDRESS.test(wide) || wide.search(NUMBER) >= 0;
}

/** Without what is no part of a name; may be empty then. */
export function shownName(text: string): string {
  const line = onOneLine(text.slice(0, LONGEST));
  if (!holdsContact(line)) return line;
  const words = line.normalize("NFKC").split(" ");
  return withoutNumbers(words.filter((word) => !ADDRESS.test(word)).join(" "))
    .replaceAll(/ +/g, " ")
    .trim();
}

/** Of names from before they were read so. */
export const withoutNumbers = (text: string): string => text.replaceAll(NUMBER, " ");
