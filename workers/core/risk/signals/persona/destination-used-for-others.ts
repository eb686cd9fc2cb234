import { finding, type Signal } from "../signal.ts";

export const destinationUsedForOthers: Signal<"destination_used_for_others"> = {
  id: "destination_used_for_others",
  category: "persona",
  evaluate(evidence, weight) {
    const { origin, usedForOthers } = evidence.destination;
    return origin === "typed" && usedForOthers > 0
      ? finding(destinationUsedForOthers, weight, {
          reason: "The typed contact was already used to verify another person",
          observed: { others: usedForOthers },
        })
      : undefined;
  },
};
