import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { insertRows } from "./json-rows.ts";

const COLUMNS = ["name", "person_id", "at", "privileged", "mac"] as const;

/** Each where another could go wrong: quotes, two bytes a sign, a pair, beside plain ones. */
const TEXTS = ["p•••••1@mailbox.example", 'a "b" \\ c\n\u0001', "Zoë", "Ни́на 山田", "🙂 and •", ""];

const rows = TEXTS.map((text, place) => ({
  name: `row ${String(place)}`,
  person_id: text,
  at: 1_764_000_000_000 + place,
  privileged: 0,
  mac: null,
}));

it("writes what is given, whatever its signs", async () => {
  await env.DB.batch([...insertRows(env.DB, { table: "directory_given_up", columns: COLUMNS, rows })]);
  const { results } = await env.DB.prepare("SELECT * FROM directory_given_up ORDER BY name").all();
  expect(results).toEqual(rows);
});

it.each(["p•••••1", "🙂 and •", "Zoë", 'a "b"', ""])("%j is sent in one byte a sign, and is what it was", (name) => {
  const sent: unknown[] = [];
  const statement = { bind: (value: unknown) => sent.push(value) };
  const db = { prepare: () => statement } as unknown as D1Database;
  insertRows(db, { table: "people", columns: ["name", "at"], rows: [{ name, at: 1 }] });
  expect(sent).toEqual([expect.stringMatching(/^[ -\xff]+$/)]);
  expect(JSON.parse(String(sent[0]))).toEqual([[name, 1]]);
});
