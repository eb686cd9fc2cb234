import type { DeviceFact } from "../../contract/console/verifications.ts";
import type { Evidence } from "../../core/risk/evidence.ts";
import { browserFamily, platformFamily, saysMobile } from "../../core/risk/user-agent.ts";

/** In the order to show; what is not known is left out. */
export function deviceFacts(evidence: Evidence): readonly DeviceFact[] {
  return [...deviceOf(evidence), ...networkOf(evidence)];
}

function deviceOf({ endpoint: { headers, claims, knownPhone } }: Evidence): readonly DeviceFact[] {
  const { userAgent } = headers;
  const facts: DeviceFact[] = [];
  if (userAgent !== undefined) {
    facts.push({ fact: "kind", value: saysMobile(userAgent) ? "phone" : "computer" });
    const platform = platformFamily(claims?.platform ?? userAgent);
    if (platform !== undefined) facts.push({ fact: "platform", value: platform });
    const browser = browserFamily(userAgent);
    if (browser !== undefined) facts.push({ fact: "browser", value: browser });
  }
  if (knownPhone !== "absent") facts.push({ fact: "known_phone", value: knownPhone });
  return facts;
}

function networkOf({ endpoint, network: { begin } }: Evidence): readonly DeviceFact[] {
  const asn = begin?.asn === undefined ? undefined : `AS${String(begin.asn)}`;
  const facts = [
    { fact: "network", value: joined([begin?.asOrganization, asn], " · ") },
    { fact: "place", value: joined([begin?.city, begin?.country], ", ") },
    { fact: "time_zone", value: endpoint.claims?.timeZone ?? "" },
    { fact: "address", value: begin?.maskedAddress ?? "" },
  ] as const;
  return facts.filter(({ value }) => value !== "");
}

function joined(parts: readonly (string | undefined)[], mark: string): string {
  return parts.filter((part) => part !== undefined).join(mark);
}
