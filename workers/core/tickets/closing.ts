/** When a ticket may be closed by itself, and what its notes say of it. Pure. */
import type { SessionStatus } from "../session/status.ts";
import type { ActionId } from "../policy/policy.ts";
import type { Note, NoteField } from "./note.ts";
import { ACTION_WORDS } from "./note-words.ts";
import { oneLine, plainWords } from "./plain-words.ts";
import { namesPerson, type Nameable, type TicketRequester } from "./requester.ts";

export interface ClosingFacts {
  /** The check's record, and what was said of it since. */
  readonly check: {
    readonly intact: boolean;
    readonly status: SessionStatus;
    /** Its recipient, a report of another check, or somebody at the desk took the pass back. */
    readonly takenBack: boolean;
  };
  readonly person: Nameable;
  /** As its system has it in this moment. */
  readonly ticket: TicketRequester;
  /** The ticket changed after an attempt to close it of which nobody knows what it did. */
  readonly changedSinceTried: boolean;
}

/** Why a ticket stays open, or that it could not be closed. */
export type StaysOpen =
  | "not_passed"
  | "taken_back"
  | "other_requester"
  | "changed_since_tried"
  | "not_offered"
  | "still_open"
  | "refused"
  | "away";

/** Of what passed, still holds and is still what the ticket asks for; undefined: it may be closed. */
export function whyNotClose({ check, person, ticket, changedSinceTried }: ClosingFacts): StaysOpen | undefined {
  if (!check.intact || check.status !== "passed") {
    return "not_passed";
  }
  if (check.takenBack) {
    return "taken_back";
  }
  if (!namesPerson(ticket, person)) {
    return "other_requester";
  }
  return changedSinceTried ? "changed_since_tried" : undefined;
}

/** What became of a ticket that was to be closed. */
export type Closing =
  { readonly became: "closed" | "pending" | "flagged" } | { readonly became: "open"; readonly why: StaysOpen };

export interface ClosingSubject {
  readonly key: string;
  readonly action: ActionId;
  readonly person: string;
  readonly reference: string;
  readonly verificationId: string;
  /** The console's page of this verification. */
  readonly url: string;
}

/** What the audit log keeps of either. */
export type TicketBecame = Closing["became"] | StaysOpen | Reopening;

const CLOSE_IT = "Close it yourself once nothing is left to do.";

/** After "The ticket stays open:"; then what to do. */
const OPEN_WORDS: Readonly<Record<StaysOpen, { readonly why: string; readonly next: string }>> = {
  not_passed: { why: "no check that passed stands for it", next: "Do not close it. Look at the verification." },
  taken_back: {
    why: "the check it rests on was reported or taken back",
    next: "Do not close it. Do not say why. Report it to security.",
  },
  other_requester: { why: "it names another requester than the check was for", next: "Look at who asks for what." },
  changed_since_tried: {
    why: "it was changed after it should have been closed, maybe reopened",
    next: "Look at what is left to do.",
  },
  not_offered: { why: "the ticket system offers us no way to close it", next: CLOSE_IT },
  still_open: { why: "it was open again when it was read back", next: "Look at what is left to do." },
  refused: { why: "the ticket system refused to close it", next: `${CLOSE_IT} Tell whoever runs this system.` },
  away: { why: "the ticket system could not be reached for too long", next: CLOSE_IT },
};

/** What stands in the place of the others until it is known what became of the ticket. */
export const CLOSING_ASKED = "Close the ticket";

/** It waits among the notes, behind those that have to be there first, and is replaced before it is written. */
export function closingAsked(subject: ClosingSubject): Note {
  return { ...frame(subject), title: CLOSING_ASKED, lines: ["What it asked for is done."], fields: about(subject) };
}

export const REOPENING_ASKED = "Reopen the ticket";

/** The same for one whose requester says that it still does not work. */
export function reopeningAsked(subject: ClosingSubject): Note {
  return { ...frame(subject), title: REOPENING_ASKED, lines: [STILL_NOT_WORKING], fields: about(subject) };
}

const STILL_NOT_WORKING = "The requester says that it still does not work.";

/** "open": it was, and stays so. "closed": the ticket system did not let us open it, or could not be reached. */
export type Reopening = "reopened" | "open" | "closed";

export function reopeningNote(subject: ClosingSubject, became: Reopening): Note {
  const { title, next } = REOPENING_WORDS[became];
  return {
    ...frame(subject),
    title,
    lines: [STILL_NOT_WORKING],
    fields: [{ label: "What now", value: next }, ...about(subject)],
  };
}

const REOPENING_WORDS: Readonly<Record<Reopening, { readonly title: string; readonly next: string }>> = {
  reopened: { title: "Ticket reopened", next: "Look at what does not work. Act only after a new check." },
  open: { title: "Still not working", next: "Look at what does not work. Act only after a new check." },
  closed: {
    title: "Still not working, and the ticket is closed",
    next: "Reopen it yourself. Act only after a new check.",
  },
};

const TRIED_AT = "Tried at revision";

/** Kept while it is not known what a try did: a ticket that changed since is left to people. Undefined: no try did anything. */
export function triedAt(note: Note, revision: number | undefined): Note {
  const others = note.fields.filter(({ label }) => label !== TRIED_AT);
  return {
    ...note,
    fields: revision === undefined ? others : [...others, { label: TRIED_AT, value: String(revision) }],
  };
}

export function revisionTried({ fields }: Note): number | undefined {
  const found = fields.find(({ label }) => label === TRIED_AT);
  return found === undefined ? undefined : Number(found.value);
}

export function closingNote(subject: ClosingSubject, closing: Closing): Note {
  const { title, line, next } = closingWords(closing);
  return {
    ...frame(subject),
    title,
    lines: [line],
    fields: [{ label: "What now", value: next }, ...about(subject)],
  };
}

function closingWords(closing: Closing): { readonly title: string; readonly line: string; readonly next: string } {
  switch (closing.became) {
    case "closed":
      return {
        title: "Ticket closed",
        line: "What it asked for is done. Its status, read back, counts as closed.",
        next: "Nothing.",
      };
    case "pending":
      return {
        title: "Ticket resolved, not closed yet",
        line: "What it asked for is done. The ticket system waits for a confirmation before it closes it.",
        next: "Nothing, unless nobody confirms it.",
      };
    case "flagged":
      return {
        title: "Ticket marked to be closed",
        line: "What it asked for is done. A rule of the ticket system is to close it; it was open when it was read back.",
        next: "Nothing, unless it stays open: then close it yourself.",
      };
    case "open": {
      const { why, next } = OPEN_WORDS[closing.why];
      return { title: "Ticket stays open", line: `It was to be closed, and ${why}.`, next };
    }
  }
}

/** Stored with the ticket, where its requester may read it, like the next. */
export function closingComment({ action, reference }: Pick<ClosingSubject, "action" | "reference">): string {
  return `${ACTION_WORDS[action].name}: done after a verification that passed. Reference ${reference}.`;
}

export function reopeningComment({ reference }: Pick<ClosingSubject, "reference">): string {
  return `${STILL_NOT_WORKING} Reference ${reference}.`;
}

function frame({ key, url }: ClosingSubject) {
  return { key, link: { label: "Open the verification", url } };
}

function about({ action, person, reference, verificationId }: ClosingSubject): NoteField[] {
  return [
    { label: "Person", value: plainWords(person) },
    { label: "Done", value: ACTION_WORDS[action].name },
    { label: "Reference", value: oneLine(reference) },
    { label: "Verification ID", value: oneLine(verificationId) },
  ];
}
