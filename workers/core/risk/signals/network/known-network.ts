import { networkKind } from "../../networks.ts";
import { isOrganisation } from "../observations.ts";
import { finding, type Signal } from "../signal.ts";

/** The organisation's own network has its own row: counted here as well, it would help MFA resets after all. */
export const knownNetwork: Signal<"known_network"> = {
  id: "known_network",
  category: "network",
  evaluate(evidence, weight) {
    const { begin } = evidence.network;
    if (begin?.asn === undefined || networkKind(begin) !== "fixed" || isOrganisation(evidence, begin)) {
      return undefined;
    }
    const proven = evidence.history.past.filter(
      (past) => past.status === "passed" && past.stronglyProven && past.asn === begin.asn,
    );
    return proven.length < weight.limits.sessions
      ? undefined
      : finding(knownNetwork, weight, {
          reason: `Fixed network of ${proven.length} earlier strongly proven sessions of this person`,
          observed: { asn: begin.asn, sessions: proven.length },
        });
  },
};
