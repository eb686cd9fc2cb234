/**
 * What the product promised: an entry is written, to the disk, the moment a reply of 202 or 303
 * arrives and before its client does anything else.
 */
import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import type { GivenResponse } from "../../workers/core/questions/question.ts";

export type Entry =
  | { readonly type: "sent"; readonly id: string; readonly ticket: number }
  | { readonly type: "begun"; readonly id: string }
  | { readonly type: "answered"; readonly id: string; readonly ordinal: number; readonly attempt: number }
  | { readonly type: "cancelled"; readonly id: string };

/** One session as its client saw it. */
export interface Story {
  readonly id: string;
  readonly ticket: number;
  readonly personId: string;
  readonly honest: boolean;
  /** In the order of asking; the last one may be unacknowledged. */
  readonly answers: { readonly ordinal: number; readonly given: GivenResponse; acknowledged: boolean }[];
  /** Given up after a lost reply, and cancelled by the agent. */
  abandoned: boolean;
  /** Its client could not go on, and left it where it was: what was acknowledged counts all the same. */
  left?: true;
  /** The last screen that the requester saw. */
  lastStep?: string;
}

export class Journal {
  readonly stories: Story[] = [];
  readonly counts = { acknowledged: 0, answers: 0, resent: 0, lostReplies: 0, serverErrors: 0 };
  readonly #file: number;
  #awaited: { readonly count: number; readonly run: () => void } | undefined;

  constructor(path: string) {
    this.#file = openSync(path, "a");
  }

  append(entry: Entry): void {
    writeSync(this.#file, `${JSON.stringify(entry)}\n`);
    fsyncSync(this.#file);
    this.counts.acknowledged += 1;
    this.counts.answers += entry.type === "answered" ? 1 : 0;
    if (this.#awaited !== undefined && this.counts.acknowledged >= this.#awaited.count) {
      const { run } = this.#awaited;
      this.#awaited = undefined;
      run();
    }
  }

  /** Runs within the very reply that makes the count full: what follows a promise is then still under way. */
  whenAcknowledged(count: number, run: () => void): void {
    this.#awaited = { count, run };
  }

  close(): void {
    closeSync(this.#file);
  }
}
