import { networkKind } from "../../networks.ts";
import { isRemoteRenderer, isVirtualRenderer, onOrganisationNetwork } from "../devices.ts";
import { finding, type Signal } from "../signal.ts";

export const virtualDesktop: Signal<"virtual_desktop"> = {
  id: "virtual_desktop",
  category: "endpoint",
  evaluate(evidence, weight) {
    const { begin } = evidence.network;
    if (begin === undefined || !onOrganisationNetwork(evidence)) {
      return undefined;
    }
    const renderer = evidence.endpoint.claims?.renderer;
    return networkKind(begin) === "hosting" || isVirtualRenderer(renderer) || isRemoteRenderer(renderer)
      ? finding(virtualDesktop, weight, {
          reason: "Virtual desktop on the organisation's own network, a normal workplace",
          observed: { asn: begin.asn, renderer },
        })
      : undefined;
  },
};
