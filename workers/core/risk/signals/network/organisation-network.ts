import { networkKind } from "../../networks.ts";
import { isOrganisation } from "../observations.ts";
import { finding, type Signal } from "../signal.ts";

/** Earns only where the number is the organisation's alone: a proxy, host or operator is shared with all its customers. */
export const organisationNetwork: Signal<"organisation_network"> = {
  id: "organisation_network",
  category: "network",
  evaluate(evidence, weight) {
    const { begin } = evidence.network;
    if (begin === undefined || !isOrganisation(evidence, begin)) {
      return undefined;
    }
    const kind = networkKind(begin);
    if (kind !== "fixed" && kind !== "unknown") {
      return undefined;
    }
    const forMfa = evidence.action === "mfa_reset";
    return finding(organisationNetwork, weight, {
      reason: forMfa
        ? "Network is the organisation's own, which does not count for an MFA reset"
        : "Network is the organisation's own",
      observed: { asn: begin.asn },
      bits: forMfa ? weight.limits.mfaResetBits : weight.bits,
    });
  },
};
