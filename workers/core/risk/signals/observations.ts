/** Questions that several network signals ask of the evidence. */
import type { Evidence, NetworkObservation } from "../evidence.ts";
import { networkKind, type NetworkKind } from "../networks.ts";

/** Every network the session was seen on: Begin first, then each change. */
export function observations(evidence: Evidence): readonly NetworkObservation[] {
  const { begin, later } = evidence.network;
  return begin === undefined ? later : [begin, ...later];
}

/** One of the networks that the organisation named as its own. */
export function isOrganisation(evidence: Evidence, network: NetworkObservation): boolean {
  return network.asn !== undefined && evidence.network.organisationAsns.includes(network.asn);
}

/** The networks of this kind that the organisation did not name as its own. */
export function foreignNetworksOfKind(evidence: Evidence, kind: NetworkKind): readonly NetworkObservation[] {
  return observations(evidence).filter(
    (network) => networkKind(network) === kind && !isOrganisation(evidence, network),
  );
}

/** The first of them. */
export function foreignNetworkOfKind(evidence: Evidence, kind: NetworkKind): NetworkObservation | undefined {
  return foreignNetworksOfKind(evidence, kind)[0];
}

/**
 * Begin's network where its place says something about the person. A gateway of the
 * organisation stands where the organisation put it, so its place says nothing.
 */
export function placedBegin(evidence: Evidence): NetworkObservation | undefined {
  const { begin } = evidence.network;
  return begin === undefined || isOrganisation(evidence, begin) ? undefined : begin;
}

/** The edge's two-letter code when it names a place: "T1" is Tor and "XX" is not known. */
export function placeOf(network: NetworkObservation): string | undefined {
  return network.country === "T1" || network.country === "XX" ? undefined : network.country;
}
