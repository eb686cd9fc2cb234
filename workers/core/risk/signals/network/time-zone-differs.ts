import type { EpochMs } from "../../../kit/time.ts";
import { placedBegin } from "../observations.ts";
import { finding, type Signal } from "../signal.ts";

/** Compares what the clocks show, not the names: Europe/Lisbon and Europe/London agree all year. */
export const timeZoneDiffers: Signal<"time_zone_differs"> = {
  id: "time_zone_differs",
  category: "network",
  evaluate(evidence, weight) {
    const claimed = evidence.endpoint.claims?.timeZone;
    const placed = placedBegin(evidence)?.timeZone;
    if (claimed === placed) {
      // Nearly always: nothing to read a clock for.
      return undefined;
    }
    const browser = utcOffset(claimed, evidence.at);
    const network = utcOffset(placed, evidence.at);
    return browser === undefined || network === undefined || browser === network
      ? undefined
      : finding(timeZoneDiffers, weight, {
          reason: `Clock of the browser (${browser}) does not fit the place of its network (${network})`,
          observed: { browser, network },
        });
  },
};

/** Offset of an IANA zone at that moment, for example "GMT+01:00"; undefined for a zone that does not exist. */
export function utcOffset(timeZone: string | undefined, at: EpochMs): string | undefined {
  if (timeZone === undefined || timeZone === "") {
    return undefined;
  }
  try {
    const format = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
    return format.formatToParts(at).find((part) => part.type === "timeZoneName")?.value;
  } catch {
    // The browser may claim anything; a name that is no zone tells nothing.
    return undefined;
  }
}
