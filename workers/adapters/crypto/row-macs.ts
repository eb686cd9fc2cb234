/**
 * Proof that a row was written by somebody who has the root secret: whoever can only write to the
 * database can neither make a row that counts nor change one. HMAC-SHA-256 over the table's name and
 * every column that is not null, so that a column added later, being null, breaks no older row. Not over what only
 * repeats another column for a search: nobody is known by it, and it is filled for rows from before. Nor over the day from
 * which somebody who has left is kept for a while: whoever can move it can delete the row.
 * What it does not show: that a row was removed, or an older one put back whole.
 */
import { createHmac, createSecretKey, timingSafeEqual } from "node:crypto";
import { utf8 } from "./bytes.ts";

/** Columns by their names in SQL. A boolean counts as what SQLite keeps of it, 0 or 1. */
export type MacRow = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface RowMacs {
  /** `generation.mac`, for the column `mac`. */
  readonly make: (table: string, row: MacRow) => string;
  /** Whether the row's `mac` is its own, under any generation that is listed. */
  readonly holds: (table: string, row: MacRow) => boolean;
  /** Tells of a row that has no mac and cannot be read. */
  readonly refuse: (table: string) => void;
  /** Under what a row is found by whoever shows its token; hex, 256 bits, under the newest generation. */
  readonly nameOf: (table: string, token: string) => string;
  /** The same under every generation that is listed, newest first. */
  readonly namesOf: (table: string, token: string) => readonly string[];
}

/** `generations`: of the purpose `rows`, newest first. `onRefused` hears of every row that does not hold. */
export function rowMacs(
  rootSecret: string,
  generations: readonly number[],
  onRefused: (table: string) => void = () => undefined,
): RowMacs {
  const newest = generations[0] ?? 1;
  const keys = new Map(
    generations.map((generation) => {
      const bytes = createHmac("sha256", rootSecret)
        .update(`imper-edge/rows/${String(generation)}`)
        .digest();
      // Prepared once: each row that is read is checked.
      return [generation, createSecretKey(bytes)];
    }),
  );
  const macOf = (generation: number, what: string, content: string): string | undefined => {
    const key = keys.get(generation);
    // Bytes: the platform turns a text into them four times as slowly.
    const bytes = utf8(`${what}\n${content}`);
    return key === undefined ? undefined : createHmac("sha256", key).update(bytes).digest("hex");
  };
  const whole = (table: string, row: MacRow, generation: number): string | undefined => {
    const mac = macOf(generation, "row", JSON.stringify([table, ...columnsOf(row)]));
    return mac === undefined ? undefined : `${String(generation)}.${mac}`;
  };
  const nameUnder = (generation: number, table: string, token: string): string =>
    macOf(generation, "token", JSON.stringify([table, token])) ?? "";
  return {
    make: (table, row) => whole(table, row, newest) ?? "",
    holds(table, row) {
      const given = typeof row["mac"] === "string" ? row["mac"] : "";
      const own = whole(table, row, Number(given.split(".")[0]));
      const holds = own !== undefined && equalText(given, own);
      if (!holds) {
        onRefused(table);
      }
      return holds;
    },
    refuse: onRefused,
    nameOf: (table, token) => nameUnder(newest, table, token),
    namesOf: (table, token) => generations.map((generation) => nameUnder(generation, table, token)),
  };
}

const LEFT_OUT: ReadonlySet<string> = new Set(["mac", "search_name", "left_at"]);

function columnsOf(row: MacRow): readonly (readonly [string, string | number])[] {
  const columns: [string, string | number][] = [];
  for (const name of Object.keys(row).sort()) {
    const value = row[name];
    if (!LEFT_OUT.has(name) && value !== null && value !== undefined) {
      columns.push([name, typeof value === "boolean" ? Number(value) : value]);
    }
  }
  return columns;
}

function equalText(left: string, right: string): boolean {
  const [one, other] = [utf8(left), utf8(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}
