import { networkKind } from "../../networks.ts";
import { observations } from "../observations.ts";
import { finding, type Signal } from "../signal.ts";

export const privateRelay: Signal<"private_relay"> = {
  id: "private_relay",
  category: "network",
  evaluate(evidence, weight) {
    const network = observations(evidence).find((seen) => networkKind(seen) === "private_relay");
    return network === undefined
      ? undefined
      : finding(privateRelay, weight, {
          reason: "Network is a privacy relay such as iCloud Private Relay, common on phones",
          observed: { asn: network.asn, operator: network.asOrganization },
        });
  },
};
