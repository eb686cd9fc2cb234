/** The words of the banner while nothing is decided: in progress, held, expired, timed out, too few answers, cancelled. */
import type { EpochMs } from "../kit/time.ts";
import { clockText, type ClockFrame, timeLeft } from "./clock-text.ts";
import type { EndDetail } from "./recommend.ts";
import type { SecurityState } from "../messages/security-notice.ts";
import { securityWords } from "./security-words.ts";
import type { SessionStatus } from "../session/status.ts";

export interface UndecidedInput extends ClockFrame {
  readonly status: SessionStatus;
  readonly detail?: EndDetail | undefined;
  readonly questions: {
    readonly answered: number;
    readonly minimum: number;
    readonly skipped: number;
    readonly available: number;
  };
  /** Number of the question now on the page. */
  readonly question?: number | undefined;
  readonly sentAt?: EpochMs | undefined;
  readonly begunAt?: EpochMs | undefined;
  readonly endedAt?: EpochMs | undefined;
  readonly deadlineAt?: EpochMs | undefined;
  /** Why the link of an open check did not arrive, and what an agent can do. */
  readonly undelivered?: { readonly what: string; readonly todo: string } | undefined;
  /** What security was told, where there was something to tell. */
  readonly security?: SecurityState | undefined;
  /** First name of the agent who stopped it. */
  readonly stoppedBy?: string | undefined;
}

export interface Words {
  readonly tone: "ok" | "info" | "warn" | "bad" | "neutral";
  readonly verb: string;
  readonly headline: string;
  readonly line: string;
  readonly say: string;
}

export function inProgress(input: UndecidedInput): Words {
  const { deadlineAt, now, undelivered } = input;
  if (undelivered !== undefined) {
    return {
      tone: "bad",
      verb: "STOP",
      headline: "not delivered",
      line: `${undelivered.what.charAt(0).toUpperCase()}${undelivered.what.slice(1)}. ${undelivered.todo}`,
      say: "The message did not arrive. I am trying another way to reach you.",
    };
  }
  const [what, say] = progressWords(input);
  return {
    tone: "info",
    verb: "WAIT",
    headline: deadlineAt === undefined ? what : `${what}, ${timeLeft(deadlineAt, now)} left`,
    line: "Change nothing yet",
    say,
  };
}

/** No line to say tells the caller which button to press: the page asks that for a reason. */
function progressWords({ status, question }: UndecidedInput): readonly [what: string, say: string] {
  switch (status) {
    case "answering":
      return [
        question === undefined ? "questions" : `question ${question}`,
        "Take your time. I cannot see the questions, and I cannot help with them.",
      ];
    case "code":
      return ["spoken code", "I will read you six digits. Please type them on the page."];
    case "begun":
    case "checking":
      return ["silent checks", "The page is getting ready. Please stay on the line."];
    case "sent":
      return ["sent, not opened", "You will get a message from us. Please open it and read the page."];
    default:
      return ["being sent", "I am sending you a message now."];
  }
}

/** Nothing is missing, and nothing may be done yet. */
export function held(input: UndecidedInput): Words {
  const until = input.deadlineAt === undefined ? "" : clockText(input.deadlineAt, input);
  return {
    tone: "info",
    verb: "WAIT",
    headline: `held until ${until}`,
    line: "Change nothing yet. The person's contacts were told and can stop it until then; an approver can release it early",
    say: `Your part is done for now. For your protection it goes on at ${until}; the page says how.`,
  };
}

export function expired(input: UndecidedInput, validUntil: EpochMs | undefined): Words {
  return {
    tone: "neutral",
    verb: "EXPIRED",
    headline: "verify again",
    line: validUntil === undefined ? "No longer valid" : `Was valid until ${clockText(validUntil, input)}`,
    say: "The check has run out. I am sending a new link.",
  };
}

export function notEnough({ questions, detail }: UndecidedInput): Words {
  const facts = `${questions.available} usable ${questions.available === 1 ? "fact" : "facts"}`;
  return {
    tone: "neutral",
    verb: "NOT VERIFIED",
    headline: `${questions.answered} of ${questions.minimum} answered`,
    line: detail === "too_few_facts" ? `Only ${facts} on file` : `Skipped ${questions.skipped}`,
    say: "That is no problem, we will confirm it another way.",
  };
}

const TIMEOUT_WORDS: Readonly<Partial<Record<EndDetail, string>>> = {
  never_delivered: "never delivered",
  never_opened: "never opened",
};

export function timedOut(input: UndecidedInput): Words {
  const { detail, sentAt, begunAt, endedAt } = input;
  const moments = [
    sentAt === undefined ? "" : `sent ${clockText(sentAt, input)}`,
    begunAt === undefined ? "" : `begun ${clockText(begunAt, input)}`,
    endedAt === undefined ? "" : `ended ${clockText(endedAt, input)}`,
  ];
  const text = moments.filter((moment) => moment !== "").join(", ");
  return {
    tone: "neutral",
    verb: "NOT VERIFIED",
    headline: (detail === undefined ? undefined : TIMEOUT_WORDS[detail]) ?? "not finished",
    line: text.charAt(0).toUpperCase() + text.slice(1),
    say:
      detail === "never_delivered"
        ? "The message did not arrive. Shall I use another contact that we have for you?"
        : "The time ran out. Shall I send it again, to the same place?",
  };
}

const SAY_STOPPED = "The check was stopped. Nothing was changed.";
const SAY_CONTACT_ON_RECORD = "I cannot continue with this request. We will use the contact on record.";

export function cancelled(input: UndecidedInput): Words {
  const [by, line, say] = cancelWords(input);
  const when = input.endedAt === undefined ? "" : ` at ${clockText(input.endedAt, input)}`;
  return { tone: "neutral", verb: "CANCELLED", headline: `${by}${when}`, line, say };
}

function cancelWords(input: UndecidedInput): readonly [by: string, line: string, say: string] {
  const { detail, stoppedBy } = input;
  const byAgent = stoppedBy === undefined ? "by the desk" : `by ${stoppedBy}`;
  switch (detail) {
    case "someone_contacted_me":
      return [
        "by the requester",
        `They say that somebody contacted them. Change nothing. ${securityWords(input.security, input)}`,
        SAY_CONTACT_ON_RECORD,
      ];
    case "does_not_know":
      return [
        "by the requester",
        `They do not know how this started. Change nothing. ${securityWords(input.security, input)}`,
        SAY_CONTACT_ON_RECORD,
      ];
    case "manager_warned":
      return [
        "by the manager",
        `They say that a caller asked them to vouch. Change nothing. ${securityWords(input.security, input)}`,
        SAY_CONTACT_ON_RECORD,
      ];
    case "caller_refused":
      return [byAgent, "The caller refused or hung up. Change nothing", SAY_STOPPED];
    case "ticket_closed":
      return ["with the ticket", "The ticket was closed. The link no longer opens", SAY_STOPPED];
    case "requester_changed":
      return [
        "with the request",
        "The ticket names somebody else. The link no longer opens",
        "The request has changed, so I have to check again.",
      ];
    default:
      return [byAgent, "Change nothing. The link no longer opens", "I stopped the check. Nothing was changed."];
  }
}
