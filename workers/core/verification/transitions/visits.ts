/** What every event of the requester does: note the network, leave an audit row. */
import type { Effect } from "../effects.ts";
import type { Visit } from "../events.ts";
import type { Session } from "../session.ts";

export const REQUESTER = "requester";

export function audit(action: string, data: Extract<Effect, { type: "audit" }>["data"] = {}): Effect {
  return { type: "audit", action, actor: REQUESTER, data };
}

/** Keeps one entry per change of network after Begin; the same network again adds nothing. */
export function withNetwork(session: Session, visit: Visit): Session {
  const last = session.observed.laterNetworks.at(-1) ?? session.observed.network;
  const same = last?.asn === visit.network.asn && last?.country === visit.network.country;
  const LATER_NETWORKS_KEPT = 10;
  if (last === undefined || same || session.observed.laterNetworks.length >= LATER_NETWORKS_KEPT) {
    return session;
  }
  return {
    ...session,
    observed: { ...session.observed, laterNetworks: [...session.observed.laterNetworks, visit.network] },
  };
}
