/**
 * The defaults of the whole product, in one table, each overridable per ticket category.
 * A policy is copied into the session when it is created, so a later change never moves a
 * running check.
 */
import type { Proof } from "./proofs.ts";

/** What the ticket asks the desk to do once the requester is verified. */
export const ACTIONS = ["identity_check", "account_unlock", "password_reset", "mfa_reset"] as const;
export type ActionId = (typeof ACTIONS)[number];

export type ProfileId = "standard" | "strict";

/** By which a link goes. */
export const CHANNELS = ["sms", "email"] as const;
export type Channel = (typeof CHANNELS)[number];

export interface Profile {
  readonly id: ProfileId;
  readonly minimumQuestions: number;
  readonly maximumQuestions: number;
  /** Stop asking at or below this score. Lies below the pass line so that a lucky streak is not enough. */
  readonly earlyAccept: number;
  /** Verified at or below this score. */
  readonly passLine: number;
}

export const PROFILES: Readonly<Record<ProfileId, Profile>> = {
  standard: { id: "standard", minimumQuestions: 3, maximumQuestions: 8, earlyAccept: 1.8, passLine: 3.6 },
  strict: { id: "strict", minimumQuestions: 4, maximumQuestions: 8, earlyAccept: 1.4, passLine: 3.2 },
};

/** Pass line of a strict check before which another human has to agree as well. */
export const SECONDED_PASS_LINE = 3.6;

/**
 * What a category may set instead of a profile's own numbers. Lines and the minimum only ever make a
 * check stricter than its profile: the profiles' numbers are the loosest that were measured.
 */
export const QUESTION_BOUNDS = {
  minimumQuestions: { from: PROFILES.standard.minimumQuestions, to: 7 },
  maximumQuestions: { from: PROFILES.strict.minimumQuestions, to: 8 },
  passLine: { from: 1.5, to: PROFILES.standard.passLine },
  earlyAccept: { from: 0.5, to: PROFILES.standard.earlyAccept },
} as const;

/** The line that ends a check early lies so far below the pass line: a lucky streak is not enough. */
export const LINE_GAP = 1;

/** Score at or above which the level is High. */
export const HIGH_LINE = 7.0;

export interface Policy {
  readonly version: string;
  readonly action: ActionId;
  readonly profile: Profile;
  /** Starting odds in bits: log2 P(somebody else) / P(requester). */
  readonly priorBits: number;
  readonly requiredProofs: readonly Proof[];
  /** Beside those one that is independent of the contact, as an MFA reset needs always. */
  readonly independentProof?: true;
  /** Absent where a link may go by any, and on checks of before it was kept. */
  readonly channels?: readonly Channel[];
  readonly linkLifetimeMinutes: number;
  readonly sessionMinutes: number;
  readonly extensionMinutes: number;
  readonly extensionsAllowed: number;
  readonly resendsAllowed: number;
  readonly resendPauseSeconds: number;
  readonly codeLifetimeMinutes: number;
  readonly codeTries: number;
  /** So long a proof that other people or a passkey give is waited for once the questions are over. */
  readonly approvalMinutes: number;
  /** So long a check that would pass waits before it does. Absent where it does not. */
  readonly holdMinutes?: number;
  readonly passValidMinutes: number;
  readonly startsPerPersonPerDay: number;
  readonly startsPerAgentPerTenMinutes: number;
  readonly reportFenceHours: number;
}

export const DEFAULT_LIMITS = {
  linkLifetimeMinutes: 10,
  sessionMinutes: 15,
  extensionMinutes: 10,
  extensionsAllowed: 10,
  resendsAllowed: 3,
  resendPauseSeconds: 30,
  codeLifetimeMinutes: 5,
  codeTries: 3,
  approvalMinutes: 30,
  passValidMinutes: 15,
  startsPerPersonPerDay: 5,
  startsPerAgentPerTenMinutes: 10,
  reportFenceHours: 24,
} as const;

/** How long a pass waits where one does, unless a category says otherwise; zero for not at all. */
export const HOLD_MINUTES = { usual: 30, most: 480 } as const;

/** Days after which a contact or hours after which a fact counts, unless accepted as baseline. */
export const CONTACT_TRUSTED_AFTER_DAYS = 7;
export const FACT_TRUSTED_AFTER_HOURS = 24;
export const KNOWN_PHONE_PROVES_AFTER_DAYS = 7;
export const PASSKEY_PROVES_AFTER_DAYS = 7;

export const DEFAULT_PRIOR_BITS = -2;
export const PRIVILEGED_PRIOR_BITS = 0;

/** Starting odds in bits. One in five by default, deliberately suspicious; even odds for privileged people, who are worth more effort. */
export function priorBitsFor(person: { readonly privileged: boolean }): number {
  return person.privileged ? PRIVILEGED_PRIOR_BITS : DEFAULT_PRIOR_BITS;
}
