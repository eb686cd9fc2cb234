/** What the console reads of one verification: its row, its live view, its details, its transcript. Shapes are in contract/console. */
import type { VerificationId } from "../../core/kit/ids.ts";
import { defined } from "../../core/kit/defined.ts";
import { DAY_MS } from "../../core/kit/time.ts";
import { mayStart } from "../../core/policy/may-act.ts";
import { may } from "../../core/policy/permissions.ts";
import { noteProblemWords } from "../../core/tickets/note-problem.ts";
import { judgedOf } from "../../core/verdict/judgement.ts";
import { JUDGEMENTS } from "../../core/verdict/standing.ts";
import { bannerFor } from "../../core/verdict/banner.ts";
import { missingProofGroups, proofGroups } from "../../core/policy/required-proofs.ts";
import type { Assessment } from "../../core/risk/assessment.ts";
import { isTerminal } from "../../core/session/status.ts";
import type { DetailsReply, TranscriptReply, VerificationRow } from "../../contract/console/verifications.ts";
import type { LiveReply } from "../../contract/console/live.ts";
import { actsOf } from "./agent-actions.ts";
import { asKept } from "./as-kept.ts";
import { bannerInput, proofNeeds } from "./banner-input.ts";
import { counterfactuals } from "./counterfactuals.ts";
import type { Deps } from "../deps.ts";
import { actionCard, actionRunsOf } from "./action-card.ts";
import { deskActionReply } from "./desk-action.ts";
import { holdReply } from "./hold.ts";
import { remediationOf, reportOffer } from "./remediation.ts";
import { reportedAt } from "./reported-at.ts";
import { deviceFacts } from "./device-facts.ts";
import { frameOf, historyOf, rowOf } from "./row.ts";
import { securityOf } from "./security-of.ts";
import { timelineOf } from "./timeline.ts";
import { undeliveredWords } from "./undelivered-words.ts";
import type { AgentRecord } from "../ports/agents.ts";
import { ticketReply, contactReply, personReply } from "../sending/ticket-replies.ts";

const HISTORY_DAYS = 90;

/** Undefined for an unknown check. */
export async function readLive(deps: Deps, agent: AgentRecord, id: VerificationId): Promise<LiveReply | undefined> {
  const record = await deps.verifications.byId(id);
  if (record === undefined) {
    return undefined;
  }
  const acts = actsOf(agent, record);
  const { live } = record;
  const [code, contacts, person] = await Promise.all([
    acts.includes("read_code") ? deps.session(id).spokenCode(agent.id) : undefined,
    isTerminal(live.status) ? [] : deps.people.contacts(record.personId),
    deps.people.byId(record.personId),
  ]);
  const notArrived = undeliveredWords(live);
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
    own: record.referrerId === agent.id,
    acts,
    destination: { masked: record.masked, channel: record.channel, origin: record.origin },
    timeline: timelineOf(live),
    startedAt: live.moments.begunAt ?? live.link.issuedAt,
    resends: live.resends,
    otherContacts: contacts
      .filter(
        ({ valueTag, channel }) => valueTag !== record.destinationTag && live.channels?.includes(channel) !== false,
      )
      .map((contact) => contactReply(deps, contact)),
    ...defined({
      detail: live.detail,
      // Time runs out for nobody while nobody has the link.
      deadlineAt: notArrived === undefined ? live.deadlineAt : undefined,
      totalMs: notArrived === undefined ? live.totalMs : undefined,
      question: live.question,
      code,
      approvals: live.approvals?.map(({ id: approval, by, askedBy: _by, ...asked }) => ({
        id: approval,
        name: by.name,
        ...asked,
      })),
      passkey: live.passkey,
      undelivered: notArrived,
      validUntil: record.validUntil,
    }),
  };
}

/**
 * Undefined for an unknown check. While it runs, whatever SQL made of its record, nothing tells whether an answer was
 * right, or how long it took.
 */
export async function readTranscript(deps: Deps, id: VerificationId): Promise<TranscriptReply | undefined> {
  const record = await deps.verifications.byId(id);
  if (record === undefined) {
    return undefined;
  }
  const [entries, { check }] = await Promise.all([deps.verifications.transcript(id), asKept(deps, record)]);
  const ended = check.endedAt !== undefined;
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

/** A check that says "No score" does not say what its score would be. */
function scored(assessment: Assessment, row: VerificationRow): Pick<DetailsReply, "assessment" | "without"> {
  return row.verdict.risk === undefined ? { assessment } : { assessment, without: counterfactuals(assessment) };
}

/** Undefined for a check that is unknown, or whose ticket or person is. */
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
  const frame = frameOf(deps);
  const seesEvidence = may(agent.role, "answers.read") && record.endedAt !== undefined;
  const reported = reportedAt(record);
  const [assessed, contacts, history, notes, notices, discards, judgements, runs, lifts, told, hold] =
    await Promise.all([
      seesEvidence ? deps.verifications.assessment(id) : undefined,
      deps.people.contacts(person.id),
      deps.verifications.ofPerson(person.id, frame.now - HISTORY_DAYS * DAY_MS),
      deps.notes.forTicket(ticket.id),
      deps.notices.ofVerification(id),
      deps.deliveryItems.discardedOf(id),
      deps.judgements.ofVerification(id),
      actionRunsOf(deps, record),
      reported === undefined ? undefined : deps.lifts.ofPerson(person.id, reported),
      deps.actionNotices.toldOf(id),
      holdReply(deps, agent, record),
    ]);
  const remediation = await remediationOf(deps, agent, { record, notices });
  const judged = judgedOf(judgements);
  const needs = proofNeeds(record, person);
  const proven = record.proofs.map(({ proof }) => proof);
  const security = securityOf(record, notices);
  const row = rowOf({ record, ticket, person, judged }, frame);
  const deskAction = deskActionReply(agent, { record, ticket, person, judged }, frame.now);
  return {
    row,
    ticket: ticketReply(deps, ticket),
    person: { ...personReply(deps, person), contacts: contacts.map((contact) => contactReply(deps, contact)) },
    banner: bannerFor(
      bannerInput({
        record,
        ticket,
        person,
        judged,
        lifts,
        assessment: assessed?.assessment,
        security,
        report: reportOffer(remediation),
        reader: agent.id,
        ...frame,
      }),
    ),
    mayCheckAgain: mayStart(agent, { id: person.id, email: ticket.requesterEmail ?? person.email }, ticket),
    profile: record.profile,
    ...defined({ account: record.account }),
    destination: {
      masked: record.masked,
      channel: record.channel,
      origin: record.origin,
      ...(record.typedReason === undefined ? {} : { reason: record.typedReason }),
    },
    assurance: { proven: record.proofs, required: proofGroups(needs), missing: missingProofGroups(needs, proven) },
    device: assessed === undefined ? [] : deviceFacts(assessed.evidence),
    history: history.map((other) => historyOf(other, frame)),
    notes: notes.map(({ closes: _check, ...note }) => ({
      ...note,
      ...(note.problem === undefined ? {} : { problem: noteProblemWords(note.problem) }),
    })),
    discards: discards.map(({ agentName, ...discard }) => ({ ...discard, by: agentName })),
    told,
    judgements: judgements.map((judgement) => ({ ...judgement, label: JUDGEMENTS[judgement.word] })),
    ...defined({ security, remediation, deskAction, hold, actionCard: actionCard(record, { runs, notes }) }),
    ...(assessed === undefined ? {} : scored(assessed.assessment, row)),
    ...(record.strengthBits === undefined ? {} : { strengthBits: record.strengthBits }),
  };
}
