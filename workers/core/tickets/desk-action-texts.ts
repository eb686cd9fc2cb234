/** Internal notes of what an agent did with a pass. What was done is one of a list: an agent types nothing here. */
import { DESK_OUTCOME_WORDS, type NotDoneReason } from "../actions/desk-action.ts";
import type { EpochMs } from "../kit/time.ts";
import type { ActionId } from "../policy/policy.ts";
import type { Note, NoteField } from "./note.ts";
import { ACTION_WORDS, zonedMoment } from "./note-words.ts";
import { oneLine, plainWords } from "./plain-words.ts";
import { accountWords, type NoteSubject } from "./subject-words.ts";

export interface DeskActionNote extends NoteSubject {
  readonly key: string;
  readonly action: ActionId;
  readonly agent: string;
  readonly at: EpochMs;
  readonly timeZone: string;
  /** When the pass had ended by then; absent where it still held. */
  readonly passEnded?: EpochMs;
  readonly verificationId: string;
  /** The console's page of this verification. */
  readonly url: string;
}

export function agentDone(input: DeskActionNote): Note {
  return note(input, `Done by the agent: ${name(input)}`, []);
}

export function agentNotDone(input: DeskActionNote & { readonly outcome: NotDoneReason }): Note {
  return note(input, `Not done by the agent: ${name(input)}`, [
    { label: "Why", value: DESK_OUTCOME_WORDS[input.outcome] },
    // By the minute it changes whether a pass holds: a note cannot say it.
    { label: "What now", value: "Whether somebody else may act stands on the verification." },
  ]);
}

/** In the middle of a sentence: "MFA reset" stays as it is. */
const name = ({ action }: DeskActionNote): string =>
  ACTION_WORDS[action].name.replace(/^\p{Lu}(?=\p{Ll})/u, (first) => first.toLowerCase());

function note(input: DeskActionNote, title: string, fields: readonly NoteField[]): Note {
  const { at, timeZone, passEnded, account } = input;
  return {
    key: input.key,
    title,
    lines: [
      `Recorded by ${plainWords(input.agent)}${passEnded === undefined ? "" : " after the pass had ended"}. The product did not do it and has not seen it done.`,
    ],
    fields: [
      { label: "Person", value: plainWords(input.person) },
      ...(account === undefined ? [] : [{ label: "Account", value: accountWords(account) }]),
      { label: "Recorded at", value: zonedMoment(at, at, timeZone) },
      ...(passEnded === undefined ? [] : [{ label: "Pass ended", value: zonedMoment(passEnded, at, timeZone) }]),
      ...fields,
      { label: "Verification ID", value: oneLine(input.verificationId) },
    ],
    link: { label: "Open the verification", url: input.url },
  };
}
