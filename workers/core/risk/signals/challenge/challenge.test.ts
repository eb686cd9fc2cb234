import { describe, expect, it } from "vitest";
import { answerWeights } from "../../../questions/bits.ts";
import { answered, AT, evidence } from "../../evidence.fixture.ts";
import { bitsOf, found } from "../finding.fixture.ts";

const answers = (...list: ReturnType<typeof answered>[]) => evidence(() => ({ answers: list }));

describe("answers", () => {
  it("weigh what their kind says, each on its own and by number", () => {
    const seen = found("answer", answers(answered(), answered({ grade: "invalid" })));
    expect(seen.map((one) => one.id)).toEqual(["answer_1", "answer_2"]);
    expect(seen[0]?.bits).toBeCloseTo(answerWeights([answered()])[0] ?? 0, 1);
    expect(seen[0]?.bits).toBeLessThan(0);
    expect(seen[1]?.bits).toBeGreaterThan(0);
  });

  it("keep their number when an unscored one stands between them", () => {
    const seen = found("answer", answers(answered(), answered({ scored: false }), answered()));
    expect(seen.map((one) => one.id)).toEqual(["answer_1", "answer_3"]);
  });

  it("never name the fact", () => {
    const text = JSON.stringify(found("answer", answers(answered({ factKey: "CANARY" }))));
    expect(text).not.toContain("CANARY");
  });

  it("with a broken table stop the assessment instead of scoring it", () => {
    expect(() => found("answer", answers(answered({ r: 0 })))).toThrow("no finite weight");
  });
});

describe("speed", () => {
  const took = (ms: number, change = {}) => answered({ answeredAt: AT + ms, ...change });
  it.each([
    ["at 1,499 ms", answers(took(1_499)), 0.5],
    ["at 1,500 ms", answers(took(1_500)), undefined],
    ["twice, counted once", answers(took(100), took(100)), 0.5],
    ["skipped", answers(took(100, { grade: "skipped" })), undefined],
    ["unscored", answers(took(100, { scored: false })), undefined],
  ])("%s", (_name, seen, bits) => {
    expect(bitsOf("fast_answer", seen)).toBe(bits);
  });
});
