/** What the edge says of a request, read in one place. Every field of `cf` is optional: plans and local runs differ. */
import type { HeaderObservation, NetworkObservation } from "../core/risk/evidence.ts";

type EdgeFacts = Partial<Record<string, unknown>>;

export function observeNetwork(request: Request, now: number): NetworkObservation {
  const cf: EdgeFacts = request.cf ?? {};
  const address = request.headers.get("cf-connecting-ip");
  return {
    at: now,
    ...num("asn", cf["asn"]),
    ...str("asOrganization", cf["asOrganization"]),
    ...str("country", cf["country"]),
    ...str("city", cf["city"]),
    ...num("latitude", cf["latitude"]),
    ...num("longitude", cf["longitude"]),
    ...str("timeZone", cf["timezone"]),
    ...num("edgeRttMs", cf["clientQuicRtt"] ?? cf["clientTcpRtt"]),
    ...str("httpProtocol", cf["httpProtocol"]),
    ...str("tlsVersion", cf["tlsVersion"]),
    ...(address === null ? {} : { maskedAddress: maskAddress(address) }),
  };
}

export function observeHeaders(request: Request): HeaderObservation {
  const { headers } = request;
  const mobile = headers.get("sec-ch-ua-mobile");
  return {
    ...str("userAgent", headers.get("user-agent")?.slice(0, 300)),
    ...str("acceptLanguage", headers.get("accept-language")?.slice(0, 100)),
    ...str("hintPlatform", headers.get("sec-ch-ua-platform")?.replaceAll('"', "").slice(0, 40)),
    ...str("hintBrands", headers.get("sec-ch-ua")?.slice(0, 200)),
    ...(mobile === null ? {} : { hintMobile: mobile === "?1" }),
  };
}

/** The end goes: enough to see "another network", too little to find a person. What "::" stands for is left out as well. */
function maskAddress(address: string): string {
  const IPV6_GROUPS_KEPT = 3;
  return address.includes(":")
    ? `${(address.split("::")[0] ?? "").split(":").slice(0, IPV6_GROUPS_KEPT).join(":")}:•••`
    : address.replace(/\.\d+$/, ".•••");
}

function str<Key extends string>(key: Key, value: unknown): { [K in Key]?: string } {
  return (typeof value === "string" && value !== "" ? { [key]: value } : {}) as { [K in Key]?: string };
}

/** Coordinates arrive as text, round trips as numbers; 0 is what local runs report for "not measured". */
function num<Key extends string>(key: Key, value: unknown): { [K in Key]?: number } {
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  return (typeof number === "number" && Number.isFinite(number) && number !== 0 ? { [key]: number } : {}) as {
    [K in Key]?: number;
  };
}
