import type { Evidence } from "../../evidence.ts";
import type { Weights } from "../../model.ts";
import { isDesktop } from "../devices.ts";
import { finding, type Signal } from "../signal.ts";

const SCRIPTED_AGENT =
  /headless|phantomjs|playwright|puppeteer|selenium|curl\/|wget\/|python|go-http-client|okhttp|node-fetch|axios/i;

export const automation: Signal<"automation"> = {
  id: "automation",
  category: "endpoint",
  evaluate(evidence, weight) {
    const { headers, claims } = evidence.endpoint;
    const driven = claims?.webdriver === true;
    const scripted = SCRIPTED_AGENT.test(headers.userAgent ?? "") || /headless/i.test(headers.hintBrands ?? "");
    const soft = softTraits(evidence, weight.limits);
    return driven || scripted || soft >= weight.limits.softTraits
      ? finding(automation, weight, {
          reason: "Browser shows traits of being driven by a program",
          observed: { driven, scripted, softTraits: soft },
        })
      : undefined;
  },
};

/** Each alone has an innocent reading: in-app browsers have no outer window, some set-ups no plug-ins. */
function softTraits(evidence: Evidence, limits: Weights["automation"]["limits"]): number {
  const { headers, claims } = evidence.endpoint;
  const desktop = isDesktop(evidence);
  return [
    desktop && claims?.outerHeight !== undefined && claims.outerHeight <= limits.outerHeightPx,
    desktop &&
      /Chrome\//.test(headers.userAgent ?? "") &&
      claims?.pluginCount !== undefined &&
      claims.pluginCount <= limits.plugins,
    claims?.languages !== undefined && claims.languages.length === 0,
  ].filter(Boolean).length;
}
