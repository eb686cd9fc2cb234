/** The words of the session's life. `transition.ts` holds what leads from one to the next. */
export const PHASES = [
  "created",
  "sending",
  "sent",
  "begun",
  "checking",
  "code",
  "answering",
  "approving",
  "holding",
] as const;
export type Phase = (typeof PHASES)[number];

export const TERMINAL_STATUSES = [
  "passed",
  "failed",
  "not_enough_questions",
  "timed_out",
  "cancelled",
  "reported",
] as const;
export type TerminalStatus = (typeof TERMINAL_STATUSES)[number];

export type SessionStatus = Phase | TerminalStatus;

export function isTerminal(status: SessionStatus): status is TerminalStatus {
  return (TERMINAL_STATUSES as readonly string[]).includes(status);
}

/** Why a check timed out; shown as its second line. */
export type TimeoutReason = "never_delivered" | "never_opened" | "not_finished";

/** Why a check was cancelled. The last two are the requester's own choice on the landing page. */
export type CancelReason =
  | "agent"
  | "caller_refused"
  | "ticket_closed"
  | "requester_changed"
  /** A caller had asked the manager to vouch. */
  | "manager_warned"
  | "someone_contacted_me"
  | "does_not_know";

/** Why a check failed although enough was answered. */
export type FailReason = "risk_medium" | "risk_high" | "proof_missing" | "blocking";
