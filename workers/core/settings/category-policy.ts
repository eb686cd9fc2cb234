/**
 * The policy of one check: what the rules say, with what the settings say of the ticket's category. Send
 * decides by it, and the settings page says by it what a category demands, so that both say the same.
 */
import { defined } from "../kit/defined.ts";
import { entry } from "../kit/entry.ts";
import { err, type Result } from "../kit/result.ts";
import { CHANNELS, type ActionId, type Channel, type Policy } from "../policy/policy.ts";
import {
  limitsFor,
  policyFor,
  type DestinationRefused,
  type Limits,
  type PolicyOverrides,
} from "../policy/policy-for.ts";
import type { Destination } from "../policy/required-proofs.ts";
import type { CategoryPolicy } from "./sections/categories.ts";

export interface Categories {
  readonly CATEGORIES: Readonly<Record<string, CategoryPolicy>>;
  readonly CONNECTION_CATEGORIES: Readonly<Record<string, Readonly<Record<string, CategoryPolicy>>>>;
}

/** Undefined where tickets of this category, from there, need no verification. What the connection says itself stands first. */
export function categoryFor(
  { CATEGORIES, CONNECTION_CATEGORIES }: Categories,
  { connection, category }: { readonly connection: string; readonly category: string },
): CategoryPolicy | undefined {
  const own = entry(CONNECTION_CATEGORIES, connection);
  return whereRequired((own && entry(own, category)) ?? entry(CATEGORIES, category));
}

/** Undefined, too, where the policy is kept and a verification is not required for now. */
export function whereRequired(policy: CategoryPolicy | undefined): CategoryPolicy | undefined {
  return policy?.required === false ? undefined : policy;
}

export interface NamedCategory {
  /** Where it is a ticket system's own. */
  readonly connection?: string;
  readonly category: string;
  readonly policy: CategoryPolicy;
}

/** Those that require a verification. */
export function namedCategories({ CATEGORIES, CONNECTION_CATEGORIES }: Categories): readonly NamedCategory[] {
  return [
    ...Object.entries(CATEGORIES).map(([category, policy]) => ({ category, policy })),
    ...Object.entries(CONNECTION_CATEGORIES).flatMap(([connection, own]) =>
      Object.entries(own).map(([category, policy]) => ({ connection, category, policy })),
    ),
  ].filter(({ policy }) => whereRequired(policy) !== undefined);
}

/** Of tickets that need a verification, whichever ticket system they come from. */
export const categoryNames = (categories: Categories): readonly string[] => [
  ...new Set(namedCategories(categories).map(({ category }) => category)),
];

export interface Story {
  readonly action: ActionId;
  readonly privileged: boolean;
  readonly destination: Destination & { readonly channel?: Channel };
  readonly callerOnLine: boolean;
}

/** Refused: a destination that the action, the account or the category's own policy does not allow. */
export function policyUnder(category: CategoryPolicy | undefined, story: Story): Result<Policy, DestinationRefused> {
  const { channel } = story.destination;
  if (channel !== undefined && category?.channels.includes(channel) === false) {
    return err({ code: "policy.destination_refused", reason: "category" });
  }
  return policyFor({ ...story, ...(category === undefined ? {} : { overrides: overridesOf(category) }) });
}

/** Lifetimes and counts: the same for whoever is checked. */
export function limitsOf(category: CategoryPolicy | undefined): Limits {
  return limitsFor(category === undefined ? {} : (overridesOf(category).limits ?? {}));
}

/** Only what the category says otherwise than the rules: what it leaves open is part of no version. */
export function overridesOf(category: CategoryPolicy): PolicyOverrides {
  const {
    spokenCode,
    typedDestination,
    typedWithoutSecondPerson,
    secondPersonAlways,
    agentActs,
    holdMinutes,
    recentContact,
    strict,
    channels,
  } = category;
  const { minimumQuestions, maximumQuestions, passLine, earlyAccept } = category;
  const { linkLifetimeMinutes, sessionMinutes, approvalMinutes, passValidMinutes, startsPerPersonPerDay } = category;
  return {
    ...(spokenCode === "when_on_line" ? {} : { spokenCode }),
    ...(typedDestination ? {} : { typedDestination }),
    ...(typedWithoutSecondPerson ? { typedWithoutSecondPerson } : {}),
    ...(secondPersonAlways ? { secondPersonAlways } : {}),
    ...(agentActs ? { agentActs } : {}),
    ...(recentContact ? {} : { recentContact }),
    ...defined({ holdMinutes }),
    ...(strict ? { profile: "strict" } : {}),
    ...(CHANNELS.every((channel) => channels.includes(channel)) ? {} : { channels }),
    questions: defined({ minimumQuestions, maximumQuestions, passLine, earlyAccept }),
    limits: defined({
      linkLifetimeMinutes,
      sessionMinutes,
      approvalMinutes,
      passValidMinutes,
      startsPerPersonPerDay,
    }),
  };
}
