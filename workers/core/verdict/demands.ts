/**
 * What a category demands of whom, told beside its form. Made of the very functions by which Send
 * decides, so that the page cannot promise what Send refuses.
 */
import { defined } from "../kit/defined.ts";
import type { DestinationRefused } from "../policy/policy-for.ts";
import type { Policy } from "../policy/policy.ts";
import type { Proof } from "../policy/proofs.ts";
import { limitsOf, policyUnder } from "../settings/category-policy.ts";
import type { CategoryPolicy } from "../settings/sections/categories.ts";
import { outlookOf, type Outlook } from "./outlook.ts";

/** Everybody over a contact on record, but for what the name says. */
const STORIES = {
  ordinary: { privileged: false, destination: { origin: "on_record", trusted: true } },
  privileged: { privileged: true, destination: { origin: "on_record", trusted: true } },
  changed_lately: { privileged: false, destination: { origin: "on_record", trusted: false } },
  typed: { privileged: false, destination: { origin: "typed", trusted: false } },
} as const;

export type DemandedOf = keyof typeof STORIES;

export type Demand =
  | { readonly of: DemandedOf; readonly refused: DestinationRefused["reason"] }
  | {
      readonly of: DemandedOf;
      readonly questions: { readonly least: number; readonly most: number };
      readonly passLine: number;
      readonly earlyAccept: number;
      /** Whether six digits are spoken: always, only where the caller is on the line, or never. */
      readonly spokenCode: "always" | "on_line" | "never";
      /** Minutes that a pass is held before anything can be done; absent where it is not. */
      readonly holdMinutes?: number;
      readonly outlook: Outlook;
    };

export interface PolicyDemands {
  /** False: tickets of this category need no verification for now. */
  readonly required: boolean;
  readonly demands: readonly Demand[];
  readonly limits: Pick<
    Policy,
    "linkLifetimeMinutes" | "sessionMinutes" | "passValidMinutes" | "startsPerPersonPerDay"
  >;
}

/** `later`: proofs that somebody could give beside a check. */
export function demandsOf(category: CategoryPolicy, later: readonly Proof[]): PolicyDemands {
  const { linkLifetimeMinutes, sessionMinutes, passValidMinutes, startsPerPersonPerDay } = limitsOf(category);
  return {
    required: category.required,
    demands: (Object.keys(STORIES) as DemandedOf[]).map((of) => demandOf(category, of, later)),
    limits: { linkLifetimeMinutes, sessionMinutes, passValidMinutes, startsPerPersonPerDay },
  };
}

function demandOf(category: CategoryPolicy, of: DemandedOf, later: readonly Proof[]): Demand {
  const story = { ...STORIES[of], action: category.action };
  const away = policyUnder(category, { ...story, callerOnLine: false });
  const onLine = policyUnder(category, { ...story, callerOnLine: true });
  if (!away.ok || !onLine.ok) {
    return { of, refused: away.ok ? "category" : away.error.reason };
  }
  const { profile, requiredProofs, independentProof, holdMinutes } = away.value;
  const needs = { action: category.action, privileged: story.privileged, profile: profile.id };
  const spoken = (policy: Policy): boolean => policy.requiredProofs.includes("spoken_code");
  return {
    of,
    questions: { least: profile.minimumQuestions, most: profile.maximumQuestions },
    passLine: profile.passLine,
    earlyAccept: profile.earlyAccept,
    spokenCode: spoken(away.value) ? "always" : spoken(onLine.value) ? "on_line" : "never",
    ...defined({ holdMinutes }),
    outlook: outlookOf(
      { ...needs, required: requiredProofs, independentProof },
      { destination: story.destination, later },
    ),
  };
}
