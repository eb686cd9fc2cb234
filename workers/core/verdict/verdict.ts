/**
 * What a check counts for at one moment. The only place that decides it: table, panel, details,
 * banner, history and API show this and add nothing, so that no two of them can disagree. Green
 * is a pass that holds right now and nothing else; a level is shown where there is a verdict.
 */
import { isDeskActionDone, isDeskActionOpen, type DeskAction } from "../actions/desk-action.ts";
import { assertNever } from "../kit/result.ts";
import type { EpochMs } from "../kit/time.ts";
import type { Level } from "../risk/levels.ts";
import type { Reporter } from "../session/session.ts";
import { isTerminal, type SessionStatus } from "../session/status.ts";
import { clockText, type ClockFrame } from "./clock-text.ts";
import { initialName, type Judgement } from "./judgement.ts";
import {
  recommend,
  type DoNotProceedReason,
  type EndDetail,
  type Integrity,
  type PortalAction,
  type Recommendation,
} from "./recommend.ts";
import { CHANGED_OUTSIDE, OTHER_REPORTED, STANDINGS, type Standing } from "./standing.ts";

type Tone = "ok" | "info" | "warn" | "bad" | "neutral";

export interface VerdictInput {
  readonly integrity: Integrity;
  /** As the check ended, or where it stands. */
  readonly status: SessionStatus;
  readonly detail?: EndDetail | undefined;
  readonly question?: number | undefined;
  readonly deadlineAt?: EpochMs | undefined;
  readonly endedAt?: EpochMs | undefined;
  readonly validUntil?: EpochMs | undefined;
  /** "This wasn't me" after the end: it outweighs how the check ended. */
  readonly lateReportAt?: EpochMs | undefined;
  /** Why the link of an open check did not arrive: a clause in lower case. */
  readonly undelivered?: string | undefined;
  readonly risk?: { readonly score: number; readonly level: Level } | undefined;
  readonly personActive: boolean;
  /** Who confirmed first that it was an impostor: voids a pass, changes nothing else. */
  readonly impostor?: Judgement | undefined;
  /** Whose report of another check of the person came since this one began: it voids a pass, and changes nothing else. */
  readonly otherReport?: { readonly at: EpochMs; readonly by: Reporter } | undefined;
  /** Whom the ticket names now, when that is not the person who was checked; empty for nobody. */
  readonly ticketNowNames?: string | undefined;
  /** The requester does it in the portal, or did; absent where an agent acts. */
  readonly portalAction?: PortalAction | undefined;
  /** What an agent does with the pass, or did. */
  readonly deskAction?: DeskAction | undefined;
}

export interface Verdict {
  readonly standing: Standing;
  /** The word of the standing. */
  readonly word: string;
  /** The second line: why, or until when. May be empty. */
  readonly reason: string;
  /** The second line goes on with the time left, for example "9:48 to open". */
  readonly counts?: { readonly to: EpochMs; readonly words: "left" | "to open" };
  readonly tone: Tone;
  /** Absent while it runs: then a dot stands in its place. */
  readonly icon?: "checkCircle" | "octagonX" | "octagonMinus" | "flag" | "clock" | "question" | "ban" | "lock";
  /** Absent: "No score". */
  readonly risk?: { readonly score: number; readonly level: Level; readonly tone: Tone };
  /** It changes by itself at this moment, to this. */
  readonly next?: { readonly at: EpochMs; readonly verdict: Verdict };
}

type Look = Pick<Verdict, "standing" | "reason" | "counts" | "tone" | "icon">;

/** What to do about it, from the same facts. */
export function recommendationOf(input: VerdictInput, now: EpochMs): Recommendation {
  return recommend({
    integrity: input.integrity,
    status: statusOf(input),
    detail: input.detail,
    validUntil: input.validUntil,
    now,
    ticketStillNamesSamePerson: input.ticketNowNames === undefined,
    level: input.risk?.level,
    personActive: input.personActive,
    confirmedImpostor: input.impostor !== undefined,
    otherReported: input.otherReport !== undefined,
    portalAction: input.portalAction,
    doneByAgentAt: isDeskActionDone(input.deskAction) ? input.deskAction?.ended?.at : undefined,
  });
}

