import * as fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { csvLine } from "./csv-line.ts";

const parsed = (line: string, delimiter: string): readonly (readonly string[])[] =>
  Papa.parse<string[]>(line.replace(/\r\n$/, ""), { delimiter }).data;

/** Cuts as a spreadsheet does that was told nothing: at the quotes and separators of its own country. */
const cutAnywhere = (line: string): readonly string[] =>
  [",", ";", "\t", "|"].flatMap((delimiter) => [
    ...parsed(line, delimiter).flat(),
    ...Papa.parse<string[]>(line, { delimiter, quoteChar: "\0" }).data.flat(),
  ]);

const RUNS = /^[\s\p{Cf}]*[=+\-@\u2212＝＋－＠﹦﹢﹣﹫]/u;

describe("a line", () => {
  it("quotes texts, writes numbers as its country does and ends with CRLF", () => {
    expect(csvLine(["Núñez, Ana", 2.2, undefined, 'the "boss"'], ".")).toBe('"Núñez, Ana",2.2,,"the ""boss"""\r\n');
    expect(csvLine(["Núñez; Ana", 2.2, undefined], ",")).toBe('"Núñez; Ana";2,2;\r\n');
  });

  it.each([
    "=1+1",
    "+351 912",
    "-2",
    "@SUM(A1)",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "﹦1",
    "\u22121",
    "  =1",
    "\t=1",
    "\r\n=1",
    "\u200b=1",
    "\ufeff=1",
    "\u202e=1",
  ])("disarms %j at its start", (cell) => {
    expect(parsed(csvLine([cell], "."), ",")[0]?.[0]).toMatch(/^'/);
  });

  it.each(["Ruiz;=1+1", "Ruiz,=1+1", "Ruiz\t=1+1", "Ruiz|=1+1", 'Ruiz"=1+1', "Ruiz; @x", "Ruiz，＝1", "Ruiz\n=1+1"])(
    "disarms %j wherever it is cut",
    (cell) => {
      for (const decimal of [".", ","] as const) {
        const cells = cutAnywhere(csvLine([cell, "x"], decimal)).map((one) => one.replace(/^"+|"+$/g, ""));
        expect(cells.filter((one) => /^[=+\-@＝＋－＠]/u.test(one.trim()))).toEqual([]);
      }
    },
  );

  it.each([
    "Ana-Maria O'Neill",
    "dana+desk@halden.example",
    "IR-0000123",
    "a = b",
    "Password reset (MFA)",
    "Ünal, Ayşe",
  ])("leaves %j as it is", (cell) => {
    expect(parsed(csvLine([cell], ","), ";")[0]).toEqual([cell]);
  });

  it("survives any text: one line, the same cells, nothing that runs", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.stringMatching(/^[=+\-@,;"'\t\r\n |＝ a-c]{0,12}$/),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), fc.constantFrom(".", ","), (cells, decimal) => {
        const line = csvLine(cells, decimal);
        expect(line.slice(0, -2)).not.toMatch(/[\r\n]/);
        const [back = []] = parsed(line, decimal === "," ? ";" : ",");
        expect(back).toHaveLength(cells.length);
        for (const [index, cell] of back.entries()) {
          // What was taken away are breaks; what was added are apostrophes.
          const bare = (one: string): string => one.replaceAll(/[\p{Cc}\u2028\u2029']+/gu, " ").replaceAll(" ", "");
          expect(bare(cell)).toBe(bare(cells[index] ?? ""));
          expect(cell.split(/[,;|\t"]/).filter((piece) => RUNS.test(piece))).toEqual([]);
        }
      }),
    );
  });
});
