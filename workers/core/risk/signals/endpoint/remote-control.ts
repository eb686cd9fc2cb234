import { isDesktop, isRemoteRenderer, onOrganisationNetwork } from "../devices.ts";
import { finding, type Signal } from "../signal.ts";

/** Phones save power with low frame rates and have no hover, so they are left out. */
export const remoteControl: Signal<"remote_control"> = {
  id: "remote_control",
  category: "endpoint",
  evaluate(evidence, weight) {
    const { claims } = evidence.endpoint;
    if (claims === undefined || !isDesktop(evidence) || onOrganisationNetwork(evidence)) {
      return undefined;
    }
    const { traits, framesPerSecond, colorDepth } = weight.limits;
    const remoteScreen = isRemoteRenderer(claims.renderer);
    const count = [
      claims.frameRate !== undefined && claims.frameRate <= framesPerSecond,
      claims.colorDepth !== undefined && claims.colorDepth <= colorDepth,
      claims.hover === false,
    ].filter(Boolean).length;
    return remoteScreen || count >= traits
      ? finding(remoteControl, weight, {
          reason: "Desktop shows traits of being controlled from elsewhere",
          observed: { remoteScreen, traits: count },
        })
      : undefined;
  },
};
