import { finding, type Signal } from "../signal.ts";

export const phoneKeyInvalid: Signal<"phone_key_invalid"> = {
  id: "phone_key_invalid",
  category: "endpoint",
  evaluate(evidence, weight) {
    return evidence.endpoint.knownPhone === "invalid"
      ? finding(phoneKeyInvalid, weight, {
          reason: "Phone offered a key that did not check out; it counts as a new phone",
        })
      : undefined;
  },
};
