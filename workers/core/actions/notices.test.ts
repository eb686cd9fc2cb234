import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../kit/time.ts";
import { ACTIONS } from "../policy/policy.ts";
import { AUDIT_WORDS } from "../policy/audit-words.ts";
import { auditOf, isNoticeEvent, managerIsTold, NOTICE_AUDITS, noticeTime, type EarlierNotice } from "./notices.ts";

const NOW = 1_800_000_000_000;
const done = (sendAt: number, action: "password_reset" | "account_unlock" | "mfa_reset" = "password_reset") =>
  ({ cause: "done", action, sendAt }) as const;
const sent = (sendAt: number, action: EarlierNotice["action"] = "password_reset"): EarlierNotice => ({
  cause: "sent",
  action,
  sendAt,
});
const RESET = { cause: "done", action: "password_reset" } as const;
const ASKED = { cause: "sent", action: "password_reset" } as const;

describe("when a notice goes out", () => {
  it.each([
    ["the first", [], RESET, 0],
    ["another action within the hour", [done(NOW - MINUTE_MS, "account_unlock")], RESET, 0],
    ["what was asked for does not hold up what was done", [sent(NOW - MINUTE_MS)], RESET, 0],
    ["the same within the hour waits for its end", [done(NOW - MINUTE_MS)], RESET, HOUR_MS - MINUTE_MS],
    ["the same an hour later", [done(NOW - HOUR_MS)], RESET, 0],
    ["what waits takes it along", [done(NOW - MINUTE_MS), done(NOW + 59 * MINUTE_MS)], RESET, 59 * MINUTE_MS],
  ] as const)("%s", (_what, earlier, event, after) => {
    expect(noticeTime(earlier, event, NOW) - NOW).toBe(after);
  });

  const four = [1, 2, 3, 4].map((hours) => sent(NOW - 2 * hours * HOUR_MS, ACTIONS[hours - 1] ?? "mfa_reset"));

  it("four a day, and the fifth when the first is a day old", () => {
    expect(noticeTime(four.slice(1), { ...ASKED, action: "identity_check" }, NOW)).toBe(NOW);
    expect(noticeTime(four, ASKED, NOW)).toBe(NOW - 8 * HOUR_MS + DAY_MS);
  });

  it("gathers all that comes until then", () => {
    const fifth = NOW - 8 * HOUR_MS + DAY_MS;
    const waiting = [...four, sent(fifth)];
    expect(noticeTime(waiting, { cause: "sent", action: "mfa_reset" }, NOW + HOUR_MS)).toBe(fifth);
  });

  it("lets what is held for their word wait for nothing: it would be over before it is read", () => {
    const held = { ...ASKED, held: true } as const;
    expect(noticeTime([sent(NOW - MINUTE_MS)], held, NOW)).toBe(NOW);
    expect(noticeTime([...four, sent(NOW + HOUR_MS)], held, NOW)).toBe(NOW);
  });

  it("never buries what was done under requests", () => {
    expect(noticeTime([...four, sent(NOW + HOUR_MS)], RESET, NOW)).toBe(NOW);
  });
});

it("tells the manager of second factors and of privileged people", () => {
  expect(ACTIONS.filter((action) => managerIsTold({ action, privileged: false }))).toEqual(["mfa_reset"]);
  expect(ACTIONS.every((action) => managerIsTold({ action, privileged: true }))).toBe(true);
});

it("has an audit row with words for every action, asked for and done", () => {
  expect(Object.keys(NOTICE_AUDITS.sent)).toEqual([...ACTIONS]);
  expect(Object.keys(NOTICE_AUDITS.done)).toEqual(ACTIONS.filter((action) => action !== "identity_check"));
  expect(Object.keys(AUDIT_WORDS)).toContain(auditOf(RESET));
  const all = [...Object.values(NOTICE_AUDITS.sent), ...Object.values(NOTICE_AUDITS.done)];
  expect(all.filter((action) => !Object.hasOwn(AUDIT_WORDS, action))).toEqual([]);
  expect(new Set(all).size).toBe(all.length);
});

it("reads no event that it does not know", () => {
  expect(isNoticeEvent(RESET)).toBe(true);
  expect(isNoticeEvent({ cause: "done", action: "identity_check" })).toBe(false);
  expect(isNoticeEvent({ cause: "sent", action: "toString" })).toBe(false);
  expect(isNoticeEvent({ cause: "constructor", action: "name" })).toBe(false);
});
