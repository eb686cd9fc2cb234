/**
 * A migration runs while the old Worker still serves, and D1 has no way back. Hence forward
 * only, add-only after the first, and no table rebuild: on D1 dropping the old table takes
 * the rows of every table that references it with ON DELETE CASCADE.
 */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const FOLDER = join(dirname(dirname(fileURLToPath(import.meta.url))), "migrations");

interface Migration {
  readonly name: string;
  readonly sql: string;
}

const FORBIDDEN: readonly (readonly [RegExp, string])[] = [
  [/\bdrop\s+table\b/i, "DROP TABLE"],
  [/__new_/i, "__new_ (a table rebuild)"],
  [/\bon\s+delete\s+cascade\b/i, "ON DELETE CASCADE"],
];

/** UPDATE fills a column that was just added. */
const ADDITIVE =
  /^(create\s+(unique\s+)?(table|index|trigger|view|virtual\s+table)|alter\s+table\s+\S+\s+add|insert|update)\b/i;

const NAME = /^(\d{4})_[a-z0-9_]+\.sql$/;

/** Comments and the contents of string literals say nothing about what a statement does. */
const bare = (sql: string): string =>
  sql
    .replace(/'(?:[^']|'')*'/g, "''")
    .replace(/--[^\n]*/g, "")
    .replace(/\/\*[\s\S]*?\*\//g, "");

function statements(sql: string): string[] {
  const withoutTriggerBodies = sql.replace(/\bbegin\b[\s\S]*?\bend\s*;/gi, ";");
  return withoutTriggerBodies
    .split(";")
    .map((statement) => statement.trim().replace(/\s+/g, " "))
    .filter((statement) => statement !== "");
}

function problems(migrations: readonly Migration[]): string[] {
  const ordered = [...migrations].sort((a, b) => (a.name < b.name ? -1 : 1));
  return ordered.flatMap(({ name, sql }, index) => {
    const number = NAME.exec(name)?.[1];
    const text = bare(sql);
    const found = FORBIDDEN.filter(([pattern]) => pattern.test(text)).map(([, what]) => what);
    if (number === undefined) {
      found.push("is not named NNNN_words.sql");
    } else if (index === 0 ? number !== "0001" : number === NAME.exec(ordered[index - 1]?.name ?? "")?.[1]) {
      found.push(`number ${number} is taken, or is not where the first one starts`);
    }
    if (sql.includes("\r")) {
      found.push("has CR line ends");
    }
    if (index > 0) {
      found.push(
        ...statements(text)
          .filter((each) => !ADDITIVE.test(each))
          .map((each) => `is not add-only: ${each.slice(0, 60)}`),
      );
    }
    return found.map((problem) => `${name}: ${problem}`);
  });
}

describe("migrations", () => {
  it("are numbered, forward only and add-only", () => {
    const files = readdirSync(FOLDER).filter((name) => name.endsWith(".sql"));
    expect(problems(files.map((name) => ({ name, sql: readFileSync(join(FOLDER, name), "utf8") })))).toEqual([]);
  });
});

describe("the check itself", () => {
  const first: Migration = { name: "0001_first.sql", sql: "CREATE TABLE tickets (id TEXT PRIMARY KEY) STRICT;\n" };
  const second = (sql: string): string[] => problems([first, { name: "0002_next.sql", sql }]);

  it("accepts additions, backfills and triggers", () => {
    const sql = `-- drop table is a comment
CREATE INDEX tickets_by_day ON tickets (day);--> statement-breakpoint
ALTER TABLE tickets ADD COLUMN note TEXT DEFAULT 'drop table; on delete cascade';
UPDATE tickets SET note = 'delete; from';
CREATE TRIGGER audit_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'kept'); DELETE FROM x; END;
`;
    expect(second(sql)).toEqual([]);
  });

  it.each([
    ["DROP TABLE tickets;", "0002_next.sql: DROP TABLE"],
    ["ALTER TABLE `__new_tickets` RENAME TO `tickets`;", "0002_next.sql: __new_ (a table rebuild)"],
    ["CREATE TABLE notes (t TEXT REFERENCES tickets (id) ON DELETE\nCASCADE);", "0002_next.sql: ON DELETE CASCADE"],
    ["CREATE INDEX a ON b (c);\r\n", "0002_next.sql: has CR line ends"],
    ["DELETE FROM tickets;", "0002_next.sql: is not add-only: DELETE FROM tickets"],
    ["ALTER TABLE tickets DROP COLUMN id;", "0002_next.sql: is not add-only: ALTER TABLE tickets DROP COLUMN id"],
    ["DROP INDEX tickets_by_day;", "0002_next.sql: is not add-only: DROP INDEX tickets_by_day"],
    ["PRAGMA foreign_keys=OFF;", "0002_next.sql: is not add-only: PRAGMA foreign_keys=OFF"],
  ])("refuses %s", (sql, problem) => {
    expect(second(sql)).toContain(problem);
  });

  it("refuses a repeated number and an unnumbered file; numbers that are given out beforehand leave gaps", () => {
    expect(problems([first, { name: "0003_gap.sql", sql: "" }])).toEqual([]);
    expect(problems([first, { name: "0001_again.sql", sql: "" }])).toEqual([
      "0001_first.sql: number 0001 is taken, or is not where the first one starts",
    ]);
    expect(problems([{ name: "0002_late.sql", sql: "" }])).toEqual([
      "0002_late.sql: number 0002 is taken, or is not where the first one starts",
    ]);
    expect(problems([first, { name: "notes.sql", sql: "" }])).toEqual(["notes.sql: is not named NNNN_words.sql"]);
  });

  it("holds the first migration to everything but add-only", () => {
    expect(problems([{ ...first, sql: "DROP TABLE IF EXISTS a; PRAGMA x;" }])).toEqual(["0001_first.sql: DROP TABLE"]);
  });
});
