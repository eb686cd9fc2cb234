import { describe, expect, it } from "vitest";
import { observeHeaders, observeNetwork } from "./observe.ts";

const NOW = 1_795_000_000_000;

function request(cf: Record<string, unknown> | undefined, headers: Record<string, string> = {}): Request {
  return new Request("https://verify.test/", { headers, ...(cf === undefined ? {} : { cf }) });
}

describe("the network", () => {
  it("is read whole", () => {
    const cf = {
      asn: 3243,
      asOrganization: "MEO",
      country: "PT",
      city: "Porto",
      latitude: "41.15",
      longitude: "-8.61",
      timezone: "Europe/Lisbon",
      clientTcpRtt: 18,
      httpProtocol: "HTTP/2",
      tlsVersion: "TLSv1.3",
      botManagement: { score: 99 },
    };
    expect(observeNetwork(request(cf, { "cf-connecting-ip": "203.0.113.7" }), NOW)).toEqual({
      at: NOW,
      asn: 3243,
      asOrganization: "MEO",
      country: "PT",
      city: "Porto",
      latitude: 41.15,
      longitude: -8.61,
      timeZone: "Europe/Lisbon",
      edgeRttMs: 18,
      httpProtocol: "HTTP/2",
      tlsVersion: "TLSv1.3",
      maskedAddress: "203.0.113.•••",
    });
  });

  it("is silent about what the edge does not say", () => {
    expect(observeNetwork(request(undefined), NOW)).toEqual({ at: NOW });
    expect(
      observeNetwork(
        request({ asn: "x", country: "", clientTcpRtt: 0, latitude: "north", city: 5, timezone: null }),
        NOW,
      ),
    ).toEqual({ at: NOW });
  });

  it("prefers the round trip of QUIC, where TCP has none", () => {
    expect(observeNetwork(request({ clientQuicRtt: 12, clientTcpRtt: 0 }), NOW).edgeRttMs).toBe(12);
  });

  it.each([
    ["203.0.113.7", "203.0.113.•••"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:•••"],
    ["2001:db8::7", "2001:db8:•••"],
    ["2a00::7", "2a00:•••"],
    ["::1", ":•••"],
    ["::ffff:203.0.113.7", ":•••"],
  ])("masks %s as %s", (address, masked) => {
    expect(observeNetwork(request({}, { "cf-connecting-ip": address }), NOW).maskedAddress).toBe(masked);
  });
});

describe("the headers", () => {
  it("are read and cut", () => {
    const headers = {
      "user-agent": "x".repeat(1_000),
      "accept-language": "y".repeat(1_000),
      "sec-ch-ua-platform": '"Android"',
      "sec-ch-ua-mobile": "?1",
      "sec-ch-ua": '"Chromium";v="142"',
    };
    expect(observeHeaders(request({}, headers))).toEqual({
      userAgent: "x".repeat(300),
      acceptLanguage: "y".repeat(100),
      hintPlatform: "Android",
      hintMobile: true,
      hintBrands: '"Chromium";v="142"',
    });
  });

  it("are absent where they were not sent", () => {
    expect(observeHeaders(request({}))).toEqual({});
    expect(observeHeaders(request({}, { "sec-ch-ua-mobile": "?0" }))).toEqual({ hintMobile: false });
  });
});
