import { expect, it } from "vitest";
import type { Assessment, Finding } from "../../core/risk/assessment.ts";
import { MODEL } from "../../core/risk/model.ts";
import { counterfactuals } from "./counterfactuals.ts";

const finding = (id: string, bits: number): Finding => ({ id, category: "network", bits, reason: id, observed: {} });
const none = { sum: 0, clamped: 0 };
const assessment: Assessment = {
  modelVersion: MODEL.version,
  policyVersion: "1",
  priorBits: -2,
  findings: [finding("hosting_network", 2), finding("private_relay", 0)],
  categories: { network: { sum: 2, clamped: 2 }, endpoint: none, persona: none, challenge: none },
  score: 5,
  level: "medium",
  passLine: 3,
  highLine: 7,
  forcedHigh: false,
  blocked: false,
};

it("says the score without each finding that weighs something", () => {
  expect(counterfactuals(assessment)).toEqual({ hosting_network: 4 });
});

it("says nothing of one that the category's cap makes no difference of", () => {
  const capped = {
    ...assessment,
    findings: [finding("hosting_network", 9), finding("far_away", 2)],
    categories: { ...assessment.categories, network: { sum: 11, clamped: 6 } },
    score: 7,
  };
  expect(counterfactuals(capped)).toEqual({ hosting_network: 5 });
});

it("guesses nothing about an older model", () => {
  expect(counterfactuals({ ...assessment, modelVersion: `${MODEL.version}-before` })).toEqual({});
});
