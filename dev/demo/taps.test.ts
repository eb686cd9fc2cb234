/** What a check asks of the usual people's thumbs, by the real selection and the real state machine. */
import { describe, expect, it } from "vitest";
import { keyedFor } from "../../test/support/keyed.ts";
import { EFFORT } from "../../workers/core/questions/asking/effort.ts";
import { usableCount } from "../../workers/core/questions/asking/select.ts";
import { PROFILES } from "../../workers/core/policy/policy.ts";
import type { SessionEvent } from "../../workers/core/session/events.ts";
import {
  after,
  answer,
  BEGIN,
  context,
  observed,
  policy,
  session,
  START,
} from "../../workers/core/session/session.fixture.ts";
import { halden, poolOf } from "./pool.fixture.ts";
import type { DemoPerson } from "./model.ts";

const CODE_CHARACTERS = 6;
const PEOPLE_PLAYED = 60;

/** Typing starts in the field and the last digit sends it, so the spoken code costs no tap. */
function playedBy(person: DemoPerson) {
  const pool = poolOf(person);
  let at = START;
  let now = session({ policy: policy({ callerOnLine: true }) });
  const play = (event: SessionEvent) => {
    at += 10_000;
    now = after(now, event, context(at, { pool, keyed: keyedFor(`${person.id}|today`) })).session;
  };
  play(BEGIN);
  play({ type: "code.entered", observation: observed(), digits: now.code?.digits ?? "" });
  while (now.status === "answering") {
    play(answer(now, "right", pool));
  }
  const asked = now.asked.flatMap(({ poolIndex }) => pool[poolIndex] ?? []);
  return { now, asked };
}

const usual = halden.people
  .filter((person) => person.active && !person.privileged)
  .filter((person) => usableCount(poolOf(person)) >= PROFILES.standard.minimumQuestions)
  .slice(0, PEOPLE_PLAYED);

describe("a check with a spoken code, all answers right", () => {
  it("is three questions, at most seven taps and six typed characters, and passes", () => {
    expect(usual).toHaveLength(PEOPLE_PLAYED);
    for (const person of usual) {
      const { now, asked } = playedBy(person);
      const begin = 1;
      const taps = asked.reduce((sum, { form }) => sum + EFFORT[form].taps, begin);
      const characters = asked.reduce((sum, { form }) => sum + EFFORT[form].characters, CODE_CHARACTERS);
      const cost = { status: now.status, asked: asked.length, taps: taps <= 7, characters };
      expect(cost, `${person.displayName}: ${asked.map(({ kind }) => kind).join(", ")}`).toEqual({
        status: "passed",
        asked: 3,
        taps: true,
        characters: 6,
      });
    }
  });
});
