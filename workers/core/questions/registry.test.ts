import { describe, expect, it } from "vitest";
import { expectedBits } from "./bits.ts";
import { KNOWLEDGE } from "./kind.ts";
import { noneOfTheseIndex } from "./question.ts";
import { buildPool, QUESTION_KINDS } from "./registry.ts";
import { SAMPLE_FACTS, sampleInput } from "./sample-person.fixture.ts";

describe.each(QUESTION_KINDS.all.map((kind) => [kind.id, kind] as const))("%s", (id, kind) => {
  it("states how well it is recalled within bounds and a reason", () => {
    expect(kind.recalled).toBeGreaterThanOrEqual(0.6);
    expect(kind.recalled).toBeLessThanOrEqual(0.97);
    expect(kind.reason.length).toBeGreaterThan(20);
  });

  it("builds well-formed questions about the sample person, the same each time", () => {
    const questions = kind.build(sampleInput());
    expect(questions.length).toBeGreaterThan(0);
    expect(kind.build(sampleInput())).toEqual(questions);
    for (const question of questions) {
      expect(question).toMatchObject({
        kind: id,
        k: Math.max(KNOWLEDGE[question.exposure], kind.known ?? 0),
        r: kind.recalled,
      });
      expect(question.options.length > 0).toBe(question.form === "choice");
      expect(expectedBits(question)).toBeGreaterThan(0);
      if (question.expected.type === "option") {
        expect(question.expected.index).toBeLessThanOrEqual(noneOfTheseIndex(question));
      }
    }
  });

  it("builds nothing about a person of whom nothing is known", () => {
    const facts = {
      name: SAMPLE_FACTS.name,
      peers: [],
      directReports: [],
      groups: [],
      closedTickets: [],
      meetings: [],
      signIns: [],
      devices: [],
    };
    expect(kind.build(sampleInput({ facts }))).toEqual([]);
  });
});

describe("buildPool", () => {
  it("has one question per fact key", () => {
    const keys = buildPool(sampleInput()).map((question) => question.factKey);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBeGreaterThanOrEqual(QUESTION_KINDS.all.length);
  });

  it("has no answer in what is shown besides the options", () => {
    for (const { params, factKey } of buildPool(sampleInput())) {
      const shown = JSON.stringify([params, factKey]);
      for (const fact of ["Okafor", "Lindqvist", "Leeds", "London", "2021", "Hughes", "Quarter"]) {
        expect(shown).not.toContain(fact);
      }
    }
  });
});
