import type { Evidence } from "../../evidence.ts";
import { platformFamily, saysMobile } from "../../user-agent.ts";
import { finding, type Signal } from "../signal.ts";

/** Hints exist in Chromium only, so their absence is never a contradiction. */
export const userAgentContradicts: Signal<"user_agent_contradicts"> = {
  id: "user_agent_contradicts",
  category: "endpoint",
  evaluate(evidence, weight) {
    const agent = evidence.endpoint.headers.userAgent;
    const against = agent === undefined ? undefined : contradiction(agent, evidence.endpoint);
    return against === undefined
      ? undefined
      : finding(userAgentContradicts, weight, {
          reason: "Browser names itself differently in different places, as when it pretends to be another one",
          observed: { against },
        });
  },
};

function contradiction(agent: string, { headers, claims }: Evidence["endpoint"]): string | undefined {
  const platform = platformFamily(agent);
  const differs = (other: string | undefined): boolean => {
    const family = platformFamily(other);
    return platform !== undefined && family !== undefined && family !== platform;
  };
  if (differs(headers.hintPlatform)) {
    return "client hint platform";
  }
  if (headers.hintMobile !== undefined && headers.hintMobile !== saysMobile(agent)) {
    return "client hint mobile";
  }
  if (/chromium/i.test(headers.hintBrands ?? "") && !/Chrom(e|ium)\//.test(agent)) {
    return "client hint brands";
  }
  if (differs(claims?.platform)) {
    return "platform of the page";
  }
  return /iPhone|Android.*\bMobile\b/.test(agent) && claims?.touchPoints === 0 ? "touch screen" : undefined;
}
