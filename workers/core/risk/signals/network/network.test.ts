import { describe, expect, it } from "vitest";
import { HOUR_MS } from "../../../kit/time.ts";
import { AT, evidence, HOME, HOSTING, MOBILE, withClaims, withNetwork } from "../../evidence.fixture.ts";
import type { Evidence, NetworkObservation, PastVerification } from "../../evidence.ts";
import { bitsOf, found } from "../finding.fixture.ts";
import { haversineKm } from "./impossible-travel.ts";
import { utcOffset } from "./time-zone-differs.ts";

const from = (change: Partial<NetworkObservation>): Evidence => withNetwork({ begin: { ...HOME, ...change } });
const abroad: NetworkObservation = {
  ...HOME,
  country: "BR",
  timeZone: "America/Sao_Paulo",
  latitude: -23.55,
  longitude: -46.63,
};
const provenAt = (asn: number): PastVerification => ({
  endedAt: AT - 1000 * HOUR_MS,
  status: "passed",
  sameDestination: true,
  stronglyProven: true,
  asn,
});
const NORD = { asn: 207137, asOrganization: "PacketHub S.A." };

describe("kind of network", () => {
  it.each([
    ["hosting_network", { asn: 24940 }, 3],
    ["anonymiser", { country: "T1" }, 5],
    ["consumer_vpn", NORD, 2],
    ["corporate_proxy", { asn: 62044 }, 0],
    ["private_relay", { asn: 36183 }, 0],
  ])("%s is seen and named", (id, change, bits) => {
    expect(bitsOf(id, from(change))).toBe(bits);
    expect(bitsOf(id, evidence())).toBeUndefined();
  });

  it("Tor forces the level", () => {
    expect(found("anonymiser", from({ country: "T1" }))[0]?.force).toBe("critical");
  });

  it("is seen when the session moves there later", () => {
    expect(bitsOf("hosting_network", withNetwork({ later: [HOSTING] }))).toBe(3);
  });

  it("hosting where the organisation's virtual desktops run says less, and others beside it as much as ever", () => {
    const desktops = [24940];
    const seen = found("hosting_network", withNetwork({ begin: HOSTING, virtualDesktopAsns: desktops }));
    expect(seen).toMatchObject([{ bits: 1, reason: expect.stringContaining("virtual desktops run") as unknown }]);
    const other = { ...HOSTING, asn: 16276 };
    expect(bitsOf("hosting_network", withNetwork({ begin: other, virtualDesktopAsns: desktops }))).toBe(3);
    expect(
      bitsOf("hosting_network", withNetwork({ begin: HOSTING, later: [other], virtualDesktopAsns: desktops })),
    ).toBe(3);
  });

  it("hosting that the organisation named as its own is a virtual desktop, not a suspicion", () => {
    const own = withNetwork({ begin: HOSTING, organisationAsns: [24940] });
    expect(bitsOf("hosting_network", own)).toBeUndefined();
    expect(bitsOf("virtual_desktop", own)).toBe(0);
  });
});

describe("known network", () => {
  const history = (
    begin: NetworkObservation,
    past: readonly PastVerification[],
    organisationAsns: readonly number[] = [],
  ): Evidence =>
    evidence((honest) => ({
      network: { ...honest.network, begin, organisationAsns },
      history: { ...honest.history, past },
    }));

  it("earns after two strongly proven sessions from the same fixed network", () => {
    expect(bitsOf("known_network", history(HOME, [provenAt(3243), provenAt(3243)]))).toBe(-1);
  });

  it.each([
    ["one session", history(HOME, [provenAt(3243)])],
    ["another network", history(HOME, [provenAt(3243), provenAt(701)])],
    ["a pass on answers alone", history(HOME, [provenAt(3243), { ...provenAt(3243), stronglyProven: false }])],
    ["a failure", history(HOME, [provenAt(3243), { ...provenAt(3243), status: "failed" }])],
    ["a mobile network", history(MOBILE, [provenAt(25135), provenAt(25135)])],
    ["a VPN", history({ ...HOME, ...NORD }, [provenAt(207137), provenAt(207137)])],
    [
      "a network of no known kind",
      history({ ...HOME, asn: 64500, asOrganization: "Example" }, [provenAt(64500), provenAt(64500)]),
    ],
    ["the organisation's own", history(HOME, [provenAt(3243), provenAt(3243)], [3243])],
  ])("earns nothing for %s", (_name, seen) => {
    expect(bitsOf("known_network", seen)).toBeUndefined();
  });
});

describe("organisation network", () => {
  const own = withNetwork({ organisationAsns: [3243] });
  it("earns a little, nothing for an MFA reset, and nothing where the number is shared", () => {
    expect(bitsOf("organisation_network", own)).toBe(-1);
    expect(bitsOf("organisation_network", { ...own, action: "mfa_reset" })).toBe(0);
    expect(bitsOf("organisation_network", evidence())).toBeUndefined();
    expect(
      bitsOf("organisation_network", withNetwork({ begin: { ...HOME, asn: 62044 }, organisationAsns: [62044] })),
    ).toBeUndefined();
  });
});

