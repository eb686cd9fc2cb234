/**
 * What the self-service portal may know: one screen at a time. Type-only for the browser.
 * No correct answer, no grade, no score, no contact and, before "verified", no name of the
 * requester is representable here.
 */
import type { LeakCheck } from "../core/actions/grant.ts";
import type { Language } from "../core/kit/language.ts";
import type { GivenResponse } from "../core/questions/question.ts";
import type { BrowserClaims } from "../core/risk/evidence.ts";
import type { QuestionKindId } from "../core/questions/registry.ts";
import type { DataClass } from "../core/policy/kept-days.ts";
import type { ActionId } from "../core/policy/policy.ts";

export type { ActionId, BrowserClaims, DataClass, QuestionKindId };

export type Locale = Language;

/** On every screen. Times are epoch milliseconds; the server renders them in `timeZone`, the script in the phone's own. */
export interface PortalFrame {
  readonly locator: string;
  readonly locale: Locale;
  /** The same where it was pressed on a page and not guessed: it goes along in every address. */
  readonly chosen?: Locale;
  /** Which page this is, where it is another one than the step's. */
  readonly page?: "report" | "data" | "otherWays";
  readonly organisation: string;
  readonly brand: string;
  /** Shown in place of the organisation's initial. Sizes in pixels, for the shape. */
  readonly logo?: { readonly src: string; readonly width: number; readonly height: number };
  readonly timeZone: string;
  /** "This wasn't me" is offered on every screen until the end. */
  readonly reportable: boolean;
  /** Whether the security team hears of a report by itself; else nothing may say so. */
  readonly tellsSecurity: boolean;
  /** An admin checks himself: nothing of it counts, and nobody is told. */
  readonly practice?: true;
  readonly desk: DeskInfo;
}

export interface DeskInfo {
  readonly phone: string;
  /** Absent: nobody has said where it is. */
  readonly place?: string;
  /** Clock times in the desk's zone, for example "18:00". `from`: not open yet. Absent: not open again today, or not known. */
  readonly open?: { readonly from?: string; readonly until: string };
  readonly privacyContact: string;
}

export type PortalScreen =
  | LandingScreen
  | CodeScreen
  | QuestionScreen
  | { readonly screen: "warning"; readonly started: "someone" | "unknown" }
  | {
      readonly screen: "report";
      readonly typed: boolean;
      readonly channel: "sms" | "email";
      readonly blockedUntil: number;
      readonly pressToken: PressToken;
    }
  /** `again`: what blocked the person was lifted meanwhile, or is over; pressing once more blocks anew. */
  | { readonly screen: "reported"; readonly at: number; readonly again: boolean }
  | ApprovingScreen
  | HoldingScreen
  | {
      readonly screen: "verified";
      readonly firstName: string;
      readonly agentName: string;
      readonly ticketNumber: string;
      readonly passkey?: OfferedPasskey;
      readonly feedback?: Feedback;
    }
  | ActionScreen
  | {
      readonly screen: "action_done";
      readonly action: ActionScreen["action"];
      readonly at: number;
      /** What was typed before the last time is what counts. */
      readonly earlier?: true;
      readonly leaks?: LeakCheck;
      readonly ticketNumber: string;
      /** The desk was told that it does not work. */
      readonly notWorking?: true;
      readonly passkey?: OfferedPasskey;
      readonly feedback?: Feedback;
    }
  /** The portal does not do it after all; nothing has changed. */
  | {
      readonly screen: "action_withdrawn";
      readonly firstName: string;
      readonly agentName: string;
      readonly feedback?: Feedback;
    }
  | {
      readonly screen: "not_verified";
      readonly reference: string;
      readonly ticketNumber: string;
      readonly agentName: string;
      readonly feedback?: Feedback;
    }
  | { readonly screen: "timed_out"; readonly reference: string }
  | {
      readonly screen: "person_asked";
      readonly reference: string;
      readonly answerBy: number;
      /** Its clock time with the organisation's zone, "14:40 London time": what note and console say too. */
      readonly answerTime: string;
    }
  | { readonly screen: "other_browser"; readonly pressToken: PressToken }
  /** This browser keeps no cookies. `link` is the whole address, to be opened in another one. */
  | { readonly screen: "no_cookies"; readonly link: string }
  | {
      readonly screen: "move_code";
      readonly problem?: CodeProblem;
      readonly triesLeft: number;
      readonly validUntil: number;
      readonly pressToken: PressToken;
    }
  | { readonly screen: "moved" }
  | { readonly screen: "ended" }
  | { readonly screen: "unknown" }
  | { readonly screen: "busy" }
  | { readonly screen: "fault" }
  | { readonly screen: "data"; readonly keptDays: Readonly<Record<DataClass, number>> }
  | { readonly screen: "other_ways" };

/** One may be added after this pass, or was. */
export type OfferedPasskey = "offered" | "added";

/** Of this page; the form must send it back. A scanner that posts blindly lacks it, and nobody reads and presses within the same instant. */
export type PressToken = string;

