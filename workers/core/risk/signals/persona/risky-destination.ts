import type { DestinationEvidence } from "../../evidence.ts";
import { finding, type Signal } from "../signal.ts";

export const riskyDestination: Signal<"risky_destination"> = {
  id: "risky_destination",
  category: "persona",
  evaluate(evidence, weight) {
    const reason = reasonFor(evidence.destination);
    return reason === undefined
      ? undefined
      : finding(riskyDestination, weight, { reason, observed: { numberType: evidence.destination.numberType } });
  },
};

function reasonFor({ disposableDomain, numberType }: DestinationEvidence): string | undefined {
  if (disposableDomain) {
    return "Address belongs to a disposable mail service";
  }
  if (numberType === "VOIP") {
    return "Number is an internet telephone number, not a mobile line";
  }
  return numberType === "PREMIUM_RATE" ? "Number is a premium-rate number" : undefined;
}