describe("place", () => {
  it("country differs from the office, also when the session moves there", () => {
    expect(bitsOf("country_differs", withNetwork({ begin: abroad }))).toBe(2);
    expect(bitsOf("country_differs", withNetwork({ later: [abroad] }))).toBe(2);
    expect(bitsOf("country_differs", evidence())).toBeUndefined();
  });

  it("a country that is no place, or a gateway of the organisation, says nothing", () => {
    expect(bitsOf("country_differs", from({ country: "T1" }))).toBeUndefined();
    expect(bitsOf("country_differs", from({ country: "XX" }))).toBeUndefined();
    expect(bitsOf("country_differs", withNetwork({ begin: abroad, organisationAsns: [3243] }))).toBeUndefined();
  });

  const lastIn = (km: number, hours: number, country = "PT"): Evidence["network"]["lastSeen"] => ({
    at: AT - hours * HOUR_MS,
    country,
    latitude: 41.15 + km / 111.195,
    longitude: -8.61,
  });

  it.each([
    ["an hour and 1,000 km", lastIn(1_000, 1), 3],
    ["no time at all and 301 km", lastIn(301, 0), 3],
    ["no time at all and 299 km", lastIn(299, 0), undefined],
    ["an hour and 890 km, an airliner", lastIn(890, 1), undefined],
    ["a clock that runs ahead", lastIn(2_000, -1), 3],
  ])("travel: %s", (_name, lastSeen, bits) => {
    expect(bitsOf("impossible_travel", withNetwork({ lastSeen: lastSeen! }))).toBe(bits);
  });

  it("a mobile gateway elsewhere in the country is no travel, in another country it is", () => {
    expect(bitsOf("impossible_travel", withNetwork({ begin: MOBILE, lastSeen: lastIn(500, 0)! }))).toBeUndefined();
    expect(bitsOf("impossible_travel", withNetwork({ begin: MOBILE, lastSeen: lastIn(500, 0, "ES")! }))).toBe(3);
  });

  it("no coordinates, no travel", () => {
    expect(bitsOf("impossible_travel", withNetwork({ lastSeen: { at: AT } }))).toBeUndefined();
  });

  it("measures the great circle", () => {
    const lisbon = { latitude: 38.72, longitude: -9.14 };
    const saoPaulo = { latitude: -23.55, longitude: -46.63 };
    expect(haversineKm(lisbon, saoPaulo)).toBeGreaterThan(7_900);
    expect(haversineKm(lisbon, saoPaulo)).toBeLessThan(8_000);
    expect(haversineKm(lisbon, lisbon)).toBe(0);
  });
});

describe("time zone", () => {
  it("compares what clocks show at that moment, not names", () => {
    expect(bitsOf("time_zone_differs", withClaims({ timeZone: "America/Sao_Paulo" }))).toBe(2);
    expect(bitsOf("time_zone_differs", withClaims({ timeZone: "Europe/London" }))).toBeUndefined();
    expect(bitsOf("time_zone_differs", withClaims({ timeZone: "Not/AZone" }))).toBeUndefined();
    expect(bitsOf("time_zone_differs", withClaims({ timeZone: "" }))).toBeUndefined();
  });

  it("knows summer time", () => {
    const july = Date.UTC(2026, 6, 1);
    expect(utcOffset("Europe/Lisbon", july)).not.toBe(utcOffset("Atlantic/Reykjavik", july));
    expect(utcOffset("Europe/Lisbon", AT)).toBe(utcOffset("Atlantic/Reykjavik", AT));
  });
});

describe("round trip", () => {
  it.each([
    ["far above the edge's", { browser: 250, edge: 18 }, 1.5],
    ["a slow phone", { browser: 120, edge: 18 }, undefined],
    ["a slow line", { browser: 600, edge: 300 }, undefined],
    ["an edge that did not measure", { browser: 600, edge: 0 }, undefined],
  ])("%s", (_name, { browser, edge }, bits) => {
    const seen = withClaims({ browserRttMs: browser });
    const begin = { ...HOME, edgeRttMs: edge };
    expect(bitsOf("round_trip_gap", { ...seen, network: { ...seen.network, begin } })).toBe(bits);
  });

  it("a relay that is named anyway is not counted for being one", () => {
    const seen = withClaims({ browserRttMs: 250 });
    expect(
      bitsOf("round_trip_gap", { ...seen, network: { ...seen.network, begin: { ...HOME, asn: 36183 } } }),
    ).toBeUndefined();
  });
});

describe("network changed", () => {
  const other = { ...HOME, asn: 12353, asOrganization: "Other operator" };
  it.each([
    ["another operator", [other], 1.5],
    ["Wi-Fi to mobile at home", [MOBILE], undefined],
    ["Wi-Fi to mobile abroad", [{ ...MOBILE, country: "BR" }], 1.5],
    ["there and back", [MOBILE, HOME], undefined],
    ["two numbers of one operator", [{ ...HOME, asn: 15525 }], undefined],
    ["a home to a host", [HOSTING], 1.5],
    ["nothing known of the new one", [{ at: AT }], undefined],
  ])("%s", (_name, later, bits) => {
    expect(bitsOf("network_changed", withNetwork({ later }))).toBe(bits);
  });
});
