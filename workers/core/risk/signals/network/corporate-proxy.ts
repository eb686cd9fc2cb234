import { networkKind } from "../../networks.ts";
import { observations } from "../observations.ts";
import { finding, type Signal } from "../signal.ts";

export const corporateProxy: Signal<"corporate_proxy"> = {
  id: "corporate_proxy",
  category: "network",
  evaluate(evidence, weight) {
    const network = observations(evidence).find((seen) => networkKind(seen) === "corporate_proxy");
    return network === undefined
      ? undefined
      : finding(corporateProxy, weight, {
          reason: "Network is a corporate proxy, normal for employees",
          observed: { asn: network.asn, operator: network.asOrganization },
        });
  },
};
