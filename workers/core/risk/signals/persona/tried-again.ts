import { finding, type Signal } from "../signal.ts";
import { endedUnproven, fading } from "./tries.ts";

/**
 * Tries at the same destination. An address that somebody typed answers for each of them; a contact on
 * record for less, because its own person also fails now and then.
 */
export const triedAgain: Signal<"tried_again"> = {
  id: "tried_again",
  category: "persona",
  evaluate(evidence, weight) {
    const { windowDays, halfLifeDays, mostBits, onRecordBits, mostOnRecordBits } = weight.limits;
    const typed = evidence.destination.origin === "typed";
    const tries = endedUnproven(evidence, windowDays).filter(({ sameDestination }) => sameDestination);
    if (tries.length === 0) {
      return undefined;
    }
    const bits = fading(tries, { halfLifeDays, bitsOf: () => (typed ? weight.bits : onRecordBits) });
    return finding(triedAgain, weight, {
      reason: `${tries.length === 1 ? "One check" : `${tries.length} checks`} of this person at this contact did not pass in the last ${windowDays} days; fades by half each week`,
      observed: { count: tries.length },
      bits: Math.min(bits, typed ? mostBits : mostOnRecordBits),
    });
  },
};
