/**
 * How names are searched for: in small letters, without accents, and with the letters of other alphabets' keyboards
 * for those that only one has. "Weiss" finds Weiß, and "jose" José; "mueller" finds Müller as "muller" does.
 */

import { decomposed, spelledOut } from "../kit/letters.ts";

/** What else is typed otherwise than it is written, after the text is in small letters. */
const TYPED: Readonly<Record<string, string>> = {
  ß: "ss",
  ı: "i",
  // As phones and word processors type them.
  "\u2018": "'",
  "\u2019": "'",
  "\u02bc": "'",
  "\u2010": "-",
  "\u2013": "-",
};
const TYPED_SIGNS = new RegExp(`[${Object.keys(TYPED).join("")}]`, "gu");

/** Accents. Not the vowels of other scripts, which are marks of their own script. */
const ACCENTS = /\p{Script=Inherited}/gu;

const folded = (text: string): string =>
  decomposed(text.normalize("NFKD").toLowerCase().replaceAll(ACCENTS, "")).replaceAll(
    TYPED_SIGNS,
    (sign) => TYPED[sign] ?? sign,
  );

const writtenOut = (text: string): string => spelledOut(text.normalize("NFKC").toLowerCase());

/** Each way in which the text may be written: one, or a second with umlauts written out. */
export const searchForms = (text: string): readonly string[] => [...new Set([folded(text), folded(writtenOut(text))])];

/** Of these no other way to write them is known. Migration 0048 has the same signs. */
const PLAIN = /^[ -~]*$/;

/** What is stored beside a name; null where the name in small letters says the same. */
export const searchNameOf = (name: string): string | null => (PLAIN.test(name) ? null : searchForms(name).join("\n"));

/** For lists that are at hand as a whole. */
export function isFoundBy(text: string, typed: string): boolean {
  const forms = searchForms(text);
  return searchForms(typed.trim()).some((wanted) => forms.some((form) => form.includes(wanted)));
}
