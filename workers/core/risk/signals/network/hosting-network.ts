import type { NetworkObservation } from "../../evidence.ts";
import { foreignNetworksOfKind } from "../observations.ts";
import { finding, type Signal } from "../signal.ts";

export const hostingNetwork: Signal<"hosting_network"> = {
  id: "hosting_network",
  category: "network",
  evaluate(evidence, weight) {
    const networks = foreignNetworksOfKind(evidence, "hosting");
    const named = evidence.network.virtualDesktopAsns ?? [];
    const isDesktops = ({ asn }: NetworkObservation): boolean => asn !== undefined && named.includes(asn);
    // The worst of them. What the browser says of itself changes nothing: it could be made up.
    const network = networks.find((one) => !isDesktops(one)) ?? networks[0];
    if (network === undefined) return undefined;
    const observed = { asn: network.asn, operator: network.asOrganization };
    return isDesktops(network)
      ? finding(hostingNetwork, weight, {
          reason: "Network belongs to the hosting provider where the organisation's virtual desktops run",
          observed,
          bits: weight.limits.desktopBits,
        })
      : finding(hostingNetwork, weight, {
          reason: "Network belongs to a hosting provider, not to a home, office or mobile operator",
          observed,
        });
  },
};
