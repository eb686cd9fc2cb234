/** What every event of the requester does: note the network, leave an audit row. */
import type { Actor } from "../../kit/actor.ts";
import type { Effect } from "../effects.ts";
import type { Observation } from "../events.ts";
import type { Session } from "../session.ts";

export const REQUESTER = "requester" satisfies Actor;

export function audit(action: string, data: Extract<Effect, { type: "audit" }>["data"] = {}): Effect {
  return { type: "audit", action, actor: REQUESTER, data };
}

/**
 * The agent's own connection is telling, but a whole office shares one address: the
 * organisation's networks are left out. One browser model is shared by thousands, so a device
 * counts only on the same connection.
 */
export function likenessToAgent(
  session: Session,
  event: { readonly observation: Observation; readonly addressTag?: string; readonly deviceTag?: string },
) {
  const { agentAddressTag, agentDeviceTag } = session.observed;
  const { asn } = event.observation.network;
  const shared = asn !== undefined && session.background.organisationAsns.includes(asn);
  const sameNetworkAsAgent = !shared && event.addressTag !== undefined && event.addressTag === agentAddressTag;
  return {
    sameNetworkAsAgent,
    sameDeviceAsAgent: sameNetworkAsAgent && event.deviceTag !== undefined && event.deviceTag === agentDeviceTag,
  };
}

/** Keeps one entry per change of network after Begin; the same network again adds nothing. */
export function withNetwork(session: Session, observation: Observation): Session {
  const last = session.observed.laterNetworks.at(-1) ?? session.observed.network;
  const same = last?.asn === observation.network.asn && last?.country === observation.network.country;
  const LATER_NETWORKS_KEPT = 10;
  if (last === undefined || same || session.observed.laterNetworks.length >= LATER_NETWORKS_KEPT) {
    return session;
  }
  return {
    ...session,
    observed: { ...session.observed, laterNetworks: [...session.observed.laterNetworks, observation.network] },
  };
}
