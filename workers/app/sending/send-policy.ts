/** The policy of one check: what the rules say, with what the configuration says of the ticket's category. */
import { err, type Result } from "../../core/kit/result.ts";
import { defined } from "../../core/kit/defined.ts";
import type { CategoryPolicy } from "../../core/settings/sections/categories.ts";
import { policyFor, type DestinationRefused, type PolicyOverrides } from "../../core/policy/policy-for.ts";
import type { ActionId, Policy } from "../../core/policy/policy.ts";
import type { SessionDestination } from "../../core/session/session.ts";
import type { Deps } from "../deps.ts";
import type { PersonRecord } from "../ports/people.ts";
import type { TicketRecord } from "../ports/tickets.ts";

interface PolicyQuestion {
  readonly ticket: TicketRecord;
  readonly action: ActionId;
  readonly person: PersonRecord;
  readonly destination: Pick<SessionDestination, "origin" | "trusted"> & Partial<Pick<SessionDestination, "channel">>;
  readonly callerOnLine: boolean;
}

/** Refused: a destination that the action, the account or the category's own policy does not allow. */
export function policyOf(deps: Pick<Deps, "config">, input: PolicyQuestion): Result<Policy, DestinationRefused> {
  const category = deps.config.CATEGORIES[input.ticket.category];
  const { channel } = input.destination;
  if (channel !== undefined && category?.channels.includes(channel) === false) {
    return err({ code: "policy.destination_refused", reason: "category" });
  }
  return policyFor({
    action: input.action,
    privileged: input.person.privileged,
    destination: input.destination,
    callerOnLine: input.callerOnLine,
    ...(category === undefined ? {} : { overrides: overridesOf(category) }),
  });
}

/** Only what the category says otherwise than the rules: what it leaves open is part of no version. */
function overridesOf(category: CategoryPolicy): PolicyOverrides {
  const { spokenCode, typedDestination, strict } = category;
  const { linkLifetimeMinutes, sessionMinutes, passValidMinutes, startsPerPersonPerDay } = category;
  return {
    ...(spokenCode === "when_on_line" ? {} : { spokenCode }),
    ...(typedDestination ? {} : { typedDestination }),
    ...(strict ? { profile: "strict" } : {}),
    limits: defined({ linkLifetimeMinutes, sessionMinutes, passValidMinutes, startsPerPersonPerDay }),
  };
}
