import { isSharedContact } from "../devices.ts";
import { finding, type Signal } from "../signal.ts";

export const deviceSeenWithOther: Signal<"device_seen_with_other"> = {
  id: "device_seen_with_other",
  category: "endpoint",
  evaluate(evidence, weight) {
    return evidence.endpoint.keySeenWithOther && !isSharedContact(evidence)
      ? finding(deviceSeenWithOther, weight, { reason: "This device already answered for another person" })
      : undefined;
  },
};
