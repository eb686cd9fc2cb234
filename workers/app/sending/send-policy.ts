/** The policy of one check: what the rules say, with what the settings say of the ticket's category. */
import { defined } from "../../core/kit/defined.ts";
import type { Result } from "../../core/kit/result.ts";
import { categoryFor, policyUnder, type Story } from "../../core/settings/category-policy.ts";
import type { DestinationRefused } from "../../core/policy/policy-for.ts";
import type { Policy } from "../../core/policy/policy.ts";
import type { Deps } from "../deps.ts";
import type { PersonRecord } from "../ports/people.ts";
import type { TicketRecord } from "../ports/tickets.ts";

/** The ticket with what its category asks for now: the settings may have changed since it came. */
export function withActionOfToday({ config }: Pick<Deps, "config">, ticket: TicketRecord): TicketRecord {
  const { action: _atArrival, ...rest } = ticket;
  return { ...rest, ...defined({ action: categoryFor(config, ticket)?.action }) };
}

interface PolicyQuestion extends Omit<Story, "privileged"> {
  readonly ticket: Pick<TicketRecord, "connection" | "category">;
  readonly person: Pick<PersonRecord, "privileged">;
}

/** Refused: a destination that the action, the account or the category's own policy does not allow. */
export function policyOf(
  { config }: Pick<Deps, "config">,
  { ticket, person, ...story }: PolicyQuestion,
): Result<Policy, DestinationRefused> {
  return policyUnder(categoryFor(config, ticket), { ...story, privileged: person.privileged });
}
