import { finding, type Signal } from "../signal.ts";

export const callerRefused: Signal<"caller_refused"> = {
  id: "caller_refused",
  category: "persona",
  evaluate(evidence, weight) {
    return evidence.history.callerRefusedEarlier
      ? finding(callerRefused, weight, { reason: "An earlier caller refused or hung up when told where the link goes" })
      : undefined;
  },
};
