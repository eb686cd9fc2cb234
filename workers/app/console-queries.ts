/** What the console reads: the list, one verification, its transcript, the Send page. Shapes are in contract/console. */
import type { VerificationId } from "../core/kit/ids.ts";
import { defined } from "../core/kit/defined.ts";
import { DAY_MS } from "../core/kit/time.ts";
import { bannerFor } from "../core/verdict/banner.ts";
import { capitalised } from "../core/tickets/note-words.ts";
import { isTerminal } from "../core/session/status.ts";
import type {
  DetailsReply,
  LiveReply,
  TicketReply,
  TranscriptReply,
  VerificationRow,
  ContactReply,
  PersonReply,
} from "../contract/console.ts";
import { bannerInput } from "./desk/banner-input.ts";
import { counterfactuals } from "./desk/counterfactuals.ts";
import { deliveryProblemWords } from "./delivery/delivery-words.ts";
import type { Deps } from "./deps.ts";
import { deviceFacts } from "./desk/device-facts.ts";
import { trustedFrom } from "./sending/destinations.ts";
import { timelineOf } from "./desk/timeline.ts";
import type { AgentRecord, ContactRecord, PersonRecord, TicketRecord, VerificationRecord } from "./stores.ts";

const HISTORY_DAYS = 90;

export function rowOf(record: VerificationRecord): VerificationRow {
  const ended = record.endedAt !== undefined;
  return {
    id: record.id,
    version: record.version,
    ticketId: record.ticketId,
    ticketNumber: record.ticketNumber,
    category: record.category,
    action: record.action,
    requesterName: record.requesterName,
    requesterEmail: record.requesterEmail,
    status: record.status,
    passLine: record.passLine,
    referrerId: record.referrerId,
    referrerName: record.referrerName,
    createdAt: record.createdAt,
    ...defined({
      // While it runs nobody sees a score: agents would coach callers.
      score: ended ? record.score : undefined,
      level: ended ? record.level : undefined,
      endedAt: record.endedAt,
      deadlineAt: ended ? undefined : record.deadlineAt,
      validUntil: record.validUntil,
      question: record.question,
      feedback: record.feedback,
      detail: record.detail,
    }),
  };
}

export function ticketReply(deps: Deps, ticket: TicketRecord): TicketReply {
  return {
    id: ticket.id,
    number: ticket.number,
    category: ticket.category,
    action: ticket.action ?? "identity_check",
    summary: ticket.summary,
    description: ticket.description,
    status: ticket.status,
    closed: ticket.closed,
    url: deps.connection(ticket.connection)?.itsm.ticketUrl(ticket.externalId) ?? "",
    ...defined({ requesterName: ticket.requesterName, openedAt: ticket.openedAt }),
  };
}

export function contactReply(deps: Deps, contact: ContactRecord): ContactReply {
  return {
    id: contact.id,
    channel: contact.channel,
    masked: contact.masked,
    source: contact.source,
    changedAt: contact.changedAt,
    trusted: deps.clock() >= trustedFrom(contact),
    trustedFrom: trustedFrom(contact),
  };
}

export function personReply(person: PersonRecord): PersonReply {
  return {
    id: person.id,
    name: person.displayName,
    firstName: person.givenName,
    email: person.email,
    userName: person.userName,
    privileged: person.privileged,
    ...defined({ department: person.department, office: person.officeCity, manager: person.managerName }),
  };
}

export async function readLive(deps: Deps, agent: AgentRecord, id: VerificationId): Promise<LiveReply | undefined> {
  const record = await deps.verifications.byId(id);
  if (record === undefined) {
    return undefined;
  }
  const own = record.referrerId === agent.id;
  const { live } = record;
  const [code, contacts, person] = await Promise.all([
    live.code !== undefined && own ? deps.session(id).spokenCode(agent.id) : undefined,
    isTerminal(live.status) ? [] : deps.people.contacts(record.personId),
    deps.people.byId(record.personId),
  ]);
  const problem = live.message.state === "failed" ? live.message.problem : undefined;
  return {
    id,
    version: record.version,
    status: live.status,
    ticketId: record.ticketId,
    ticketNumber: record.ticketNumber,
    personFirstName: person?.givenName ?? record.requesterName,
    ...defined({ account: record.account }),
    agentId: record.referrerId,
    agentName: record.referrerName,
    own,
    destination: { masked: record.masked, channel: record.channel, origin: record.origin },
    timeline: timelineOf(live),
    startedAt: live.moments.begunAt ?? live.link.issuedAt,
    resends: live.resends,
    otherContacts: contacts
      .filter((contact) => contact.masked !== record.masked)
      .map((contact) => contactReply(deps, contact)),
    ...defined({
      detail: live.detail,
      deadlineAt: live.deadlineAt,
      totalMs: live.totalMs,
      question: live.question,
      code,
      deliveryProblem: problem === undefined ? undefined : `${capitalised(deliveryProblemWords(problem))}.`,
      validUntil: record.validUntil,
    }),
  };
}

