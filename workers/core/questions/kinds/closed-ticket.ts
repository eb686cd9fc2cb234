import { DAY_MS } from "../../kit/time.ts";
import { choiceDrafts, type Item } from "./support/choice.ts";
import { questionKind } from "../kind.ts";
import { plain } from "../answers/normalise.ts";
import { readableSummary, sharesWord } from "./support/readable.ts";
import { trusted } from "./support/trust.ts";

/** Older ones are not remembered as well as `recalled` says. */
const ASKED_WITHIN_DAYS = 365;

const ticketItem = (summary: string): Item => ({ key: plain(summary), label: summary.trim() });

/** Which of these requests did you make to the service desk? */
export const closedTicket = questionKind({
  id: "closed_ticket",
  fact: "closedTickets",
  exposure: "desk",
  recalled: 0.75,
  reason: "Every agent can read it; a ticket is a small event in a year; seven requests of others and none of these.",
  draft: (input) => {
    const { facts, now } = input;
    // A summary with the person's own name in it would give itself away.
    const suitable = (summary: string): boolean => readableSummary(summary) && !sharesWord(summary, ownNames);
    const ownNames = `${facts.name.given} ${facts.name.family} ${facts.name.display}`;
    return choiceDrafts({
      kind: "closed_ticket",
      facts: trusted(facts.closedTickets, now)
        .filter(({ closedAt }) => closedAt < now && now - closedAt <= ASKED_WITHIN_DAYS * DAY_MS)
        // Anybody can open a ticket in another's name and wait for it to be closed.
        .filter((ticket) => ticket.requesterVerified && suitable(ticket.summary))
        .map((ticket) => ({ truth: ticketItem(ticket.summary) })),
      never: facts.closedTickets.map((fact) => ticketItem(fact.value.summary).key),
      candidates: input.population.ticketSummaries.filter(suitable).map(ticketItem),
      keyed: input.keyed,
    });
  },
});
