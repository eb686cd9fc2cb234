import { foreignNetworkOfKind } from "../observations.ts";
import { finding, type Signal } from "../signal.ts";

export const hostingNetwork: Signal<"hosting_network"> = {
  id: "hosting_network",
  category: "network",
  evaluate(evidence, weight) {
    const network = foreignNetworkOfKind(evidence, "hosting");
    return network === undefined
      ? undefined
      : finding(hostingNetwork, weight, {
          reason: "Network belongs to a hosting provider, not to a home, office or mobile operator",
          observed: { asn: network.asn, operator: network.asOrganization },
        });
  },
};
