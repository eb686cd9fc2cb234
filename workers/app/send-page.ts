/** Everything the Send page shows before sending: who, where to, at what price, and what stands in the way. */
import { linkTemplate } from "../core/messages/templates/link.ts";
import type { TicketId } from "../core/kit/ids.ts";
import { usableCount } from "../core/questions/select.ts";
import { DEFAULT_LIMITS, PROFILES } from "../core/verification/policy.ts";
import { needsContactOnRecord } from "../core/verification/required-proofs.ts";
import type { SendPageReply, SendProblem } from "../contract/console.ts";
import { buildQuestions } from "./build-questions.ts";
import { contactReply, personReply, ticketReply } from "./console-queries.ts";
import type { Deps } from "./deps.ts";
import { findRequester, sendProblemOf } from "./find-requester.ts";
import { policyOf } from "./send-verification.ts";
import type { AgentRecord, PersonRecord, TicketRecord } from "./stores.ts";

/** Why an agent types an address; free text is possible, these are one press. */
const REASONS = [
  "Phone on record is lost or broken",
  "Number on record is old",
  "Travelling, other number",
  "No contact on record",
];

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
  const [contacts, guard] = await Promise.all([
    deps.people.contacts(person.id),
    deps.guards.state(person.id, deps.clock()),
  ]);
  const problem = sendProblemOf(agent, ticket, person) ?? (await laterProblem(deps, { ticket, person, guard }));
  const { lease } = guard;
  return {
    ...base,
    person: personReply(person),
    contacts: contacts.map((contact) => contactReply(deps, contact)),
    typedCost: typedCost(ticket, person),
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

async function laterProblem(
  deps: Deps,
  about: { ticket: TicketRecord; person: PersonRecord; guard: { fencedUntil?: number; startsToday: number } },
): Promise<SendProblem | undefined> {
  const { ticket, person, guard } = about;
  if (guard.fencedUntil !== undefined) {
    return "fenced";
  }
  if (
    guard.startsToday >=
    (deps.config.CATEGORIES[ticket.category]?.startsPerPersonPerDay ?? DEFAULT_LIMITS.startsPerPersonPerDay)
  ) {
    return "daily_limit";
  }
  const action = ticket.action ?? "identity_check";
  const policy = policyOf(deps, {
    ticket,
    action,
    person,
    destination: { origin: "on_record", trusted: true },
    callerOnLine: false,
  });
  const pool = await buildQuestions(deps, person, { action, typedDestination: false });
  return policy.ok && usableCount(pool) < policy.value.profile.minimumQuestions ? "too_few_facts" : undefined;
}

function typedCost(ticket: TicketRecord, person: PersonRecord): SendPageReply["typedCost"] {
  const { minimumQuestions, maximumQuestions, passLine } = PROFILES.strict;
  const action = ticket.action ?? "identity_check";
  return {
    minimumQuestions,
    maximumQuestions,
    passLine,
    // Approvals stand before automatic actions; while the desk acts itself none is asked for.
    secondApprover: false,
    refused: needsContactOnRecord({ action, privileged: person.privileged }),
  };
}

function frame(deps: Deps, ticket: TicketRecord): SendPageReply {
  const { config } = deps;
  const spoken = config.CATEGORIES[ticket.category]?.spokenCode;
  return {
    ticket: ticketReply(deps, ticket),
    contacts: [],
    reasons: REASONS,
    countries: deps.smsCountries(),
    typedCost: { minimumQuestions: 0, maximumQuestions: 0, passLine: 0, secondApprover: false, refused: true },
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
    firstScreen: FIRST_SCREENS[ticket.action ?? "identity_check"],
    firstScreenTyped: "First, check that it's you",
  };
}

/** Headings of the portal's first screen, as in the portal's own catalogue. */
const FIRST_SCREENS = {
  password_reset: "A new password for your work account",
  account_unlock: "Unlock your work account",
  mfa_reset: "A new way to sign in to your work account",
  identity_check: "A quick check for your ticket",
} as const;
