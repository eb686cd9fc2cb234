import { DAY_MS } from "../../../kit/time.ts";
import type { Evidence } from "../../evidence.ts";
import { finding, type Signal } from "../signal.ts";

/** Punishes only tries that went to another destination, so that an attacker's failures fade and never follow the person's own contact. */
export const earlierFailures: Signal<"earlier_failures"> = {
  id: "earlier_failures",
  category: "persona",
  evaluate(evidence, weight) {
    const { windowDays, halfLifeDays, mostBits } = weight.limits;
    const ages = failureAges(evidence).filter((days) => days <= windowDays);
    if (ages.length === 0) {
      return undefined;
    }
    const sum = ages.reduce((total, days) => total + weight.bits * 2 ** (-days / halfLifeDays), 0);
    return finding(earlierFailures, weight, {
      reason: `${ages.length === 1 ? "One check" : `${ages.length} checks`} of this person sent elsewhere failed or was reported in the last ${windowDays} days; fades by half each week`,
      observed: { count: ages.length, latestDaysAgo: Math.floor(Math.min(...ages)) },
      bits: Math.min(sum, mostBits),
    });
  },
};

function failureAges(evidence: Evidence): readonly number[] {
  return evidence.history.past
    .filter((past) => !past.sameDestination && (past.status === "failed" || past.status === "reported"))
    .map((past) => Math.max(0, evidence.at - past.endedAt) / DAY_MS);
}
