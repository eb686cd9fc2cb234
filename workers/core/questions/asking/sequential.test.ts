import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../../dev/demo/seeded-random.ts";
import { PROFILES } from "../../policy/policy.ts";
import type { Grade } from "../question.ts";
import { decideNext, drawExtraQuestion, questionRange } from "./sequential.ts";

const { standard, strict } = PROFILES;
const given = (...grades: readonly Grade[]) => grades.map((grade) => ({ grade, scored: true }));
const extra = { grade: "correct", scored: false } as const;

const step = (change: Partial<Parameters<typeof decideNext>[0]>) =>
  decideNext({ answers: [], score: 4, profile: standard, remaining: 9, extraQuestion: false, ...change });

describe("nextStep", () => {
  const three = given("correct", "correct", "correct");

  it("asks until the minimum is answered, however good the score", () => {
    expect(step({ answers: given("correct", "correct"), score: 0 })).toEqual({ type: "ask" });
    expect(step({ answers: given("correct", "correct", "skipped"), score: 0 })).toEqual({ type: "ask" });
    expect(step({ answers: three, score: 0, profile: strict })).toEqual({ type: "ask" });
  });

  it("stops at the early-accept line, not above it", () => {
    expect(step({ answers: three, score: standard.earlyAccept })).toEqual({ type: "finish", reason: "early_accept" });
    expect(step({ answers: three, score: standard.earlyAccept + 0.1 })).toEqual({ type: "ask" });
  });

  it("stops at the maximum", () => {
    const eight = given("correct", "invalid", "correct", "invalid", "correct", "invalid", "correct", "invalid");
    expect(step({ answers: eight.slice(1) })).toEqual({ type: "ask" });
    expect(step({ answers: eight })).toEqual({ type: "finish", reason: "maximum_asked" });
  });

  it("asks one further question, unscored, where the session was drawn for it", () => {
    expect(step({ answers: three, score: 1, extraQuestion: true })).toEqual({ type: "ask_unscored" });
    expect(step({ answers: [...three, extra], score: 1, extraQuestion: true })).toEqual({
      type: "finish",
      reason: "early_accept",
    });
  });

  it("goes on asking when the answer before the further question was changed for the worse", () => {
    const changed = [...given("correct", "correct", "invalid"), extra];
    expect(step({ answers: changed, score: 3, extraQuestion: true })).toEqual({ type: "ask" });
  });

  it("asks no further question beyond the maximum or an empty pool", () => {
    const eight = given("skipped", "skipped", "skipped", "skipped", "skipped", "correct", "correct", "correct");
    const accepted = { type: "finish", reason: "early_accept" };
    expect(step({ answers: eight, score: 1, extraQuestion: true })).toEqual(accepted);
    expect(step({ answers: three, score: 1, extraQuestion: true, remaining: 0 })).toEqual(accepted);
  });

  it("says why too little was answered", () => {
    const skipped = given("correct", "skipped", "skipped");
    expect(step({ answers: skipped, remaining: 0 })).toEqual({ type: "finish", reason: "skipped_too_many" });
    expect(step({ answers: skipped.slice(1), remaining: 0 })).toEqual({ type: "finish", reason: "too_few_facts" });
    expect(step({ remaining: 0 })).toEqual({ type: "finish", reason: "too_few_facts" });
    expect(
      step({ answers: given(...Array.from({ length: standard.maximumQuestions }, () => "skipped" as const)) }),
    ).toEqual({
      type: "finish",
      reason: "skipped_too_many",
    });
  });

  it("decides on what there is when the pool runs dry after the minimum", () => {
    expect(step({ answers: three, remaining: 0 })).toEqual({ type: "finish", reason: "pool_exhausted" });
  });

  const anySession = fc.record({
    grades: fc.array(fc.constantFrom<Grade>("correct", "partial", "invalid", "skipped"), { maxLength: 9 }),
    profile: fc.constantFrom(standard, strict),
    score: fc.double({ min: 0, max: 10, noNaN: true }),
    remaining: fc.nat(2),
    extraQuestion: fc.boolean(),
  });
  /** Above the early-accept line of either profile. */
  const badScores = fc.double({ min: 1.9, max: 10, noNaN: true });

  it("never ends before the minimum while there is something to ask", () => {
    fc.assert(
      fc.property(anySession, ({ grades, ...session }) => {
        const answered = grades.filter((grade) => grade !== "skipped").length;
        fc.pre(answered < session.profile.minimumQuestions && grades.length < session.profile.maximumQuestions);
        expect(step({ ...session, answers: given(...grades), remaining: 1 })).toEqual({ type: "ask" });
      }),
    );
  });

  it("does not look at which answers were wrong, nor at how bad the score is", () => {
    fc.assert(
      fc.property(anySession, badScores, badScores, ({ grades, ...session }, one, other) => {
        const flipped = grades.map((grade): Grade => (grade === "skipped" ? grade : "invalid"));
        const asGiven = step({ ...session, answers: given(...grades), score: one });
        expect(step({ ...session, answers: given(...flipped), score: other })).toEqual(asGiven);
      }),
    );
  });

  it("always ends by the maximum", () => {
    fc.assert(
      fc.property(anySession, ({ grades, ...session }) => {
        fc.pre(grades.length >= session.profile.maximumQuestions);
        expect(step({ ...session, answers: given(...grades) }).type).toBe("finish");
      }),
    );
  });
});

it("draws a further question for one session of five", () => {
  const random = seededRandom("sessions");
  const drawn = Array.from({ length: 2_000 }, () => drawExtraQuestion(random)).filter(Boolean).length;
  expect(Math.abs(drawn - 400)).toBeLessThan(3 * Math.sqrt(2_000 * 0.2 * 0.8));
});

it("announces one number per profile", () => {
  expect(questionRange(standard)).toEqual({ least: 3, most: standard.maximumQuestions });
  expect(questionRange(strict)).toEqual({ least: 4, most: strict.maximumQuestions });
});
