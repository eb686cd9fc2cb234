import Papa from "papaparse";
import { expect, it } from "vitest";
import { grouped, reasonsCsv } from "./reasons.tsx";

it("are a table with the row's number, and nothing of what stands in its cells", () => {
  const file = reasonsCsv([{ row: 15, column: "displayName", reason: "cell.formula", refused: true }], ".");
  expect(Papa.parse(file.slice(1), { skipEmptyLines: true }).data).toEqual([
    ["Row", "Column", "Reason", "Result"],
    ["15", "Full name", "Begins like a formula", "Row refused"],
  ]);
});

it("stand on the page once each, with the rows that have them, and refused rows first", () => {
  const phone = { column: "mobilePhone", reason: "contact.invalid", refused: false } as const;
  const formula = { column: "displayName", reason: "cell.formula", refused: true } as const;
  expect(
    grouped([
      { ...phone, row: 4 },
      { ...formula, row: 9 },
      { ...phone, row: 7 },
    ]),
  ).toEqual([
    { ...formula, rows: [9] },
    { ...phone, rows: [4, 7] },
  ]);
});
