import { finding, type Signal } from "../signal.ts";

export const typedDestination: Signal<"typed_destination"> = {
  id: "typed_destination",
  category: "persona",
  evaluate(evidence, weight) {
    return evidence.destination.origin === "typed"
      ? finding(typedDestination, weight, {
          reason: "Link went to a contact that the agent typed, not to one on record",
          observed: { channel: evidence.destination.channel },
        })
      : undefined;
  },
};
