/**
 * The banner over a verification: one verb, then whom, what and until when, then a line to
 * say to the caller. The words live here so that console and notes say the same. It never
 * shows an answer or a contact, and no line to say gives away why a request is rejected or
 * anything about the questions.
 */
import { isDeskActionOpen } from "../actions/desk-action.ts";
import { assertNever } from "../kit/result.ts";
import type { EpochMs } from "../kit/time.ts";
import { approvalOpen, type AskedApproval } from "./banner-approval.ts";
import { colleagueActs, doneByAgent, unrecorded, type DeskActionInput } from "./banner-desk.ts";
import {
  cancelled,
  expired,
  held,
  inProgress,
  notEnough,
  timedOut,
  type UndecidedInput,
  type Words as UndecidedWords,
} from "./banner-undecided.ts";
import { done, nothingToDo, type PortalActionInput } from "./banner-portal.ts";
import { clockText } from "./clock-text.ts";
import { initialName, type Judgement } from "./judgement.ts";
import { adviceLines, type AdviceLine, type ReportOffer } from "./next-steps.ts";
import { ACTION_WORDS } from "../policy/policy-words.ts";
import type { Proof } from "../policy/proofs.ts";
import type { Reporter } from "../session/session.ts";
import { securityWords } from "./security-words.ts";
import type { DoNotProceedReason, Recommendation } from "./recommend.ts";
import { CHANGED_OUTSIDE, JUDGEMENTS } from "./standing.ts";

/** Same shape as the contract's `Banner`, which core may not import. */
export interface Banner {
  readonly tone: "ok" | "info" | "warn" | "bad" | "neutral";
  readonly verb: string;
  readonly headline: string;
  readonly line: string;
  readonly reasons: readonly string[];
  readonly say?: string;
  readonly nextSteps: readonly AdviceLine[];
}

export interface BannerInput extends UndecidedInput, DeskActionInput, PortalActionInput {
  readonly recommendation: Recommendation;
  /** `shortName` for example "Dana R.". */
  readonly person: { readonly firstName: string; readonly shortName: string; readonly active: boolean };
  /** User name of what is acted on; absent for the person's own account. */
  readonly account?: string | undefined;
  readonly ticketNumber: string;
  readonly destination: { readonly channel: "sms" | "email"; readonly origin: "on_record" | "typed" };
  readonly risk?: { readonly score: number; readonly passLine: number } | undefined;
  readonly proofs: readonly Proof[];
  readonly missing: readonly (readonly Proof[])[];
  /** Strongest first, see `reasons`. */
  readonly reasons: readonly string[];
  readonly lockedUntil?: EpochMs | undefined;
  /** When an agent ended the lock before its time. */
  readonly liftedAt?: EpochMs | undefined;
  readonly approval?: AskedApproval | undefined;
  /** The person is asked for their passkey, on the page. */
  readonly passkey?: true | undefined;
  /** Who the ticket names now, when that changed. */
  readonly ticketNowNames?: string | undefined;
  /** Who confirmed first that it was an impostor. */
  readonly impostor?: Judgement | undefined;
  readonly otherReport?: { readonly at: EpochMs; readonly by: Reporter } | undefined;
  /** Whether this reader can still report it to security from here. */
  readonly report?: ReportOffer | undefined;
}

type Words = UndecidedWords & { readonly reasons?: readonly string[] };

/** Builds the banner for one moment. */
export function bannerFor(input: BannerInput): Banner {
  const nextSteps = adviceLines({ ...input, approverFirstName: input.approval?.firstName });
  return { reasons: [], ...wordsFor(input), nextSteps };
}

