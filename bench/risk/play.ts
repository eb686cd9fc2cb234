/**
 * One check through the product's own rules: policy, pool, selection, grading, risk, outcome and proofs, by the session's
 * state machine. The bench decides what happens, never what comes of it.
 */
import { keyedBy } from "../../workers/adapters/crypto/keyed.ts";
import { agentId, approvalId, messageId, personId, ticketId, verificationId } from "../../workers/core/kit/ids.ts";
import type { Random } from "../../workers/core/kit/random.ts";
import { DAY_MS, SECOND_MS, type EpochMs } from "../../workers/core/kit/time.ts";
import { hasTooFewFacts } from "../../workers/app/sending/send-outlook.ts";
import { policyFor } from "../../workers/core/policy/policy-for.ts";
import type { ActionId } from "../../workers/core/policy/policy.ts";
import { EFFORT } from "../../workers/core/questions/asking/effort.ts";
import { usableCount } from "../../workers/core/questions/asking/select.ts";
import { drawExtraQuestion } from "../../workers/core/questions/asking/sequential.ts";
import type { PooledQuestion, Response } from "../../workers/core/questions/question.ts";
import { poolsFor } from "../../workers/core/questions/registry.ts";
import type { PastVerification } from "../../workers/core/risk/evidence.ts";
import { approvedAction } from "../../workers/core/session/approved-action.ts";
import type { Observation, SessionEvent } from "../../workers/core/session/events.ts";
import { openingSession } from "../../workers/core/session/opening.ts";
import type { Session } from "../../workers/core/session/session.ts";
import { isTerminal } from "../../workers/core/session/status.ts";
import { transition } from "../../workers/core/session/transition.ts";
import { openQuestion } from "../../workers/core/session/transitions/answers.ts";
import type { TransitionContext } from "../../workers/core/session/transitioned.ts";
import type { Asked } from "./minds.ts";
import type { Company, Member } from "./organisation.ts";
import { DESKTOPS_ASN, type Seat } from "./settings.ts";

/** Only of the bench: digests of it are in no database. */
const ROOT = "only-for-the-bench-only-for-the-bench-only-for-the-bench";
const keyed = keyedBy(ROOT, 1);

export interface Story {
  readonly action: ActionId;
  readonly link: "on_record" | "typed";
  readonly channel: "sms" | "email";
}

/** Built once for each person, as the product builds it when a link is sent. */
export type Pools = (story: Pick<Story, "action" | "link">) => readonly PooledQuestion[];

export function poolsOf({ facts, population, office, id }: Member, { now, name }: Company): Pools {
  const pools = poolsFor({
    facts,
    population,
    now,
    keyed: keyed("options", id),
    organisation: name,
    timeZone: office.timeZone,
  });
  const made = new Map<string, readonly PooledQuestion[]>();
  return ({ action, link }) => {
    const key = `${action} ${link}`;
    const pool = made.get(key) ?? pools({ action, typedDestination: link === "typed" });
    made.set(key, pool);
    return pool;
  };
}

export interface Playing {
  readonly member: Member;
  readonly pool: readonly PooledQuestion[];
  readonly story: Story;
  readonly seat: Seat;
  readonly knownPhone: boolean;
  readonly providerNamed?: boolean;
  /** Of one question, in seconds, median. */
  readonly seconds: number;
  readonly answer: (asked: Asked) => Response | "stop";
  /** What a second human says where one is asked. */
  readonly secondHuman: "yes" | "no";
  readonly random: Random;
  readonly at: EpochMs;
  readonly past?: readonly PastVerification[];
  readonly recentFactKeys?: readonly string[];
}

export interface Played {
  /** Absent: the product would not send a link, because too little is known. */
  readonly session?: Session;
  readonly accepted: boolean;
  readonly questions: number;
  /** Of the questions alone: Begin is one more, and the spoken code another and six digits. */
  readonly taps: number;
  readonly characters: number;
  readonly tookMs: number;
}

const NOT_SENT: Played = { accepted: false, questions: 0, taps: 0, characters: 0, tookMs: 0 };
const AGENT = { id: agentId.parse("agt_benchagent"), name: "Bench Agent" };
const SECOND = { agentId: agentId.parse("agt_benchother"), name: "Bench Other" };
const APPROVAL = approvalId.parse("apr_bench00001");
const MESSAGE = messageId.parse("msg_bench00001");
const BROWSER = "bench-browser";

/** @throws where the product refuses what its own pages would never send: a defect of the bench. */
export function playCheck(playing: Playing): Played {
  const opened = opening(playing);
  if (opened === undefined) {
    return NOT_SENT;
  }
  const table = new Table(playing, opened);
  table.begin();
  table.answerAll();
  table.wait();
  const { session } = table;
  return {
    session,
    accepted: session.status === "passed",
    questions: session.asked.filter(({ answers }) => answers.length > 0).length,
    taps: table.taps,
    characters: table.characters,
    tookMs: (session.moments.concludedAt ?? session.moments.endedAt ?? playing.at) - playing.at,
  };
}

