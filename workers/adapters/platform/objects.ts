/**
 * Durable Objects and queues behind the ports. A stub is made per call: one that threw may be
 * broken. What cannot be reached, or is overloaded, is `Unavailable`; a defect inside stays one.
 */
import type { Feed, SessionHandle, SubjectGuards, WorkQueues } from "../../app/ports/sessions.ts";
import { CONSOLE_FEED_NAME } from "../../app/ports/sessions.ts";
import {
  agentGuardName,
  destinationGuardName,
  endingGuardName,
  personGuardName,
  sessionName,
} from "../../app/ports/object-names.ts";
import { DAY_MS, type Clock } from "../../core/kit/time.ts";
import type { Region } from "../../core/kit/region.ts";
import { verificationId, type PersonId, type VerificationId } from "../../core/kit/ids.ts";
import { isMistake, isUnavailable, Unavailable } from "../../core/kit/unavailable.ts";

/** Where the objects of a deployment live; undefined is "near whoever calls first". */
export interface Place {
  readonly region: Region | undefined;
}

/** Longer than anybody's rows are kept, and still a time that an alarm takes. */
const FOR_GOOD_MS = 100 * 365 * DAY_MS;

/** A namespace without a region is left alone: workerd on this machine refuses `jurisdiction()`. */
function within<Namespace extends { jurisdiction(region: Region): Namespace }>(
  namespace: Namespace,
  { region }: Place,
): Namespace {
  return region === undefined ? namespace : namespace.jurisdiction(region);
}

export function sessionHandles(env: Env, place: Place): (id: VerificationId) => SessionHandle {
  return (id) => {
    const stub = () => within(env.VERIFICATION_SESSION, place).getByName(sessionName(id));
    return {
      create: (seed) => reach(async () => stub().create(seed)),
      apply: (event) => reach(async () => stub().apply(event)),
      press: (event, viewer) => reach(async () => stub().press(event, viewer)),
      reserve: (event) => reach(async () => stub().reserve(event)),
      view: (viewer) => reach(async () => stub().view(viewer)),
      linkTarget: (linkNumber) => reach(async () => stub().linkTarget(linkNumber)),
      kept: () => reach(async () => stub().kept()),
      retryOutbox: () => reach(async () => stub().retryOutbox()),
      approvable: (agentId) => reach(async () => stub().approvable(agentId)),
      spokenCode: (agentId) => reach(async () => stub().spokenCode(agentId)),
    };
  };
}

export function subjectGuards(env: Env, place: Place): SubjectGuards {
  const guard = (name: string) => within(env.SUBJECT_GUARD, place).getByName(name);
  const ofPerson = (personId: PersonId) => guard(personGuardName(personId));
  const nameOf = (subject: Parameters<SubjectGuards["fence"]>[0]) =>
    "personId" in subject ? personGuardName(subject.personId) : destinationGuardName(subject.destinationTag);
  return {
    reserve: ({ personId, ...request }) => reach(async () => ofPerson(personId).reserve(request)),
    hold: ({ personId, ...request }) => reach(async () => ofPerson(personId).hold(request)),
    release: (personId, verificationId) => reach(async () => ofPerson(personId).release(verificationId)),
    handOver: (personId, lease, now) => reach(async () => ofPerson(personId).handOver(lease, now)),
    giveBack: (personId, verificationId) => reach(async () => ofPerson(personId).giveBack(verificationId)),
    state: (personId, now) => reach(async () => ofPerson(personId).state(now)),
    checksOf: async (personId, now) =>
      (await reach(async () => ofPerson(personId).checks(now))).map((id) => verificationId.parse(id)),
    fence: (subject, until, report) => reach(async () => guard(nameOf(subject)).fence(until, report)),
    bar: (personId, by) => reach(async () => ofPerson(personId).bar(by)),
    lift: (personId, lift) => reach(async () => ofPerson(personId).lift(lift)),
    close: (what, now) => reach(async () => guard(endingGuardName(what)).fence(now + FOR_GOOD_MS)),
    isClosed: async (what, now) =>
      (await reach(async () => guard(endingGuardName(what)).state(now))).fencedUntil !== undefined,
    destinationFenced: async (tag, now) =>
      (await reach(async () => guard(destinationGuardName(tag)).state(now))).fencedUntil !== undefined,
    countAgentStart: (agentId, start) => reach(async () => guard(agentGuardName(agentId)).countStart(start)),
    uncountAgentStart: (agentId, id) => reach(async () => guard(agentGuardName(agentId)).uncountStart(id)),
  };
}

export function workQueues(env: Env): WorkQueues {
  return {
    deliver: (ids) => put(env.DELIVERY_QUEUE, "message", ids),
    writeNotes: (ids) => put(env.NOTE_QUEUE, "notes", ids),
    tellSecurity: (ids) => put(env.DELIVERY_QUEUE, "security", ids),
    tellDesk: (ids) => put(env.DELIVERY_QUEUE, "desk", ids),
    carryOnActions: (ids) => put(env.NOTE_QUEUE, "action", ids),
    countCoverage: (ids) => put(env.COVERAGE_QUEUE, "coverage", ids),
  };
}

export function consoleFeed(env: Env, { clock, ...place }: Place & { readonly clock: Clock }): Feed {
  const feed = () => within(env.CONSOLE_FEED, place).getByName(CONSOLE_FEED_NAME);
  return {
    open: ({ idHash, expiresAt }) =>
      reach(async () => {
        const headers = { upgrade: "websocket", "x-session": idHash, "x-session-expires": String(expiresAt) };
        return feed().fetch("https://feed/", { headers });
      }),
    publish: (message) => reach(async () => feed().publish(message, clock())),
    endSession: (idHash) => reach(async () => feed().endSession(idHash)),
  };
}

async function put(
  queue: Queue,
  kind: "message" | "notes" | "security" | "desk" | "action" | "coverage",
  ids: readonly string[],
): Promise<void> {
  try {
    await queue.sendBatch(ids.map((id) => ({ body: { kind, id } })));
  } catch (error) {
    throw isMistake(error) ? error : new Unavailable("queue", error);
  }
}

async function reach<Value>(call: () => Promise<Value>): Promise<Value> {
  try {
    return await call();
  } catch (error) {
    throw isUnavailable(error) || isDefectInside(error) ? error : new Unavailable("object", error);
  }
}

/** Thrown by our own code in the object. What the platform throws on its way there, or for its storage, is not. */
function isDefectInside(error: unknown): boolean {
  const { remote, retryable, overloaded, durableObjectReset } = error as Partial<Record<string, unknown>>;
  const ofThePlatform = retryable === true || overloaded === true || durableObjectReset === true;
  const ofItsStorage = /SQLITE_(?:FULL|IOERR|BUSY|NOMEM|CANTOPEN)/.test(String(error));
  return isMistake(error) || (remote === true && !ofThePlatform && !ofItsStorage);
}
