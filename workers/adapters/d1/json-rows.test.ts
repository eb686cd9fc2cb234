import { expect, it } from "vitest";
import { insertRows } from "./json-rows.ts";

it.each(["p•••••1", "🙂 and •", "Zoë", 'a "b"', ""])("%j is sent in one byte a sign, and is what it was", (name) => {
  const sent: unknown[] = [];
  const statement = { bind: (value: unknown) => sent.push(value) };
  const db = { prepare: () => statement } as unknown as D1Database;
  insertRows(db, { table: "people", columns: ["name", "at"], rows: [{ name, at: 1 }] });
  expect(sent).toEqual([expect.stringMatching(/^[ -\xff]+$/)]);
  expect(JSON.parse(String(sent[0]))).toEqual([[name, 1]]);
});
