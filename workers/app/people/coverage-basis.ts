/** What a count of Coverage is made from, and whether it still is what stands. */
import { defined } from "../../core/kit/defined.ts";
import { QUESTION_KINDS } from "../../core/questions/registry.ts";
import { namedCategories, type Categories } from "../../core/settings/category-policy.ts";
import type { Deps } from "../deps.ts";
import type { CoverageBasis, CoverageRun } from "../ports/coverage.ts";

export function policiesOf({ CATEGORIES, CONNECTION_CATEGORIES }: Categories): string {
  return JSON.stringify([CATEGORIES, CONNECTION_CATEGORIES]);
}

export function basisOf({ config }: Pick<Deps, "config">): CoverageBasis {
  return {
    kinds: QUESTION_KINDS.all.map(({ id }) => id),
    requests: namedCategories(config).map(({ connection, category, policy: { action } }) => ({
      category,
      action,
      ...defined({ connection }),
    })),
    policies: policiesOf(config),
  };
}

export const isOfToday = (deps: Pick<Deps, "config">, { basis }: Pick<CoverageRun, "basis">): boolean =>
  JSON.stringify(basisOf(deps)) === JSON.stringify(basis);
