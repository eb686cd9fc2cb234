/**
 * Questions and answers. The ordinal and attempt of a post key it: the same body again changes
 * nothing, a different one is a conflict. Grading happens here and is told to nobody.
 */
import { defined } from "../../kit/defined.ts";
import { err, ok } from "../../kit/result.ts";
import { grade } from "../../questions/answers/grade.ts";
import { asAskedAfter, selectNext } from "../../questions/asking/select.ts";
import { decideNext } from "../../questions/asking/sequential.ts";
import type { Effect } from "../effects.ts";
import type { SessionEvent } from "../events.ts";
import { assessmentOf, givenAnswers } from "../evidence-of.ts";
import { conclude } from "../settle.ts";
import type { AskedQuestion, Session } from "../session.ts";
import { isTerminal } from "../status.ts";
import type { TransitionResult, TransitionContext } from "../transitioned.ts";
import { withNetwork } from "./observing.ts";

type AnswerEvent = Extract<SessionEvent, { type: "answer.given" | "answer.reopened" }>;
type Given = Extract<SessionEvent, { type: "answer.given" }>;

/** How often one answer may be changed; more would be a way to try options. */
export const ATTEMPTS_PER_QUESTION = 5;

export function onAnswerEvent(session: Session, event: AnswerEvent, context: TransitionContext): TransitionResult {
  if (event.observation.browserTag !== session.browser?.tag) {
    return err("session.other_browser");
  }
  return event.type === "answer.reopened" ? reopen(session, event.ordinal) : give(session, event, context);
}

/** The question that the page shows: the one being changed, else the last one asked. */
export function openQuestion(session: Session): AskedQuestion | undefined {
  const ordinal = session.changing ?? session.asked.length;
  return session.asked[ordinal - 1];
}

/** Only the previous answer, only until the next is given. */
function reopen(session: Session, ordinal: number): TransitionResult {
  if (session.changing === ordinal) {
    return ok({ session, effects: [] });
  }
  const previous = session.asked[ordinal - 1];
  const changeable =
    previous !== undefined && ordinal === session.asked.length - 1 && previous.answers.length < ATTEMPTS_PER_QUESTION;
  if (!changeable) {
    return err("answer.out_of_order");
  }
  return ok({ session: { ...session, changing: ordinal }, effects: [] });
}

function give(session: Session, event: Given, context: TransitionContext): TransitionResult {
  const question = session.asked[event.ordinal - 1];
  const repeated = question?.answers[event.attempt - 1];
  if (repeated !== undefined) {
    return repeated.tag === event.tag ? ok({ session, effects: [] }) : err("answer.conflict");
  }
  if (session.status !== "answering") {
    return err(isTerminal(session.status) ? "session.ended" : "session.not_allowed");
  }
  if (question === undefined || question !== openQuestion(session) || event.attempt !== question.answers.length + 1) {
    return err("answer.out_of_order");
  }
  const pooled = context.pool[question.poolIndex];
  if (pooled === undefined) {
    throw new Error("asked question is not in the pool");
  }
  const answer = {
    attempt: event.attempt,
    at: context.now,
    grade: grade(pooled, event.response),
    tag: event.tag,
    sealed: event.sealed,
  };
  const seen = withNetwork(session, event.observation);
  const asked = session.asked.map((other) =>
    other.ordinal === question.ordinal ? { ...other, answers: [...other.answers, answer] } : other,
  );
  const effects: Effect[] = [
    { type: "transcript", ordinal: event.ordinal, attempt: event.attempt },
    {
      type: "audit",
      action: "answer.given",
      actor: "requester",
      data: { ordinal: event.ordinal, attempt: event.attempt },
    },
  ];
  if (session.changing !== undefined) {
    const { changing: _changing, ...rest } = seen;
    return ok({ session: { ...rest, asked }, effects });
  }
  const next = askNext({ ...seen, asked }, context);
  return ok({ session: next.session, effects: [...effects, ...next.effects] });
}

/** Decides whether to ask again and what; ends the session when the questions are over. */
export function askNext(
  session: Session,
  context: TransitionContext,
): { session: Session; effects: readonly Effect[] } {
  const answers = givenAnswers(session);
  const { score } = assessmentOf(session, context.now);
  const candidate = selectNext({
    pool: context.pool,
    asked: session.asked.map((question) => question.poolIndex),
    recentFactKeys: session.background.recentFactKeys,
    keyed: context.keyed,
  });
  const step = decideNext({
    answers,
    score,
    profile: session.policy.profile,
    remaining: candidate === undefined ? 0 : 1,
    extraQuestion: session.extraQuestion,
  });
  const shown = session.asked.flatMap(({ poolIndex }) => context.pool[poolIndex] ?? []);
  const drawn = candidate === undefined ? undefined : context.pool[candidate];
  const pooled = drawn && asAskedAfter(drawn, shown);
  if (step.type === "finish" || candidate === undefined || pooled === undefined) {
    const reason = step.type === "finish" && step.reason === "too_few_facts" ? "pool_exhausted" : "enough";
    return conclude(session, { now: context.now, reason });
  }
  const question: AskedQuestion = {
    ordinal: session.asked.length + 1,
    poolIndex: candidate,
    kind: pooled.kind,
    factKey: pooled.factKey,
    exposure: pooled.exposure,
    k: pooled.k,
    r: pooled.r,
    m: pooled.m,
    ...defined({ g: pooled.g }),
    askedAt: context.now,
    scored: step.type === "ask",
    answers: [],
  };
  return { session: { ...session, asked: [...session.asked, question] }, effects: [] };
}
