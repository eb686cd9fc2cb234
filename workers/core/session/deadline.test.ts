/**
 * Running out the clock must never be the better habit. Played with the real machine: from whatever
 * state a sitting can be in, the deadline passes nobody whom "I don't know" to the end would not pass.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { seededRandom } from "../../../dev/demo/seeded-random.ts";
import type { Random } from "../kit/random.ts";
import { MINUTE_MS, SECOND_MS } from "../kit/time.ts";
import { PROFILES } from "../policy/policy.ts";
import { assessmentOf, givenAnswers, hasEnough } from "./evidence-of.ts";
import { after, answer, answered, begun, context, observed, policy, type Knowledge } from "./session.fixture.ts";
import type { Session } from "./session.ts";

const AT = 10 * SECOND_MS;

/** The clock stands a little later for each answer; nobody is near the deadline. */
const give = (now: Session, knowledge: Knowledge): Session =>
  after(now, answer(now, knowledge), context((now.moments.begunAt ?? 0) + AT * (givenAnswers(now).length + 1))).session;

const timeOut = (now: Session): Session => after(now, { type: "time.due" }, context(now.deadlineAt)).session;

function skipToTheEnd(from: Session): Session {
  let now = from;
  while (now.status === "answering") {
    now = give(now, "skip");
  }
  return now;
}

/** Changes the previous answer now and then, as the page offers. */
function changed(now: Session, random: Random): Session {
  const ordinal = now.asked.length - 1;
  if (random() > 0.2 || ordinal < 1) {
    return now;
  }
  const at = context((now.moments.begunAt ?? 0) + MINUTE_MS * 2);
  const reopened = after(now, { type: "answer.reopened", observation: observed(), ordinal }, at).session;
  return after(reopened, answer(reopened, drawn(random)), at).session;
}

function drawn(random: Random): Knowledge {
  const draw = random();
  return draw < 0.65 ? "right" : draw < 0.85 ? "wrong" : "skip";
}

// Without a second person and a hold, so that the line alone decides.
const strict = policy({
  destination: { origin: "typed", trusted: false },
  overrides: { typedWithoutSecondPerson: true, holdMinutes: 0 },
});

/** Every state in which a question is open, of many sittings that go well and badly. */
function openStates(sittings: number): Session[] {
  return Array.from({ length: sittings }, (_, seed) => {
    const random = seededRandom(`sitting ${seed}`);
    let now = begun({ extraQuestion: random() < 0.4, ...(random() < 0.5 ? { policy: strict } : {}) });
    const states: Session[] = [];
    while (now.status === "answering") {
      states.push(now);
      now = give(changed(now, random), drawn(random));
    }
    return states;
  }).flat();
}

interface Pair {
  readonly state: Session;
  readonly waited: Session;
  readonly skipped: Session;
}

describe("at the deadline", () => {
  let pairs: Pair[] = [];
  beforeAll(() => {
    pairs = openStates(90).map((state) => ({ state, waited: timeOut(state), skipped: skipToTheEnd(state) }));
  });

  it("nobody passes whom 'I don't know' to the end would not pass", () => {
    const passes = pairs.filter(({ waited }) => waited.status === "passed");
    expect(passes.filter(({ skipped }) => skipped.status !== "passed")).toEqual([]);
    // Some do: the sitting was over, and only the further, unscored question was open.
    expect(passes.length).toBeGreaterThan(5);
    expect(passes.length).toBeLessThan(pairs.length / 4);
  });

  it("a score between the two lines is not enough, though answering on from it may be", () => {
    const between = pairs.filter(({ state }) => {
      const { score } = assessmentOf(state, state.moments.begunAt ?? 0);
      const { earlyAccept, passLine } = state.policy.profile;
      return hasEnough(state) && score > earlyAccept && score <= passLine - 0.5;
    });
    expect(between.filter(({ waited }) => waited.status === "passed")).toEqual([]);
    expect(between.some(({ skipped }) => skipped.status === "passed")).toBe(true);
  });

  it("the score is never better than after 'I don't know' to the end", () => {
    const decided = pairs.filter(({ waited }) => waited.status !== "timed_out");
    expect(decided.length).toBeGreaterThan(20);
    for (const { waited, skipped } of decided) {
      expect(waited.assessment?.score).toBeGreaterThanOrEqual(skipped.assessment?.score ?? 10);
    }
  });

  it("score, line and level say one thing", () => {
    for (const { status, assessment, policy: rules } of pairs.map(({ waited }) => waited)) {
      if (status === "passed" || status === "failed") {
        expect(assessment?.passLine).toBe(rules.profile.earlyAccept);
        expect(assessment?.policyVersion).toBe(`${rules.version}/at_deadline`);
        expect(assessment?.level === "verified").toBe(status === "passed");
      }
    }
  });
});

it("what was not reached is named so, and weighs as a skipped question does", () => {
  const three = answered(answered(begun(), "right", 2), "wrong", 1);
  const findings = timeOut(three).assessment?.findings.filter(({ id }) => id.startsWith("answer_")) ?? [];
  expect(findings).toHaveLength(PROFILES.standard.maximumQuestions);
  expect(findings.slice(3).map(({ observed: { grade }, bits }) => [grade, bits])).toEqual([
    ["skipped", 1],
    ["not_reached", 1],
    ["not_reached", 1],
    ["not_reached", 1],
    ["not_reached", 1],
  ]);
  expect(findings.at(-1)?.reason).toBe("Question 8 was not reached in time");
});
