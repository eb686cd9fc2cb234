import { networkKind } from "../../networks.ts";
import { placedBegin } from "../observations.ts";
import { finding, type Signal } from "../signal.ts";

/**
 * The edge measures to whoever opened the connection, the page measures the whole way.
 * Known relays of employees and phones always show a gap and are named elsewhere.
 */
export const roundTripGap: Signal<"round_trip_gap"> = {
  id: "round_trip_gap",
  category: "network",
  evaluate(evidence, weight) {
    const begin = placedBegin(evidence);
    const browserMs = evidence.endpoint.claims?.browserRttMs;
    const edgeMs = begin?.edgeRttMs;
    // Zero is what the edge says when it did not measure.
    if (begin === undefined || browserMs === undefined || edgeMs === undefined || edgeMs <= 0) {
      return undefined;
    }
    const kind = networkKind(begin);
    if (kind === "corporate_proxy" || kind === "private_relay") {
      return undefined;
    }
    const { gapMs, ratio } = weight.limits;
    return browserMs - edgeMs >= gapMs && browserMs >= ratio * edgeMs
      ? finding(roundTripGap, weight, {
          reason: "The browser is much further away than its connection, as behind a relay",
          observed: { browserMs: Math.round(browserMs), edgeMs: Math.round(edgeMs) },
        })
      : undefined;
  },
};
