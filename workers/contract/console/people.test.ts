import { expect, it } from "vitest";
import { chunkRequest } from "./people.ts";

const chunk = (cells: unknown) => ({ number: 0, phase: "comparing", rows: [{ row: 2, cells }] });
const CELLS = { email: "dana@b.example", displayName: "Dana Ruiz", department: "" };

it("takes cells of known columns as text", () => {
  expect(chunkRequest.parse(chunk(CELLS)).rows).toEqual([{ row: 2, cells: CELLS }]);
});

it.each([
  ["a column that is none", { ...CELLS, salary: "1" }],
  ["a name that every object has", { ...CELLS, constructor: "x" }],
  ["a number", { ...CELLS, department: 7 }],
  ["a cell beyond what a row is refused for", { ...CELLS, department: "x".repeat(401) }],
  ["a list", []],
  ["nothing", null],
])("refuses %s", (_what, cells) => {
  expect(chunkRequest.safeParse(chunk(cells)).success).toBe(false);
});

it.each([
  [[2, 2], false],
  [[2, 3, 2], false],
  // Managers come before whom they manage.
  [[3, 2], true],
  [[2, 3, 7], true],
])("takes each row of the file once, in any order: %o", (lines, taken) => {
  const rows = lines.map((row) => ({ row, cells: CELLS }));
  expect(chunkRequest.safeParse({ number: 0, phase: "comparing", rows }).success).toBe(taken);
});
