/** What an agent does to a running check. Who may is decided at the door; what it means is decided here. */
import { defined } from "../../kit/defined.ts";
import type { AgentId } from "../../kit/ids.ts";
import { err, ok } from "../../kit/result.ts";
import { MINUTE_MS, SECOND_MS } from "../../kit/time.ts";
import { likenessTagOf } from "../../risk/likeness.ts";
import { sixDigits } from "../digits.ts";
import type { ActingAgent, SessionEvent } from "../events.ts";
import { finish } from "../settle.ts";
import { resentNotice } from "../sent-notice.ts";
import type { Session } from "../session.ts";
import type { TransitionResult, TransitionContext } from "../transitioned.ts";

type AgentEvent = Extract<
  SessionEvent,
  { type: "agent.resent" | "agent.cancelled" | "agent.took_over" | "caller.refused" | "code.renewed" }
>;

export function onAgentEvent(session: Session, event: AgentEvent, context: TransitionContext): TransitionResult {
  switch (event.type) {
    case "agent.resent":
      return hasApproved(session, event.actor.id) ? err("approval.approver") : resend(session, event, context);
    case "agent.cancelled":
      return ok(finish(session, { ...ended("agent", event.actor), ...defined({ said: event.reason }) }, context));
    case "caller.refused":
      return ok(finish(session, ended("caller_refused", event.actor), context));
    case "agent.took_over":
      return hasApproved(session, event.actor.id) ? err("approval.approver") : ok(takeOver(session, event));
    case "code.renewed":
      return ok({
        session: { ...session, code: newCode(session, context) },
        effects: [{ type: "audit", action: "code.renewed", actor: event.actor.id, data: {} }],
      });
  }
}

function ended(detail: "agent" | "caller_refused", actor: ActingAgent) {
  return { status: "cancelled", detail, by: actor.name, actor: actor.id } as const;
}

export function newCode(session: Session, context: TransitionContext): NonNullable<Session["code"]> {
  return {
    digits: sixDigits(context.random),
    validUntil: context.now + session.policy.codeLifetimeMinutes * MINUTE_MS,
    // A new code does not reset the count of failures.
    triesLeft: session.code?.triesLeft ?? session.policy.codeTries,
  };
}

function takeOver(session: Session, event: Extract<AgentEvent, { type: "agent.took_over" }>) {
  if (session.agent.id === event.actor.id) {
    return { session, effects: [] };
  }
  return {
    session: { ...session, agent: event.actor, otherAgents: withAgent(session, session.agent.id) },
    effects: [
      {
        type: "audit" as const,
        action: "verification.taken_over",
        actor: event.actor.id,
        data: { from: session.agent.id, reason: event.reason },
      },
      {
        type: "note" as const,
        note: { kind: "taken_over" as const, by: event.actor.name, from: session.agent.name, reason: event.reason },
      },
      { type: "handed_over" as const },
    ],
  };
}

/** Who approved is no longer a second person once the check is theirs. */
function hasApproved({ approvals = [] }: Session, id: AgentId): boolean {
  return approvals.some(({ answer, by }) => answer === "given" && "agentId" in by && by.agentId === id);
}

function withAgent({ otherAgents = [] }: Session, id: AgentId): readonly AgentId[] {
  return otherAgents.includes(id) ? otherAgents : [...otherAgents, id];
}

/** Stands for every link up to its number: a resend to the same destination adds none. */
function formerLink({ link, destination }: Session) {
  const { origin, channel } = destination;
  return { number: link.number, origin, channel, tag: likenessTagOf(destination) };
}

/** What was approved went to another contact: it is asked for anew. */
function withoutApprovals({ approvals: _approvals, vouches: _vouches, ...session }: Session): Session {
  return { ...session, proofs: [] };
}

/** The old link dies with the new number; the ten minutes start again. */
function resend(
  session: Session,
  event: Extract<AgentEvent, { type: "agent.resent" }>,
  context: TransitionContext,
): TransitionResult {
  const { policy } = session;
  if (session.resends.used >= policy.resendsAllowed) {
    return err("resend.none_left");
  }
  const pausing = context.now < session.resends.lastAt + policy.resendPauseSeconds * SECOND_MS;
  if (pausing && session.message.state !== "failed") {
    return err("resend.too_soon");
  }
  if (event.destination !== undefined && policy.channels?.includes(event.destination.channel) === false) {
    return err("resend.other_channel");
  }
  const expiresAt = context.now + policy.linkLifetimeMinutes * MINUTE_MS;
  const { seenAt: _seen, sentAt: _sent, deliveredAt: _delivered, failedAt: _failed, ...moments } = session.moments;
  const elsewhere = event.destination !== undefined && event.destination.tag !== session.destination.tag;
  const next: Session = {
    ...(elsewhere ? withoutApprovals(session) : session),
    status: "created",
    ...(event.actor.id === session.agent.id ? {} : { otherAgents: withAgent(session, event.actor.id) }),
    ...(event.destination === undefined ? {} : { destination: event.destination }),
    ...(elsewhere ? { formerLinks: [...(session.formerLinks ?? []), formerLink(session)] } : {}),
    link: { number: session.link.number + 1, issuedAt: context.now, expiresAt },
    resends: { used: session.resends.used + 1, lastAt: context.now },
    message: { id: event.messageId, state: "queued" },
    moments: { ...moments, queuedAt: context.now },
  };
  return ok({
    session: next,
    effects: [
      { type: "message", kind: "link", id: event.messageId, notAfter: expiresAt },
      { type: "audit", action: "verification.resent", actor: event.actor.id, data: { link: next.link.number } },
      { type: "note", note: { kind: "resent", by: event.actor.name } },
      ...resentNotice(session, next),
    ],
  });
}
