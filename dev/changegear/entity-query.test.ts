import { describe, expect, it } from "vitest";
import { queryRows } from "./entity-query.ts";

const rows = Array.from({ length: 120 }, (_, index) => ({
  ID: index + 1,
  Email: `p${String(index + 1)}@a.example`,
  Name: "x",
}));
const quoted = [
  { ID: 1, Email: "o'neil@a.example" },
  { ID: 2, Email: "oxneil@a.example" },
];
const ids = (found: readonly Readonly<Record<string, unknown>>[] | undefined) => found?.map((row) => row["ID"]);

describe("paging", () => {
  it("gives ten unless asked, a hundred at most, from page one", () => {
    expect(queryRows(rows, { columns: [] })).toHaveLength(10);
    expect(queryRows(rows, { columns: [], pageSize: "500" })).toHaveLength(100);
    expect(ids(queryRows(rows, { columns: [], pageSize: "100", page: "2" }))?.[0]).toBe(101);
  });

  it.each([{ page: "0" }, { pageSize: "-1" }, { pageSize: "ten" }])("refuses %j", (paging) => {
    expect(queryRows(rows, { columns: [], ...paging })).toBeUndefined();
  });
});

describe("filter", () => {
  const find = (filter: string) => ids(queryRows(quoted, { columns: [], filter }));

  it("knows like, its wildcards, =, and doubled quotes", () => {
    expect(find("[Email] like 'O''NEIL@a.example'")).toEqual([1]);
    expect(find("[email] like 'o_neil%'")).toEqual([1, 2]);
    expect(find("[Email] = 'o_neil@a.example'")).toEqual([]);
    expect(find("[Email] like '%' and [ID] = '2'")).toEqual([2]);
    expect(find("[Email] like 'o.neil@a.example'")).toEqual([]);
  });

  it.each(["[Email] like 'o'neil'", "Email = 'x'", "[Email] > 'x'", "[Email] like 'a' or [ID] = '1'"])(
    "refuses %s",
    (filter) => {
      expect(find(filter)).toBeUndefined();
    },
  );
});

it("sorts by a column, numbers as numbers, and picks columns in any case", () => {
  expect(ids(queryRows(rows, { columns: [], sort: "ID desc" }))?.slice(0, 2)).toEqual([120, 119]);
  expect(queryRows(rows, { columns: ["id", "EMAIL"], pageSize: "1" })).toEqual([{ ID: 1, Email: "p1@a.example" }]);
});
