/**
 * Walks the verification state machine and notes every change of status it sees. The table
 * `ALLOWED` says where an event may happen; where it leads is known to `transition` alone, so
 * the diagram in docs/state-machine.md is drawn from what `transition` really does. Breadth
 * first over a few sessions, with fixed time and chance: the same code gives the same edges.
 */
import { agentId, approvalId, messageId, personId, ticketId, verificationId } from "../../workers/core/kit/ids.ts";
import { SECOND_MS } from "../../workers/core/kit/time.ts";
import { QUESTION_KINDS } from "../../workers/core/questions/registry.ts";
import type { PooledQuestion, Response } from "../../workers/core/questions/question.ts";
import { grade } from "../../workers/core/questions/answers/grade.ts";
import { approvedAction } from "../../workers/core/session/approved-action.ts";
import type { EventType, SessionEvent, Observation } from "../../workers/core/session/events.ts";
import { openingSession } from "../../workers/core/session/opening.ts";
import type { ActionId } from "../../workers/core/policy/policy.ts";
import { policyFor } from "../../workers/core/policy/policy-for.ts";
import type { Session } from "../../workers/core/session/session.ts";
import type { SessionStatus } from "../../workers/core/session/status.ts";
import { openQuestion } from "../../workers/core/session/transitions/answers.ts";
import { nextDueAt, transition } from "../../workers/core/session/transition.ts";

export interface Edge {
  readonly from: SessionStatus;
  readonly event: EventType;
  readonly to: SessionStatus;
}

interface Node {
  readonly session: Session;
  readonly now: number;
}

const START = Date.UTC(2026, 0, 5, 9);
const RANDOM = (): number => 0.5;
const ACTOR = { id: agentId.parse("agt_walker01"), name: "Ada Walker" };
const APPROVER = { agentId: agentId.parse("agt_walker02"), name: "Ben Second" };
const RELEASER = { id: agentId.parse("agt_walker03"), name: "Cy Third" };
const MESSAGE = messageId.parse("msg_walker01");
const BROWSER = "bound";
const VISIT: Observation = { browserTag: BROWSER, linkNumber: 1, network: { at: START }, headers: {} };

/** Answers that are right, wrong and skipped: every outcome can be reached with them. */
const RESPONSES: readonly Response[] = [{ type: "option", index: 0 }, { type: "option", index: 1 }, { type: "skip" }];

