import { describe, expect, it } from "vitest";
import {
  NO_FILTERS,
  apiFilter,
  apiQuery,
  filterCount,
  listPath,
  parseListState,
  withFilter,
  type ListState,
} from "./list-state.ts";

const context = { now: Date.parse("2026-11-19T14:26:42Z"), timeZone: "Europe/Berlin", limit: 50 };
const query = (change: Partial<ListState>) =>
  Object.fromEntries(new URLSearchParams(apiQuery({ ...NO_FILTERS, ...change }, context)));

describe("the address of the table", () => {
  it("holds everything and survives a round trip", () => {
    const state: ListState = {
      q: "Dana R&D",
      status: ["in_progress", "failed"],
      level: ["high"],
      category: "Password reset",
      referrer: "agt_1",
      asked: true,
      from: "2026-11-01",
      to: "2026-11-19",
      cursor: '[1,"vrf_1"]',
      skipped: 50,
      open: "vrf_2",
    };
    const path = listPath(state);
    expect(parseListState(path.slice(path.indexOf("?")))).toEqual(state);
  });

  it("is bare without filters", () => {
    expect(listPath(NO_FILTERS)).toBe("/verifications");
    expect(parseListState("")).toEqual(NO_FILTERS);
  });

  it("drops what cannot be read", () => {
    const odd = "?status=failed,nonsense&level=low&date=tomorrow&skipped=-1&from=soon&to=2026-02-31x&open=";
    expect(parseListState(odd)).toEqual({ q: "", status: ["failed"], level: [] });
  });

  it("does not depend on the order of the values", () => {
    expect(parseListState("?status=failed,passed")).toEqual(parseListState("?status=passed,failed"));
  });
});

describe("filters", () => {
  it("start again at the first page and keep the open row", () => {
    const state = parseListState("?cursor=c2&skipped=50&open=vrf_1&status=failed");
    expect(withFilter(state, { level: ["high"] })).toEqual({
      q: "",
      status: ["failed"],
      level: ["high"],
      open: "vrf_1",
    });
  });

  it("are counted without page and row", () => {
    expect(filterCount(parseListState("?cursor=c2&open=vrf_1"))).toBe(0);
    expect(filterCount(parseListState("?q=x&status=failed,passed&from=2026-11-01&to=2026-11-02"))).toBe(3);
  });
});

describe("the query of the API", () => {
  it("asks for a page only when nothing is filtered", () => {
    expect(query({})).toEqual({ limit: "50" });
  });

  it("asks for what the status column says", () => {
    expect(query({ status: ["in_progress", "void"] })["status"]).toBe("in_progress,void");
  });

  it("counts days in the organisation's zone, the last one included", () => {
    const { from, to } = query({ from: "2026-11-18", to: "2026-11-18" });
    expect(Number(from)).toBe(Date.parse("2026-11-17T23:00:00Z"));
    expect(Number(to)).toBe(Date.parse("2026-11-18T23:00:00Z") - 1);
  });

  it("cuts sliding times to the minute", () => {
    expect(Number(query({ date: "24h" })["from"])).toBe(Date.parse("2026-11-18T14:26:00Z"));
    expect(Number(query({ date: "today" })["from"])).toBe(Date.parse("2026-11-18T23:00:00Z"));
  });

  it("asks the export for the same rows", () => {
    const state = parseListState("?q=dana&status=running&level=high&date=24h&cursor=c&skipped=50&open=vrf_1");
    const {
      cursor: _cursor,
      limit: _limit,
      ...asked
    } = Object.fromEntries(new URLSearchParams(apiQuery(state, context)));
    const filter = apiFilter(state, context);
    expect(Object.fromEntries(Object.entries(filter).map(([name, value]) => [name, String(value)]))).toEqual(asked);
  });

  it("passes search, category, referrer and cursor through", () => {
    expect(query({ q: "dana", category: "MFA reset", referrer: "agt_1", cursor: "c" })).toEqual({
      q: "dana",
      category: "MFA reset",
      referrer: "agt_1",
      cursor: "c",
      limit: "50",
    });
  });
});
