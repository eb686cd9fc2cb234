import { choiceDrafts } from "./support/choice.ts";
import { questionKind } from "../kind.ts";
import { connectedKeys, peopleOf, TEAM_CLASSES, teamFacts } from "./support/people.ts";

/** Which of these people reports to you? */
export const directReport = questionKind({
  id: "direct_report",
  fact: "directReports",
  exposure: "internal",
  recalled: 0.97,
  reason:
    "Reporting lines are internal; nobody forgets whom he manages; seven of the own department and none of these.",
  draft: (input) => {
    const people = peopleOf(input);
    return choiceDrafts({
      kind: "direct_report",
      facts: teamFacts(input, people, "directReports"),
      never: connectedKeys(input.facts),
      candidates: people.candidates,
      keyed: input.keyed,
      classes: TEAM_CLASSES,
    });
  },
});
