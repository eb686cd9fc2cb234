import { describe, expect, it } from "vitest";
import type { Assessment, Finding } from "../frame/shapes.ts";
import { directionOf, findingText, groupOf, midSentence, topFindings } from "./findings.ts";

const finding = (id: string, bits: number, change: Partial<Finding> = {}): Finding => ({
  id,
  category: "network",
  bits,
  reason: `Saw ${id}`,
  observed: {},
  ...change,
});

const none = { sum: 0, clamped: 0 };
const assessment = (findings: readonly Finding[], network = none): Assessment => ({
  modelVersion: "1",
  policyVersion: "1",
  priorBits: -2,
  findings,
  categories: { network, endpoint: none, persona: none, challenge: none },
  score: 4,
  level: "medium",
  passLine: 3,
  highLine: 7,
  forcedHigh: false,
  blocked: false,
});

describe("topFindings", () => {
  it("takes the strongest, whichever way they point", () => {
    const all = [finding("a", 1), finding("b", -4.8), finding("c", 2), finding("named", 0)];
    expect(topFindings(assessment(all), 2).map(({ id }) => id)).toEqual(["b", "c"]);
  });

  it("puts what forces the level first, even without bits", () => {
    const all = [finding("a", 5), finding("critical", 0, { force: "critical" })];
    expect(topFindings(assessment(all), 1).map(({ id }) => id)).toEqual(["critical"]);
  });
});

const answer = (number: number, bits: number, grade: string): Finding =>
  finding(`answer_${String(number)}`, bits, { category: "challenge", observed: { grade } });

describe("the answers", () => {
  const answers = [answer(1, -2.8, "correct"), answer(2, 1.2, "partial"), answer(3, 1, "skipped")];

  it("count as one finding among the others", () => {
    const top = topFindings(assessment([finding("vpn", 2), ...answers]), 3);
    expect(top.map(({ id, reason }) => [id, reason])).toEqual([
      ["vpn", "Saw vpn"],
      ["answers", "1 of 2 answers correct, 1 partial, 1 skipped"],
    ]);
    expect(top[1]?.bits).toBeCloseTo(-0.6);
  });

  it("stand together in their category, beside what else was found there", () => {
    const fast = finding("fast_answer", 0.5, { category: "challenge" });
    expect(groupOf(assessment([...answers, fast]), "challenge").findings.map(({ id }) => id)).toEqual([
      "answers",
      "fast_answer",
    ]);
  });

  it("are not called wrong when nobody answered", () => {
    const [only] = topFindings(assessment([answer(1, 1, "skipped"), answer(2, 1, "skipped")]), 1);
    expect(only?.reason).toBe("No question answered, 2 skipped");
  });
});

it("lowers the first letter of a sentence, never of a name", () => {
  expect(midSentence("Network belongs to a consumer VPN")).toBe("network belongs to a consumer VPN");
  expect(midSentence("A network")).toBe("a network");
  expect(midSentence("VPN in use")).toBe("VPN in use");
});

describe("groupOf", () => {
  it("says when the cap cut the sum", () => {
    expect(groupOf(assessment([], { sum: 8, clamped: 6 }), "network")).toMatchObject({ bits: 6, cutFrom: 8 });
    expect(groupOf(assessment([], { sum: 6, clamped: 6 }), "network").cutFrom).toBeUndefined();
  });

  it("keeps each category's findings apart", () => {
    const all = [finding("a", 1), finding("b", 1, { category: "persona" })];
    expect(groupOf(assessment(all), "persona").findings.map(({ id }) => id)).toEqual(["b"]);
  });
});

it("marks what weighs nothing as only named", () => {
  expect(findingText(finding("vdi", 0))).toBe("Saw vdi (named only)");
  expect(findingText(finding("tor", 0, { force: "critical" }))).toBe("Saw tor");
});

it("gives a direction to what is printed, not to what rounds away", () => {
  expect([directionOf(0.2), directionOf(-0.2), directionOf(0.04)]).toEqual(["higher", "lower", "none"]);
});
