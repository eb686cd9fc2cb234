import { expect, it } from "vitest";
import { agentId } from "../kit/ids.ts";
import { DAY_MS } from "../kit/time.ts";
import { mayApprove, type Approver } from "./may-approve.ts";

const KIM = agentId.parse("agt_kim001");
const PAUL = agentId.parse("agt_paul01");
const AT = 100 * DAY_MS;
const proposal = { agentId: PAUL, at: AT };
const old = { since: AT - 30 * DAY_MS, by: PAUL };

it.each<[string, object, string | undefined]>([
  ["an admin of long ago", {}, undefined],
  ["the proposer", { id: PAUL }, "own_change"],
  ["somebody who is no active admin", { madeAdmin: undefined }, "approver_new"],
  ["an admin of exactly 24 hours", { madeAdmin: { since: AT - DAY_MS } }, undefined],
  ["an admin of a moment less", { madeAdmin: { since: AT - DAY_MS + 1 } }, "approver_new"],
  ["one who became it since", { madeAdmin: { since: AT + 1 } }, "approver_new"],
  ["one whom the proposer made, 7 days before", { madeAdmin: { since: AT - 7 * DAY_MS, by: PAUL } }, undefined],
  ["one whom the proposer made lately", { madeAdmin: { since: AT - 7 * DAY_MS + 1, by: PAUL } }, "approver_made"],
  ["one whom another made lately", { madeAdmin: { since: AT - 2 * DAY_MS, by: "agt_lee" } }, undefined],
  ["one who used the proposer's link", { links: [{ issuedBy: PAUL, usedAt: 1 }] }, "approver_linked"],
  ["one who left the proposer's link unused", { links: [{ issuedBy: PAUL }] }, undefined],
  ["one who used another's link", { links: [{ issuedBy: "agt_lee", usedAt: 1 }] }, undefined],
])("%s: as a second admin", (_who, change, problem) => {
  const approver: Approver = { id: KIM, madeAdmin: old, links: [], ...change };
  expect(mayApprove(approver, proposal)).toEqual(
    problem === undefined ? { ok: true, value: undefined } : { ok: false, error: problem },
  );
});
