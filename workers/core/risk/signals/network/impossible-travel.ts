import { HOUR_MS } from "../../../kit/time.ts";
import { networkKind } from "../../networks.ts";
import { placedBegin } from "../observations.ts";
import { finding, type Signal } from "../signal.ts";

interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

export const impossibleTravel: Signal<"impossible_travel"> = {
  id: "impossible_travel",
  category: "network",
  evaluate(evidence, weight) {
    const begin = placedBegin(evidence);
    const last = evidence.network.lastSeen;
    const here = pointOf(begin);
    const there = pointOf(last);
    if (begin === undefined || last === undefined || here === undefined || there === undefined) {
      return undefined;
    }
    // A mobile operator's gateway can stand at the other end of the same country.
    if (networkKind(begin) === "mobile" && begin.country !== undefined && begin.country === last.country) {
      return undefined;
    }
    const km = haversineKm(here, there);
    const hours = Math.abs(begin.at - last.at) / HOUR_MS;
    if (km <= weight.limits.km || km <= weight.limits.kmPerHour * hours) {
      return undefined;
    }
    return finding(impossibleTravel, weight, {
      reason: `Last seen about ${Math.round(km)} km away, too far to have travelled since`,
      observed: { km: Math.round(km), hours: Math.round(hours * 10) / 10 },
    });
  },
};

function pointOf(place: { readonly latitude?: number; readonly longitude?: number } | undefined): Point | undefined {
  return place?.latitude === undefined || place.longitude === undefined
    ? undefined
    : { latitude: place.latitude, longitude: place.longitude };
}

const EARTH_RADIUS_KM = 6_371;

/** Great-circle distance; exported for its test. */
export function haversineKm(from: Point, to: Point): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const half = (degrees: number): number => Math.sin(radians(degrees) / 2) ** 2;
  const chord =
    half(to.latitude - from.latitude) +
    Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * half(to.longitude - from.longitude);
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}
