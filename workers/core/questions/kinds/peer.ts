import { choiceDrafts } from "../choice.ts";
import { questionKind } from "../kind.ts";
import { colleagueItems, connectedKeys, personItem } from "../people.ts";
import { trusted } from "../trust.ts";

/** Which of these people has the same manager as you? */
export const peer = questionKind({
  id: "peer",
  exposure: "internal",
  r: 0.93,
  reason: "Reporting lines are internal; people know their team mates; four options and none of these.",
  draft: (input) =>
    choiceDrafts({
      kind: "peer",
      facts: trusted(input.facts.peers, input.now).map((name) => ({ truth: personItem(name) })),
      never: connectedKeys(input.facts),
      candidates: colleagueItems(input),
      random: input.random,
    }),
});
