import { choiceDrafts } from "./support/choice.ts";
import { questionKind } from "../kind.ts";
import { connectedKeys, personItem, teamItems } from "./support/people.ts";
import { trusted } from "./support/trust.ts";

/** Which of these people reports to you? */
export const directReport = questionKind({
  id: "direct_report",
  fact: "directReports",
  exposure: "internal",
  recalled: 0.97,
  reason:
    "Reporting lines are internal; nobody forgets whom he manages; four options and none of these; those whom department and office rule out do not count.",
  draft: (input) =>
    choiceDrafts({
      kind: "direct_report",
      facts: trusted(input.facts.directReports, input.now).map((name) => ({ truth: personItem(name) })),
      never: connectedKeys(input.facts),
      candidates: teamItems(input),
      keyed: input.keyed,
    }),
});
