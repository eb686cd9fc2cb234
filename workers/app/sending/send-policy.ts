/** The policy of one check: what the rules say, with what the configuration says of the ticket's category. */
import { policyFor } from "../../core/policy/policy-for.ts";
import type { ActionId } from "../../core/policy/policy.ts";
import type { SessionDestination } from "../../core/session/session.ts";
import type { Deps } from "../deps.ts";
import type { PersonRecord } from "../ports/people.ts";
import type { TicketRecord } from "../ports/tickets.ts";

export function policyOf(
  deps: Pick<Deps, "config">,
  input: {
    ticket: TicketRecord;
    action: ActionId;
    person: PersonRecord;
    destination: Pick<SessionDestination, "origin" | "trusted">;
    callerOnLine: boolean;
  },
) {
  const category = deps.config.CATEGORIES[input.ticket.category];
  const { linkLifetimeMinutes, sessionMinutes, startsPerPersonPerDay } = category ?? {};
  return policyFor({
    action: input.action,
    privileged: input.person.privileged,
    destination: input.destination,
    callerOnLine: input.callerOnLine,
    overrides: {
      ...(category?.spokenCode === "always" || category?.spokenCode === "never"
        ? { spokenCode: category.spokenCode }
        : {}),
      limits: {
        ...(linkLifetimeMinutes === undefined ? {} : { linkLifetimeMinutes }),
        ...(sessionMinutes === undefined ? {} : { sessionMinutes }),
        ...(startsPerPersonPerDay === undefined ? {} : { startsPerPersonPerDay }),
      },
    },
  });
}
