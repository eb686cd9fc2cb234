/**
 * One honest check of the sample person, for tests. `session()` is just created; `begun()` has a
 * question open; `inStatus()` reaches every status the way the product does where it can.
 */
import { seededRandom } from "../../../dev/demo/seeded-random.ts";
import { keyedFor } from "../../../test/support/keyed.ts";
import { agentId, approvalId, messageId, personId, ticketId, verificationId } from "../kit/ids.ts";
import { DAY_MS, MINUTE_MS, SECOND_MS, type EpochMs } from "../kit/time.ts";
import { noneOfTheseIndex, type PooledQuestion, type Response } from "../questions/question.ts";
import { buildPool } from "../questions/registry.ts";
import { SAMPLE_NOW, sampleInput } from "../questions/sample-person.fixture.ts";
import { usableCount } from "../questions/asking/select.ts";
import { HOME, PHONE_AGENT, PHONE_CLAIMS } from "../risk/evidence.fixture.ts";
import { approvedAction } from "./approved-action.ts";
import type { SessionEvent, Observation } from "./events.ts";
import { openingSession } from "./opening.ts";
import { policyFor, type PolicyInput } from "../policy/policy-for.ts";
import type { Policy } from "../policy/policy.ts";
import type { Session } from "./session.ts";
import type { SessionStatus } from "./status.ts";
import type { Transitioned, TransitionContext } from "./transitioned.ts";
import { openQuestion } from "./transitions/answers.ts";
import { transition } from "./transition.ts";

export const START: EpochMs = SAMPLE_NOW;
export const POOL = buildPool(sampleInput());

/** Planted where no view, note or audit row may repeat it. */
export const CANARIES = {
  name: "Canary Requestername",
  email: "canary.requester@canary.test",
  contact: "canary-sealed-contact",
  contactTag: "canary-contact-tag",
  answer: "canary-sealed-answer",
} as const;

export const AGENT = { id: agentId.parse("agt_sender01"), name: "Dana Cole" };
export const OTHER_AGENT = { id: agentId.parse("agt_second01"), name: "Lee Park" };
export const MESSAGE = messageId.parse("msg_first0001");
export const PHONE = "tag-of-the-phone";

export function policy(change: Partial<PolicyInput> = {}): Policy {
  const made = policyFor({
    action: "password_reset",
    privileged: false,
    destination: { origin: "on_record", trusted: true },
    callerOnLine: false,
    ...change,
  });
  if (!made.ok) {
    throw new Error("the fixture asks for a policy that is refused");
  }
  return made.value;
}

export function session(change: Partial<Session> = {}): Session {
  const rules = change.policy ?? policy();
  return {
    ...openingSession({
      now: START,
      messageId: MESSAGE,
      agentSide: {},
      id: verificationId.parse("vrf_AAAAAAAAAAAAAAAAAAAAAA"),
      ticket: { id: ticketId.parse("tkt_ticket01"), number: "IR-0000039", category: "Password reset" },
      person: {
        id: personId.parse("per_grace001"),
        name: CANARIES.name,
        firstName: "Canary",
        email: CANARIES.email,
        privileged: false,
        active: true,
        country: "PT",
        locale: "en",
      },
      agent: AGENT,
      destination: {
        channel: "sms",
        origin: "on_record",
        trusted: true,
        changedAt: START - 400 * DAY_MS,
        baseline: false,
        onRecordForOthers: 0,
        usedForOthers: 0,
        disposableDomain: false,
        masked: "••••••• 123",
        maskedPlain: "******* 123",
        tag: CANARIES.contactTag,
        sealed: CANARIES.contact,
      },
      policy: rules,
      callerOnLine: false,
      availableQuestions: usableCount(POOL),
      extraQuestion: false,
      background: {
        organisationAsns: [],
        past: [],
        otherTicketsNearby: 0,
        callerRefusedEarlier: false,
        recentFactKeys: [],
      },
    }),
    ...change,
  };
}

/** Does it in the portal: what a pass with one leads to. */
export const TARGET: NonNullable<Session["actionTarget"]> = {
  name: "directory",
  label: "Company directory",
  subject: { externalId: "E-100", userName: "canary", email: CANARIES.email },
};

export function context(now: EpochMs = START + MINUTE_MS, change: Partial<TransitionContext> = {}): TransitionContext {
  return { now, random: seededRandom("fixture"), keyed: keyedFor("selection"), pool: POOL, ...change };
}

export function observed(change: Partial<Observation> = {}): Observation {
  return {
    browserTag: PHONE,
    linkNumber: 1,
    network: HOME,
    headers: { userAgent: PHONE_AGENT },
    browserFamily: "Safari",
    ...change,
  };
}

export const BEGIN: Extract<SessionEvent, { type: "session.begun" }> = {
  type: "session.begun",
  observation: observed(),
  claims: PHONE_CLAIMS,
  knownPhone: "new",
  phoneTag: "tag-of-the-key",
  keySeenWithOther: false,
};

