import { finding, type Signal } from "../signal.ts";

export const agentDeviceAndNetwork: Signal<"agent_device_and_network"> = {
  id: "agent_device_and_network",
  category: "endpoint",
  evaluate(evidence, weight) {
    return evidence.endpoint.sameDeviceAsAgent && evidence.endpoint.sameNetworkAsAgent
      ? finding(agentDeviceAndNetwork, weight, {
          reason: "Opened on the device and the network of the agent who sent the link",
        })
      : undefined;
  },
};
