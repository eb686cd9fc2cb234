/**
 * Reads the risk model's evidence out of a session. Nothing is added here, only arranged; but at the
 * deadline, where letting time run out must never be better than answering.
 */
import { defined } from "../kit/defined.ts";
import type { EpochMs } from "../kit/time.ts";
import { decideNext } from "../questions/asking/sequential.ts";
import type { GradedAnswer } from "../questions/question.ts";
import type { Policy } from "../policy/policy.ts";
import { assess } from "../risk/assess.ts";
import { likenessTagOf } from "../risk/likeness.ts";
import type { Assessment } from "../risk/assessment.ts";
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

function ranOut({ deadlineAt }: Session, now: EpochMs): boolean {
  return deadlineAt !== undefined && now >= deadlineAt;
}

/** As of when the evidence of a check is read: once its questions are over, nothing adds to it. */
export function assessedAt({ moments }: Session, now: EpochMs): EpochMs {
  return moments.concludedAt ?? moments.endedAt ?? now;
}

/** Enough was answered to decide at the deadline; with fewer the check has timed out. */
export function hasEnough(session: Session): boolean {
  const answered = givenAnswers(session).filter((answer) => answer.scored && answer.grade !== "skipped").length;
  return answered >= session.policy.profile.minimumQuestions;
}

/**
 * At the deadline what is left of the sitting is played as "I don't know": the open question, and
 * where the sitting would have gone on, every further one up to the maximum. As an impostor would
 * have had to answer them, so that whoever knows little gains nothing by waiting.
 */
function answersAt(session: Session, now: EpochMs): GradedAnswer[] {
  const given = givenAnswers(session);
  if (!ranOut(session, now)) {
    return given;
  }
  const open = session.asked.at(-1);
  const last = session.deadlineAt ?? now;
  const played = open?.answers.length === 0 ? [...given, graded(open, { grade: "skipped", at: last })] : given;
  const { profile } = session.policy;
  const unasked = hasEnough(session) && goesOn(session, played, now) ? profile.maximumQuestions - played.length : 0;
  return [...played, ...Array.from({ length: Math.max(0, unasked) }, () => notReached(last))];
}

function goesOn(session: Session, answers: readonly GradedAnswer[], now: EpochMs): boolean {
  const { policy, extraQuestion } = session;
  const { score } = assess({ evidence: { ...observedEvidence(session, now), answers }, policy });
  return decideNext({ answers, score, profile: policy.profile, remaining: 1, extraQuestion }).type === "ask";
}

/** Of a kind that people remember: skipping it is what "I don't know" costs at most. */
function notReached(at: EpochMs): GradedAnswer {
  return {
    kind: "not_reached",
    factKey: "",
    exposure: "private",
    grade: "skipped",
    k: 0,
    r: 0.9,
    m: LEAST_PLAUSIBLE,
    askedAt: at,
    answeredAt: at,
    scored: true,
    notReached: true,
  };
}

/**
 * The assessment as of a moment. A check that is decided at its deadline has to reach the line at
 * which it would have stopped asking, and the score is shown beside that line.
 */
export function assessmentOf(
  session: Session,
  now: EpochMs,
  options: { readonly reported?: boolean } = {},
): Assessment {
  return assess({ evidence: evidenceOf(session, now, options), policy: rulesAt(session, now) });
}

function rulesAt(session: Session, now: EpochMs): Policy {
  const { policy } = session;
  return ranOut(session, now) && hasEnough(session)
    ? {
        ...policy,
        version: `${policy.version}/at_deadline`,
        profile: { ...policy.profile, passLine: policy.profile.earlyAccept },
      }
    : policy;
}

function graded(
  question: AskedQuestion,
  answer: { readonly grade: GradedAnswer["grade"]; readonly at: EpochMs },
): GradedAnswer {
  const changes = Math.max(0, question.answers.length - 1);
  return {
    kind: question.kind,
    factKey: question.factKey,
    exposure: question.exposure,
    grade: answer.grade,
    k: question.k,
    r: question.r,
    // Each change was a further guess.
    m: Math.max(LEAST_PLAUSIBLE, question.m - changes),
    ...defined({ g: question.g && 1 / Math.max(LEAST_PLAUSIBLE, 1 / question.g - changes) }),
    askedAt: question.askedAt,
    answeredAt: answer.at,
    scored: question.scored,
  };
}

export function evidenceOf(session: Session, now: EpochMs, options: { readonly reported?: boolean } = {}): Evidence {
  return {
    ...observedEvidence(session, now),
    answers: answersAt(session, now),
    reported: options.reported ?? false,
  };
}

/** Everything but what was answered and said. */
function observedEvidence(session: Session, now: EpochMs): Evidence {
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
      ...defined({ virtualDesktopAsns: background.virtualDesktopAsns }),
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
      // Compared anew each time: the check may have been sent again to another contact.
      past: background.past.map(({ destinationTag, sameDestination = false, ...past }) => ({
        ...past,
        sameDestination: destinationTag === undefined ? sameDestination : destinationTag === likenessTagOf(destination),
      })),
      otherTicketsNearby: background.otherTicketsNearby,
      callerRefusedEarlier: background.callerRefusedEarlier,
    },
    answers: [],
    reported: false,
  };
}
