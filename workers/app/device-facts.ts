/** Device metadata of the Summary Panel, in words. Addresses stay masked. */
import type { Evidence } from "../core/risk/evidence.ts";
import { browserFamily, platformFamily, saysMobile } from "../core/risk/user-agent.ts";

export function deviceFacts({ endpoint, network }: Evidence): readonly { label: string; value: string }[] {
  const { begin } = network;
  const place = [begin?.city, begin?.country].filter((part) => part !== undefined).join(", ");
  const operator = [begin?.asOrganization, begin?.asn === undefined ? undefined : `AS${String(begin.asn)}`]
    .filter((part) => part !== undefined)
    .join(" · ");
  const facts = [
    { label: "Device", value: device(endpoint) },
    { label: "Browser", value: browserFamily(endpoint.headers.userAgent) ?? "" },
    { label: "Known phone", value: KNOWN_PHONE_WORDS[endpoint.knownPhone] },
    { label: "Network", value: operator },
    { label: "Place", value: place },
    { label: "Time zone", value: endpoint.claims?.timeZone ?? "" },
    { label: "Address", value: begin?.maskedAddress ?? "" },
  ];
  return facts.filter((fact) => fact.value !== "");
}

const PLATFORM_WORDS = { windows: "Windows", apple: "Apple", unix: "Android or Linux" } as const;

function device({ headers, claims }: Evidence["endpoint"]): string {
  const { userAgent } = headers;
  if (userAgent === undefined) {
    return "";
  }
  const platform = platformFamily(claims?.platform ?? userAgent);
  const kind = saysMobile(userAgent) ? "Phone" : "Computer or tablet";
  return platform === undefined ? kind : `${kind}, ${PLATFORM_WORDS[platform]}`;
}

const KNOWN_PHONE_WORDS: Readonly<Record<Evidence["endpoint"]["knownPhone"], string>> = {
  verified: "Seen in earlier verified sessions",
  new: "Not seen before",
  invalid: "Key did not match",
  absent: "",
};
