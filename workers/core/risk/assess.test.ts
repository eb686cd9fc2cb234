import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HOUR_MS } from "../kit/time.ts";
import { DEFAULT_PRIOR_BITS, HIGH_LINE, PRIVILEGED_PRIOR_BITS, type Policy, PROFILES } from "../policy/policy.ts";
import { askable } from "../questions/asking/select.ts";
import { defined } from "../kit/defined.ts";
import { buildPool } from "../questions/registry.ts";
import { sampleInput } from "../questions/sample-person.fixture.ts";
import { decideOutcome } from "../session/outcome.ts";
import { assess, challengeSummary, counterfactual, reasons } from "./assess.ts";
import { type Finding, type Assessment, CATEGORIES } from "./assessment.ts";
import {
  answered,
  AT,
  evidence,
  HOME,
  HOSTING,
  MAC_AGENT,
  PHONE_AGENT,
  PHONE_CLAIMS,
  WINDOWS_AGENT,
  withEndpoint,
  withNetwork,
} from "./evidence.fixture.ts";
import type { Evidence } from "./evidence.ts";
import { MODEL } from "./model.ts";

const POLICY: Pick<Policy, "priorBits" | "profile" | "version"> = {
  priorBits: DEFAULT_PRIOR_BITS,
  profile: PROFILES.standard,
  version: "policy-test",
};
const score = (seen: Evidence, priorBits = POLICY.priorBits): Assessment =>
  assess({ evidence: seen, policy: { ...POLICY, priorBits } });
/** Of a check in which everything else is as it should be. */
const outcomeOf = (assessment: Assessment): string => {
  const outcome = decideOutcome({
    answered: 7,
    minimum: 3,
    poolExhausted: false,
    proofFailed: false,
    assessment,
    action: "identity_check",
    privileged: false,
    profile: "standard",
    required: [],
    means: [],
    proven: ["contact_on_record"],
  });
  return "detail" in outcome ? outcome.detail : outcome.status;
};
const THREE_RIGHT = [answered(), answered(), answered()];

// ---- arbitrary evidence -----------------------------------------------------

const optional = { requiredKeys: [] };
const anyNumber = fc.oneof(fc.integer({ min: -5, max: 2_000 }), fc.double());
const platform = fc.oneof(fc.constantFrom("iPhone", "MacIntel", "Win32", "Linux armv8l", "Android"), fc.string());
const timeZone = fc.oneof(fc.constantFrom("Europe/Lisbon", "America/Sao_Paulo", "UTC", "Asia/Kolkata"), fc.string());
const claims = fc.record(
  {
    timeZone,
    languages: fc.array(fc.string()),
    webdriver: fc.boolean(),
    platform,
    renderer: fc.oneof(fc.constantFrom("Apple GPU", "llvmpipe", "Microsoft Remote Display Adapter"), fc.string()),
    cores: anyNumber,
    touchPoints: fc.oneof(fc.constantFrom(0, 5), anyNumber),
    coarsePointer: fc.boolean(),
    hover: fc.boolean(),
    screenWidth: anyNumber,
    screenHeight: anyNumber,
    colorDepth: anyNumber,
    pluginCount: anyNumber,
    outerHeight: anyNumber,
    browserRttMs: anyNumber,
    frameRate: anyNumber,
  },
  optional,
);

const network = fc.record(
  {
    at: fc.integer({ min: AT - 48 * HOUR_MS, max: AT }),
    asn: fc.constantFrom(3243, 7922, 24940, 13335, 62044, 9009, 21928, 64500),
    asOrganization: fc.constantFrom("Example", "Example Wireless", "Example Hosting"),
    country: fc.constantFrom("PT", "BR", "T1", "XX"),
    latitude: fc.double({ min: -90, max: 90, noNaN: true }),
    longitude: fc.double({ min: -180, max: 180, noNaN: true }),
    timeZone,
    edgeRttMs: fc.integer({ min: 0, max: 400 }),
  },
  { requiredKeys: ["at"] },
);

