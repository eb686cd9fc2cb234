/**
 * Internal notes of the action that a pass leads to. None says more of the password than that there is a new one; what
 * the target answered stands in its own words in no note, because a target may repeat what was typed.
 */
import type { TargetAction, WithdrawnReason } from "../actions/grant.ts";
import type { EpochMs } from "../kit/time.ts";
import type { Note, NoteField } from "./note.ts";
import { ACTION_WORDS, zonedMoment } from "./note-words.ts";
import { oneLine, plainWords } from "./plain-words.ts";
import { accountWords, subjectWords, type NoteSubject } from "./subject-words.ts";

export interface ActionSubject extends NoteSubject {
  readonly key: string;
  readonly action: TargetAction;
  /** What people call the target system. */
  readonly target: string;
  readonly verificationId: string;
  /** The console's page of this verification. */
  readonly url: string;
}

const name = (action: TargetAction): string => ACTION_WORDS[action].name.toLowerCase();

const UNCHANGED: Readonly<Record<TargetAction, string>> = {
  password_reset: "The old password stays as it is",
  account_unlock: "The account stays as it is",
};

export interface ActionDone extends ActionSubject {
  readonly at: EpochMs;
  readonly doneAt: EpochMs;
  readonly timeZone: string;
  /** Whether old sessions were ended; absent where that is no part of the action. */
  readonly sessions?: "revoked" | "not_supported" | "failed";
}

const DONE_WORDS: Readonly<Record<TargetAction, (person: string) => readonly string[]>> = {
  password_reset: (person) => [
    `${person} set a new password in the portal. Nobody at the desk saw it.`,
    "Second factors were not touched.",
  ],
  account_unlock: (person) => [`${person} unlocked the account in the portal.`],
};

const SESSION_WORDS: Readonly<Record<NonNullable<ActionDone["sessions"]>, string>> = {
  revoked: "on all devices",
  not_supported: "nowhere: this system cannot end old sessions",
  failed: "nowhere: the system did not answer",
};

export function actionDone(input: ActionDone): Note {
  return note(input, `Action done: ${name(input.action)}`, {
    lines: DONE_WORDS[input.action](subjectWords(input)),
    fields: [
      { label: "Done at", value: zonedMoment(input.doneAt, input.at, input.timeZone) },
      ...(input.sessions === undefined ? [] : [{ label: "Signed out", value: SESSION_WORDS[input.sessions] }]),
    ],
  });
}

/** The rules of the target said no; the requester may choose another one. */
export function actionRefused(input: ActionSubject): Note {
  return note(input, `Refused by ${plainWords(input.target)}: ${name(input.action)}`, {
    lines: [
      `${plainWords(input.target)} did not take what the user chose. ${UNCHANGED[input.action]}. The user can try again.`,
    ],
  });
}

export function actionUnknown(input: ActionSubject): Note {
  return note(input, `Action not confirmed: ${name(input.action)}`, {
    lines: [
      `${plainWords(input.target)} did not say whether it was done. The user can do it again. The ticket stays open.`,
    ],
  });
}

const WITHDRAWN_WORDS: Readonly<Record<WithdrawnReason, string>> = {
  ticket_changed: "The ticket names somebody else by now.",
  ticket_closed: "The ticket was closed meanwhile.",
  person_inactive: "The person is not active in the directory any more.",
  account_changed: "The directory names another account, or another work mail, of the person by now.",
  became_privileged: "The account is privileged by now, which this check was not made for.",
  account_disabled: "The account is switched off there.",
  kept_elsewhere: "The account's password is kept in another system.",
  unknown_account: "The account is not known there.",
  forbidden: "Our account there may not do it.",
};

/** After which the desk may still act on the pass: nothing speaks against the person or the ticket. */
const DESK_MAY_ACT: ReadonlySet<WithdrawnReason> = new Set(["kept_elsewhere", "unknown_account", "forbidden"]);

export function actionWithdrawn(input: ActionSubject & { readonly reason: WithdrawnReason }): Note {
  return note(input, `Action not done: ${name(input.action)}`, {
    lines: [`${WITHDRAWN_WORDS[input.reason]} ${UNCHANGED[input.action]}. The ticket stays open.`],
    fields: [
      {
        label: "What now",
        value: DESK_MAY_ACT.has(input.reason)
          ? "Whether you may act stands on the verification."
          : "Do not act on this check. Send a new one if it is still needed.",
      },
    ],
  });
}

export function actionNotWorking(input: ActionSubject & { readonly reference: string }): Note {
  return note(input, `Still not working: ${name(input.action)}`, {
    lines: ["It was done, and the user says that it does not work."],
    fields: [
      { label: "What now", value: `Call ${plainWords(input.person)} back on a contact on record.` },
      { label: "Reference", value: oneLine(input.reference) },
    ],
  });
}

function note(
  input: ActionSubject,
  title: string,
  { lines, fields = [] }: { readonly lines: readonly string[]; readonly fields?: readonly NoteField[] },
): Note {
  return {
    key: input.key,
    title,
    lines,
    fields: [
      { label: "Person", value: plainWords(input.person) },
      ...(input.account === undefined ? [] : [{ label: "Account", value: accountWords(input.account) }]),
      { label: "In", value: plainWords(input.target) },
      ...fields,
      { label: "Verification ID", value: oneLine(input.verificationId) },
    ],
    link: { label: "Open the verification", url: input.url },
  };
}
