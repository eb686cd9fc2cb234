/**
 * The policy of one verification, fixed when it is created. Overrides may tighten or loosen
 * what a desk is free to choose; the profile only ever gets stricter, lifetimes stay under
 * the ceilings of the standards, and a refused destination stays refused.
 */
import { defined } from "../kit/defined.ts";
import { err, ok, type Result } from "../kit/result.ts";
import {
  type ActionId,
  type Channel,
  DEFAULT_LIMITS,
  HOLD_MINUTES,
  LINE_GAP,
  type Policy,
  type Profile,
  type ProfileId,
  PROFILES,
  priorBitsFor,
  SECONDED_PASS_LINE,
} from "./policy.ts";
import type { Proof } from "./proofs.ts";
import {
  type Destination,
  destinationProof,
  isHeld,
  needsContactOnRecord,
  needsIndependentProof,
} from "./required-proofs.ts";

export type Limits = { readonly [Name in keyof typeof DEFAULT_LIMITS]: number };

export interface PolicyOverrides {
  /** Replaces the action's own list; the groups in `required-proofs.ts` apply all the same. */
  readonly requiredProofs?: readonly Proof[];
  readonly priorBits?: number;
  /** "strict" makes every check strict; there is no way to ask for less. */
  readonly profile?: "strict";
  readonly spokenCode?: "asked_when_on_line" | "always" | "never";
  /** False where the link may go to a contact on record only. */
  readonly typedDestination?: boolean;
  /** True where a typed destination will do without a second person. */
  readonly typedWithoutSecondPerson?: boolean;
  /** True where every check asks for a second person or a passkey. */
  readonly secondPersonAlways?: boolean;
  /** True where an agent acts on a pass although a connected system could let the requester do it. */
  readonly agentActs?: boolean;
  /** How long a pass waits where one does; zero for not at all. */
  readonly holdMinutes?: number;
  /** False where the contact on record must not have changed in the last seven days. */
  readonly recentContact?: boolean;
  /** Absent where the link may go by any. */
  readonly channels?: readonly Channel[];
  /** Stricter than the profile only; what would be looser counts for nothing. */
  readonly questions?: ProfileOverrides;
  readonly limits?: Partial<Limits>;
}

export type ProfileOverrides = Partial<Omit<Profile, "id">>;

export interface PolicyInput {
  readonly action: ActionId;
  readonly privileged: boolean;
  readonly destination: Destination;
  readonly callerOnLine: boolean;
  readonly overrides?: PolicyOverrides;
}

export interface DestinationRefused {
  readonly code: "policy.destination_refused";
  /** What asks for a contact on record, or for another channel: the action, the account, or the category's own policy. */
  readonly reason: "mfa_reset" | "privileged" | "category";
}

/** Changes with any rule below; part of every stored version. */
const RULES_VERSION = "policy-4";

/** Out-of-band links and codes live at most ten minutes (OWASP ASVS 5.0, 6.5.5). */
const CEILINGS: Partial<Limits> = { linkLifetimeMinutes: 10, codeLifetimeMinutes: 10 };

/** Every ask for more time is granted at least ten times (WCAG 2.2, 2.2.1). */
const FLOORS: Partial<Limits> = { extensionsAllowed: 10 };

/** Chooses profile, prior, proofs and limits; refuses a destination that could never prove enough. */
export function policyFor(input: PolicyInput): Result<Policy, DestinationRefused> {
  const { action, privileged, destination, overrides = {} } = input;
  const onRecord = destinationProof(destination) === "contact_on_record";
  if (!onRecord && needsContactOnRecord({ action, privileged })) {
    return err({ code: "policy.destination_refused", reason: privileged ? "privileged" : "mfa_reset" });
  }
  const allowed = destination.origin === "typed" ? overrides.typedDestination : onRecord || overrides.recentContact;
  if (allowed === false) {
    return err({ code: "policy.destination_refused", reason: "category" });
  }
  const profile: ProfileId = privileged || !onRecord || overrides.profile === "strict" ? "strict" : "standard";
  const proofs = proofsOf(input);
  return ok({
    version: versionOf(input, profile),
    action,
    profile: profileWith(profile, { wanted: overrides.questions, seconded: proofs.independentProof === true }),
    priorBits: overrides.priorBits ?? priorBitsFor({ privileged }),
    ...proofs,
    ...defined({ channels: overrides.channels }),
    ...limitsFor(overrides.limits ?? {}),
    ...holdOf(input),
  });
}

