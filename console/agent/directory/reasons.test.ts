import Papa from "papaparse";
import { expect, it } from "vitest";
import { reasonsCsv } from "./reasons.tsx";

it("are a table with the row's number, and nothing of what stands in its cells", () => {
  const file = reasonsCsv([{ row: 15, column: "displayName", reason: "cell.formula", refused: true }], ".");
  expect(Papa.parse(file.slice(1), { skipEmptyLines: true }).data).toEqual([
    ["Row", "Column", "Reason", "Result"],
    ["15", "Full name", "Begins like a formula", "Row refused"],
  ]);
});