/** The verdict at the frame's moment. */
export function verdictOf(input: VerdictInput, frame: ClockFrame): Verdict {
  const advice = recommendationOf(input, frame.now);
  const look = lookOf(input, advice, frame);
  const risk = riskOf(input, look.standing, advice);
  const ends = advice.verdict === "proceed" ? advice.validUntil : undefined;
  return {
    ...look,
    word: STANDINGS[look.standing],
    ...(risk === undefined ? {} : { risk }),
    ...(ends === undefined ? {} : { next: { at: ends, verdict: verdictOf(input, { ...frame, now: ends }) } }),
  };
}

/** A report after the end stands above how it ended: nobody may act on an old pass. */
export function statusOf({ status, lateReportAt }: Pick<VerdictInput, "status" | "lateReportAt">): SessionStatus {
  return lateReportAt === undefined ? status : "reported";
}

function lookOf(input: VerdictInput, advice: Recommendation, frame: ClockFrame): Look {
  switch (advice.verdict) {
    case "proceed":
      return advice.by === "requester"
        ? { standing: "passed", reason: "the user is doing it now", tone: "ok", icon: "checkCircle" }
        : {
            standing: "passed",
            reason: `${actsWords(input)} until ${clockText(advice.validUntil, frame)}`,
            tone: "ok",
            icon: "checkCircle",
          };
    case "done":
      return {
        standing: "passed",
        reason: `done by ${advice.by === "agent" ? deskName(input) : "the user"} ${clockText(advice.at, frame)}`,
        tone: "neutral",
        icon: "checkCircle",
      };
    case "expired":
      return {
        standing: "passed",
        reason: advice.validUntil === undefined ? "expired" : `expired ${clockText(advice.validUntil, frame)}`,
        tone: "neutral",
        icon: "clock",
      };
    case "wait":
      return running(input);
    case "stop":
      return advice.reason === "other_person" ? otherPerson(input) : failed(input);
    case "reject":
      return rejected(input, advice.reason, frame);
    case "do_not_proceed":
      return doNotProceed(input, advice.reason);
    case "not_verified":
      return advice.reason === "timed_out"
        ? { standing: "timed_out", reason: detailWords(input), tone: "neutral", icon: "clock" }
        : { standing: "not_enough_questions", reason: detailWords(input), tone: "neutral", icon: "question" };
    case "cancelled":
      return { standing: "cancelled", reason: cancelWords(input, frame), tone: "neutral", icon: "ban" };
    default:
      return assertNever(advice);
  }
}

function actsWords(input: VerdictInput): string {
  return isDeskActionOpen(input.deskAction) ? `${deskName(input)} acts,` : "valid";
}

const deskName = ({ deskAction }: VerdictInput): string =>
  deskAction === undefined ? "the desk" : initialName(deskAction.by.name);

function doNotProceed(input: VerdictInput, reason: DoNotProceedReason): Look {
  switch (reason) {
    case "changed":
      return voided(input, CHANGED_OUTSIDE);
    case "other_reported":
      return voided(input, OTHER_REPORTED);
    case undefined:
      return input.personActive ? { ...failed(input), icon: "lock" } : voided(input, "account inactive or locked");
  }
}

function rejected(
  input: VerdictInput,
  why: Extract<Recommendation, { verdict: "reject" }>["reason"],
  frame: ClockFrame,
): Look {
  switch (why) {
    case "high_risk":
      return failed(input);
    case "reported":
      return reported(input);
    case "impostor":
      return { standing: "void", reason: impostorWords(input, frame), tone: "bad", icon: "octagonMinus" };
  }
}

function impostorWords({ impostor }: VerdictInput, frame: ClockFrame): string {
  return impostor === undefined
    ? "confirmed impostor"
    : `confirmed impostor, ${initialName(impostor.by)} ${clockText(impostor.at, frame)}`;
}

function failed(input: VerdictInput): Look {
  return { standing: "failed", reason: detailWords(input), tone: "bad", icon: "octagonX" };
}

