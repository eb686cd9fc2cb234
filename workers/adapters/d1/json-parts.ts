/** Rows as the texts of JSON arrays, each small enough for one value of a statement. */

/** D1 takes values of up to two million bytes; a character may be three. */
const CHARACTERS_PER_STATEMENT = 500_000;

/** Each part is the text of an array. */
export function jsonParts(rows: readonly object[]): readonly string[] {
  return joinedParts(rows.map((row) => JSON.stringify(row)));
}

/** Of rows that are texts already. */
export function joinedParts(texts: readonly string[]): readonly string[] {
  const found: string[][] = [];
  let room = 0;
  for (const text of texts) {
    if (room < text.length) {
      found.push([]);
      room = CHARACTERS_PER_STATEMENT;
    }
    found.at(-1)?.push(text);
    room -= text.length;
  }
  return found.map((part) => `[${part.join(",")}]`);
}
