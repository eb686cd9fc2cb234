/** Durable Objects and queues behind the ports. A stub is made per call: one that threw may be broken. */
import type { Feed, SessionHandle, SubjectGuards, WorkQueues } from "../../app/ports/sessions.ts";
import { CONSOLE_FEED_NAME } from "../../app/ports/sessions.ts";
import { agentGuardName, destinationGuardName, personGuardName, sessionName } from "../../app/ports/object-names.ts";
import type { Clock } from "../../core/kit/time.ts";
import type { VerificationId } from "../../core/kit/ids.ts";

export function sessionHandles(env: Env): (id: VerificationId) => SessionHandle {
  return (id) => {
    const stub = () => env.VERIFICATION_SESSION.getByName(sessionName(id));
    return {
      create: (seed) => stub().create(seed),
      apply: (event) => stub().apply(event),
      press: (event, viewer) => stub().press(event, viewer),
      view: (viewer) => stub().view(viewer),
      spokenCode: (agentId) => stub().spokenCode(agentId),
    };
  };
}

export function subjectGuards(env: Env): SubjectGuards {
  const guard = (name: string) => env.SUBJECT_GUARD.getByName(name);
  return {
    reserve: async ({ personId, ...request }) => guard(personGuardName(personId)).reserve(request),
    hold: async ({ personId, ...request }) => guard(personGuardName(personId)).hold(request),
    release: async (personId, verificationId) => guard(personGuardName(personId)).release(verificationId),
    giveBack: async (personId, verificationId) => guard(personGuardName(personId)).giveBack(verificationId),
    state: async (personId, now) => guard(personGuardName(personId)).state(now),
    fence: async (subject, until) =>
      guard(
        "personId" in subject ? personGuardName(subject.personId) : destinationGuardName(subject.destinationTag),
      ).fence(until),
    destinationFenced: async (tag, now) =>
      (await guard(destinationGuardName(tag)).state(now)).fencedUntil !== undefined,
    countAgentStart: async (agentId, start) => guard(agentGuardName(agentId)).countStart(start),
    uncountAgentStart: async (agentId, id) => guard(agentGuardName(agentId)).uncountStart(id),
  };
}

export function workQueues(env: Env): WorkQueues {
  return {
    deliver: async (ids) => {
      await env.DELIVERY_QUEUE.sendBatch(ids.map((id) => ({ body: { kind: "message", id } })));
    },
    writeNotes: async (ids) => {
      await env.NOTE_QUEUE.sendBatch(ids.map((id) => ({ body: { kind: "notes", id } })));
    },
  };
}

export function consoleFeed(env: Env, clock: Clock): Feed {
  return {
    publish: async (message) => env.CONSOLE_FEED.getByName(CONSOLE_FEED_NAME).publish(message, clock()),
    endSession: async (idHash) => env.CONSOLE_FEED.getByName(CONSOLE_FEED_NAME).endSession(idHash),
  };
}
