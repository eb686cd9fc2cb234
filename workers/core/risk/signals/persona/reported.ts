import { finding, type Signal } from "../signal.ts";

export const reported: Signal<"reported"> = {
  id: "reported",
  category: "persona",
  evaluate(evidence, weight) {
    return evidence.reported
      ? finding(reported, weight, { reason: "The recipient of a contact on record said that it was not them" })
      : undefined;
  },
};
