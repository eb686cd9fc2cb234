import { onOrganisationNetwork } from "../devices.ts";
import { finding, type Signal } from "../signal.ts";

/** Agent and requester in one office share its network; the device of the agent counts there too. */
export const agentDeviceOrNetwork: Signal<"agent_device_or_network"> = {
  id: "agent_device_or_network",
  category: "endpoint",
  evaluate(evidence, weight) {
    const { sameDeviceAsAgent: device, sameNetworkAsAgent: network } = evidence.endpoint;
    if (device && network) {
      return undefined;
    }
    if (device) {
      return finding(agentDeviceOrNetwork, weight, { reason: "Opened on the device of the agent who sent the link" });
    }
    return network && !onOrganisationNetwork(evidence)
      ? finding(agentDeviceOrNetwork, weight, { reason: "Opened from the network of the agent who sent the link" })
      : undefined;
  },
};
