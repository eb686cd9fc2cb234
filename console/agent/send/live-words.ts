import type { LiveReply, TimelineStep } from "../../../workers/contract/console/live.ts";
import { en } from "../../copy/desk/en.ts";
import { progressOf } from "../../copy/progress.ts";
import type { IconName } from "../../ui/icon.tsx";
import type { Tone } from "../../ui/tone.ts";
import { clock, clockSeconds, codeSpoken, countdown, spent } from "../frame/format.ts";
import { isRunning } from "../panel/status-words.ts";

export type Moment =
  | "queued"
  | "sent"
  | "delivered"
  | "seen"
  | "begun"
  | "code"
  | "answering"
  | "approving"
  | "holding"
  | "undelivered"
  | "ended";

/** Where the check stands. "Delivered" and "seen" are steps of the timeline and not states of their own. */
export function momentOf(live: Pick<LiveReply, "status" | "timeline" | "undelivered">): Moment {
  if (!isRunning(live.status)) return "ended";
  if (live.status === "begun" || live.status === "checking") return "begun";
  if (isOwnMoment(live.status)) return live.status;
  const reached = (kind: TimelineStep["kind"]): boolean =>
    live.timeline.some((step) => step.kind === kind && step.state === "done");
  if (reached("seen")) return "seen";
  if (live.undelivered !== undefined) return "undelivered";
  if (reached("delivered")) return "delivered";
  return live.status === "sent" || reached("sent") ? "sent" : "queued";
}

const OWN_MOMENTS = ["code", "answering", "approving", "holding"] as const;

const isOwnMoment = (status: LiveReply["status"]): status is (typeof OWN_MOMENTS)[number] =>
  OWN_MOMENTS.some((one) => one === status);

export interface LiveWords {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly verb: string;
  readonly headline: string;
  readonly line: string;
  readonly say?: string;
}

export interface Here {
  readonly now: number;
  readonly timeZone: string;
}

export function liveWords(live: LiveReply, { now, timeZone }: Here): LiveWords {
  const moment = momentOf(live);
  if (moment === "ended") {
    return { tone: "neutral", icon: "clock", verb: en.live.ended, headline: "", line: en.live.endedLine };
  }
  const words = en.live.states[moment === "approving" ? whoIsAwaited(live) : moment];
  const say =
    live.undelivered !== undefined
      ? en.live.sayUndelivered[live.undelivered.fault](live.personFirstName)
      : moment === "code" && live.code !== undefined
        ? sayCode(live, live.code, now)
        : words.say(live.personFirstName);
  const stopped = moment === "undelivered";
  return {
    tone: stopped ? "bad" : "info",
    icon: stopped ? "octagonMinus" : "hourglass",
    verb: words.verb,
    headline: headline(live, moment, { words: words.headline, timeZone }),
    line: line(live, moment, { words: words.line, timeZone }),
    say,
  };
}

/** Their own passkey, then whoever was asked last. */
function whoIsAwaited({ passkey, approvals = [] }: LiveReply): "passkey" | "vouch" | "approving" {
  if (passkey === true) return "passkey";
  const asked = approvals.findLast(({ answer }) => answer === undefined);
  return asked?.kind === "manager_vouch" ? "vouch" : "approving";
}

function headline(live: LiveReply, moment: Moment, fallback: { words: string; timeZone: string }): string {
  if (moment === "holding" && live.deadlineAt !== undefined) {
    return en.live.heldUntil(clock(live.deadlineAt, fallback.timeZone));
  }
  return moment === "answering" && live.question !== undefined
    ? en.live.question[progressOf(live.question.ordinal, live.question)](live.question)
    : fallback.words;
}

function line(live: LiveReply, moment: Moment, fallback: { words: string; timeZone: string }): string {
  if (live.undelivered !== undefined) return en.live.undelivered(live.undelivered.what, live.undelivered.todo);
  const begunAt = live.timeline.find((step) => step.kind === "begun")?.at;
  if (begunAt === undefined || moment === "seen" || moment === "holding") return fallback.words;
  return en.live.begunAt(live.personFirstName, clockSeconds(begunAt, fallback.timeZone));
}

/** An ended code is never read out again. */
function sayCode(live: LiveReply, code: NonNullable<LiveReply["code"]>, now: number): string {
  if (now >= code.validUntil) return en.live.sayCodeOver;
  return en.live.sayCode(live.personFirstName, codeSpoken(code.digits));
}

/** "Q2 IR-0000039": what the tab says while another window is in front. */
export function tabTitle(live: LiveReply): string {
  const moment = momentOf(live);
  const words = en.live.tab;
  if (moment === "answering" && live.question !== undefined) return `Q${live.question.ordinal} ${live.ticketNumber}`;
  if (moment === "delivered" || moment === "seen" || moment === "undelivered")
    return `${words[moment]} ${live.ticketNumber}`;
  return `${words[live.status]} ${live.ticketNumber}`;
}

export interface StepWords {
  readonly label: string;
  readonly note: string;
  readonly when: string;
  /** Said to screen readers, who see neither the node's colour nor its icon. */
  readonly state: string;
}

export function stepWords(step: TimelineStep, timeZone: string): StepWords {
  const label = step.state === "failed" && step.kind === "delivered" ? en.live.notDelivered : en.live.steps[step.kind];
  const known: Partial<Record<TimelineStep["kind"], string>> = en.live.doneNotes;
  const usual =
    step.state === "current" ? en.live.waiting[step.kind] : step.state === "done" ? known[step.kind] : undefined;
  const when = step.state === "current" ? en.live.now : step.at === undefined ? "" : clockSeconds(step.at, timeZone);
  const state = en.live.stepStates[step.state];
  const { figures } = step;
  const counted = figures && en.live.figures(figures.asked, figures.answered, spent(figures.ms));
  return { label, note: step.note ?? counted ?? usual ?? "", when, state };
}

export interface ResendWords {
  readonly label: string;
  readonly disabled: boolean;
}

/** The pause between two messages is counted down on the button itself. */
export function resendWords(resends: LiveReply["resends"], now: number): ResendWords {
  if (now < resends.nextAt) return { label: en.live.resendIn(countdown(resends.nextAt - now)), disabled: true };
  return { label: en.live.resend, disabled: false };
}

/** How much of the running time is left, 0 to 1; nothing when it is not known. */
export function leftShare(live: Pick<LiveReply, "deadlineAt" | "totalMs">, now: number): number | undefined {
  if (live.deadlineAt === undefined || live.totalMs === undefined || live.totalMs <= 0) return undefined;
  return Math.min(1, Math.max(0, (live.deadlineAt - now) / live.totalMs));
}
