import { foreignNetworkOfKind } from "../observations.ts";
import { finding, type Signal } from "../signal.ts";

export const consumerVpn: Signal<"consumer_vpn"> = {
  id: "consumer_vpn",
  category: "network",
  evaluate(evidence, weight) {
    const network = foreignNetworkOfKind(evidence, "consumer_vpn");
    return network === undefined
      ? undefined
      : finding(consumerVpn, weight, {
          reason: "Network belongs to a consumer VPN",
          observed: { asn: network.asn, operator: network.asOrganization },
        });
  },
};
