import { describe, expect, it } from "vitest";
import { grade } from "../../workers/core/questions/answers/grade.ts";
import { noneOfTheseIndex } from "../../workers/core/questions/question.ts";
import { QUESTION_KINDS } from "../../workers/core/questions/registry.ts";
import { SELECTION_POLICY, usableCount } from "../../workers/core/questions/asking/select.ts";
import { PROFILES } from "../../workers/core/policy/policy.ts";
import { answersFor, wrongAnswerFor } from "./answers.ts";
import { DEMO_PEOPLE } from "./cast.ts";
import { personOf } from "./organisation.ts";
import { halden, poolOf } from "./pool.fixture.ts";

const everyQuestion = halden.people.flatMap((person) =>
  ["", "a", "b"].flatMap((salt) => poolOf(person, salt).map((question) => ({ person, question }))),
);

describe("answersFor", () => {
  it("meets every kind of question, with and without the truth among the options", () => {
    expect(new Set(everyQuestion.map(({ question }) => question.kind))).toEqual(
      new Set(QUESTION_KINDS.all.map(({ id }) => id)),
    );
    const right = everyQuestion.map(
      ({ question }) => question.expected.type === "option" && question.expected.index === noneOfTheseIndex(question),
    );
    expect(right).toContain(true);
    expect(right).toContain(false);
  });

  it("is right for every question of every person", () => {
    const wrong = everyQuestion.filter(
      ({ person, question }) => grade(question, answersFor(halden, person.id)(question)) !== "correct",
    );
    expect(wrong.map(({ person, question }) => [person.displayName, question])).toEqual([]);
  });

  it("says it does not know where nothing is on file", () => {
    const answer = answersFor(halden, DEMO_PEOPLE.fewFacts);
    expect(answer({ kind: "start_month", params: {}, form: "month", options: [] })).toEqual({ type: "skip" });
    expect(answer({ kind: "sign_in_city", params: {}, form: "text", options: [] })).toEqual({ type: "skip" });
  });

  it("refuses a kind nobody registered", () => {
    expect(() =>
      answersFor(halden, DEMO_PEOPLE.dana)({ kind: "shoe_size", params: {}, form: "text", options: [] }),
    ).toThrow("shoe_size");
  });
});

describe("wrongAnswerFor", () => {
  it("is wrong for every question of every person", () => {
    const lucky = everyQuestion.filter(
      ({ person, question }) => grade(question, wrongAnswerFor(halden, person.id)(question)) !== "invalid",
    );
    expect(lucky.map(({ person, question }) => [person.displayName, question])).toEqual([]);
  });
});

describe("what can be asked", () => {
  const thin = new Set(halden.people.filter(({ facts }) => facts.startMonth === undefined));

  it("is enough for the strict profile for everyone who is well known", () => {
    const short = halden.people.filter(
      (person) =>
        !thin.has(person) && usableCount(poolOf(person), SELECTION_POLICY) < PROFILES.strict.minimumQuestions + 1,
    );
    expect(short.map(({ displayName }) => displayName)).toEqual([]);
  });

  it("is too little for the twenty with few facts", () => {
    expect(thin.size).toBe(20);
    expect(
      [...thin].filter((person) => usableCount(poolOf(person), SELECTION_POLICY) >= PROFILES.standard.minimumQuestions),
    ).toEqual([]);
    expect(thin.has(personOf(halden, DEMO_PEOPLE.fewFacts))).toBe(true);
  });

  it("leaves Dana's journey a full standard check", () => {
    expect(usableCount(poolOf(personOf(halden, DEMO_PEOPLE.dana)), SELECTION_POLICY)).toBeGreaterThanOrEqual(
      PROFILES.standard.maximumQuestions,
    );
  });
});
