/**
 * The note that ends a check, one builder per terminal status. The word "Proceed" as a
 * recommendation is written by `outcomePassed` alone. Pure; says nothing of answers or facts.
 */
import { securityNoteWords } from "../messages/security-notice.ts";
import { assertNever } from "../kit/result.ts";
import type { EpochMs } from "../kit/time.ts";
import type { Level } from "../risk/levels.ts";
import type { ActionId } from "../policy/policy.ts";
import type { Proof } from "../policy/proofs.ts";
import type { TimeoutReason } from "../session/status.ts";
import { STANDINGS } from "../verdict/standing.ts";
import type { Note, NoteField } from "./note.ts";
import { ACTION_WORDS, capitalised, destinationWithOrigin, proofList, zonedMoment } from "./note-words.ts";
import type { NoteDestination } from "./note-words.ts";
import { oneLine, plainWords, withoutFullStop } from "./plain-words.ts";
import { subjectWords, type NoteSubject } from "./subject-words.ts";

/** What every outcome says of the check. */
export interface OutcomeSubject extends NoteSubject {
  readonly key: string;
  readonly action: ActionId;
  readonly destination: NoteDestination;
  readonly verificationId: string;
  /** What the requester reads out. */
  readonly reference: string;
  /** The console's page of this verification. */
  readonly url: string;
}

export interface OutcomeReason {
  /** The finding's sentence. */
  readonly reason: string;
  /** In points of the score, so half the bits; negative lowers it. */
  readonly points: number;
  readonly force?: "critical" | "blocking";
}

export interface Assessed extends OutcomeSubject {
  readonly score: number;
  /** The profile's pass line. */
  readonly limit: number;
  readonly level: Level;
  /** Strongest first; the first two are printed. */
  readonly reasons: readonly OutcomeReason[];
  readonly proven: readonly Proof[];
}

export interface Passed extends Assessed {
  readonly at: EpochMs;
  readonly timeZone: string;
  readonly validUntil: EpochMs;
  /** Who performs the action now. */
  readonly actor: "agent" | "requester";
}

export function outcomePassed(input: Passed): Note {
  const until = zonedMoment(input.validUntil, input.at, input.timeZone);
  const words = ACTION_WORDS[input.action];
  return outcome(input, STANDINGS.passed, {
    fields: [
      { label: "Recommendation", value: "User verified successfully - Proceed with action" },
      {
        label: "What now",
        value:
          input.actor === "requester"
            ? words.byRequester
            : `${words.byAgent(subjectWords(input))}, before ${until}.${words.keeping === undefined ? "" : ` ${words.keeping}`}`,
      },
      ...assessedFields(input),
      { label: "Valid until", value: until },
    ],
  });
}

const OF_A_PASS: ReadonlySet<string> = new Set(["Recommendation", "What now", "Valid until"]);

/** Why a pass counts for nothing any more. */
export type VoidReason = "inactive" | "recipient" | "desk";

const VOID_WORDS: Readonly<Record<VoidReason, string>> = {
  inactive: "the account is inactive or locked by now",
  recipient: "the person reported another check since",
  desk: "the desk reported a check of this person since",
};

/** What `outcomePassed` said, where it was void before it could be written. Again, it is the same. */
export function outcomeOfVoid(passed: Note, why: VoidReason): Note {
  return {
    ...passed,
    title: outcomeTitle(STANDINGS.void),
    fields: [...voidFields(why), ...passed.fields.filter(({ label }) => !OF_A_PASS.has(label))],
  };
}

const DO_NOT_ACT = "Do not act on this request";

function voidFields(why: VoidReason): NoteField[] {
  return [
    { label: "Recommendation", value: DO_NOT_ACT },
    { label: "What now", value: `The check passed, but ${VOID_WORDS[why]}. Do not say why.` },
  ];
}

/** That a pass, which a note before this one may have told, no longer holds. */
export function passVoided(input: OutcomeSubject & { readonly by: Exclude<VoidReason, "inactive"> }): Note {
  return outcome(input, STANDINGS.void, {
    lines: ["The earlier result of this check no longer holds."],
    fields: [...voidFields(input.by), ...subjectFields(input)],
  });
}

/** Why it failed, with what each case needs; the names are those of `FailReason`. */
export type Failed = Assessed & { readonly securityContactSet?: boolean } & (
    | { readonly why: "risk_high" }
    | { readonly why: "risk_medium"; readonly nextStep: string }
    | { readonly why: "proof_missing"; readonly missing: readonly Proof[]; readonly nextStep: string }
    | { readonly why: "blocking" }
  );

export function outcomeFailed(input: Failed): Note {
  const { title, recommendation, whatNow } = failedWords(input);
  return outcome(input, title, {
    fields: [
      { label: "Recommendation", value: recommendation },
      { label: "What now", value: whatNow },
      ...assessedFields(input),
    ],
  });
}

