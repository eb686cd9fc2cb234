import { expect, it } from "vitest";
import { DAY_MS } from "../kit/time.ts";
import { recordOf } from "./record.ts";
import { inStatus, session } from "./session.fixture.ts";

it("says of a check that was only sent what is known, and null for the rest", () => {
  const sent = session();
  expect(recordOf(sent)).toMatchObject({
    id: sent.id,
    ticketId: sent.ticket.id,
    deadlineAt: sent.link.expiresAt,
    passLine: sent.policy.profile.passLine,
    question: null,
    begunAt: null,
    score: null,
    strengthBits: null,
    endedAt: null,
    personAskedAt: null,
    answerBy: null,
  });
});

it("names the open question while one is open, and no longer", () => {
  const answering = inStatus("answering");
  expect(recordOf(answering).question).toBe(answering.asked.length);
  expect(recordOf(inStatus("passed")).question).toBeNull();
});

it("keeps the line that decided, which at the deadline is a stricter one", () => {
  const passed = inStatus("passed");
  const { assessment } = passed;
  if (assessment === undefined) {
    throw new Error("a passed check has an assessment");
  }
  const strict = { ...passed, assessment: { ...assessment, passLine: 1.25 } };
  expect(recordOf(strict)).toMatchObject({ passLine: 1.25, score: assessment.score, endedAt: passed.moments.endedAt });
});

it("says by when somebody who asks for a person hears, also in checks that did not keep it", () => {
  expect(recordOf({ ...session(), personAskedAt: 5 })).toMatchObject({ personAskedAt: 5, answerBy: 5 + DAY_MS });
});
