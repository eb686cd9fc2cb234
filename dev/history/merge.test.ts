import { expect, it } from "vitest";
import type { Ticket } from "../changegear/records.ts";
import type { History } from "./history.ts";
import { mergeHistories } from "./merge.ts";

const ticket = (ID: number, written: readonly (readonly [entry: number, at: string])[]): Ticket =>
  ({ ID, HistoryRecords: written.map(([entry, at]) => ({ ID: entry, CreatedDateTime: at })) }) as unknown as Ticket;

const part = (
  tables: Readonly<Record<string, History["tables"][number]["rows"]>>,
  tickets: Ticket[] = [],
): History => ({
  tables: Object.entries(tables).map(([table, rows]) => ({ table, rows })),
  tickets: { nextHistoryId: 1, tickets },
});

it("keeps every row of what belongs to one check", () => {
  const { tables } = mergeHistories([
    part({ verifications: [{ id: "a" }], messages: [{ id: "m" }] }),
    part({ verifications: [{ id: "b" }] }),
  ]);
  expect(tables).toEqual([
    { table: "verifications", rows: [{ id: "a" }, { id: "b" }] },
    { table: "messages", rows: [{ id: "m" }] },
  ]);
});

it("has one clean-up a day, with what went in all, and one state of a connection", () => {
  const mark = (details: object) => ({ id: "day", at: 1, details: JSON.stringify(details) });
  const { tables } = mergeHistories([
    part({ audit: [{ id: "sent", details: "{}" }, mark({ checks: 2, finishedAt: 5 })], connection_health: [{ n: 1 }] }),
    part({ audit: [mark({ checks: 3, notes: 1, finishedAt: 6 })], connection_health: [{ n: 2 }] }),
  ]);
  const [audit, health] = tables.map(({ rows }) => rows);
  expect(audit).toEqual([{ id: "sent", details: "{}" }, mark({ checks: 5, notes: 1, finishedAt: 6 })]);
  expect(health).toEqual([{ n: 1 }]);
});

it("has tickets in the order of their numbers, and their journals numbered as they were written", () => {
  const { tickets } = mergeHistories([
    part({}, [
      ticket(1, [
        [1, "09:00"],
        [2, "09:30"],
      ]),
      ticket(3, [[3, "10:00"]]),
    ]),
    part({}, [
      ticket(2, [
        [1, "09:10"],
        [2, "11:00"],
      ]),
    ]),
  ]);
  expect(tickets).toEqual({
    nextHistoryId: 6,
    tickets: [
      ticket(1, [
        [1, "09:00"],
        [3, "09:30"],
      ]),
      ticket(2, [
        [2, "09:10"],
        [5, "11:00"],
      ]),
      ticket(3, [[4, "10:00"]]),
    ],
  });
});
