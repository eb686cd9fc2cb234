/**
 * An internal note as data. Texts are built in `note-texts.ts`; `render.ts` turns one into
 * plain text or simple HTML. The key is printed in the last line, as "Ref", and looked for before a
 * retry, so that a lost reply never writes a note twice.
 */
import type { EpochMs } from "../kit/time.ts";

export interface NoteField {
  readonly label: string;
  readonly value: string;
}

export interface Note {
  /** Unique per ticket and event, for example "imper-note not_8Q2K7M...". */
  readonly key: string;
  /** First line without brand and time, for example "Verification Outcome: Passed". */
  readonly title: string;
  /** Sentences under the first line. */
  readonly lines: readonly string[];
  readonly fields: readonly NoteField[];
  readonly link?: { readonly label: string; readonly url: string };
  /** A note of its own that stands before it and is written with it. */
  readonly first?: NoteBefore;
}

export interface NoteBefore extends Omit<Note, "first"> {
  readonly at: EpochMs;
}

export type NoteFormat = "text" | "html";
