import { expect, it } from "vitest";
import { startOfDay } from "../frame/format.ts";
import { askedFor, auditPath, furtherBack, readAuditState } from "./audit-state.ts";

it("says in the address what is shown, and nothing else", () => {
  const state = readAuditState("?from=2026-11-01&q=a%26b&unknown=1");
  expect(auditPath(state)).toBe("/audit?from=2026-11-01&q=a%26b");
  expect(auditPath(readAuditState(""))).toBe("/audit");
});

it("asks for whole days of the desk's zone, also where one has 25 hours", () => {
  const berlin = (day: string) => startOfDay(day, "Europe/Berlin");
  expect(askedFor(readAuditState("?from=2026-10-25&to=2026-10-25"), berlin)).toEqual({
    from: String(Date.parse("2026-10-25T00:00:00+02:00")),
    to: String(Date.parse("2026-10-26T00:00:00+01:00")),
  });
});

it("leaves out a day that is none", () => {
  expect(askedFor(readAuditState("?from=yesterday&to=2026-13-40"), (day) => startOfDay(day, "UTC"))).toEqual({});
});

it("goes further back with the same user, action and text", () => {
  const state = readAuditState("?actor=agt_1&action=settings.changed&q=x&cursor=c");
  expect(auditPath(furtherBack(state, "2026-10-30"))).toBe(
    "/audit?to=2026-10-30&actor=agt_1&action=settings.changed&q=x",
  );
});
