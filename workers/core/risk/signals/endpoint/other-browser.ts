import { browserFamily } from "../../user-agent.ts";
import { placeOf } from "../observations.ts";
import { finding, type Signal } from "../signal.ts";

export const otherBrowser: Signal<"other_browser"> = {
  id: "other_browser",
  category: "endpoint",
  evaluate(evidence, weight) {
    const { begin } = evidence.network;
    const family = browserFamily(evidence.endpoint.headers.userAgent);
    const country = begin === undefined ? undefined : placeOf(begin);
    const other = evidence.endpoint.otherBrowsers.find(
      (seen) =>
        (seen.family !== undefined && seen.family !== family) ||
        (seen.country !== undefined && seen.country !== country),
    );
    return other === undefined
      ? undefined
      : finding(otherBrowser, weight, {
          reason: "The check went on in another browser, or in one in another country",
          observed: { family: other.family, country: other.country },
        });
  },
};
