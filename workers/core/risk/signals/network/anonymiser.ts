import { networkKind } from "../../networks.ts";
import { observations } from "../observations.ts";
import { finding, type Signal } from "../signal.ts";

/** No exception for the organisation's own networks: nobody routes staff through Tor. */
export const anonymiser: Signal<"anonymiser"> = {
  id: "anonymiser",
  category: "network",
  evaluate(evidence, weight) {
    const network = observations(evidence).find((seen) => networkKind(seen) === "tor");
    return network === undefined
      ? undefined
      : finding(anonymiser, weight, {
          reason: "Connection comes through an anonymiser such as Tor, which hides where the person is",
          observed: { asn: network.asn, country: network.country },
        });
  },
};
