import { finding, type Signal } from "../signal.ts";

export const personInactive: Signal<"person_inactive"> = {
  id: "person_inactive",
  category: "persona",
  evaluate(evidence, weight) {
    return evidence.person.active
      ? undefined
      : finding(personInactive, weight, { reason: "The person's account is inactive or locked" });
  },
};
