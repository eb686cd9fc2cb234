/**
 * Which actions of a check in the audit log are notes of its ticket, in the order of a check's life,
 * and which are none, with the reason. An action that stands in neither list is a type error.
 */
import type { AUDIT_WORDS } from "../policy/audit-words.ts";

type Area =
  | "verification"
  | "approval"
  | "code"
  | "answer"
  | "link"
  | "move"
  | "time"
  | "feedback"
  | "report"
  | "action"
  | "message"
  | "block"
  | "notice"
  | "ticket";

/** A file was made; nothing of a check. */
type OfNoCheck = "report.made";

type CheckAction =
  | Exclude<Extract<keyof typeof AUDIT_WORDS, `${Area}.${string}`>, OfNoCheck>
  | "person.asked"
  | "session.begun"
  | "session.checked"
  | "passkey.shown";

export const TICKET_NOTES = {
  "ticket.created": "offered",
  "verification.created": "sent",
  "verification.resent": "resent",
  "message.failed": "not_delivered",
  "session.begun": "begun",
  "verification.taken_over": "taken_over",
  "approval.asked": "approval_asked",
  "approval.given": "approval_given",
  "approval.refused": "approval_refused",
  "approval.lost": "approval_lost",
  "verification.held": "held",
  "verification.released": "released",
  "verification.passed": "outcome",
  "verification.failed": "outcome",
  "verification.not_enough_questions": "outcome",
  "verification.timed_out": "outcome",
  "verification.cancelled": "cancelled",
  "verification.reported": "outcome",
  "person.asked": "person_asked",
  "report.late": "late_report",
  "report.former_destination": "former_report",
  "verification.incident": "told_by_desk",
  "verification.judged": "judgement",
  "verification.voided": "pass_voided",
  "action.done": "action_done",
  "action.refused": "action_refused",
  "action.unknown": "action_unknown",
  "action.withdrawn": "action_withdrawn",
  "action.not_working": "not_working",
  "action.agent_done": "agent_done",
  "action.agent_not_done": "agent_not_done",
  "notice.reported": "reported_by_notice",
  "block.lifted": "lifted",
  "ticket.closing": "closing",
  "ticket.reopening": "reopening",
} as const satisfies Partial<Readonly<Record<CheckAction, string>>>;

export const NO_NOTES = {
  "notice.check_sent": "the details page says who was told",
  "notice.unlock_asked": "the details page says who was told",
  "notice.reset_asked": "the details page says who was told",
  "notice.mfa_asked": "the details page says who was told",
  "notice.unlocked": "the details page says who was told",
  "notice.password_changed": "the details page says who was told",
  "notice.mfa_reset": "the details page says who was told",
  "notice.sessions_ended": "what a report leads to; the report is told",
  "notice.sessions_not_ended": "what a report leads to; the report is told",
  "ticket.updated": "the ticket itself says it",
  "link.seen": "previews of links and scanners open them too",
  "session.checked": "it is part of the begin",
  "verification.approving": "whom was asked, and what they said, is told",
  "approval.seen": "a look decides nothing",
  "approval.wrong": "the third time refuses it, and that is told",
  "passkey.shown": "the outcome names the proofs",
  "code.renewed": "the caller hears it, and the outcome names the proof",
  "code.wrong": "the outcome tells it where it ended the check",
  "code.matched": "the outcome names the proof",
  "answer.given": "what was answered is for nobody who reads a ticket",
  "move.requested": "it is the same person until the code is entered",
  "move.confirmed": "the assessment weighs it, and the outcome gives the reason",
  "move.wrong": "the assessment weighs it",
  "time.extended": "it changes nothing of the outcome",
  "feedback.given": "it is about us",
  "report.again": "the first report is told, and nothing changes by it",
  "action.reserved": "what came of it is told",
  "action.not_done": "it is tried again, and what came of it is told",
  "action.agent_began": "what the agent did is told",
  "message.queued": "that a check was sent is told",
  "message.sending": "that a check was sent is told",
  "message.sent": "that a check was sent is told; one that failed as well",
  "message.delivered": "that a check was sent is told; one that failed as well",
} as const satisfies Readonly<Record<Exclude<CheckAction, keyof typeof TICKET_NOTES>, string>>;
