/**
 * The internal notes from the first link to the end of the check; outcomes are in
 * `outcome-texts.ts`. Pure: every builder turns one plain object into a `Note`. Names and
 * reasons that people typed pass through `plainWords`; nothing here ever holds a fact, an
 * answer, a code or an unmasked destination.
 */
import type { EpochMs } from "../kit/time.ts";
import { deliveryProblemWords, type DeliveryProblem } from "../messages/delivery-problem.ts";
import { securityNoteWords } from "../messages/security-notice.ts";
import { causeOfEnding } from "../session/security-cause.ts";
import type { ActionId } from "../policy/policy.ts";
import type { ApprovalKind } from "../session/session.ts";
import type { CancelReason } from "../session/status.ts";
import { JUDGEMENTS, type JudgementWord } from "../verdict/standing.ts";
import type { Note, NoteField } from "./note.ts";
import { ACTION_WORDS, channelAndMask, destinationWithAge, zonedMoment } from "./note-words.ts";
import type { NoteDestination } from "./note-words.ts";
import { oneLine, plainWords } from "./plain-words.ts";
import { accountWords, type NoteSubject } from "./subject-words.ts";

export interface LinkOffered {
  readonly key: string;
  readonly brand: string;
  readonly action: ActionId;
  /** The console's Send page for this ticket, from configuration. */
  readonly sendUrl: string;
}

export function linkOffered(input: LinkOffered): Note {
  return {
    key: input.key,
    title: "Link offered",
    lines: [`Check the requester before ${ACTION_WORDS[input.action].before}.`],
    fields: [],
    link: { label: `Send Verification via ${input.brand} Portal`, url: input.sendUrl },
  };
}

export interface Sent extends NoteSubject {
  readonly key: string;
  readonly at: EpochMs;
  readonly timeZone: string;
  /** It cannot pass by itself and was sent for what it shows. */
  readonly evidenceOnly: boolean;
  readonly destination: NoteDestination;
  readonly agent: string;
  /** End of the time to press Begin. */
  readonly openBy: EpochMs;
  /** The console's page of this verification. */
  readonly url: string;
}

export function verificationSent(input: Sent): Note {
  return {
    key: input.key,
    title: "Verification sent",
    lines: [...evidence(input), "Wait for the outcome. Change nothing yet."],
    fields: sentFields(input),
    link: { label: "See it live", url: input.url },
  };
}

export function verificationResent(input: Sent): Note {
  return {
    key: input.key,
    title: "Verification sent again",
    lines: ["The link before it no longer works.", ...evidence(input), "Wait for the outcome. Change nothing yet."],
    fields: sentFields(input),
    link: { label: "See it live", url: input.url },
  };
}

function evidence({ evidenceOnly }: Sent): string[] {
  return evidenceOnly ? ["Evidence only: this check alone cannot pass."] : [];
}

function sentFields(input: Sent): NoteField[] {
  const { account, destination, timeZone } = input;
  return [
    { label: "Person", value: plainWords(input.person) },
    ...(account === undefined ? [] : [{ label: "Account to act on", value: accountWords(account) }]),
    { label: "Sent to", value: destinationWithAge(destination, timeZone) },
    ...(destination.origin === "typed" ? reasonGiven(destination.reason) : []),
    { label: "Sent by", value: plainWords(input.agent) },
    { label: "Open by", value: zonedMoment(input.openBy, input.at, timeZone) },
  ];
}

export interface NotDelivered {
  readonly key: string;
  readonly destination: NoteDestination;
  readonly problem: DeliveryProblem;
  readonly url: string;
}

export function notDelivered(input: NotDelivered): Note {
  const { what, todo } = deliveryProblemWords(input.problem);
  return {
    key: input.key,
    title: "Not delivered",
    lines: [`${channelAndMask(input.destination)}: ${what}. ${todo}`],
    fields: [],
    link: { label: "See it live", url: input.url },
  };
}

export interface TakenOver {
  readonly key: string;
  readonly person: string;
  readonly agent: string;
  readonly previousAgent: string;
  readonly reason: string;
  readonly url: string;
}

export function takenOver(input: TakenOver): Note {
  return {
    key: input.key,
    title: "Taken over",
    lines: [`${plainWords(input.agent)} goes on with this check in place of ${plainWords(input.previousAgent)}.`],
    fields: [{ label: "Person", value: plainWords(input.person) }, ...reasonGiven(input.reason)],
    link: { label: "See it live", url: input.url },
  };
}

