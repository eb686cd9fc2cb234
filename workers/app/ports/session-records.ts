/** Where a session object puts its outbox rows. Implemented over D1; every write lands in one batch with its audit row or not at all. */
import type { EpochMs } from "../../core/kit/time.ts";
import type { Note } from "../../core/tickets/note.ts";
import type { Effect } from "../../core/session/effects.ts";
import type { Session } from "../../core/session/session.ts";
import type { PooledQuestion } from "../../core/questions/question.ts";

/** One row of a session's outbox: an effect with what it was rendered from at the time. */
export interface OutboxRow {
  readonly seq: number;
  readonly at: EpochMs;
  readonly effect: Effect;
  readonly note?: Note;
}

/** What of a session failed again and again on its way out: the row that was tried most often. */
export interface StuckOutbox {
  /** When it was to go out. */
  readonly since: EpochMs;
  readonly attempts: number;
  readonly nextAt: EpochMs;
  readonly effect: Effect["type"];
  /** "refused": the database takes others and not this one. "away": a part could not be reached. */
  readonly problem: "refused" | "away";
}

export interface SessionBatch {
  readonly session: Session;
  /** The state of the last batch that surely arrived, for leaving out what has not changed since; absent when that is not known. */
  readonly written?: Session;
  readonly pool: readonly PooledQuestion[];
  readonly rows: readonly OutboxRow[];
}

export interface SessionRecords {
  /** One batch; replays change nothing. */
  write(batch: SessionBatch): Promise<void>;
  /** Shows on the Delivery page what is stuck, or, when nothing is any more, that no longer. */
  tellStuck(session: Session, stuck: StuckOutbox | undefined): Promise<void>;
}
