import { isSharedContact } from "../devices.ts";
import { finding, type Signal } from "../signal.ts";

/** Only the server-checked signature counts. A phone that also answered for somebody else says nothing about who holds it. */
export const knownPhone: Signal<"known_phone"> = {
  id: "known_phone",
  category: "endpoint",
  evaluate(evidence, weight) {
    const { endpoint } = evidence;
    const ambiguous = endpoint.keySeenWithOther && !isSharedContact(evidence);
    return endpoint.knownPhone === "verified" && !ambiguous
      ? finding(knownPhone, weight, { reason: "Known phone of earlier verified sessions of this person" })
      : undefined;
  },
};
