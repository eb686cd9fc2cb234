import { describe, expect, it } from "vitest";
import { agentId } from "../kit/ids.ts";
import { DAY_MS } from "../kit/time.ts";
import { mayApprove, type ActingAdmin } from "./may-approve.ts";

const AT = 100 * DAY_MS;
const admin = (id: string): ActingAdmin => ({
  id: agentId.parse(id),
  madeAdmin: { since: AT - 30 * DAY_MS },
  links: [],
});
const [kim, paul] = [admin("agt_kim001"), admin("agt_paul01")];
const outcome = (approver: ActingAdmin, proposer: ActingAdmin): string => {
  const result = mayApprove(approver, { proposer, at: AT });
  return result.ok ? "two people" : result.error;
};

describe("a second admin", () => {
  it("is another one than the first", () => {
    expect(outcome(kim, paul)).toBe("two people");
    expect(outcome(paul, paul)).toBe("own_change");
  });

  it.each<[string, number, string, string | undefined]>([
    ["a moment less than 30 days ago, by the other", AT - 30 * DAY_MS + 1, "other", "made"],
    ["30 days ago, by the other", AT - 30 * DAY_MS, "other", undefined],
    ["lately, by somebody else", AT - 8 * DAY_MS, "agt_third1", undefined],
    ["within seven days, by the other", AT - DAY_MS, "other", "new"],
  ])("is not whom the first made an admin: %s", (_what, since, by, doubt) => {
    const made = (who: ActingAdmin, other: ActingAdmin): ActingAdmin => ({
      ...who,
      madeAdmin: { since, by: by === "other" ? other.id : by },
      maker: { since: 0 },
    });
    const said = (of: string) => (doubt === undefined ? "two people" : `${of}_${doubt}`);
    expect(outcome(made(kim, paul), paul)).toBe(said("approver"));
    expect(outcome(kim, made(paul, kim))).toBe(said("proposer"));
  });

  it.each<[string, ActingAdmin["maker"], string | undefined]>([
    ["made lately by an admin", { since: AT - 29 * DAY_MS, by: "agt_other1" }, "made"],
    ["deleted or demoted", undefined, "made"],
    ["made long ago", { since: AT - 30 * DAY_MS, by: "agt_other1" }, undefined],
    ["made lately by the deployment", { since: AT - DAY_MS }, undefined],
  ])("is not whom somebody made who was %s: there may be a chain", (_what, maker, doubt) => {
    const made = (who: ActingAdmin): ActingAdmin => {
      const madeAdmin = { since: AT - 8 * DAY_MS, by: "agt_third1" };
      return maker === undefined ? { ...who, madeAdmin } : { ...who, madeAdmin, maker };
    };
    const said = (of: string) => (doubt === undefined ? "two people" : `${of}_${doubt}`);
    expect(outcome(made(kim), paul)).toBe(said("approver"));
    expect(outcome(kim, made(paul))).toBe(said("proposer"));
  });

  it.each<[string, object, string | undefined]>([
    ["is no active admin, or is deleted", { madeAdmin: undefined }, "new"],
    ["is one for exactly seven days", { madeAdmin: { since: AT - 7 * DAY_MS } }, undefined],
    ["is one for a moment less, whoever made them", { madeAdmin: { since: AT - 7 * DAY_MS + 1 } }, "new"],
    ["became one since", { madeAdmin: { since: AT + 1 } }, "new"],
    ["came in by a link that an agent made", { links: [{ usedAt: 1 }] }, "linked"],
    ["left such a link unused", { links: [{}] }, undefined],
  ])("is asked of both alike: who %s", (_what, change, doubt) => {
    const said = (of: string) => (doubt === undefined ? "two people" : `${of}_${doubt}`);
    expect(outcome({ ...kim, ...change }, paul)).toBe(said("approver"));
    expect(outcome(kim, { ...paul, ...change })).toBe(said("proposer"));
  });
});
