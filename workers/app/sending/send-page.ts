/** Everything the Send page shows before sending: who, where to, at what price, and what stands in the way. */
import { linkTemplate } from "../../core/messages/templates/link.ts";
import type { Language } from "../../core/kit/language.ts";
import type { TicketId } from "../../core/kit/ids.ts";
import { profileWith, spokenCodeFor } from "../../core/policy/policy-for.ts";
import { needsIndependentProof } from "../../core/policy/required-proofs.ts";
import { categoryFor, limitsOf, overridesOf } from "../../core/settings/category-policy.ts";
import type { SendPageReply, SendProblem } from "../../contract/console/send.ts";
import { accountReplies } from "./account-replies.ts";
import { earlierUses, formerCheck, sendContact } from "./earlier-uses.ts";
import { personReply, ticketReply } from "./ticket-replies.ts";
import type { Deps } from "../deps.ts";
import { withActionOfToday } from "./send-policy.ts";
import { findRequester, sendProblemOf } from "../tickets/find-requester.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { GuardView } from "../ports/sessions.ts";
import type { TicketRecord } from "../ports/tickets.ts";

/** Undefined for a ticket that is not known. */
export async function readSendPage(
  deps: Deps,
  agent: AgentRecord,
  wanted: { readonly ticketId: TicketId; readonly insteadOf?: string | undefined },
): Promise<SendPageReply | undefined> {
  const known = await deps.tickets.byId(wanted.ticketId);
  if (known === undefined) {
    return undefined;
  }
  const ticket = withActionOfToday(deps, known);
  const requester = await findRequester(deps, ticket);
  const base = frame(deps, ticket);
  if (!requester.ok) {
    return { ...base, problem: requester.error };
  }
  const person = requester.value;
  const now = deps.clock();
  const [onRecord, uses, guard] = await Promise.all([
    deps.people.contacts(person.id),
    earlierUses(deps, ticket, person),
    deps.guards.state(person.id, now),
  ]);
  const contacts = onRecord
    .filter(({ channel }) => base.channels.includes(channel))
    .map((contact) => sendContact(deps, contact, uses));
  const { insteadOf } = wanted;
  const accounts = await accountReplies(deps, { sender: agent.id, ticket, person, contacts });
  const problem =
    sendProblemOf(agent, ticket, person) ?? guardProblem(deps, { agent, ticket, guard }) ?? problemOfEvery(accounts);
  const { lease } = guard;
  return {
    ...base,
    person: personReply(deps, person),
    preview: preview(deps, ticket, personReply(deps, person).language),
    accounts,
    contacts,
    ...(insteadOf === undefined ? {} : { former: formerCheck(insteadOf, onRecord, uses) }),
    ...(problem === undefined ? {} : { problem }),
    ...(lease === undefined
      ? {}
      : {
          open: {
            verificationId: lease.verificationId,
            ticketNumber: lease.ticketNumber,
            agentName: lease.agentName,
            own: lease.agentId === agent.id,
          },
        }),
  };
}

function guardProblem(
  { config }: Pick<Deps, "config">,
  { agent, ticket, guard }: { readonly agent: AgentRecord; readonly ticket: TicketRecord; readonly guard: GuardView },
): SendProblem | undefined {
  if (guard.fencedUntil !== undefined) {
    return "fenced";
  }
  if (guard.liftedBy.includes(agent.id)) {
    return "lifted_by_you";
  }
  const { startsPerPersonPerDay } = limitsOf(categoryFor(config, ticket));
  return guard.startsToday >= startsPerPersonPerDay ? "daily_limit" : undefined;
}

/** While one account is possible the page stays a form: another one may be chosen there. */
function problemOfEvery([own, ...others]: SendPageReply["accounts"]): SendProblem | undefined {
  return others.every(({ problem }) => problem !== undefined) ? own?.problem : undefined;
}

function frame(deps: Deps, ticket: TicketRecord): SendPageReply {
  const category = categoryFor(deps.config, ticket);
  const overrides = category === undefined ? {} : overridesOf(category);
  const secondApprover =
    overrides.secondPersonAlways === true ||
    (overrides.typedWithoutSecondPerson !== true &&
      needsIndependentProof(ticket.action ?? "identity_check", { origin: "typed", trusted: false }));
  // Whatever is typed is checked strictly.
  const strict = { wanted: overrides.questions, seconded: secondApprover };
  const { minimumQuestions, maximumQuestions, passLine } = profileWith("strict", strict);
  return {
    ticket: ticketReply(deps, ticket),
    accounts: [],
    contacts: [],
    channels: category?.channels ?? ["sms", "email"],
    countries: deps.smsCountries(),
    typedCost: {
      minimumQuestions,
      maximumQuestions,
      passLine,
      secondApprover,
    },
    spokenCode: spokenCodeFor({ action: ticket.action ?? "identity_check", overrides }),
    preview: preview(deps, ticket, deps.config.LANGUAGE),
  };
}

/** As long as a real one, so that the preview wraps and shortens as the message will. */
const SAMPLE_LOCATOR = "A".repeat(46);

/** The texts as they will be sent, but for the locator: nobody at the desk ever sees one. */
function preview({ config, clock }: Deps, ticket: TicketRecord, language: Language): SendPageReply["preview"] {
  const sms = (values: Parameters<typeof linkTemplate.sms>[0]) =>
    linkTemplate.sms(values).replace(SAMPLE_LOCATOR, "••••••");
  const { linkLifetimeMinutes } = limitsOf(categoryFor(config, ticket));
  const values = {
    organisation: config.ORGANISATION_NAME,
    deskNumber: config.DESK_PHONE,
    timeZone: config.TIME_ZONE,
    language,
    ticketNumber: ticket.number,
    link: `${config.PORTAL_ORIGIN}/v/${SAMPLE_LOCATOR}`,
    lifetimeMinutes: linkLifetimeMinutes,
    expiresAt: clock() + linkLifetimeMinutes * 60_000,
  };
  return {
    sms: sms(values),
    smsTyped: sms(values),
    emailSubject: linkTemplate.email(values).subject,
  };
}
