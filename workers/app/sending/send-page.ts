/** Everything the Send page shows before sending: who, where to, at what price, and what stands in the way. */
import { linkTemplate } from "../../core/messages/templates/link.ts";
import type { TicketId } from "../../core/kit/ids.ts";
import { DAY_MS } from "../../core/kit/time.ts";
import { DEFAULT_LIMITS, PROFILES } from "../../core/policy/policy.ts";
import { verdictOf } from "../../core/verdict/verdict.ts";
import type { SendContact, SendPageReply, SendProblem } from "../../contract/console/send.ts";
import { accountReplies } from "./account-replies.ts";
import { contactReply, personReply, ticketReply } from "./ticket-replies.ts";
import type { Deps } from "../deps.ts";
import { frameOf } from "../desk/row.ts";
import { verdictInput } from "../desk/verdict-input.ts";
import { findRequester, sendProblemOf } from "../tickets/find-requester.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { ContactRecord } from "../ports/people.ts";
import type { TicketRecord } from "../ports/tickets.ts";
import type { StandingRecord } from "../ports/verifications.ts";

export async function readSendPage(deps: Deps, agent: AgentRecord, id: TicketId): Promise<SendPageReply | undefined> {
  const ticket = await deps.tickets.byId(id);
  if (ticket === undefined) {
    return undefined;
  }
  const requester = await findRequester(deps, ticket);
  const base = frame(deps, ticket);
  if (!requester.ok) {
    return { ...base, problem: requester.error };
  }
  const person = requester.value;
  const now = deps.clock();
  const [known, earlier, guard] = await Promise.all([
    deps.people.contacts(person.id),
    deps.verifications.ofPerson(person.id, now - USES_SHOWN_DAYS * DAY_MS),
    deps.guards.state(person.id, now),
  ]);
  const uses = earlier.filter(({ record }) => record.ticketId === ticket.id && record.endedAt !== undefined);
  const contacts = known.map((contact) => sendContact(deps, contact, uses));
  const accounts = await accountReplies(deps, { ticket, person, contacts });
  const problem = sendProblemOf(agent, ticket, person) ?? guardProblem(deps, ticket, guard) ?? problemOfEvery(accounts);
  const { lease } = guard;
  return {
    ...base,
    person: personReply(person),
    accounts,
    contacts,
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

const USES_SHOWN_DAYS = 30;

/** Newest first: the last check of this ticket that went there says what became of it. */
function sendContact(deps: Deps, contact: ContactRecord, uses: readonly StandingRecord[]): SendContact {
  const last = uses.find(({ record }) => record.destinationTag === contact.valueTag);
  return {
    ...contactReply(deps, contact),
    ...(last === undefined
      ? {}
      : {
          used: {
            verificationId: last.record.id,
            at: last.record.createdAt,
            standing: verdictOf(verdictInput(last), frameOf(deps)).standing,
          },
        }),
  };
}

function guardProblem(
  { config }: Pick<Deps, "config">,
  ticket: TicketRecord,
  guard: { fencedUntil?: number; startsToday: number },
): SendProblem | undefined {
  if (guard.fencedUntil !== undefined) {
    return "fenced";
  }
  const allowed = config.CATEGORIES[ticket.category]?.startsPerPersonPerDay ?? DEFAULT_LIMITS.startsPerPersonPerDay;
  return guard.startsToday >= allowed ? "daily_limit" : undefined;
}

/** While one account is possible the page stays a form: another one may be chosen there. */
function problemOfEvery([own, ...others]: SendPageReply["accounts"]): SendProblem | undefined {
  return others.every(({ problem }) => problem !== undefined) ? own?.problem : undefined;
}

function frame(deps: Deps, ticket: TicketRecord): SendPageReply {
  const { minimumQuestions, maximumQuestions, passLine } = PROFILES.strict;
  const spoken = deps.config.CATEGORIES[ticket.category]?.spokenCode;
  return {
    ticket: ticketReply(deps, ticket),
    accounts: [],
    contacts: [],
    countries: deps.smsCountries(),
    // Approvals stand before automatic actions; while the desk acts itself none is asked for.
    typedCost: { minimumQuestions, maximumQuestions, passLine, secondApprover: false },
    spokenCode: spoken === "always" || spoken === "never" ? spoken : "asked_when_on_line",
    preview: preview(deps, ticket),
  };
}

/** As long as a real one, so that the preview wraps and shortens as the message will. */
const SAMPLE_LOCATOR = "A".repeat(46);

/** The texts as they will be sent, but for the locator: nobody at the desk ever sees one. */
function preview({ config, clock }: Deps, ticket: TicketRecord): SendPageReply["preview"] {
  const sms = (values: Parameters<typeof linkTemplate.sms>[0]) =>
    linkTemplate.sms(values).replace(SAMPLE_LOCATOR, "••••••");
  const values = {
    organisation: config.ORGANISATION_NAME,
    deskNumber: config.DESK_PHONE,
    timeZone: config.TIME_ZONE,
    ticketNumber: ticket.number,
    link: `${config.PORTAL_ORIGIN}/v/${SAMPLE_LOCATOR}`,
    lifetimeMinutes: DEFAULT_LIMITS.linkLifetimeMinutes,
    expiresAt: clock() + DEFAULT_LIMITS.linkLifetimeMinutes * 60_000,
  };
  return {
    sms: sms(values),
    smsTyped: sms(values),
    emailSubject: linkTemplate.email(values).subject,
  };
}