function wordsFor(input: BannerInput): Words {
  const { recommendation } = input;
  switch (recommendation.verdict) {
    case "proceed":
      return recommendation.by === "agent" ? agentActs(input, recommendation.validUntil) : nothingToDo(input);
    case "done":
      return recommendation.by === "agent" ? doneByAgent(input, recommendation.at) : done(input, recommendation.at);
    case "wait":
      return waiting(input, recommendation.reason);
    case "stop":
      return stop(input, recommendation.reason);
    case "reject":
      return rejected(input, recommendation.reason);
    case "do_not_proceed":
      return doNotProceed(input, recommendation.reason);
    case "expired":
      return unrecorded(input, expired(input, recommendation.validUntil));
    case "not_verified":
      return recommendation.reason === "timed_out" ? timedOut(input) : notEnough(input);
    case "cancelled":
      return cancelled(input);
    default:
      return assertNever(recommendation);
  }
}

function waiting(input: BannerInput, reason: Extract<Recommendation, { verdict: "wait" }>["reason"]): Words {
  switch (reason) {
    case "approval":
      return approvalOpen(input);
    case "hold":
      return held(input);
    case "in_progress":
      return inProgress(input);
  }
}

const PROOF_WORDS: Readonly<Record<Proof, string>> = {
  contact_on_record: "contact on record",
  destination_typed: "typed contact",
  spoken_code: "spoken code",
  contact_code: "code to another contact",
  known_phone: "known phone",
  passkey: "passkey",
  second_approver: "second approver",
  manager_vouch: "manager",
  desk_code: "desk code",
};

/** Of many agents one acts; the others are told who it is. */
function agentActs(input: BannerInput, validUntil: EpochMs): Words {
  const { deskAction } = input;
  if (isDeskActionOpen(deskAction) && !deskAction.own) {
    return colleagueActs(deskAction, input);
  }
  const words = proceed(input, validUntil);
  return isDeskActionOpen(deskAction) ? { ...words, headline: "you act now, then record what you did" } : words;
}

function proceed(input: BannerInput, validUntil: EpochMs): Words {
  const { action, account, person, risk } = input;
  const whom = account === undefined ? person.shortName : `account ${account} of ${person.shortName}`;
  const facts = [
    `${ACTION_WORDS[action]} for ${whom} only, until ${clockText(validUntil, input)}`,
    provenWords(input),
    risk === undefined ? "" : `Risk ${risk.score.toFixed(1)} (limit ${risk.passLine.toFixed(1)}, lower is safer)`,
    "Never read a password or code to the caller",
  ];
  const thanks = `Thank you, ${person.firstName}, you are verified.`;
  return {
    tone: "ok",
    verb: "PROCEED",
    headline: "User verified successfully - Proceed with action",
    line: facts.filter((fact) => fact !== "").join(". "),
    say:
      action === "password_reset"
        ? `${thanks} I reset the password now. You get it the way we always hand it over, never on this call.`
        : thanks,
  };
}

