/** Rows as the texts of JSON arrays, each small enough for one value of a statement. */

/** D1 takes values of up to two million bytes; a character may be three. */
const CHARACTERS_PER_STATEMENT = 500_000;

/** Each part is the text of an array. */
export function jsonParts(rows: readonly object[]): readonly string[] {
  const found: string[][] = [];
  let room = 0;
  for (const row of rows) {
    const text = JSON.stringify(row);
    if (room < text.length) {
      found.push([]);
      room = CHARACTERS_PER_STATEMENT;
    }
    found.at(-1)?.push(text);
    room -= text.length;
  }
  return found.map((part) => `[${part.join(",")}]`);
}
