import { expect, it } from "vitest";
import { SECOND_MS } from "../kit/time.ts";
import type { SessionEvent } from "./events.ts";
import { refusalValues } from "./refusal-values.ts";
import { AGENT, answer, BEGIN, inStatus, observed } from "./session.fixture.ts";
import type { Session } from "./session.ts";
import type { TransitionProblem } from "./transitioned.ts";

const answering = inStatus("answering");
const open = answering.asked.length;
const given = { ...answer(answering), ordinal: 4, attempt: 2 };
const now = answering.resends.lastAt + 10 * SECOND_MS;
const ended = inStatus("passed");

it.each<readonly [TransitionProblem, Session, SessionEvent, object]>([
  ["answer.out_of_order", answering, given, { expected_ordinal: open, expected_attempt: 1, ordinal: 4, attempt: 2 }],
  ["answer.conflict", answering, given, { expected_ordinal: open, ordinal: 4, attempt: 2 }],
  ["resend.too_soon", answering, { type: "time.due" }, { seconds_left: answering.policy.resendPauseSeconds - 10 }],
  ["resend.none_left", answering, { type: "time.due" }, { used: 0, allowed: answering.policy.resendsAllowed }],
  ["time.none_left", answering, { type: "time.due" }, { used: 0, allowed: answering.policy.extensionsAllowed }],
  [
    "link.revoked",
    answering,
    { ...BEGIN, observation: { ...observed(), linkNumber: 7 } },
    { expected_link: 1, link: 7 },
  ],
  ["session.not_allowed", answering, { type: "agent.cancelled", actor: AGENT }, { status: "answering" }],
  ["session.ended", ended, BEGIN, { status: "passed", ended_seconds_ago: expect.any(Number) }],
])("%s says what stood against what came", (problem, session, event, values) => {
  expect(refusalValues(session, { event, problem, now })).toMatchObject(values);
});

it("holds nothing of an answer", () => {
  const text = JSON.stringify(refusalValues(answering, { event: given, problem: "answer.conflict", now }));
  for (const secret of [given.tag, given.sealed, JSON.stringify(given.response)]) {
    expect(text).not.toContain(secret);
  }
});
