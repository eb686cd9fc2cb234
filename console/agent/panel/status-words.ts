/** How a verdict, decided by the server, reads while the clock goes on. */
import type { Verdict, VerificationRow } from "../../../workers/contract/console/verifications.ts";
import { countdown } from "../frame/format.ts";
import type { SessionStatus } from "../frame/shapes.ts";

const RUNNING: ReadonlySet<SessionStatus> = new Set([
  "created",
  "sending",
  "sent",
  "begun",
  "checking",
  "code",
  "answering",
  "approving",
  "holding",
]);

export function isRunning(status: SessionStatus): boolean {
  return RUNNING.has(status);
}

/** What holds now: a pass that has run out meanwhile is shown as that, without asking the server. */
export function verdictAt(verdict: Verdict, now: number): Verdict {
  const { next } = verdict;
  return next !== undefined && now >= next.at ? next.verdict : verdict;
}

/** The second line, with the time left where there is a deadline. */
export function reasonAt({ reason, counts }: Verdict, now: number): string {
  return counts === undefined ? reason : `${reason} · ${countdown(counts.to - now)} ${counts.words}`;
}

/** Whether a row's words change with the clock. */
export function ticks({ verdict }: Pick<VerificationRow, "verdict">): boolean {
  return verdict.counts !== undefined || verdict.next !== undefined;
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
