/** Countries as directories write them: a code of two letters, or a name in English or in the country's own file. */

const LETTERS = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
/** Codes that the formatter names although they are no country: the European Union, the euro area, the United Nations, unknown. */
const NO_COUNTRY: ReadonlySet<string> = new Set(["EU", "EZ", "UN", "ZZ", "QO", "XA", "XB"]);
/** Names that people write and that no list of names holds. */
const OTHERWISE: Readonly<Record<string, string>> = {
  uk: "GB",
  "great britain": "GB",
  england: "GB",
  scotland: "GB",
  wales: "GB",
  usa: "US",
  "united states of america": "US",
  "u.s.": "US",
  "czech republic": "CZ",
  holland: "NL",
  "the netherlands": "NL",
  turkey: "TR",
};

const folded = (text: string): string => text.normalize("NFKC").trim().toLowerCase();

let known: ReadonlyMap<string, string> | undefined;

/** Built once: some seven hundred look-ups. */
function countries(): ReadonlyMap<string, string> {
  if (known === undefined) {
    const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
    const found = LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).flatMap((code) => {
      const name = NO_COUNTRY.has(code) ? undefined : names.of(code);
      // A former code is named as its successor.
      const current = new Intl.Locale(`und-${code}`).region;
      return name === undefined || current !== code
        ? []
        : ([
            [folded(name), code],
            [folded(code), code],
          ] as const);
    });
    known = new Map([...Object.entries(OTHERWISE), ...found]);
  }
  return known;
}

/** ISO 3166-1 alpha-2; undefined for what names no country. */
export function countryOf(text: string): string | undefined {
  return countries().get(folded(text));
}
