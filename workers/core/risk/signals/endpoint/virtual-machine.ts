import { isVirtualRenderer, onOrganisationNetwork } from "../devices.ts";
import { finding, type Signal } from "../signal.ts";

export const virtualMachine: Signal<"virtual_machine"> = {
  id: "virtual_machine",
  category: "endpoint",
  evaluate(evidence, weight) {
    const renderer = evidence.endpoint.claims?.renderer;
    return isVirtualRenderer(renderer) && !onOrganisationNetwork(evidence)
      ? finding(virtualMachine, weight, {
          reason: "Browser draws in software, as on a virtual machine",
          observed: { renderer },
        })
      : undefined;
  },
};
