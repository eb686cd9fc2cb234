import { expect, it } from "vitest";
import { agentId } from "../kit/ids.ts";
import { DAY_MS } from "../kit/time.ts";
import { takesPlaceAt, type ToldOfChange } from "./takes-place.ts";

const proposer = agentId.parse("agt_proposer");
const proposal = { agentId: proposer, at: 1_000, appliesAt: 1_000 + DAY_MS };

it.each<[string, readonly ToldOfChange[], number | undefined]>([
  ["nobody was told", [], undefined],
  ["nobody could be told yet", [{ user: "agt_other", adminSince: 1_000, at: 1_000 }], undefined],
  ["only its proposer was told", [{ user: proposer, adminSince: 0, at: 1_000, sentAt: 1_000 }], undefined],
  ["security is the proposer's own mailbox", [{ ownMailbox: true, at: 1_000, sentAt: 1_000 }], undefined],
  ["who was told came later", [{ user: "agt_later", adminSince: 1_000, at: 1_001, sentAt: 2_000 }], undefined],
  ["another admin was told", [{ user: "agt_other", adminSince: 1_000, at: 1_000, sentAt: 1_000 }], 1_000 + DAY_MS],
  ["security was told", [{ at: 1_000, sentAt: 1_000 }], 1_000 + DAY_MS],
  ["who was told is no active admin any more", [{ user: "agt_other", at: 1_000, sentAt: 1_000 }], undefined],
  ["who was told is one again", [{ user: "agt_other", adminSince: 1_001, at: 1_000, sentAt: 1_000 }], undefined],
  [
    "one of those who were told is still an admin",
    [
      { user: "agt_other", at: 1_000, sentAt: 1_000 },
      { user: "agt_third", adminSince: 0, at: 1_000, sentAt: 2_000 },
    ],
    2_000 + DAY_MS,
  ],
  ["another admin was told late", [{ user: "agt_other", adminSince: 1_000, at: 1_000, sentAt: 9_000 }], 9_000 + DAY_MS],
  [
    "the first of several counts",
    [
      { user: "agt_other", adminSince: 1_000, at: 1_000, sentAt: 9_000 },
      { at: 1_000, sentAt: 4_000 },
      { user: proposer, adminSince: 0, at: 1_000, sentAt: 1_000 },
    ],
    4_000 + DAY_MS,
  ],
])("a change waits where %s", (_what, told, at) => {
  expect(takesPlaceAt(proposal, told)).toBe(at);
});