const graded = fc
  .record({
    grade: fc.constantFrom("correct", "partial", "invalid", "skipped"),
    exposure: fc.constantFrom("public", "semi_public", "desk", "internal", "private"),
    k: fc.constantFrom(0.05, 0.1, 0.15, 0.35, 0.7),
    r: fc.constantFrom(0.6, 0.8, 0.9, 0.97),
    m: fc.integer({ min: 2, max: 40 }),
    scored: fc.boolean(),
    answeredAt: fc.integer({ min: AT, max: AT + 60_000 }),
  })
  .map((change) => answered(change));

const past = fc.record({
  endedAt: fc.integer({ min: AT - 60 * 24 * HOUR_MS, max: AT }),
  status: fc.constantFrom("passed", "failed", "reported", "timed_out"),
  sameDestination: fc.boolean(),
  stronglyProven: fc.boolean(),
  asn: fc.constantFrom(3243, 7922, 64500),
});

const anyEvidence: fc.Arbitrary<Evidence> = fc.record({
  at: fc.constant(AT),
  action: fc.constantFrom("identity_check", "password_reset", "mfa_reset"),
  person: fc.record({ active: fc.boolean(), privileged: fc.constant(false), country: fc.constant("PT") }),
  destination: fc.record({
    channel: fc.constantFrom("sms", "email"),
    origin: fc.constantFrom("on_record", "typed"),
    changedAt: fc.integer({ min: AT - 20 * 24 * HOUR_MS, max: AT }),
    baseline: fc.boolean(),
    onRecordForOthers: fc.nat(2),
    usedForOthers: fc.nat(2),
    disposableDomain: fc.boolean(),
    numberType: fc.constantFrom("MOBILE", "VOIP"),
  }),
  network: fc.record(
    {
      begin: network,
      later: fc.array(network, { maxLength: 3 }),
      lastSeen: network,
      organisationAsns: fc.subarray([3243, 24940, 62044]),
    },
    { requiredKeys: ["later", "organisationAsns"] },
  ),
  endpoint: fc.record(
    {
      headers: fc.record(
        {
          userAgent: fc.constantFrom(PHONE_AGENT, WINDOWS_AGENT, MAC_AGENT, "curl/8", ""),
          acceptLanguage: fc.constantFrom("pt-PT", "uk", "*"),
          hintPlatform: fc.constantFrom("Windows", "Android", "macOS"),
          hintMobile: fc.boolean(),
          hintBrands: fc.constantFrom('"Chromium";v="142"', ""),
        },
        optional,
      ),
      claims,
      knownPhone: fc.constantFrom("verified", "new", "invalid", "absent"),
      keySeenWithOther: fc.boolean(),
      otherBrowsers: fc.array(fc.record({ at: fc.constant(AT), family: fc.constantFrom("Chrome", "Safari") }), {
        maxLength: 2,
      }),
      sameDeviceAsAgent: fc.boolean(),
      sameNetworkAsAgent: fc.boolean(),
    },
    {
      requiredKeys: [
        "headers",
        "knownPhone",
        "keySeenWithOther",
        "otherBrowsers",
        "sameDeviceAsAgent",
        "sameNetworkAsAgent",
      ],
    },
  ),
  history: fc.record({
    past: fc.array(past, { maxLength: 4 }),
    otherTicketsNearby: fc.nat(1),
    callerRefusedEarlier: fc.boolean(),
  }),
  answers: fc.array(graded, { maxLength: 7 }),
  reported: fc.boolean(),
});

const withoutClaims = (seen: Evidence): Evidence => {
  const { claims: _claims, ...endpoint } = seen.endpoint;
  return { ...seen, endpoint };
};
const LEVEL_ORDER = { verified: 0, medium: 1, high: 2 };

// ---- tests ------------------------------------------------------------------

