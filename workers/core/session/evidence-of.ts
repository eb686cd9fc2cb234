/** Reads the risk model's evidence out of a session. Nothing is added here, only arranged. */
import type { EpochMs } from "../kit/time.ts";
import type { GradedAnswer } from "../questions/question.ts";
import type { Evidence } from "../risk/evidence.ts";
import type { AskedQuestion, Session } from "./session.ts";

const LEAST_PLAUSIBLE = 2;

/** The answer that counts for each question that was answered: the last one given. */
export function givenAnswers(session: Session): GradedAnswer[] {
  return session.asked.flatMap((question) => {
    const answer = question.answers.at(-1);
    return answer === undefined ? [] : [graded(question, answer)];
  });
}

/** At the deadline the open question counts as skipped: letting time run out must not be better than answering. */
function answersAt(session: Session, now: EpochMs): GradedAnswer[] {
  const open = session.asked.at(-1);
  const ranOut = session.deadlineAt !== undefined && now >= session.deadlineAt;
  return ranOut && open?.answers.length === 0
    ? [...givenAnswers(session), graded(open, { grade: "skipped", at: session.deadlineAt })]
    : givenAnswers(session);
}

function graded(
  question: AskedQuestion,
  answer: { readonly grade: GradedAnswer["grade"]; readonly at: EpochMs },
): GradedAnswer {
  return {
    kind: question.kind,
    factKey: question.factKey,
    exposure: question.exposure,
    grade: answer.grade,
    k: question.k,
    r: question.r,
    // Each change was a further guess.
    m: Math.max(LEAST_PLAUSIBLE, question.m - Math.max(0, question.answers.length - 1)),
    askedAt: question.askedAt,
    answeredAt: answer.at,
    scored: question.scored,
  };
}

export function evidenceOf(session: Session, now: EpochMs, options: { readonly reported?: boolean } = {}): Evidence {
  const { observed, background, destination } = session;
  return {
    at: now,
    action: session.policy.action,
    person: {
      active: session.person.active,
      privileged: session.person.privileged,
      ...(session.person.country === undefined ? {} : { country: session.person.country }),
    },
    destination: {
      channel: destination.channel,
      origin: destination.origin,
      ...(destination.changedAt === undefined ? {} : { changedAt: destination.changedAt }),
      baseline: destination.baseline,
      onRecordForOthers: destination.onRecordForOthers,
      usedForOthers: destination.usedForOthers,
      disposableDomain: destination.disposableDomain,
      ...(destination.numberType === undefined ? {} : { numberType: destination.numberType }),
    },
    network: {
      ...(observed.network === undefined ? {} : { begin: observed.network }),
      later: observed.laterNetworks,
      organisationAsns: background.organisationAsns,
      ...(background.lastSeen === undefined ? {} : { lastSeen: background.lastSeen }),
    },
    endpoint: {
      headers: observed.headers,
      ...(observed.claims === undefined ? {} : { claims: observed.claims }),
      knownPhone: observed.knownPhone,
      keySeenWithOther: observed.keySeenWithOther,
      otherBrowsers: observed.otherBrowsers,
      sameDeviceAsAgent: observed.sameDeviceAsAgent,
      sameNetworkAsAgent: observed.sameNetworkAsAgent,
    },
    history: {
      past: background.past,
      otherTicketsNearby: background.otherTicketsNearby,
      callerRefusedEarlier: background.callerRefusedEarlier,
    },
    answers: answersAt(session, now),
    reported: options.reported ?? false,
  };
}
