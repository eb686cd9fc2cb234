import { describe, expect, it } from "vitest";
import { agentId, personId } from "../kit/ids.ts";
import { ROLES } from "../kit/roles.ts";
import { DAY_MS, MINUTE_MS } from "../kit/time.ts";
import { isThere, maySecond, type Candidate, type SecondCase } from "./may-second.ts";

const NOW = 1_800_000_000_000;
const WEEK = 7 * DAY_MS;
const SENDER = agentId.parse("agt_sender01");
const candidate: Candidate = {
  id: agentId.parse("agt_second01"),
  role: "agent",
  active: true,
  email: "lee.park@halden.example",
  addedAt: NOW - WEEK,
  roleSince: NOW - WEEK,
  madeBy: ["agt_admin001"],
};
const about: SecondCase = {
  hands: [{ id: SENDER, madeBy: ["agt_admin001"] }],
  person: { id: personId.parse("per_grace001"), email: "grace.field@halden.example" },
  now: NOW,
};
const problem = (change: Partial<Candidate>, scene: Partial<SecondCase> = {}) => {
  const asked = maySecond({ ...candidate, ...change }, { ...about, ...scene });
  return asked.ok ? undefined : asked.error;
};

describe("a second person", () => {
  it("is another agent, also one whom the same admin invited", () => {
    expect(problem({})).toBeUndefined();
    expect(problem({ role: "admin" })).toBeUndefined();
  });

  it.each([
    ["who is inactive", { active: false }, "not_allowed"],
    ["who has a hand in the check", { id: SENDER }, "involved"],
    ["who is checked, by person", { personId: about.person.id }, "requester"],
    ["who is checked, by work mail", { email: "Grace.Field@halden.example" }, "requester"],
    ["added less than 7 days ago", { addedAt: NOW - WEEK + 1 }, "added_lately"],
    ["promoted less than 7 days ago", { roleSince: NOW - WEEK + 1 }, "promoted_lately"],
    ["with a factor of less than 7 days", { newFactorAt: NOW - WEEK + 1 }, "new_factor"],
    ["who lost a passkey less than 7 days ago", { lostPasskeyAt: NOW - WEEK + 1 }, "lost_passkey"],
    ["whom the sender made", { madeBy: [SENDER] }, "made_by_sender"],
  ] as const)("is nobody %s", (_who, change, expected) => {
    expect(problem(change)).toBe(expected);
  });

  it("is nobody who made the sender", () => {
    expect(problem({}, { hands: [{ id: SENDER, madeBy: [candidate.id] }] })).toBe("made_sender");
  });

  it("is never the manager, whose word counts as that", () => {
    const manager = { id: personId.parse("per_manager1"), email: "lee.park@halden.example" };
    expect(problem({}, { manager })).toBe("manager");
    expect(problem({ email: "other@halden.example", personId: manager.id }, { manager })).toBe("manager");
    expect(problem({ email: "other@halden.example" }, { manager })).toBeUndefined();
  });

  it("is nobody who took it over, and nobody whom that one made", () => {
    const other = { id: agentId.parse("agt_third0001"), madeBy: [] };
    const hands = [...about.hands, other];
    expect(problem({ id: other.id }, { hands })).toBe("involved");
    expect(problem({ madeBy: [other.id] }, { hands })).toBe("made_by_sender");
  });

  it("may have gained or lost a factor exactly 7 days ago", () => {
    expect(problem({ newFactorAt: NOW - WEEK, lostPasskeyAt: NOW - WEEK })).toBeUndefined();
  });

  it("is of the roles that approve", () => {
    expect(ROLES.filter((role) => problem({ role }) === undefined)).toEqual(["agent", "admin"]);
  });
});

it.each([
  [undefined, false],
  [NOW - 5 * MINUTE_MS, true],
  [NOW - 5 * MINUTE_MS - 1, false],
])("whoever was seen at %s is there: %s", (lastSeenAt, there) => {
  expect(isThere(lastSeenAt, NOW)).toBe(there);
});
