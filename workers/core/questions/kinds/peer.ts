import { choiceDrafts } from "./support/choice.ts";
import { questionKind } from "../kind.ts";
import { connectedKeys, personItem, teamItems } from "./support/people.ts";
import { trusted } from "./support/trust.ts";

/** Which of these people has the same manager as you? */
export const peer = questionKind({
  id: "peer",
  fact: "peers",
  exposure: "internal",
  recalled: 0.93,
  reason:
    "Reporting lines are internal; people know their team mates; four options and none of these; those whom department and office rule out do not count.",
  draft: (input) =>
    choiceDrafts({
      kind: "peer",
      facts: trusted(input.facts.peers, input.now).map((name) => ({ truth: personItem(name) })),
      never: connectedKeys(input.facts),
      candidates: teamItems(input),
      keyed: input.keyed,
    }),
});