/** Who asks and for what, before the first question. */
export interface OpeningWords {
  readonly action: ActionId;
  /** A typed destination gets neither agent name nor purpose. */
  readonly typed: boolean;
  readonly agentName?: string;
  readonly ticketNumber: string;
  readonly ticketOpenedAt?: number;
}

export interface LandingScreen extends OpeningWords {
  readonly screen: "landing";
  /** Of the questions. */
  readonly aboutMinutes: number;
  /** They are not the end of it. */
  readonly longer?: true;
  /** What is promised before Begin, and kept to. */
  readonly questions: QuestionRange;
  readonly pressToken: PressToken;
}

export interface QuestionRange {
  readonly least: number;
  readonly most: number;
}

/** After "I contacted IT" when the policy asks for a spoken code. */
export interface CodeScreen extends OpeningWords {
  readonly screen: "code";
  readonly validUntil: number;
  readonly triesLeft: number;
  readonly problem?: CodeProblem;
}

/** `not_a_code`: what was typed cannot be one, so it was not tried. */
export type CodeProblem = "wrong" | "ended" | "not_a_code";

/** The questions are over, and somebody still has to say yes. */
export interface ApprovingScreen {
  readonly screen: "approving";
  /** When the waiting ends. */
  readonly until: number;
  /** The person has a passkey that would do. */
  readonly passkey?: true;
  /** Somebody else was asked, and has not answered. */
  readonly asked?: true;
  /** What the person reads to their manager. */
  readonly digits?: string;
}

/** It waits for a while, where whoever is told of it can stop it. */
export interface HoldingScreen {
  readonly screen: "holding";
  readonly until: number;
  /** The requester goes on then, in this browser. */
  readonly returns: boolean;
}

/** The requester does it here. No password is ever part of a screen, but for one that was just suggested. */
export interface ActionScreen {
  readonly screen: "action";
  readonly action: Extract<ActionId, "password_reset" | "account_unlock">;
  readonly firstName: string;
  /** As the target knows it. */
  readonly account: string;
  readonly until: number;
  /** "working": an attempt is under way. "unsure": nobody knows what became of the last one. */
  readonly state: "ready" | "working" | "unsure";
  /** Absent where the target did not say, or where nothing is typed. */
  readonly rules?: PasswordRulesShown;
  readonly suggestion?: string;
  readonly problem?: ActionProblem;
}

export interface PasswordRulesShown {
  readonly minLength: number;
  readonly maxLength?: number;
  /** The target's further ones, in its own words. */
  readonly inWords: readonly string[];
  /** It is looked for among those that are known from data leaks. */
  readonly notLeaked?: true;
}

/** What is wrong with what was typed, or with the target. */
export type ActionProblem =
  | { readonly code: "empty" | "common" | "personal" | "leaked" | "away" | "none_left" }
  | { readonly code: "too_short" | "too_long"; readonly characters: number }
  | { readonly code: "refused"; readonly inItsWords: string };

export interface QuestionScreen {
  readonly screen: "question";
  /** Starts at 1. */
  readonly ordinal: number;
  /** Starts at 1; grows when the previous answer is changed. */
  readonly attempt: number;
  readonly questions: QuestionRange;
  /** Kind id: picks the wording in the copy catalogue. */
  readonly kind: string;
  readonly params: Readonly<Record<string, string>>;
  readonly form: "choice" | "text" | "month";
  readonly options: readonly string[];
  /** Present when the previous answer may still be changed. */
  readonly previous?: { readonly ordinal: number; readonly answer: PreviousAnswer };
  readonly deadlineAt: number;
  readonly moreTime: "offered" | "just_added" | "none_left";
  /** What is wrong with the form of what was answered; never about the answer. */
  readonly problem?: { readonly code: "year" | "month" | "empty" | "too_long" };
}

/** What was answered; its wording is the view's. */
export type PreviousAnswer = GivenResponse;

export type Feedback = "easy" | "ok" | "hard";

/** Names of the form fields, shared by the views and the routes that parse them. */
export const FIELDS = {
  started: "started",
  pressToken: "press",
  claims: "claims",
  code: "code",
  ordinal: "ordinal",
  attempt: "attempt",
  option: "option",
  text: "text",
  month: "month",
  year: "year",
  skip: "skip",
  feedback: "feedback",
  password: "password",
  suggest: "suggest",
  /** In the addresses of a page whose language was pressed. */
  language: "lang",
} as const;

/** Paths below `/v/{locator}`. GET changes nothing; each of the others is a POST. */
export const PORTAL_PATHS = {
  begin: "begin",
  code: "code",
  answer: "answer",
  change: "change",
  moreTime: "more-time",
  report: "report",
  move: "move",
  moveCode: "move-code",
  feedback: "feedback",
  person: "person",
  password: "password",
  unlock: "unlock",
  notWorking: "not-working",
  passkey: "passkey",
  passkeyOptions: "passkey-options",
  newPasskey: "new-passkey",
  newPasskeyOptions: "new-passkey-options",
  seen: "seen",
  data: "data",
  otherWays: "other-ways",
} as const;