describe("score", () => {
  it("starts at the prior: one in five is 4.0, even odds are 5.0", () => {
    expect(score(evidence()).score).toBe(4);
    expect(score(evidence(), 0).score).toBe(5);
  });

  it("moves one point for two bits", () => {
    expect(score(withNetwork({ begin: HOSTING })).score).toBe(5.5);
    expect(score(withEndpoint({ knownPhone: "verified" })).score).toBe(2.5);
  });

  it("holds each category within its clamp and says so", () => {
    const seen = withNetwork({
      begin: { ...HOME, country: "T1" },
      later: [HOSTING, { ...HOME, asn: 9009, country: "BR" }],
    });
    const { categories } = score(seen);
    expect(categories.network).toEqual({ sum: 12, clamped: 6 });
    expect(
      score(evidence(() => ({ answers: Array.from({ length: 7 }, (_, place) => answered({ kind: String(place) })) })))
        .categories.challenge.clamped,
    ).toBe(-9);
  });

  it.each([
    [-2.8, "verified"],
    [-2.5, "medium"],
    [3.8, "medium"],
    [4, "high"],
  ])("prior of %d bits is %s against a pass line of 3.6", (priorBits, level) => {
    expect(score(evidence(), priorBits).level).toBe(level);
  });

  it("has the profile's own pass line", () => {
    const strict = assess({ evidence: evidence(), policy: { ...POLICY, priorBits: -3, profile: PROFILES.strict } });
    expect(strict).toMatchObject({ score: 3.5, level: "medium", passLine: 3.2 });
  });

  it.each(Object.values(PROFILES))("is judged at the lines of $id themselves, to the tenth", (profile) => {
    const { scale } = MODEL;
    const levelAt = (wanted: number) => {
      // Nothing is seen but the start: the score is what the prior makes it.
      const priorBits = (wanted - scale.even) / scale.pointsPerBit;
      const made = assess({ evidence: evidence(), policy: { ...POLICY, profile, priorBits } });
      expect(made.score).toBe(wanted);
      return { level: made.level, outcome: outcomeOf(made) };
    };
    const tenths = (value: number) => Math.round(value * 10) / 10;
    expect(levelAt(profile.passLine)).toEqual({ level: "verified", outcome: "passed" });
    expect(levelAt(tenths(profile.passLine + 0.1))).toEqual({ level: "medium", outcome: "risk_medium" });
    expect(levelAt(tenths(HIGH_LINE - 0.1))).toEqual({ level: "medium", outcome: "risk_medium" });
    expect(levelAt(HIGH_LINE)).toEqual({ level: "high", outcome: "risk_high" });
  });

  it("is forced to High by a critical finding, whatever the sum", () => {
    const seen = evidence((honest) => ({
      answers: [...THREE_RIGHT, answered()],
      endpoint: { ...honest.endpoint, knownPhone: "verified", sameDeviceAsAgent: true, sameNetworkAsAgent: true },
    }));
    expect(score(seen)).toMatchObject({ level: "high", forcedHigh: true });
    expect(score(seen).score).toBeLessThanOrEqual(PROFILES.standard.passLine);
  });

  it("is blocked without being moved", () => {
    expect(score(evidence(() => ({ reported: true })))).toMatchObject({ score: 4, blocked: true, forcedHigh: false });
  });

  it("ignores unscored answers", () => {
    const extra = answered({ scored: false, grade: "invalid" });
    expect(score(evidence(() => ({ answers: [...THREE_RIGHT, extra] }))).score).toBe(
      score(evidence(() => ({ answers: THREE_RIGHT }))).score,
    );
  });

  it("takes a draft model and names it", () => {
    const draft = {
      ...MODEL,
      version: "draft",
      weights: { ...MODEL.weights, hosting_network: { ...MODEL.weights.hosting_network, bits: 1 } },
    };
    expect(assess({ evidence: withNetwork({ begin: HOSTING }), policy: POLICY, model: draft })).toMatchObject({
      score: 4.5,
      modelVersion: "draft",
    });
  });
});

