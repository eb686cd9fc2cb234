/**
 * An agent acts on a pass. The session is its lock: of many agents one has the pass, while it holds and while the
 * requester cannot use it in the portal. What became of it may be recorded after its end as well: it has happened.
 */
import { settledGrant } from "../../actions/grant.ts";
import { isDeskActionDone, isDeskActionOpen } from "../../actions/desk-action.ts";
import { err, ok } from "../../kit/result.ts";
import type { EpochMs } from "../../kit/time.ts";
import type { Effect } from "../effects.ts";
import type { SessionEvent } from "../events.ts";
import type { Session } from "../session.ts";
import type { TransitionContext, TransitionProblem, TransitionResult } from "../transitioned.ts";
import { doneNotice } from "../sent-notice.ts";
import { isGrantVoid } from "./grant.ts";

type DeskEvent = Extract<SessionEvent, { type: "desk_action.begun" | "desk_action.ended" }>;
type Ended = Extract<DeskEvent, { type: "desk_action.ended" }>;

export function onDeskActionEvent(session: Session, event: DeskEvent, context: TransitionContext): TransitionResult {
  return event.type === "desk_action.begun" ? begin(session, event, context) : end(session, event, context);
}

function begin(session: Session, { actor }: DeskEvent, { now }: TransitionContext): TransitionResult {
  const { deskAction } = session;
  if (isDeskActionOpen(deskAction)) {
    return deskAction.by.id === actor.id ? ok({ session, effects: [] }) : err("desk_action.taken");
  }
  const refused = whyNot(session, now);
  return refused === undefined
    ? ok({
        session: { ...session, deskAction: { by: actor, begunAt: now } },
        effects: [audited("action.agent_began", actor)],
      })
    : err(refused);
}

function whyNot(session: Session, now: EpochMs): TransitionProblem | undefined {
  if (isDeskActionDone(session.deskAction)) {
    return "desk_action.recorded";
  }
  if (session.practice === true || session.evidenceOnly === true || !passHolds(session, now)) {
    return "desk_action.over";
  }
  if (session.grant === undefined) {
    return undefined;
  }
  const { state, expiresAt } = settledGrant(session.grant, now);
  if (state === "consumed") {
    return "grant.used";
  }
  // Under way it may still be done after its time.
  const isTheirs = state === "reserved" || (state !== "withdrawn" && now < expiresAt);
  return isTheirs ? "desk_action.requester_acts" : undefined;
}

function passHolds(session: Session, now: EpochMs): boolean {
  return !isGrantVoid(session) && session.validUntil !== undefined && now < session.validUntil;
}

function end(session: Session, { actor, outcome }: Ended, { now }: TransitionContext): TransitionResult {
  const { deskAction } = session;
  if (deskAction === undefined || deskAction.by.id !== actor.id) {
    return err("desk_action.not_yours");
  }
  if (deskAction.ended !== undefined) {
    return deskAction.ended.outcome === outcome ? ok({ session, effects: [] }) : err("desk_action.recorded");
  }
  const late = !passHolds(session, now);
  const done = outcome === "done";
  return ok({
    session: { ...session, deskAction: { ...deskAction, ended: { at: now, outcome, ...(late ? { late } : {}) } } },
    effects: [
      audited(done ? "action.agent_done" : "action.agent_not_done", actor, { ...(done ? {} : { outcome }), late }),
      {
        type: "note",
        note: done
          ? { kind: "agent_done", by: actor.name, late }
          : { kind: "agent_not_done", by: actor.name, outcome, late },
      },
      ...(done ? doneNotice(session) : []),
    ],
  });
}

function audited(
  action: string,
  { id }: DeskEvent["actor"],
  data: Extract<Effect, { type: "audit" }>["data"] = {},
): Effect {
  return { type: "audit", action, actor: id, data };
}
