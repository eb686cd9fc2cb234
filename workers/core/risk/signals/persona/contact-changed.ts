import { DAY_MS } from "../../../kit/time.ts";
import { finding, type Signal } from "../signal.ts";

export const contactChanged: Signal<"contact_changed"> = {
  id: "contact_changed",
  category: "persona",
  evaluate(evidence, weight) {
    const { origin, baseline, changedAt } = evidence.destination;
    if (origin !== "on_record" || baseline || changedAt === undefined) {
      return undefined;
    }
    const age = evidence.at - changedAt;
    return age >= weight.limits.days * DAY_MS
      ? undefined
      : finding(contactChanged, weight, {
          reason: `Contact on record was changed in the last ${weight.limits.days} days`,
          observed: { daysAgo: Math.max(0, Math.floor(age / DAY_MS)) },
        });
  },
};