/** One list per event, so that an event added to the machine does not compile until it is walked. */
const PRESSES: { readonly [Type in EventType]: (session: Session) => readonly SessionEvent[] } = {
  "delivery.claimed": ({ message }) => [{ type: "delivery.claimed", messageId: message.id }],
  "delivery.sent": ({ message }) => [{ type: "delivery.sent", messageId: message.id }],
  "delivery.delivered": ({ message }) => [{ type: "delivery.delivered", messageId: message.id }],
  "delivery.failed": ({ message }) => [{ type: "delivery.failed", messageId: message.id, problem: "provider_away" }],
  "link.seen": (session) => [{ type: "link.seen", observation: observationOf(session) }],
  "session.begun": (session) => [
    {
      type: "session.begun",
      observation: observationOf(session),
      knownPhone: "absent",
      keySeenWithOther: false,
    },
  ],
  "landing.declined": (session) => [
    { type: "landing.declined", observation: observationOf(session), started: "someone", human: true },
  ],
  // Wrong in another way each time: the same digits again are taken for a repeated post.
  "code.entered": (session) =>
    [session.code?.digits ?? "", `wrong ${session.code?.triesLeft}`].map((digits) => ({
      type: "code.entered",
      observation: observationOf(session),
      digits,
    })),
  "answer.given": answers,
  "answer.reopened": (session) => [
    { type: "answer.reopened", observation: observationOf(session), ordinal: session.asked.length - 1 },
  ],
  "time.extended": (session) => [{ type: "time.extended", observation: observationOf(session) }],
  "move.requested": (session) => [
    { type: "move.requested", observation: observationOf(session), messageId: MESSAGE, page: START },
  ],
  "move.confirmed": (session) => [
    { type: "move.confirmed", observation: observationOf(session), digits: session.movers?.at(-1)?.code?.digits ?? "" },
  ],
  "report.confirmed": (session) => [{ type: "report.confirmed", observation: observationOf(session) }],
  "feedback.given": (session) => [{ type: "feedback.given", observation: observationOf(session), feedback: "ok" }],
  "person.asked": (session) => [{ type: "person.asked", observation: observationOf(session), answerBy: 0 }],
  "grant.reserved": (session) => [
    { type: "grant.reserved", observation: observationOf(session), attempt: "att_walker" },
  ],
  "grant.settled": () => [{ type: "grant.settled", attempt: "att_walker", settlement: { outcome: "unknown" } }],
  "not_working.said": (session) => [{ type: "not_working.said", observation: observationOf(session) }],
  "desk_action.begun": () => [{ type: "desk_action.begun", actor: ACTOR }],
  "desk_action.ended": () => [{ type: "desk_action.ended", actor: ACTOR, outcome: "done" }],
  "agent.resent": () => [{ type: "agent.resent", actor: ACTOR, messageId: MESSAGE }],
  "agent.cancelled": () => [{ type: "agent.cancelled", actor: ACTOR }],
  "agent.took_over": () => [{ type: "agent.took_over", actor: ACTOR, reason: "shift ends" }],
  "caller.refused": () => [{ type: "caller.refused", actor: ACTOR }],
  "code.renewed": () => [{ type: "code.renewed", actor: ACTOR }],
  "approval.asked": () => [
    {
      type: "approval.asked",
      actor: ACTOR,
      approval: { id: approvalId.parse("apr_walker01"), kind: "second_approver", by: APPROVER },
    },
  ],
  "approval.seen": () => [{ type: "approval.seen", approvalId: approvalId.parse("apr_walker01"), by: APPROVER }],
  "approval.given": (session) => [
    {
      type: "approval.given",
      approvalId: approvalId.parse("apr_walker01"),
      by: APPROVER,
      approved: approvedAction(session),
      signed: false,
    },
  ],
  "approval.refused": () => [
    { type: "approval.refused", approvalId: approvalId.parse("apr_walker01"), by: APPROVER, reason: "not expected" },
  ],
  "approver.left": () => [{ type: "approver.left", agentId: APPROVER.agentId }],
  "hold.released": () => [{ type: "hold.released", actor: RELEASER }],
  "passkey.shown": (session) => [
    { type: "passkey.shown", observation: observationOf(session), passkeyId: "key", addedAt: 0 },
  ],
  "ticket.closed": () => [{ type: "ticket.closed" }],
  "requester.changed": () => [{ type: "requester.changed" }],
  "requester.left": () => [{ type: "requester.left" }],
  "notice.reported": () => [{ type: "notice.reported", wide: false }],
  "other.reported": (session) => [
    { type: "other.reported", report: { id: session.id, at: START, by: "desk", actor: ACTOR.id } },
  ],
  "time.due": () => [{ type: "time.due" }],
};

function observationOf(session: Session): Observation {
  return { ...VISIT, linkNumber: session.link.number };
}

function answers(session: Session): readonly SessionEvent[] {
  const question = openQuestion(session);
  return question === undefined
    ? []
    : RESPONSES.map((response) => ({
        type: "answer.given",
        observation: observationOf(session),
        ordinal: question.ordinal,
        attempt: question.answers.length + 1,
        response,
        sealed: "",
        tag: `${question.ordinal}/${question.answers.length}/${JSON.stringify(response)}`,
      }));
}

/** Every change of status that the walk saw, in a stable order. */
export function walkSessions(): readonly Edge[] {
  const edges = new Map<string, Edge>();
  for (const { session, pool } of startingPoints()) {
    walk({ session, now: START }, pool, (edge) => edges.set(`${edge.from} ${edge.event} ${edge.to}`, edge));
  }
  return [...edges.values()];
}

function walk(start: Node, pool: readonly PooledQuestion[], note: (edge: Edge) => void): void {
  const seen = new Set([likeness(start.session)]);
  const waiting: Node[] = [start];
  for (let node = waiting.shift(); node !== undefined; node = waiting.shift()) {
    for (const { event, now } of pressesAt(node)) {
      const { settled, step } = transition(node.session, event, { now, random: RANDOM, keyed: (label) => label, pool });
      const { session } = step.ok ? step.value : settled;
      note({ from: node.session.status, event: event.type, to: session.status });
      const key = likeness(session);
      if (!seen.has(key)) {
        seen.add(key);
        waiting.push({ session, now });
      }
    }
  }
}

