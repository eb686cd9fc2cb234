/**
 * The questions of an admin's own check: three facts that he typed a moment ago, asked as the kinds ask
 * them. They count at once because nothing rests on the outcome; wrong options are invented, so that
 * nothing of the directory is needed or shown.
 */
import { DAY_MS, type EpochMs } from "../kit/time.ts";
import { KNOWLEDGE, type BuildInput } from "./kind.ts";
import type { PooledQuestion } from "./question.ts";
import { buildPool } from "./registry.ts";
import type { FactDocument, PersonName, Population, YearMonth } from "./facts.ts";

export interface PracticeFacts {
  readonly manager: { readonly given: string; readonly family: string };
  readonly startMonth: YearMonth;
  readonly group: string;
}

export const PRACTICE_POPULATION: Population = {
  people: [],
  groups: [
    "Travel planning",
    "Summer fair",
    "First aiders",
    "Office plants",
    "Quarterly forecast",
    "Parking and bicycles",
    "Fire wardens",
    "Canteen menu",
    "Year-end review",
    "Supplier audits",
    "Newsletter editors",
    "Lending library",
  ],
  departments: [],
  offices: [],
  cities: [],
  ticketSummaries: [],
};

/**
 * As asked of the admin alone: what others could know of him is no matter, and of three facts that were typed
 * for this all three have to be asked.
 */
export function practicePool(input: BuildInput): readonly PooledQuestion[] {
  return buildPool(input).map((question) => ({ ...question, exposure: "internal", k: KNOWLEDGE.internal }));
}

export function practiceFacts(
  typed: PracticeFacts,
  who: { readonly name: PersonName; readonly now: EpochMs },
): FactDocument {
  const until = who.now + DAY_MS;
  const fact = <Value>(value: Value) => ({ value, learnedAt: who.now, baseline: true, until });
  const { given, family } = typed.manager;
  return {
    name: who.name,
    manager: fact({ given, family, display: `${given} ${family}` }),
    startMonth: fact(typed.startMonth),
    groups: [fact(typed.group)],
    peers: [],
    directReports: [],
    closedTickets: [],
    meetings: [],
    signIns: [],
    devices: [],
  };
}