export async function readTranscript(deps: Deps, id: VerificationId): Promise<TranscriptReply | undefined> {
  const record = await deps.verifications.byId(id);
  if (record === undefined) {
    return undefined;
  }
  const entries = await deps.verifications.transcript(id);
  const ended = record.endedAt !== undefined;
  return {
    strengthBits: record.strengthBits ?? 0,
    entries: entries.map((entry) => ({
      ordinal: entry.ordinal,
      attempt: entry.attempt,
      superseded: entries.some((other) => other.ordinal === entry.ordinal && other.attempt > entry.attempt),
      kind: entry.kind,
      params: entry.params,
      form: entry.form,
      exposure: entry.exposure,
      optionCount: entry.optionCount,
      scored: entry.scored,
      ...(ended
        ? {
            grade: entry.grade,
            tookMs: entry.answeredAt - entry.askedAt,
            strengthBits: entry.strengthBits,
            weightBits: entry.weightBits,
          }
        : {}),
    })),
  };
}

export async function readDetails(
  deps: Deps,
  agent: AgentRecord,
  id: VerificationId,
): Promise<DetailsReply | undefined> {
  const record = await deps.verifications.byId(id);
  const [ticket, person] =
    record === undefined
      ? []
      : await Promise.all([deps.tickets.byId(record.ticketId), deps.people.byId(record.personId)]);
  if (record === undefined || ticket === undefined || person === undefined) {
    return undefined;
  }
  const now = deps.clock();
  const seesEvidence = agent.role !== "auditor" && record.endedAt !== undefined;
  const [assessed, contacts, history, notes] = await Promise.all([
    seesEvidence ? deps.verifications.assessment(id) : undefined,
    deps.people.contacts(person.id),
    deps.verifications.ofPerson(person.id, now - HISTORY_DAYS * DAY_MS),
    deps.notes.forTicket(ticket.id),
  ]);
  const row = rowOf(record);
  return {
    row,
    ticket: ticketReply(deps, ticket),
    person: { ...personReply(person), contacts: contacts.map((contact) => contactReply(deps, contact)) },
    banner: bannerFor(
      bannerInput({ record, ticket, person, assessment: assessed?.assessment, now, timeZone: deps.config.TIME_ZONE }),
    ),
    profile: record.profile,
    ...defined({ account: record.account }),
    destination: {
      masked: record.masked,
      channel: record.channel,
      origin: record.origin,
      ...(record.typedReason === undefined ? {} : { reason: record.typedReason }),
    },
    assurance: { proven: record.proofs, required: record.requiredProofs },
    device: assessed === undefined ? [] : deviceFacts(assessed.evidence),
    history: history.map((other) => ({
      id: other.id,
      at: other.createdAt,
      action: other.action,
      status: other.status,
      ...(other.endedAt === undefined || other.score === undefined ? {} : { score: other.score }),
    })),
    notes,
    ...(assessed === undefined
      ? {}
      : { assessment: assessed.assessment, without: counterfactuals(assessed.assessment) }),
    ...(record.strengthBits === undefined ? {} : { strengthBits: record.strengthBits }),
  };
}

export async function readSendable(deps: Deps): Promise<readonly TicketReply[]> {
  const OPEN_TICKETS_SHOWN = 50;
  const open = await deps.tickets.open(OPEN_TICKETS_SHOWN);
  return open.map((ticket) => ticketReply(deps, ticket));
}