describe("early-accept line", () => {
  const [standard, strict] = [PROFILES.standard, PROFILES.strict];
  const typed = { typedDestination: true };

  it.each([
    ["password reset", standard, standard.minimumQuestions, DEFAULT_PRIOR_BITS, {}],
    ["MFA reset", standard, standard.maximumQuestions, DEFAULT_PRIOR_BITS, { action: "mfa_reset" }],
    ["typed destination", strict, strict.maximumQuestions, DEFAULT_PRIOR_BITS, typed],
    ["privileged person", strict, strict.maximumQuestions, PRIVILEGED_PRIOR_BITS, {}],
    ["privileged person, MFA reset", strict, strict.maximumQuestions, PRIVILEGED_PRIOR_BITS, { action: "mfa_reset" }],
  ] as const)("is met by whoever is right: %s", (_name, profile, questions, priorBits, story) => {
    const asked = askable(buildPool(sampleInput(story)))
      .map(({ kind, factKey, exposure, k, r, m, g }) =>
        answered({ kind, factKey, exposure, k, r, m, ...defined({ g }) }),
      )
      .slice(0, questions);
    const seen = evidence(({ destination }) => ({
      destination: "typedDestination" in story ? { ...destination, origin: "typed" } : destination,
      answers: asked,
    }));
    expect(assess({ evidence: seen, policy: { ...POLICY, profile, priorBits } }).score).toBeLessThan(
      profile.earlyAccept,
    );
  });
});

