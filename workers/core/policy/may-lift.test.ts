import { describe, expect, it } from "vitest";
import { agentId, personId } from "../kit/ids.ts";
import { ROLES } from "../kit/roles.ts";
import { MINUTE_MS } from "../kit/time.ts";
import { isCallBack, liftable, mayLift } from "./may-lift.ts";

const person = { id: personId.parse("per_0000001"), email: "dana@b.test" };
const agent = { id: agentId.parse("agt_0000001"), role: "agent", email: "lee@b.test" } as const;

describe("a block is lifted", () => {
  it("by whoever sends checks", () => {
    const able = ROLES.filter((role) => mayLift({ ...agent, role }, { person, involved: false, again: false }).ok);
    expect(able).toEqual(ROLES.filter((role) => role === "agent" || role === "admin"));
  });

  it("never by the person, by person or by mail, nor by whoever had a part in it, admins included", () => {
    for (const role of ["agent", "admin"] as const) {
      const refused = (change: object, part: object = {}) => {
        const result = mayLift({ ...agent, role, ...change }, { person, involved: false, again: false, ...part });
        return result.ok ? "lifted" : result.error;
      };
      expect(refused({ personId: person.id })).toBe("lift.own_account");
      expect(refused({ email: "DANA@b.test" })).toBe("lift.own_account");
      expect(refused({}, { involved: true })).toBe("lift.own_checks");
      expect(refused({}, { again: true })).toBe("lift.again");
    }
  });

  it.each([
    [{ startsToday: 4, startsPerDay: 5 }, []],
    [{ startsToday: 5, startsPerDay: 5 }, ["used_up"]],
    [{ startsToday: 0, startsPerDay: 5, fencedUntil: 1 }, ["report"]],
    [{ startsToday: 9, startsPerDay: 5, fencedUntil: 1 }, ["report", "used_up"]],
  ])("where there is one: %o", (state, expected) => {
    expect(liftable(state)).toEqual(expected);
  });

  it.each([
    ["a phone on record that counts", { channel: "sms", trusted: true } as const, 0, true],
    ["an hour ago", { channel: "sms", trusted: true } as const, 60 * MINUTE_MS, true],
    ["longer ago", { channel: "sms", trusted: true } as const, 60 * MINUTE_MS + 1, false],
    ["in the future", { channel: "sms", trusted: true } as const, -1, false],
    ["a phone that is new or self-service", { channel: "sms", trusted: false } as const, 0, false],
    ["a mailbox", { channel: "email", trusted: true } as const, 0, false],
    ["nobody's contact", undefined, 0, false],
  ])("after a call back to %s", (_what, contact, ago, counts) => {
    const now = 10_000_000;
    expect(isCallBack(contact, { calledAt: now - ago, blockedAt: now - 2 * 60 * MINUTE_MS, now })).toBe(counts);
  });

  it.each([
    [0, true],
    [MINUTE_MS - 1, true],
    [MINUTE_MS, false],
  ])("after a call that lay %i ms before the block: %s", (before, counts) => {
    const now = 10_000_000;
    const seen = { channel: "sms", trusted: true } as const;
    expect(isCallBack(seen, { calledAt: now - before, blockedAt: now, now })).toBe(counts);
  });
});
