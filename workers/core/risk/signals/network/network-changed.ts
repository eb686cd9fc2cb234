import type { NetworkObservation } from "../../evidence.ts";
import { networkKind } from "../../networks.ts";
import { observations } from "../observations.ts";
import { finding, type Signal } from "../signal.ts";

export const networkChanged: Signal<"network_changed"> = {
  id: "network_changed",
  category: "network",
  evaluate(evidence, weight) {
    const seen = observations(evidence);
    const to = seen.find((network, index) => isOtherOperator(seen[index - 1], network));
    return to === undefined
      ? undefined
      : finding(networkChanged, weight, {
          reason: "Network changed to another operator during the session",
          observed: { asn: to.asn, operator: to.asOrganization, country: to.country },
        });
  },
};

function isOtherOperator(from: NetworkObservation | undefined, to: NetworkObservation): boolean {
  if (from?.asn === undefined || to.asn === undefined || from.asn === to.asn) {
    return false;
  }
  const kinds = [networkKind(from), networkKind(to)];
  const sameCountry = from.country !== undefined && from.country === to.country;
  const sameOperator = from.asOrganization !== undefined && from.asOrganization === to.asOrganization;
  // Wi-Fi to mobile at home, and the exits of one relay, which change from request to request.
  const homeAndPhone = kinds.includes("mobile") && kinds.some((kind) => kind === "fixed" || kind === "unknown");
  const withinRelay = kinds.every((kind) => kind === "private_relay");
  return !(sameCountry && (sameOperator || homeAndPhone || withinRelay));
}