function opening({
  member,
  pool,
  story,
  at,
  providerNamed = false,
  past = [],
  recentFactKeys = [],
  random,
}: Playing): Session | undefined {
  const onRecord = story.link === "on_record";
  const policy = policyFor({
    action: story.action,
    privileged: false,
    destination: { origin: story.link, trusted: onRecord },
    callerOnLine: true,
  });
  if (!policy.ok) {
    throw new Error(`a ${story.action} to a ${story.link} contact is refused`);
  }
  if (hasTooFewFacts({ policy: policy.value, pool })) {
    return undefined;
  }
  return openingSession({
    now: at,
    messageId: MESSAGE,
    agentSide: {},
    id: verificationId.parse("vrf_BENCHBENCHBENCHBENCHBE"),
    ticket: { id: ticketId.parse("tkt_bench0001"), number: "IR-1", category: story.action },
    person: {
      id: personId.parse(member.id),
      name: member.name.display,
      firstName: member.name.given,
      email: "somebody@bench.example",
      privileged: false,
      active: true,
      country: member.office.country,
      locale: "en",
    },
    agent: AGENT,
    destination: {
      channel: story.channel,
      origin: story.link,
      trusted: onRecord,
      ...(onRecord ? { changedAt: at - 400 * DAY_MS } : {}),
      baseline: false,
      onRecordForOthers: 0,
      usedForOthers: 0,
      disposableDomain: false,
      ...(story.channel === "sms" ? { numberType: "MOBILE" } : {}),
      masked: "1",
      maskedPlain: "1",
      tag: story.link,
      sealed: "",
    },
    policy: policy.value,
    callerOnLine: true,
    availableQuestions: usableCount(pool),
    extraQuestion: drawExtraQuestion(random),
    means: ["second_approver"],
    background: {
      organisationAsns: [],
      ...(providerNamed ? { virtualDesktopAsns: [DESKTOPS_ASN] } : {}),
      past,
      otherTicketsNearby: 0,
      callerRefusedEarlier: false,
      recentFactKeys,
    },
  });
}

/** Where the check is played: its state, and the clock. */
class Table {
  session: Session;
  taps = 0;
  characters = 0;
  #now: EpochMs;
  readonly #playing: Playing;
  readonly #context: Omit<TransitionContext, "now">;

  constructor(playing: Playing, opened: Session) {
    const { member, pool, random, at } = playing;
    const day = new Date(at).toISOString().slice(0, "yyyy-mm-dd".length);
    this.session = opened;
    this.#playing = playing;
    this.#now = at;
    this.#context = { random, keyed: keyed("selection", `${member.id}/${day}`), pool };
  }

  begin(): void {
    const { seat, knownPhone } = this.#playing;
    this.#pass(20 * SECOND_MS);
    this.#apply({
      type: "session.begun",
      observation: this.#observed(),
      ...(seat.claims === undefined ? {} : { claims: seat.claims }),
      knownPhone: knownPhone ? "verified" : "new",
      ...(knownPhone ? { knownSince: this.#now - 90 * DAY_MS } : {}),
      phoneTag: "bench-phone",
      keySeenWithOther: false,
    });
    if (this.session.status === "code") {
      // Whoever is on the line hears it.
      this.#pass(10 * SECOND_MS);
      this.#apply({ type: "code.entered", observation: this.#observed(), digits: this.session.code?.digits ?? "" });
    }
  }

  answerAll(): void {
    const { pool, random, seconds, answer } = this.#playing;
    while (this.session.status === "answering") {
      const open = openQuestion(this.session);
      const question = open === undefined ? undefined : pool[open.poolIndex];
      if (open === undefined || question === undefined) {
        throw new Error("a check that asks has an open question");
      }
      const answered = this.session.asked.filter(({ answers }) => (answers.at(-1)?.grade ?? "skipped") !== "skipped");
      const least = this.session.policy.profile.minimumQuestions;
      const response = answer({ question, random, answered: answered.length, least });
      if (response === "stop") {
        this.#now = this.session.deadlineAt ?? this.#now;
        this.#apply({ type: "time.due" });
        return;
      }
      // Most take about so long, a few three times as long.
      this.#pass(seconds * SECOND_MS * Math.exp(0.5 * (random() + random() + random() - 1.5) * 2));
      const { taps, characters } = response.type === "skip" ? { taps: 1, characters: 0 } : EFFORT[question.form];
      this.taps += taps;
      this.characters += characters;
      this.#apply({
        type: "answer.given",
        observation: this.#observed(),
        ordinal: open.ordinal,
        attempt: open.answers.length + 1,
        response,
        sealed: "",
        tag: `${String(open.ordinal)}/${String(open.answers.length + 1)}`,
      });
    }
  }

  /** For another human, and for the end of a hold that nobody stops. */
  wait(): void {
    if (this.session.status === "approving" && this.#playing.secondHuman === "yes") {
      this.#pass(60 * SECOND_MS);
      this.#apply({
        type: "approval.asked",
        actor: AGENT,
        approval: { id: APPROVAL, kind: "second_approver", by: SECOND },
      });
      this.#apply({
        type: "approval.given",
        approvalId: APPROVAL,
        by: SECOND,
        approved: approvedAction(this.session),
        signed: false,
      });
    }
    for (
      let end = this.#waitsUntil();
      end !== undefined && !isTerminal(this.session.status);
      end = this.#waitsUntil()
    ) {
      this.#now = end;
      this.#apply({ type: "time.due" });
    }
  }

  #waitsUntil(): EpochMs | undefined {
    const { status, approveBy, holdUntil } = this.session;
    return status === "approving" ? approveBy : status === "holding" ? holdUntil : undefined;
  }

  #pass(ms: number): void {
    this.#now += Math.round(ms);
  }

  #observed(): Observation {
    const { network, headers, browserFamily } = this.#playing.seat;
    return { browserTag: BROWSER, linkNumber: 1, network: { ...network, at: this.#now }, headers, browserFamily };
  }

  #apply(event: SessionEvent): void {
    const { settled, step } = transition(this.session, event, { ...this.#context, now: this.#now });
    if (!step.ok && !isTerminal(settled.session.status)) {
      throw new Error(`${event.type} was refused in ${this.session.status}: ${step.error}`);
    }
    this.session = step.ok ? step.value.session : settled.session;
  }
}