/** Every event a second later, and the clock alone once the deadline has come. */
function pressesAt({ session, now }: Node): readonly { event: SessionEvent; now: number }[] {
  const soon = Object.values(PRESSES).flatMap((press) =>
    press(session).map((event) => ({ event, now: now + SECOND_MS })),
  );
  return [...soon, { event: { type: "time.due" }, now: Math.max(now, nextDueAt(session)) }];
}

/** Two sessions that are alike here go on alike, as far as the status is concerned. */
function likeness(session: Session): string {
  const grades = session.asked.map((asked) => asked.answers.at(-1)?.grade ?? "open").sort();
  const { status, detail, code, changing } = session;
  // Link and message decide nothing any more once Begin was pressed.
  const sending = session.deadlineAt === undefined ? [session.link.number, session.message.state] : [];
  const approvals = (session.approvals ?? []).map(({ answer }) => answer ?? "open");
  return JSON.stringify([
    status,
    detail,
    approvals,
    session.proofs.length,
    grades,
    code?.triesLeft,
    changing === undefined,
    sending,
  ]);
}

function startingPoints(): readonly { session: Session; pool: readonly PooledQuestion[] }[] {
  // One of each kind: a session asks at most two of one kind.
  const pool = QUESTION_KINDS.all.map(({ id }) => question(id));
  return [
    { session: newSession({ spoken: false, questions: pool.length }), pool },
    { session: newSession({ spoken: true, questions: pool.length }), pool },
    { session: newSession({ spoken: false, questions: 1 }), pool: pool.slice(0, 1) },
    // What is missing after the questions, others can give.
    {
      session: {
        ...newSession({ spoken: false, questions: pool.length, action: "mfa_reset" }),
        means: ["passkey", "second_approver"],
      },
      pool,
    },
    // What would pass is held first, with and without something missing before.
    { session: heldFirst(newSession({ spoken: false, questions: pool.length })), pool },
    {
      session: {
        ...heldFirst(newSession({ spoken: false, questions: pool.length, action: "mfa_reset" })),
        means: ["passkey", "second_approver"],
      },
      pool,
    },
    // Its further, unscored question is the only one that may be left open at the deadline of a pass.
    { session: { ...newSession({ spoken: false, questions: pool.length }), extraQuestion: true }, pool },
  ];
}

function question(kind: string): PooledQuestion {
  const made: PooledQuestion = {
    kind,
    factKey: kind,
    form: "choice",
    params: {},
    options: ["right", "wrong", "other"],
    expected: { type: "option", index: 0 },
    exposure: "internal",
    k: 0.1,
    r: 0.95,
    m: 4,
  };
  if (grade(made, { type: "option", index: 0 }) !== "correct") {
    throw new Error("the walk's right answer is not right");
  }
  return made;
}

const heldFirst = (session: Session): Session => ({ ...session, policy: { ...session.policy, holdMinutes: 30 } });

function newSession({
  spoken,
  questions,
  action = "password_reset",
}: {
  spoken: boolean;
  questions: number;
  action?: ActionId;
}): Session {
  const policy = policyFor({
    action,
    privileged: false,
    destination: { origin: "on_record", trusted: true },
    callerOnLine: spoken,
  });
  if (!policy.ok) {
    throw new Error("the walk's policy is refused");
  }
  const session = openingSession({
    now: START,
    messageId: MESSAGE,
    agentSide: {},
    id: verificationId.parse("vrf_walker01"),
    ticket: { id: ticketId.parse("tkt_walker01"), number: "IR-1", category: "Password" },
    person: {
      id: personId.parse("per_walker01"),
      name: "Grace Field",
      firstName: "Grace",
      email: "grace@halden.example",
      privileged: false,
      active: true,
      locale: "en",
    },
    agent: ACTOR,
    destination: {
      channel: "sms",
      origin: "on_record",
      trusted: true,
      baseline: true,
      onRecordForOthers: 0,
      usedForOthers: 0,
      disposableDomain: false,
      masked: "",
      maskedPlain: "",
      tag: "",
      sealed: "",
    },
    policy: policy.value,
    callerOnLine: spoken,
    availableQuestions: questions,
    extraQuestion: false,
    background: {
      organisationAsns: [],
      past: [],
      otherTicketsNearby: 0,
      callerRefusedEarlier: false,
      recentFactKeys: [],
    },
  });
  // Long enough ago that the link may be sent again.
  return { ...session, resends: { used: 0, lastAt: START - 60 * SECOND_MS } };
}