describe("properties", () => {
  it("replays to the identical assessment from a stored record", () => {
    fc.assert(
      fc.property(anyEvidence, (seen) => {
        const stored = JSON.parse(JSON.stringify(seen)) as Evidence;
        // Numbers that JSON cannot hold are not sent by a browser either.
        fc.pre(JSON.stringify(seen) === JSON.stringify(stored) && !JSON.stringify(seen).includes("null"));
        expect(JSON.parse(JSON.stringify(score(stored)))).toEqual(JSON.parse(JSON.stringify(score(seen))));
        expect(score(seen)).toEqual(score(seen));
      }),
    );
  });

  it("no claims that a browser could post score better than none", () => {
    fc.assert(
      fc.property(anyEvidence, claims, (seen, posted) => {
        const silence = score(withoutClaims(seen));
        const claimed = score({ ...seen, endpoint: { ...seen.endpoint, claims: posted } });
        expect(claimed.score).toBeGreaterThanOrEqual(silence.score);
        expect(LEVEL_ORDER[claimed.level]).toBeGreaterThanOrEqual(LEVEL_ORDER[silence.level]);
        expect(claimed.blocked).toBe(silence.blocked);
      }),
      { numRuns: 500 },
    );
  });

  it("claims take away no finding that weighs alone, and add none that lowers", () => {
    fc.assert(
      fc.property(anyEvidence, claims, (seen, posted) => {
        const silence = score(withoutClaims(seen)).findings;
        const claimed = score({ ...seen, endpoint: { ...seen.endpoint, claims: posted } }).findings;
        const alone = ({ bits, alone: own = bits }: Finding): number => own;
        const bitsById = new Map(claimed.map((one) => [one.id, alone(one)]));
        for (const one of silence.filter((found) => alone(found) !== 0 || found.force !== undefined)) {
          expect(bitsById.get(one.id), one.id).toBe(alone(one));
        }
        const added = claimed.filter((one) => silence.every((other) => other.id !== one.id));
        expect(added.filter((one) => one.bits < 0)).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  it("the best forged record scores exactly like silence", () => {
    expect(score(evidence()).score).toBe(score(withoutClaims(evidence())).score);
  });

  it("what was not observed lowers nothing", () => {
    fc.assert(
      fc.property(anyEvidence, (seen) => {
        const blind: Evidence = {
          ...withoutClaims(seen),
          network: { later: [], organisationAsns: seen.network.organisationAsns },
          endpoint: { ...withoutClaims(seen).endpoint, headers: {}, knownPhone: "absent" },
        };
        const { categories } = score(blind);
        expect(categories.network.sum).toBeGreaterThanOrEqual(0);
        expect(categories.endpoint.sum).toBeGreaterThanOrEqual(0);
        expect(categories.persona.sum).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("adds up by hand, lies between 0 and 10 and agrees with its level", () => {
    fc.assert(
      fc.property(anyEvidence, fc.integer({ min: -4, max: 4 }), (seen, priorBits) => {
        const result = score(seen, priorBits);
        const total = CATEGORIES.reduce((sum, category) => {
          const { low, high } = MODEL.clamps[category];
          const bits = result.findings
            .filter((one) => one.category === category)
            .reduce((all, one) => all + one.bits, 0);
          return sum + Math.min(high, Math.max(low, bits));
        }, priorBits);
        expect(Math.abs(result.score - Math.min(10, Math.max(0, 5 + total / 2)))).toBeLessThan(0.0501);
        expect(result.score).toBe(Math.round(result.score * 10) / 10);
        const byScore = result.score >= 7 ? "high" : result.score <= 3 ? "verified" : "medium";
        expect(result.level).toBe(result.forcedHigh ? "high" : byScore);
      }),
    );
  });

  it("ids of findings are unique and nothing private is in them", () => {
    fc.assert(
      fc.property(anyEvidence, (seen) => {
        const { findings } = score({
          ...seen,
          answers: seen.answers.map((one) => ({ ...one, factKey: "CANARY" })),
          network: { ...seen.network, later: seen.network.later.map((one) => ({ ...one, maskedAddress: "CANARY" })) },
        });
        expect(new Set(findings.map((one) => one.id)).size).toBe(findings.length);
        expect(JSON.stringify(findings)).not.toContain("CANARY");
      }),
    );
  });
});

describe("counterfactual", () => {
  it("is the score of the same evidence without the finding", () => {
    const seen = withNetwork({ begin: HOSTING });
    expect(counterfactual(score(seen), "hosting_network")).toBe(score(evidence()).score);
    expect(counterfactual(score(seen), "no_such_finding")).toBe(score(seen).score);
  });

  it("moves against the sign of what is left out", () => {
    fc.assert(
      fc.property(anyEvidence, (seen) => {
        const result = score(seen);
        for (const one of result.findings) {
          const without = counterfactual(result, one.id);
          expect(Math.sign(without - result.score) * Math.sign(one.bits)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });
});

describe("reasons", () => {
  const seen = evidence((honest) => ({
    network: { ...honest.network, begin: HOSTING },
    endpoint: { ...honest.endpoint, headers: { userAgent: WINDOWS_AGENT }, claims: {} },
    answers: THREE_RIGHT,
  }));

  it("are the strongest first, the answers together as one", () => {
    const list = reasons(score(seen), 3);
    expect(list.map((one) => one.direction)).toEqual(["lowers", "raises", "raises"]);
    expect(list[0]?.reason).toBe("3 of 3 answers as expected");
    expect(list[1]).toMatchObject({ reason: expect.stringContaining("hosting provider") as string, points: 1.5 });
    expect(list[2]).toMatchObject({
      reason: expect.stringContaining("SMS was opened on a desktop") as string,
      points: 0.3,
    });
  });

  it("can be asked for one direction, and for fewer", () => {
    expect(reasons(score(seen), 1, "raises").map((one) => one.points)).toEqual([1.5]);
  });

  it("put what forces first, though it weighs nothing", () => {
    expect(reasons(score({ ...seen, reported: true }), 1)[0]?.reason).toContain("was not them");
  });

  it("leave out what is named only", () => {
    expect(reasons(score(withoutClaims(evidence())), 9)).toEqual([]);
  });

  it("share out what a clamp left", () => {
    const tor = withNetwork({ begin: { ...HOME, asn: 24940, country: "T1" }, later: [HOSTING] });
    const points = reasons(score(tor), 9).map((one) => one.points);
    expect(points.reduce((sum, one) => sum + one, 0)).toBeCloseTo(3, 0);
    expect(score(tor).categories.network).toEqual({ sum: 8, clamped: 6 });
    expect(points).toEqual([1.9, 1.1]);
  });
});

describe("challengeSummary", () => {
  const summary = (...answers: Evidence["answers"]): string => challengeSummary(score(evidence(() => ({ answers }))));
  it.each([
    [[], "No question answered"],
    [[answered(), answered(), answered({ grade: "invalid" })], "2 of 3 answers as expected"],
    [
      [answered(), answered({ grade: "partial" }), answered({ grade: "skipped" })],
      "1 of 2 answers as expected, 1 in part, 1 skipped",
    ],
    [[answered(), answered({ scored: false })], "1 of 1 answers as expected"],
    [[answered({ grade: "skipped" })], "No question answered, 1 skipped"],
  ])("%#", (answers, text) => {
    expect(summary(...answers)).toBe(text);
  });
});

it("an unremarkable phone gives no finding at all", () => {
  expect(score(withEndpoint({ claims: PHONE_CLAIMS })).findings).toEqual([]);
});