/** "Phone on record + code". */
function provenWords({ proofs, destination }: BannerInput): string {
  const contact = destination.channel === "sms" ? "phone" : "mail";
  const words = proofs.map((proof) => {
    switch (proof) {
      case "contact_on_record":
        return `${contact} on record`;
      case "destination_typed":
        return `typed ${contact}`;
      case "spoken_code":
        return "code";
      default:
        return PROOF_WORDS[proof];
    }
  });
  const text = words.join(" + ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function stop(input: BannerInput, reason: "second_look" | "proof_missing" | "other_person"): Words {
  if (reason === "second_look") {
    return {
      tone: "warn",
      verb: "STOP",
      headline: "not verified yet",
      line: "Some checks need a second look - verify another way before you proceed",
      reasons: input.reasons.slice(0, 2),
      say: "I need one more way to confirm that it is you. This is routine.",
    };
  }
  return reason === "proof_missing" ? proofMissing(input) : otherPerson(input);
}

function proofMissing({ missing }: BannerInput): Words {
  const group = missing[0] ?? [];
  const code = group.length === 1 && group[0] === "spoken_code";
  // A long list of alternatives is what the next steps are for.
  const names =
    group.length > 2 ? "one more, apart from this contact" : group.map((proof) => PROOF_WORDS[proof]).join(" or ");
  return {
    tone: "warn",
    verb: "STOP",
    headline: names === "" ? "proof missing" : `proof missing: ${names}`,
    line: code ? "Answers fine, call not tied to this phone" : "Answers fine, they never stand in for a proof",
    say: code
      ? "I will read you six digits. Please type them on the page."
      : "I need one more way to confirm that it is you. This is routine.",
  };
}

function otherPerson({ person, ticketNowNames }: BannerInput): Words {
  return {
    tone: "warn",
    verb: "STOP",
    headline: `this check was for ${person.shortName}`,
    line: ticketNowNames === undefined ? "Grant void" : `Grant void. The ticket now names ${ticketNowNames}`,
    say: "The request has changed, so I have to check again.",
  };
}

function rejected(input: BannerInput, reason: "high_risk" | "reported" | "impostor"): Words {
  switch (reason) {
    case "high_risk":
      return highRisk(input);
    case "reported":
      return reportedByRecipient(input);
    case "impostor":
      return confirmedImpostor(input);
  }
}

function confirmedImpostor(input: BannerInput): Words {
  const { impostor } = input;
  const who = impostor === undefined ? "" : `, ${initialName(impostor.by)} ${clockText(impostor.at, input)}`;
  return {
    tone: "bad",
    verb: "REJECT",
    headline: `${JUDGEMENTS.impostor}${who}`,
    line: `This pass is void. Do not say why. ${securityWords(input.security, input)}`,
    say: sayLater(input),
  };
}

function sayLater({ ticketNumber }: BannerInput): string {
  return `I cannot complete this now. Your reference is ${ticketNumber}; we will contact you.`;
}

function highRisk(input: BannerInput): Words {
  return {
    tone: "bad",
    verb: "REJECT",
    headline: "High risk detected - Reject this request",
    line: `Do not say why. ${securityWords(input.security, input)}`,
    say: sayLater(input),
  };
}

function reportedByRecipient(input: BannerInput): Words {
  const { lockedUntil } = input;
  return {
    tone: "bad",
    verb: "REJECT",
    headline: "the recipient says it was not them",
    line: [
      ...(lockedUntil === undefined ? [] : [lockWords(lockedUntil, input)]),
      securityWords(input.security, input),
    ].join(". "),
    say: "I cannot continue with this request. We will use the contact on record.",
  };
}

/** An old report stays on the screen when its lock is long over. */
function lockWords(lockedUntil: EpochMs, input: BannerInput): string {
  if (input.liftedAt !== undefined) return `Lock lifted ${clockText(input.liftedAt, input)}`;
  return `${lockedUntil > input.now ? "Locked" : "Was locked"} until ${clockText(lockedUntil, input)}`;
}

function doNotProceed(input: BannerInput, reason: DoNotProceedReason): Words {
  const security = securityWords(input.security, input);
  const words = {
    tone: "bad",
    verb: "DO NOT PROCEED",
    say: "I have to pass this to a colleague, who will contact you.",
  } as const;
  switch (reason) {
    case "changed":
      return { ...words, headline: CHANGED_OUTSIDE, line: `What this check says counts for nothing. ${security}` };
    case "other_reported":
      return { ...words, ...otherReported(input) };
    case undefined:
      return {
        ...words,
        headline: "",
        line: input.person.active ? security : `The account is inactive or locked. ${security}`,
      };
  }
}

function otherReported({ otherReport, person, ...frame }: BannerInput): Pick<Words, "headline" | "line"> {
  const since = otherReport === undefined ? "" : ` since ${clockText(otherReport.at, frame)}`;
  return {
    headline:
      otherReport?.by === "desk"
        ? `a check of ${person.shortName} was reported to security`
        : `${person.shortName} reported another check`,
    line: `This pass is void${since} and stays so. Do not say why`,
  };
}
