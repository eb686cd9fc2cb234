import { expect, it } from "vitest";
import { agentId, personId } from "../kit/ids.ts";
import { ROLES, type Role } from "../kit/roles.ts";
import { mayRemediate } from "./may-remediate.ts";

const check = {
  referrerId: agentId.parse("agt_sender01"),
  personId: personId.parse("per_dana0001"),
  requesterEmail: "dana.ruiz@halden.example",
};
const agent = (role: Role) => ({ id: agentId.parse("agt_other001"), role, email: "kim.park@halden.example" });

it.each([
  ["agent", true],
  ["analyst", true],
  ["auditor", false],
  ["admin", true],
] as const)("%s: %s", (role, may) => {
  expect(mayRemediate(agent(role), check)).toBe(may);
  expect(mayRemediate({ ...agent(role), id: check.referrerId }, check)).toBe(may);
});

it.each(ROLES)("never about oneself: %s", (role) => {
  expect(mayRemediate({ ...agent(role), personId: check.personId }, check)).toBe(false);
  expect(mayRemediate({ ...agent(role), email: "Dana.Ruiz@halden.example" }, check)).toBe(false);
});
