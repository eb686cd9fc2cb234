/** Letters as people write them who have no key for them. Both take text in small letters. */

/** What no normal form decomposes. */
const UNDECOMPOSED: Readonly<Record<string, string>> = {
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  ħ: "h",
  ŧ: "t",
  ŋ: "n",
  æ: "ae",
  œ: "oe",
  þ: "th",
  ə: "e",
  // A capital sigma lower-cases by its place in the word.
  ς: "σ",
};

/** Mueller, Bjoern, Aase. */
const SPELLED_OUT: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue", å: "aa", ø: "oe" };

const replacing = (letters: Readonly<Record<string, string>>): ((text: string) => string) => {
  const any = new RegExp(`[${Object.keys(letters).join("")}]`, "gu");
  return (text) => text.replace(any, (letter) => letters[letter] ?? letter);
};

/** As they look without their strokes and ties. */
export const decomposed = replacing(UNDECOMPOSED);

/** With the vowel that stands for the mark. Decomposed letters are not found: the text is composed before. */
export const spelledOut = replacing(SPELLED_OUT);