export interface ApprovalNote {
  readonly key: string;
  readonly person: string;
  readonly kind: ApprovalKind;
  /** Who is asked, or has answered. */
  readonly approver: string;
  readonly url: string;
}

const APPROVAL_TITLES: Readonly<Record<ApprovalKind, string>> = {
  second_approver: "Second approval",
  manager_vouch: "Manager's word",
};

export function approvalAsked(input: ApprovalNote & { readonly agent: string }): Note {
  return {
    key: input.key,
    title: `${APPROVAL_TITLES[input.kind]} asked for`,
    lines: [`${plainWords(input.agent)} asked ${plainWords(input.approver)}. Change nothing yet.`],
    fields: [{ label: "Person", value: plainWords(input.person) }],
    link: { label: "See it live", url: input.url },
  };
}

export function approvalGiven(input: ApprovalNote): Note {
  return {
    key: input.key,
    title: `${APPROVAL_TITLES[input.kind]} given`,
    lines: [`By ${plainWords(input.approver)}. Wait for the outcome: this alone is no pass.`],
    fields: [{ label: "Person", value: plainWords(input.person) }],
    link: { label: "See it live", url: input.url },
  };
}

export function approvalRefused(input: ApprovalNote & { readonly reason: string }): Note {
  return {
    key: input.key,
    title: `${APPROVAL_TITLES[input.kind]} refused`,
    lines: [`By ${plainWords(input.approver)}. Change nothing.`],
    fields: [{ label: "Person", value: plainWords(input.person) }, ...reasonGiven(input.reason)],
    link: { label: "See it live", url: input.url },
  };
}

export function approvalLost(input: Omit<ApprovalNote, "kind">): Note {
  return {
    key: input.key,
    title: "Second approval withdrawn",
    lines: [
      `${plainWords(input.approver)} may not approve checks any more. Change nothing; ask somebody else to approve.`,
    ],
    fields: [{ label: "Person", value: plainWords(input.person) }],
    link: { label: "See it live", url: input.url },
  };
}

export interface Cancelled {
  readonly key: string;
  readonly person: string;
  readonly why: CancelReason;
  /** Who cancelled it, or who recorded that the caller refused. Absent when nobody at the desk did. */
  readonly agent?: string;
  /** What the agent typed. */
  readonly reason?: string;
  readonly verificationId: string;
  readonly securityContactSet?: boolean;
  readonly url: string;
}

export function cancelled(input: Cancelled): Note {
  const person = plainWords(input.person);
  const words = cancelWords(input.why, {
    person,
    agent: input.agent === undefined ? "an agent" : plainWords(input.agent),
  });
  const security =
    causeOfEnding("cancelled", input.why) === undefined ? "" : ` ${securityNoteWords(input.securityContactSet)}`;
  return {
    key: input.key,
    title: "Verification cancelled",
    lines: [words.what],
    fields: [
      { label: "What now", value: `${words.next}${security}` },
      { label: "Person", value: person },
      ...reasonGiven(input.reason),
      { label: "Verification ID", value: oneLine(input.verificationId) },
    ],
    link: { label: "Open the verification", url: input.url },
  };
}

function cancelWords(why: CancelReason, who: { person: string; agent: string }): { what: string; next: string } {
  const callBack = `Do not act on this request. Call ${who.person} on a number on record.`;
  const words: Readonly<Record<CancelReason, { what: string; next: string }>> = {
    agent: { what: `Cancelled by ${who.agent}.`, next: "Nobody was checked. Send a new link if it is still needed." },
    caller_refused: {
      what: `The caller refused or hung up when told where the link goes. Recorded by ${who.agent}.`,
      next: "Do not act on this request. If they call again, start from the beginning.",
    },
    ticket_closed: {
      what: "The ticket was closed while the check was open.",
      next: "Nothing for you to do. If the ticket opens again, send a new link.",
    },
    requester_changed: {
      what: `The ticket now names somebody else. This check was for ${who.person}.`,
      next: "Change nothing yet. Send a new link to the requester it names now.",
    },
    manager_warned: { what: "The manager says that a caller had asked them to vouch.", next: callBack },
    someone_contacted_me: { what: 'The recipient pressed "Someone contacted me".', next: callBack },
    does_not_know: { what: 'The recipient pressed "I don\'t know" when asked how this started.', next: callBack },
  };
  return words[why];
}