/** A profile as a category has it asked; `seconded`: another proof than the contact and the answers decides as well. */
export function profileWith(
  id: ProfileId,
  {
    wanted = {},
    seconded = false,
  }: { readonly wanted?: ProfileOverrides | undefined; readonly seconded?: boolean } = {},
): Profile {
  const own = id === "strict" && seconded ? { ...PROFILES.strict, passLine: SECONDED_PASS_LINE } : PROFILES[id];
  const minimumQuestions = Math.max(own.minimumQuestions, wanted.minimumQuestions ?? 0);
  const passLine = Math.min(own.passLine, wanted.passLine ?? Infinity);
  return {
    id,
    minimumQuestions,
    maximumQuestions: Math.max(minimumQuestions, wanted.maximumQuestions ?? own.maximumQuestions),
    earlyAccept: Math.min(own.earlyAccept, wanted.earlyAccept ?? Infinity, toTenths(passLine - LINE_GAP)),
    passLine,
  };
}

/** Scores have one decimal. */
const toTenths = (line: number): number => Math.round(line * 10) / 10;

function proofsOf(input: PolicyInput): Pick<Policy, "requiredProofs" | "independentProof"> {
  const requiredProofs = requiredProofsFor(input);
  const { secondPersonAlways, typedWithoutSecondPerson } = input.overrides ?? {};
  const typedNeedsIt = needsIndependentProof(input.action, input.destination) && typedWithoutSecondPerson !== true;
  return secondPersonAlways === true || typedNeedsIt ? { requiredProofs, independentProof: true } : { requiredProofs };
}

function holdOf({ overrides = {}, ...story }: PolicyInput): Pick<Policy, "holdMinutes"> {
  const holdMinutes = Math.min(HOLD_MINUTES.most, overrides.holdMinutes ?? HOLD_MINUTES.usual);
  return isHeld(story) && holdMinutes > 0 ? { holdMinutes } : {};
}

/** Whether the six digits are asked, which whoever sends may turn off where they are asked on the line. */
export function spokenCodeFor({
  action,
  overrides,
}: Pick<PolicyInput, "action" | "overrides">): "asked_when_on_line" | "always" | "never" {
  const asked = overrides?.spokenCode ?? "asked_when_on_line";
  return asked === "asked_when_on_line" && action !== "password_reset" ? "never" : asked;
}

function requiredProofsFor({ callerOnLine, ...input }: PolicyInput): readonly Proof[] {
  const base = input.overrides?.requiredProofs ?? (["contact_on_record"] as const);
  const asked = spokenCodeFor(input);
  const spoken = asked === "always" || (asked === "asked_when_on_line" && callerOnLine);
  return spoken && !base.includes("spoken_code") ? [...base, "spoken_code"] : base;
}

/** Under the ceilings of the standards, whatever is wanted. */
export function limitsFor(overrides: Partial<Limits>): Limits {
  const limits: Record<keyof Limits, number> = { ...DEFAULT_LIMITS };
  for (const name of Object.keys(DEFAULT_LIMITS) as (keyof Limits)[]) {
    const wanted = overrides[name] ?? DEFAULT_LIMITS[name];
    limits[name] = Math.max(FLOORS[name] ?? -Infinity, Math.min(CEILINGS[name] ?? Infinity, wanted));
  }
  return limits;
}

/** Names every input, so that two checks with one version had the same rules. */
function versionOf(
  { action, privileged, destination, callerOnLine, overrides }: PolicyInput,
  profile: ProfileId,
): string {
  return [
    RULES_VERSION,
    action,
    profile,
    destination.origin === "typed" ? "typed" : destination.trusted ? "on_record" : "on_record_recent",
    privileged ? "privileged" : "ordinary",
    callerOnLine ? "on_line" : "not_on_line",
    ...overrideNames(overrides),
  ].join("/");
}

function overrideNames(overrides: PolicyOverrides = {}): readonly string[] {
  const { limits = {}, questions = {}, requiredProofs, channels, ...rest } = overrides;
  const named: Record<string, string | number | boolean | undefined> = {
    ...rest,
    ...questions,
    ...limits,
    requiredProofs: requiredProofs?.join("+"),
    channels: channels?.join("+"),
  };
  return Object.keys(named)
    .filter((name) => named[name] !== undefined)
    .sort()
    .map((name) => `${name}=${String(named[name])}`);
}
