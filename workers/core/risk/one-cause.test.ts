import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Finding } from "./assessment.ts";
import { counterfactual, assess } from "./assess.ts";
import { evidence } from "./evidence.fixture.ts";
import { MODEL } from "./model.ts";
import { countedOnce, standingAlone } from "./one-cause.ts";

const finding = (id: string, bits: number): Finding => ({
  id,
  category: "network",
  bits,
  reason: `${id} was seen`,
  observed: {},
});
const once = (...findings: readonly Finding[]) => countedOnce(findings, MODEL.clusters);
const bitsOf = (findings: readonly Finding[]) => Object.fromEntries(findings.map(({ id, bits }) => [id, bits]));

describe("one cause", () => {
  it("counts once: the strongest whole, each further half a bit, together one", () => {
    const seen = once(
      finding("consumer_vpn", 2),
      finding("country_differs", 2),
      finding("time_zone_differs", 2),
      finding("round_trip_gap", 1.5),
      finding("impossible_travel", 3),
    );
    expect(bitsOf(seen)).toEqual({
      impossible_travel: 3,
      consumer_vpn: 0.5,
      country_differs: 0.5,
      time_zone_differs: 0,
      round_trip_gap: 0,
    });
  });

  it("says with what a finding was counted, and what it would weigh by itself", () => {
    const [vpn, country] = once(finding("consumer_vpn", 2), finding("country_differs", 1.9));
    expect(vpn).toEqual(finding("consumer_vpn", 2));
    expect(country).toMatchObject({
      bits: 0.5,
      alone: 1.9,
      reason: "country_differs was seen (counts little: same cause as another finding)",
    });
  });

  it("is a virtual desktop only on a hosting network", () => {
    const machine = finding("virtual_machine", 1.5);
    expect(bitsOf(once(machine, finding("hosting_network", 3)))).toEqual({ virtual_machine: 0.5, hosting_network: 3 });
    expect(bitsOf(once(machine, finding("country_differs", 2)))).toEqual({ virtual_machine: 1.5, country_differs: 2 });
  });

  it("is known by what is left out of the count, too", () => {
    const [machine, hosting, clock] = [
      finding("virtual_machine", 1.5),
      finding("hosting_network", 3),
      finding("time_zone_differs", 2),
    ];
    const without = countedOnce([machine, clock], MODEL.clusters, [machine, hosting, clock]);
    expect(bitsOf(without)).toEqual({ virtual_machine: 0.5, time_zone_differs: 2 });
  });

  it("leaves alone what speaks for the requester, what is named only, and what has another cause", () => {
    const others = [finding("known_network", -1), finding("private_relay", 0), finding("automation", 4)];
    expect(once(finding("consumer_vpn", 2), ...others)).toEqual([finding("consumer_vpn", 2), ...others]);
  });

  it("keeps order and number, adds nothing, and can be undone", () => {
    const ids = Object.keys(MODEL.weights);
    const some = fc.uniqueArray(fc.constantFrom(...ids), { maxLength: 12 });
    fc.assert(
      fc.property(
        some,
        fc.array(fc.integer({ min: -30, max: 50 }), { minLength: 12, maxLength: 12 }),
        (seen, tenths) => {
          const before = seen.map((id, place) => finding(id, (tenths[place] ?? 0) / 10));
          const after = once(...before);
          expect(after.map(({ id }) => id)).toEqual(seen);
          after.forEach(({ bits }, place) => expect(bits).toBeLessThanOrEqual(before[place]?.bits ?? 0));
          expect(standingAlone(after).map(({ bits }) => bits)).toEqual(before.map(({ bits }) => bits));
        },
      ),
    );
  });

  it("stays in the counterfactual: without the strongest, the next counts whole", () => {
    const policy = {
      priorBits: -2,
      version: "draft",
      profile: { id: "standard", minimumQuestions: 3, maximumQuestions: 8, earlyAccept: 1.8, passLine: 3.6 },
    } as const;
    const vpn = { asn: 9009, asOrganization: "M247", country: "NL", at: 0 };
    const seen = assess({ evidence: evidence(({ network }) => ({ network: { ...network, begin: vpn } })), policy });
    const bits = bitsOf(seen.findings);
    expect(bits).toMatchObject({ consumer_vpn: 2, country_differs: 0.5 });
    // Two bits still: the country alone.
    expect(counterfactual(seen, "consumer_vpn")).toBe(5);
    expect(counterfactual(seen, "country_differs")).toBe(5);
  });
});
