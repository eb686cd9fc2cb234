import { choiceDrafts } from "./support/choice.ts";
import { questionKind } from "../kind.ts";
import { connectedKeys, peopleOf, TEAM_CLASSES, teamFacts } from "./support/people.ts";

/** Which of these people has the same manager as you? */
export const peer = questionKind({
  id: "peer",
  fact: "peers",
  exposure: "internal",
  recalled: 0.93,
  reason: "Reporting lines are internal; people know their team mates; seven of the own department and none of these.",
  draft: (input) => {
    const people = peopleOf(input);
    return choiceDrafts({
      kind: "peer",
      facts: teamFacts(input, people, "peers"),
      never: connectedKeys(input.facts),
      candidates: people.candidates,
      keyed: input.keyed,
      classes: TEAM_CLASSES,
    });
  },
});
