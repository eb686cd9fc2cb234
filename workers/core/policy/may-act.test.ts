import { describe, expect, it } from "vitest";
import { agentId, personId } from "../kit/ids.ts";
import { ROLES, type Role } from "../kit/roles.ts";
import { ACTS, isSelf, mayAct, mayStart, type Act, type ActingAgent } from "./may-act.ts";

const OWNER = agentId.parse("agt_owner001");
const OTHER = agentId.parse("agt_other001");
const REQUESTER = personId.parse("per_requester");
const CHECK = { referrerId: OWNER, personId: REQUESTER, requesterEmail: "rita@aldermoor.test" };

const by = (role: Role, change: Partial<ActingAgent> = {}): ActingAgent => ({
  id: OTHER,
  role,
  email: "lee@aldermoor.test",
  ...change,
});
const allowed = (agent: ActingAgent): readonly Act[] => ACTS.filter((act) => mayAct(act, agent, CHECK));

describe("on somebody else's check", () => {
  it.each([
    ["agent", "in charge", OWNER, ACTS],
    ["admin", "in charge", OWNER, ACTS],
    ["agent", "not in charge", OTHER, ["take_over"]],
    ["admin", "not in charge", OTHER, ACTS.filter((act) => act !== "read_code")],
    ["analyst", "not in charge", OTHER, []],
    ["analyst", "in charge, from a role before", OWNER, []],
    ["auditor", "not in charge", OTHER, []],
    ["auditor", "in charge, from a role before", OWNER, []],
  ] as const)("an %s who is %s may", (role, _charge, id, acts) => {
    expect(allowed(by(role, { id }))).toEqual(acts);
  });
});

describe("on their own check", () => {
  it.each(ROLES)("nobody may do anything, as %s", (role) => {
    for (const id of [OWNER, OTHER]) {
      expect(allowed(by(role, { id, personId: REQUESTER }))).toEqual([]);
      expect(allowed(by(role, { id, email: "Rita@Aldermoor.test" }))).toEqual([]);
    }
  });
});

it("an agent whom the directory does not know is told apart by mail", () => {
  expect(isSelf({ email: "lee@aldermoor.test" }, { id: REQUESTER, email: "rita@aldermoor.test" })).toBe(false);
});

describe("a further check", () => {
  const person = { id: REQUESTER, email: CHECK.requesterEmail };
  const ticket = { closed: false, action: "password_reset" };

  it.each([
    ["agent", true],
    ["admin", true],
    ["analyst", false],
    ["auditor", false],
  ] as const)("is started by an %s: %s", (role, may) => {
    expect(mayStart(by(role), person, ticket)).toBe(may);
  });

  it("is not started of oneself, for a closed ticket, nor where none is needed", () => {
    expect(mayStart(by("agent", { personId: REQUESTER }), person, ticket)).toBe(false);
    expect(mayStart(by("agent"), person, { ...ticket, closed: true })).toBe(false);
    expect(mayStart(by("agent"), person, { closed: false })).toBe(false);
  });
});
