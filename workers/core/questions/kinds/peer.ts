import { choiceDrafts } from "./support/choice.ts";
import { questionKind } from "../kind.ts";
import { connectedKeys, peopleOf, TEAM_CLASSES } from "./support/people.ts";
import { trusted } from "./support/trust.ts";

/** Which of these people has the same manager as you? */
export const peer = questionKind({
  id: "peer",
  fact: "peers",
  exposure: "internal",
  recalled: 0.93,
  reason: "Reporting lines are internal; people know their team mates; seven of the own department and none of these.",
  draft: (input) => {
    const { candidates, item } = peopleOf(input);
    return choiceDrafts({
      kind: "peer",
      facts: trusted(input.facts.peers, input.now).map((name) => ({ truth: item(name, "together") })),
      never: connectedKeys(input.facts),
      candidates,
      keyed: input.keyed,
      classes: TEAM_CLASSES,
    });
  },
});