function reported({ status }: VerdictInput): Look {
  const reason = status === "reported" ? "“This wasn’t me”" : "reported afterwards";
  return { standing: "reported", reason, tone: "bad", icon: "flag" };
}

/** The check was for one person; what it found holds for nobody else. */
function otherPerson(input: VerdictInput): Look {
  const name = shortName(input.ticketNowNames ?? "");
  const reason = `ticket names ${name === "" ? "nobody" : name}`;
  return input.status === "passed"
    ? { standing: "void", reason, tone: "bad", icon: "octagonMinus" }
    : { standing: "in_progress", reason, tone: "warn", icon: "octagonMinus" };
}

/** "Jiří N.": enough to tell two people apart in one line of a table. */
function shortName(name: string): string {
  const [first = "", ...rest] = name.trim().split(/\s+/u);
  const last = rest.at(-1);
  return last === undefined ? first : `${first} ${Array.from(last)[0] ?? ""}.`;
}

function voided(input: VerdictInput, reason: string): Look {
  return { standing: voidStanding(statusOf(input)), reason, tone: "bad", icon: "lock" };
}

/** Of a check that counts for nothing, whatever it says. */
export function voidStanding(status: SessionStatus): Standing {
  return status === "passed" ? "void" : isTerminal(status) ? status : "in_progress";
}

function running(input: VerdictInput): Look {
  const { status, question, deadlineAt, undelivered } = input;
  if (undelivered !== undefined) {
    return { standing: "undelivered", reason: undelivered, tone: "bad", icon: "octagonX" };
  }
  const [reason, words] = progress(status, question);
  return {
    standing: "in_progress",
    reason,
    tone: "info",
    ...(words === undefined || deadlineAt === undefined ? {} : { counts: { to: deadlineAt, words } }),
  };
}

function progress(
  status: SessionStatus,
  question: number | undefined,
): readonly [reason: string, counts?: "left" | "to open"] {
  switch (status) {
    case "sent":
      return ["sent", "to open"];
    case "begun":
    case "checking":
      return ["begun", "left"];
    case "code":
      return ["spoken code", "left"];
    case "answering":
      return [question === undefined ? "questions" : `question ${String(question)}`, "left"];
    case "approving":
      return ["waiting for one more proof", "left"];
    case "holding":
      return ["held", "left"];
    default:
      return ["queued"];
  }
}

const DETAIL_WORDS: Readonly<Record<EndDetail, string>> = {
  never_delivered: "never delivered",
  never_opened: "never opened",
  not_finished: "begun, not finished",
  agent: "by the desk",
  caller_refused: "caller refused or hung up",
  ticket_closed: "ticket was closed",
  requester_changed: "ticket names somebody else",
  manager_warned: "a caller had asked the manager to vouch",
  someone_contacted_me: "“Someone contacted me”",
  does_not_know: "“I don’t know”",
  risk_medium: "needs a second look",
  risk_high: "high risk, rejected",
  proof_missing: "proof missing",
  blocking: "must not proceed",
  skipped_too_many: "skipped too many",
  too_few_facts: "too few facts on file",
};

function detailWords({ detail }: VerdictInput): string {
  return detail === undefined ? "" : DETAIL_WORDS[detail];
}

function cancelWords(input: VerdictInput, frame: ClockFrame): string {
  const words = detailWords(input);
  return input.detail === "agent" && input.endedAt !== undefined
    ? `${words} at ${clockText(input.endedAt, frame)}`
    : words;
}

const LEVEL_TONES: Readonly<Record<Level, Tone>> = { verified: "neutral", medium: "warn", high: "bad" };

/** Nothing was decided, or what was decided no longer counts: then there is no score to show. */
function riskOf({ risk }: VerdictInput, standing: Standing, advice: Recommendation): Verdict["risk"] {
  const changed = advice.verdict === "do_not_proceed" && advice.reason === "changed";
  return risk === undefined || changed || (standing !== "passed" && standing !== "failed")
    ? undefined
    : { ...risk, tone: advice.verdict === "proceed" ? "ok" : LEVEL_TONES[risk.level] };
}
