import { finding, type Signal } from "../signal.ts";
import { endedUnproven, fading } from "./tries.ts";

/** Tries that went elsewhere. They fade, and one that merely came to nothing weighs little on the person's own contact. */
export const earlierFailures: Signal<"earlier_failures"> = {
  id: "earlier_failures",
  category: "persona",
  evaluate(evidence, weight) {
    const { windowDays, halfLifeDays, mostBits, unfinishedOnRecordBits } = weight.limits;
    const tries = endedUnproven(evidence, windowDays).filter(({ sameDestination }) => !sameDestination);
    if (tries.length === 0) {
      return undefined;
    }
    const light = evidence.destination.origin === "on_record" ? unfinishedOnRecordBits : weight.bits;
    const bits = fading(tries, { halfLifeDays, bitsOf: ({ failed }) => (failed ? weight.bits : light) });
    const latest = Math.min(...tries.map(({ daysAgo }) => daysAgo));
    return finding(earlierFailures, weight, {
      reason: `${tries.length === 1 ? "One check" : `${tries.length} checks`} of this person sent elsewhere did not pass in the last ${windowDays} days; fades by half each week`,
      observed: { count: tries.length, latestDaysAgo: Math.floor(latest) },
      bits: Math.min(bits, mostBits),
    });
  },
};
