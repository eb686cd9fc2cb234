/** The internal notes of a pass that is held: nothing is missing, and nothing may be done yet. */
import type { EpochMs } from "../kit/time.ts";
import type { Note } from "./note.ts";
import { zonedMoment } from "./note-words.ts";
import { plainWords } from "./plain-words.ts";

export interface HoldNote {
  readonly key: string;
  readonly person: string;
  readonly url: string;
}

/** Whoever reads it at once must not take "nothing is missing" for a pass. */
export function verificationHeld(
  input: HoldNote & {
    readonly until: EpochMs;
    readonly at: EpochMs;
    readonly timeZone: string;
    /** The requester acts, and no agent. */
    readonly returns: boolean;
  },
): Note {
  const until = zonedMoment(input.until, input.at, input.timeZone);
  return {
    key: input.key,
    title: "Held",
    lines: [
      `Nothing is missing, and the pass begins at ${until} only. Change nothing before: whoever was told of it can stop it, and an approver can release it early.`,
      ...(input.returns ? ["The person goes on in the portal then, in the same browser."] : []),
    ],
    fields: [{ label: "Person", value: plainWords(input.person) }],
    link: { label: "See it live", url: input.url },
  };
}

export function holdReleased(input: HoldNote & { readonly approver: string }): Note {
  return {
    key: input.key,
    title: "Hold released",
    lines: [`By ${plainWords(input.approver)}, before its time. The outcome follows.`],
    fields: [{ label: "Person", value: plainWords(input.person) }],
    link: { label: "See it live", url: input.url },
  };
}