function failedWords(input: Failed): { title: string; recommendation: string; whatNow: string } {
  switch (input.why) {
    case "risk_high":
      return {
        title: "Failed",
        recommendation: "High risk detected - Reject this request",
        whatNow: `Do not say why. ${securityNoteWords(input.securityContactSet)}`,
      };
    case "risk_medium":
      return {
        title: "Failed",
        recommendation: "Do not act yet. Some checks need a second look - verify another way before you proceed",
        whatNow: sentence(input.nextStep),
      };
    case "proof_missing":
      return {
        title: "Failed (Proof Missing)",
        recommendation: `Do not act yet. Proof missing: ${proofList(input.missing, input.destination.channel)}`,
        whatNow: sentence(input.nextStep),
      };
    case "blocking":
      return {
        title: "Failed",
        recommendation: DO_NOT_ACT,
        whatNow: `Do not say why. ${securityNoteWords(input.securityContactSet)}`,
      };
    default:
      return assertNever(input);
  }
}

export interface NotEnoughQuestions extends OutcomeSubject {
  readonly answered: number;
  readonly minimum: number;
  readonly nextStep: string;
}

export function outcomeNotEnoughQuestions(input: NotEnoughQuestions): Note {
  const count = `${String(input.answered)} of ${String(input.minimum)} answered.`;
  return outcome(input, `Failed (${STANDINGS.not_enough_questions})`, {
    fields: [{ label: "What now", value: `${sentence(input.nextStep)} ${count}` }, ...subjectFields(input)],
  });
}

export interface TimedOut extends OutcomeSubject {
  readonly reason: TimeoutReason;
}

const TIMEOUT_WORDS: Readonly<Record<TimeoutReason, string>> = {
  never_delivered: "Never delivered",
  never_opened: "Never opened",
  not_finished: "Not finished",
};

export function outcomeTimedOut(input: TimedOut): Note {
  return outcome(input, `Failed (${STANDINGS.timed_out})`, {
    lines: [`${TIMEOUT_WORDS[input.reason]}.`],
    fields: [{ label: "What now", value: "Send again, or use the other contact." }, ...subjectFields(input)],
  });
}

export interface Reported extends OutcomeSubject {
  readonly at: EpochMs;
  readonly timeZone: string;
  /** Whether security is told by itself; absent, the note asks the reader to do it. */
  readonly securityContactSet?: boolean;
  /** Absent where the report locks nothing: the destination was typed, not on record. */
  readonly lockedUntil?: EpochMs;
}

export function outcomeReported(input: Reported): Note {
  const locked =
    input.lockedUntil === undefined ? "" : `Locked until ${zonedMoment(input.lockedUntil, input.at, input.timeZone)}. `;
  return outcome(input, `Failed (${STANDINGS.reported})`, {
    lines: [`The recipient says it was not them. Reject. ${locked}${securityNoteWords(input.securityContactSet)}`],
    fields: subjectFields(input),
  });
}

const outcomeTitle = (title: string): string => `Verification Outcome: ${title}`;

function outcome(
  input: OutcomeSubject,
  title: string,
  body: { lines?: readonly string[]; fields: readonly NoteField[] },
): Note {
  return {
    key: input.key,
    title: outcomeTitle(title),
    lines: body.lines ?? [],
    fields: [
      ...body.fields,
      { label: "Reference", value: oneLine(input.reference) },
      { label: "Verification ID", value: oneLine(input.verificationId) },
    ],
    link: { label: "Open the verification", url: input.url },
  };
}

function subjectFields(input: OutcomeSubject): NoteField[] {
  return [
    { label: "Person", value: plainWords(input.person) },
    requestedAction(input),
    { label: "Link went to", value: destinationWithOrigin(input.destination) },
  ];
}

function assessedFields(input: Assessed): NoteField[] {
  return [
    { label: "Person", value: plainWords(input.person) },
    requestedAction(input),
    {
      label: "Risk",
      value: `${capitalised(input.level)}, ${input.score.toFixed(1)} (limit ${input.limit.toFixed(1)}, lower is safer)`,
    },
    ...input.reasons.slice(0, 2).map((reason, index) => ({
      label: `Main reason ${String(index + 1)}`,
      value: `${withoutFullStop(plainWords(reason.reason))} (${effectWords(reason, index === 0 ? "the score" : "it")})`,
    })),
    { label: "Proven", value: capitalised(proofList(input.proven, input.destination.channel)) },
    { label: "Link went to", value: destinationWithOrigin(input.destination) },
  ];
}

function requestedAction(input: OutcomeSubject): NoteField {
  return {
    label: "Requested action",
    value: `${ACTION_WORDS[input.action].name} for ${subjectWords(input)} only`,
  };
}

function effectWords({ points, force }: OutcomeReason, what: string): string {
  if (force !== undefined) {
    return force === "critical" ? "forces the level to High" : "forbids a pass";
  }
  const size = Math.abs(points).toFixed(1);
  if (size === "0.0") {
    return "named only";
  }
  return `${points < 0 ? "lowers" : "raises"} ${what} by ${size}`;
}

function sentence(words: string): string {
  return `${withoutFullStop(plainWords(words))}.`;
}
