import type { VerificationRow } from "../../../workers/contract/console/verifications.ts";
import { en } from "../../copy/desk/en.ts";
import type { IconName } from "../../ui/icon.tsx";
import type { Tone } from "../../ui/tone.ts";
import { clock, countdown } from "../frame/format.ts";
import type { Level, SessionStatus } from "../frame/shapes.ts";

export interface StatusWords {
  readonly word: string;
  readonly reason: string;
  readonly tone: Tone;
  /** Absent while it runs: then a dot stands in its place. */
  readonly icon?: IconName;
}

const RUNNING: ReadonlySet<SessionStatus> = new Set([
  "created",
  "sending",
  "sent",
  "begun",
  "checking",
  "code",
  "answering",
]);

export function isRunning(status: SessionStatus): boolean {
  return RUNNING.has(status);
}

export type ShownLevel = Level | "undecided";

/** Too few answers decide nothing. What was skipped still counts in the score, but its level would read as a verdict. */
export function shownLevel(row: Pick<VerificationRow, "status" | "level">): ShownLevel | undefined {
  return row.level !== undefined && row.status === "not_enough_questions" ? "undecided" : row.level;
}

/** Status as icon, word and colour, with why or until when. Failed is red whatever the level. */
export function statusWords(row: VerificationRow, now: number, timeZone: string): StatusWords {
  const detail = row.detail === undefined ? "" : en.detail[row.detail];
  switch (row.status) {
    case "passed":
      return { word: en.status.passed, tone: "ok", icon: "checkCircle", reason: validity(row, now, timeZone) };
    case "failed":
      return { word: en.status.failed, tone: "bad", icon: "octagonX", reason: detail };
    case "reported":
      return { word: en.status.reported, tone: "bad", icon: "flag", reason: en.reason.reported };
    case "timed_out":
      return { word: en.status.timed_out, tone: "neutral", icon: "clock", reason: detail };
    case "not_enough_questions":
      return { word: en.status.not_enough_questions, tone: "neutral", icon: "question", reason: detail };
    case "cancelled":
      return { word: en.status.cancelled, tone: "neutral", icon: "ban", reason: cancelled(row, detail, timeZone) };
    case "created":
    case "sending":
    case "sent":
    case "begun":
    case "checking":
    case "code":
    case "answering":
      if (row.undelivered !== undefined) {
        return { word: en.status.undelivered, tone: "bad", icon: "octagonX", reason: row.undelivered.what };
      }
      return { word: en.status.running, tone: "info", reason: progress(row, now) };
  }
}

function validity(row: VerificationRow, now: number, timeZone: string): string {
  if (row.validUntil === undefined) return "";
  const until = clock(row.validUntil, timeZone);
  return now < row.validUntil ? en.reason.validUntil(until) : en.reason.expired(until);
}

function cancelled(row: VerificationRow, detail: string, timeZone: string): string {
  if (row.endedAt === undefined || row.detail !== "agent") return detail;
  return `${detail} ${en.reason.endedAt(clock(row.endedAt, timeZone))}`;
}

function progress(row: VerificationRow, now: number): string {
  const left = countdown((row.deadlineAt ?? now) - now);
  if (row.status === "created" || row.status === "sending") return en.reason.queued;
  if (row.status === "sent") return en.reason.sent(left);
  if (row.status === "code") return en.reason.code(left);
  if (row.status === "answering") return en.reason.question(row.question, left);
  return en.reason.begun(left);
}

export interface Merged {
  readonly rows: readonly VerificationRow[];
  /** New rows kept back because the pointer rests on the table. */
  readonly fresh: number;
}

/**
 * Newer rows replace older ones in place. While `hold` is set nothing moves: rows that are
 * new are counted, not inserted, so that a press never lands on another row than the one aimed at.
 */
export function mergeRows(shown: readonly VerificationRow[], read: readonly VerificationRow[], hold: boolean): Merged {
  const before = new Map(shown.map((row) => [row.id, row]));
  const newest = (row: VerificationRow): VerificationRow => {
    const old = before.get(row.id);
    return old !== undefined && old.version > row.version ? old : row;
  };
  if (!hold || shown.length === 0) return { rows: read.map(newest), fresh: 0 };
  const after = new Map(read.map((row) => [row.id, newest(row)]));
  return {
    rows: shown.map((row) => after.get(row.id) ?? row),
    fresh: read.filter((row) => !before.has(row.id) && isNewer(row, shown)).length,
  };
}

/** A row that slides up from the next page is not new. */
function isNewer(row: VerificationRow, shown: readonly VerificationRow[]): boolean {
  const first = shown[0];
  return first === undefined || row.createdAt >= first.createdAt;
}