/** Applies an event that must be accepted. */
export function after(before: Session, event: SessionEvent, given: TransitionContext = context()): Transitioned {
  const { step } = transition(before, event, given);
  if (!step.ok) {
    throw new Error(`${event.type} was refused: ${step.error}`);
  }
  return step.value;
}

export function begun(change: Partial<Session> = {}, now = START + MINUTE_MS): Session {
  return after(session(change), BEGIN, context(now)).session;
}

export type Knowledge = "right" | "wrong" | "skip";

export function response(question: PooledQuestion, knowledge: Knowledge): Response {
  const { expected } = question;
  if (knowledge === "skip") {
    return { type: "skip" };
  }
  const right = knowledge === "right";
  switch (expected.type) {
    case "option":
      return {
        type: "option",
        index: right ? expected.index : (expected.index + 1) % (noneOfTheseIndex(question) + 1),
      };
    case "month":
      return { type: "month", year: expected.year - (right ? 0 : 7), month: expected.month };
    case "name":
      return { type: "text", text: right ? `${expected.given} ${expected.family}` : "Zebulon Quimby" };
    case "place":
      return { type: "text", text: right ? expected.city : "Ouagadougou" };
    case "text":
      return { type: "text", text: right ? (expected.accepted[0] ?? "") : "zzzzzzzz" };
  }
}

type Given = Extract<SessionEvent, { type: "answer.given" }>;

/** The next post of the phone that is asked the open question. */
export function answer(now: Session, knowledge: Knowledge = "right", pool: readonly PooledQuestion[] = POOL): Given {
  const question = openQuestion(now);
  const pooled = question === undefined ? undefined : pool[question.poolIndex];
  if (question === undefined || pooled === undefined) {
    throw new Error("no question is open");
  }
  const attempt = question.answers.length + 1;
  return {
    type: "answer.given",
    observation: observed(),
    ordinal: question.ordinal,
    attempt,
    response: response(pooled, knowledge),
    sealed: CANARIES.answer,
    tag: `${question.ordinal}/${attempt}/${knowledge}`,
  };
}

/** Answers until the session ends or `count` answers were given, ten seconds each. */
export function answered(from: Session, knowledge: Knowledge, count = Number.POSITIVE_INFINITY): Session {
  let current = from;
  let at = (from.moments.begunAt ?? START) + 10 * SECOND_MS;
  for (let given = 0; given < count && current.status === "answering"; given += 1) {
    current = after(current, answer(current, knowledge), context(at)).session;
    at += 10 * SECOND_MS;
  }
  return current;
}

/** A session in each status; those between Begin and the first step never rest, so they are made by hand. */
export const APPROVER = { agentId: OTHER_AGENT.id, name: OTHER_AGENT.name };
export const APPROVAL = approvalId.parse("apr_first0001");

/** A check that needs an independent proof, which somebody can give after the questions. */
export function needsApproval(change: Partial<Session> = {}): Session {
  return begun({ policy: policy({ action: "mfa_reset" }), means: ["passkey", "second_approver"], ...change });
}

/** Of a check that does not pass at once. */
export const HELD = { policy: { ...policy(), holdMinutes: 30 } };

export const ASK: Extract<SessionEvent, { type: "approval.asked" }> = {
  type: "approval.asked",
  actor: AGENT,
  approval: { id: APPROVAL, kind: "second_approver", by: APPROVER },
};

export const approve = (now: Session): Extract<SessionEvent, { type: "approval.given" }> => ({
  type: "approval.given",
  approvalId: APPROVAL,
  by: APPROVER,
  approved: approvedAction(now),
  signed: false,
});

export function inStatus(status: SessionStatus): Session {
  const cancel: SessionEvent = { type: "agent.cancelled", actor: AGENT };
  switch (status) {
    case "created":
      return session();
    case "sending":
      return after(session(), { type: "delivery.claimed", messageId: MESSAGE }).session;
    case "sent":
      return after(session(), { type: "delivery.sent", messageId: MESSAGE }).session;
    case "begun":
    case "checking":
      return { ...begun(), status };
    case "code":
      return begun({ policy: policy({ callerOnLine: true }) });
    case "answering":
      return answered(begun(), "right", 1);
    case "approving":
      return answered(needsApproval(), "right");
    case "holding":
      return answered(begun(HELD), "right");
    case "passed":
      return answered(begun(), "right");
    case "failed":
      return answered(begun(), "wrong");
    case "not_enough_questions":
      return answered(begun(), "skip");
    case "timed_out": {
      const open = answered(begun(), "right", 1);
      return after(open, { type: "time.due" }, context(open.deadlineAt)).session;
    }
    case "cancelled":
      return after(answered(begun(), "right", 1), cancel, context(START + 3 * MINUTE_MS)).session;
    case "reported":
      return after(
        answered(begun(), "right", 1),
        { type: "report.confirmed", observation: observed() },
        context(START + 3 * MINUTE_MS),
      ).session;
  }
}