export interface AsksForPerson {
  readonly key: string;
  readonly at: EpochMs;
  readonly timeZone: string;
  readonly person: string;
  /** What the page promised. */
  readonly answerBy: EpochMs;
  readonly reference: string;
  readonly verificationId: string;
  readonly url: string;
}

/** Whoever asks is not known: an impostor who failed can press it too, and then waits to be helped. */
export function asksForPerson(input: AsksForPerson): Note {
  const person = plainWords(input.person);
  return {
    key: input.key,
    title: `Requester asks for a person, answer by ${zonedMoment(input.answerBy, input.at, input.timeZone)}`,
    lines: ["It comes from the browser that did not pass: it proves nobody, and it changes nothing."],
    fields: [
      { label: "What now", value: `Call ${person} back on a contact on record.` },
      { label: "Because of it never", value: "lift a block, pass the check, or send to a new address." },
      { label: "Reference", value: oneLine(input.reference) },
      { label: "Verification ID", value: oneLine(input.verificationId) },
    ],
    link: { label: "Open the verification", url: input.url },
  };
}

export interface JudgedNote {
  readonly key: string;
  readonly word: JudgementWord;
  readonly person: string;
  readonly agent: string;
  readonly reason: string;
  /** How the check ended, which stays as it is. */
  readonly outcome: string;
  /** It was a pass, which this or an earlier word has voided. */
  readonly passIsVoid: boolean;
  readonly reference: string;
  readonly verificationId: string;
  readonly url: string;
}

export function judged(input: JudgedNote): Note {
  const { passIsVoid } = input;
  const genuine = input.word === "genuine";
  return {
    key: input.key,
    title: `Verification status updated: ${JUDGEMENTS[input.word]}`,
    lines: [
      passIsVoid
        ? `The pass ${genuine ? "stays" : "is"} void. Do not act on it.`
        : `It is a person's word and changes nothing of the outcome: ${input.outcome}.`,
    ],
    fields: [
      {
        label: "What now",
        // Whether a pass holds changes by the minute: the verification says it, a note cannot.
        value:
          genuine && !passIsVoid
            ? "Nobody is verified by this. Whether you may act stands on the verification."
            : "Do not act on this request. Do not say why. Report it to security.",
      },
      { label: "Person", value: plainWords(input.person) },
      { label: "Said by", value: plainWords(input.agent) },
      ...reasonGiven(input.reason),
      { label: "Reference", value: oneLine(input.reference) },
      { label: "Verification ID", value: oneLine(input.verificationId) },
    ],
    link: { label: "Open the verification", url: input.url },
  };
}

export interface LiftedNote {
  readonly key: string;
  readonly what: "report" | "used_up";
  readonly person: string;
  readonly agent: string;
  readonly reason: string;
  /** The contact that was called back, masked plainly. */
  readonly called?: string;
  /** Whether a message to the person waits. */
  readonly told: boolean;
  readonly reference: string;
  readonly verificationId: string;
  readonly url: string;
}

/** A block was lifted, or the checks of a day were freed; nobody is verified by it. */
export function lifted(input: LiftedNote): Note {
  return {
    key: input.key,
    title: input.what === "report" ? "Block lifted" : "Checks of the day freed",
    lines: [
      input.what === "report"
        ? "Checks of this person are possible again. What was reported stays as it is."
        : "Checks of this person are possible again. Earlier checks stay as they are.",
    ],
    fields: [
      { label: "What now", value: "Nobody is verified by this. Send a new check before you act." },
      { label: "Person", value: plainWords(input.person) },
      { label: "Lifted by", value: plainWords(input.agent) },
      {
        label: "How",
        value:
          input.called === undefined
            ? "By another agent, without a call"
            : `After a call back to ${oneLine(input.called)}`,
      },
      {
        label: "The person",
        value: input.told ? "is being told at a contact on record" : "could not be told: no contact on record",
      },
      ...reasonGiven(input.reason),
      { label: "Reference", value: oneLine(input.reference) },
      { label: "Verification ID", value: oneLine(input.verificationId) },
    ],
    link: { label: "Open the verification", url: input.url },
  };
}

function reasonGiven(reason: string | undefined): NoteField[] {
  const words = reason === undefined ? "" : plainWords(reason);
  return words === "" ? [] : [{ label: "Reason given", value: words }];
}
