/**
 * Proofs that people give after they were asked, and the requester's own passkey. Who may be asked is
 * decided at the door; that nobody approves a check of their own hands, or another action than the one
 * that was shown, is decided here, where nothing outside can pretend it. The last proof that was missing
 * ends a check whose questions are over.
 */
import { err, ok } from "../../kit/result.ts";
import type { AgentId } from "../../kit/ids.ts";
import { DAY_MS, type EpochMs } from "../../kit/time.ts";
import { PASSKEY_PROVES_AFTER_DAYS } from "../../policy/policy.ts";
import type { Proof } from "../../policy/proofs.ts";
import { approvedAction, askedId, isMissing, isSameAction, mayAskFor, missingOf } from "../approved-action.ts";
import type { Effect } from "../effects.ts";
import type { SessionEvent } from "../events.ts";
import { finish, pass } from "../settle.ts";
import type { Approval, Approver, Session } from "../session.ts";
import type { TransitionContext, Transitioned, TransitionResult } from "../transitioned.ts";
import { audit, withNetwork } from "./observing.ts";
import { hear, messagesTo, withDigits } from "./vouch.ts";

type ApprovalEvent = Extract<
  SessionEvent,
  { type: "approval.asked" | "approval.seen" | "approval.given" | "approval.refused" }
>;

/** One that somebody was asked for. */
interface Asked {
  readonly session: Session;
  readonly approval: Approval;
}

type Of<Type extends ApprovalEvent["type"]> = Extract<ApprovalEvent, { readonly type: Type }>;

export function onApprovalEvent(session: Session, event: ApprovalEvent, context: TransitionContext): TransitionResult {
  if (event.type === "approval.asked") {
    return ask(session, event, context);
  }
  const approval = session.approvals?.find(({ id }) => id === event.approvalId);
  if (approval === undefined || !isSameApprover(approval.by, event.by)) {
    return err("approval.unknown");
  }
  switch (event.type) {
    case "approval.seen":
      return ok(see({ session, approval }, context));
    case "approval.given":
      return give({ session, approval }, event, context);
    case "approval.refused":
      return refuse({ session, approval }, event, context);
  }
}

function ask(
  session: Session,
  { actor, approval }: Of<"approval.asked">,
  { now, random }: TransitionContext,
): TransitionResult {
  const { approvals = [] } = session;
  if (approvals.some(({ id }) => id === approval.id)) {
    return ok({ session, effects: [] });
  }
  if ((approval.kind === "manager_vouch") !== "personId" in approval.by) {
    return err("approval.approver");
  }
  if (isInTheirHands(session, approval.by)) {
    return err("approval.own_check");
  }
  if (!isMissing(session, approval.kind)) {
    return err("approval.not_needed");
  }
  const same = approvals.filter(({ kind }) => kind === approval.kind);
  if (same.some(({ by }) => isSameApprover(by, approval.by))) {
    return err("approval.answered");
  }
  if (!mayAskFor(session, approval.kind)) {
    return err("approval.none_left");
  }
  const asked: Session = { ...session, approvals: [...approvals, { ...approval, askedAt: now, askedBy: actor }] };
  const effects: readonly Effect[] = [
    { ...audited("approval.asked", approval, { of: askedId(approval) }), actor: actor.id },
    { type: "note", note: { kind: "approval_asked", approval: approval.kind, of: approval.by.name, by: actor.name } },
  ];
  return approval.kind === "manager_vouch" && "personId" in approval.by
    ? ok({
        session: withDigits(asked, approval, random),
        effects: [...effects, ...messagesTo(session, approval, approval.by.personId)],
      })
    : ok({ session: asked, effects });
}

function see({ session, approval }: Asked, { now }: TransitionContext): Transitioned {
  return approval.seenAt === undefined && approval.answer === undefined
    ? {
        session: withApproval(session, { ...approval, seenAt: now }),
        effects: [audited("approval.seen", approval)],
      }
    : { session, effects: [] };
}

function give({ session, approval }: Asked, event: Of<"approval.given">, context: TransitionContext): TransitionResult {
  if (approval.answer !== undefined) {
    return approval.answer === "given" ? ok({ session, effects: [] }) : err("approval.answered");
  }
  // Asked before they took a hand in it.
  if (isInTheirHands(session, approval.by)) {
    return err("approval.own_check");
  }
  if (!isSameAction(event.approved, approvedAction(session))) {
    return err("approval.other_action");
  }
  if (approval.kind === "manager_vouch") {
    // Before, nobody but a guesser has any digits.
    if (session.status !== "approving") {
      return err("approval.not_yet");
    }
    const { heard, ...wrong } = hear(session, approval, event.digits);
    if (heard !== "right") {
      return ok("session" in wrong ? misheard({ ...wrong, approval }, context) : { session, effects: [] });
    }
  }
  const given = withApproval(session, answeredOf(approval, "given", context.now));
  return ok(
    following(
      [
        audited("approval.given", approval, { signed: event.signed }),
        { type: "note", note: { kind: "approval_given", approval: approval.kind, by: approval.by.name } },
      ],
      withProof(given, approval.kind, context),
    ),
  );
}

function refuse(
  { session, approval }: Asked,
  { reason, warns }: Of<"approval.refused">,
  context: TransitionContext,
): TransitionResult {
  if (approval.answer !== undefined) {
    return approval.answer === "refused" ? ok({ session, effects: [] }) : err("approval.answered");
  }
  const refused = refusedFor({ session, approval }, reason, context);
  if (warns === undefined) {
    return ok(refused);
  }
  const ending = { status: "cancelled", detail: "manager_warned", actor: askedId(approval) } as const;
  return ok(following(refused.effects, finish(refused.session, ending, context)));
}

function refusedFor({ session, approval }: Asked, reason: string, { now }: TransitionContext): Transitioned {
  return {
    session: withApproval(session, { ...answeredOf(approval, "refused", now), reason }),
    effects: [
      audited("approval.refused", approval, { reason }),
      { type: "note", note: { kind: "approval_refused", approval: approval.kind, by: approval.by.name, reason } },
    ],
  };
}

const MISHEARD = "The two digits were wrong three times.";

/** Whoever was called does not see them, or nobody was called. */
function misheard(
  { session, approval, triesLeft }: Asked & { readonly triesLeft: number },
  context: TransitionContext,
): Transitioned {
  const wrong = audited("approval.wrong", approval, { tries_left: triesLeft });
  return triesLeft > 0
    ? { session, effects: [wrong] }
    : following([wrong], refusedFor({ session, approval }, MISHEARD, context));
}

const LOST = "They may not approve checks any more.";

/**
 * What somebody has approved stands only as long as they may approve: an agent who was put out may have been put out
 * for that. A check that is held had what it needs, and has it no more; a pass ends.
 */
export function loseApprover(session: Session, id: AgentId, context: TransitionContext): Transitioned {
  const theirs = (session.approvals ?? []).filter((one) => askedId(one) === id && one.answer !== "refused");
  const [first] = theirs;
  if (first === undefined) {
    return { session, effects: [] };
  }
  const gone = new Set(theirs.map((one) => one.id));
  const approvals = (session.approvals ?? []).map((one) =>
    gone.has(one.id) ? { ...answeredOf(one, "refused", context.now), reason: LOST } : one,
  );
  const others = approvals.some(({ kind, answer }) => kind === "second_approver" && answer === "given");
  const proofs = others ? session.proofs : session.proofs.filter(({ proof }) => proof !== "second_approver");
  const lost: Session = { ...session, approvals, proofs };
  const { status, validUntil = context.now } = lost;
  const lacks = missingOf(lost).length > 0;
  const effects: readonly Effect[] = [
    { type: "audit", action: "approval.lost", actor: "system", data: { approval: first.id, of: id } },
    { type: "note", note: { kind: "approval_lost", of: first.by.name } },
  ];
  if (status === "holding" && lacks) {
    return following(effects, finish(lost, { status: "failed", detail: "proof_missing" }, context));
  }
  // What it was acted on for has happened; nobody acts on it from now on.
  return status === "passed" && lacks
    ? { session: { ...lost, validUntil: Math.min(validUntil, context.now) }, effects }
    : { session: lost, effects };
}

type PasskeyShown = Extract<SessionEvent, { type: "passkey.shown" }>;

/** One that was added days ago may have been added by whoever shows it now. */
export function showPasskey(before: Session, event: PasskeyShown, context: TransitionContext): TransitionResult {
  if (before.proofs.some(({ proof }) => proof === "passkey")) {
    return ok({ session: before, effects: [] });
  }
  if (context.now - event.addedAt < PASSKEY_PROVES_AFTER_DAYS * DAY_MS) {
    return err("passkey.too_new");
  }
  // Once the questions are over, what was seen is what is judged.
  const session = before.status === "approving" ? before : withNetwork(before, event.observation);
  return ok(following([audit("passkey.shown", { passkey: event.passkeyId })], withProof(session, "passkey", context)));
}

/** The pass holds from the last proof on, not from the last answer. */
function withProof(session: Session, proof: Proof, context: TransitionContext): Transitioned {
  const proven: Session = { ...session, proofs: [...session.proofs, { proof, at: context.now }] };
  return session.status !== "approving" || missingOf(proven).length > 0
    ? { session: proven, effects: [] }
    : pass(proven, context);
}

function following(effects: readonly Effect[], then: Transitioned): Transitioned {
  return { ...then, effects: [...effects, ...then.effects] };
}

function withApproval(session: Session, changed: Approval): Session {
  return {
    ...session,
    approvals: (session.approvals ?? []).map((approval) => (approval.id === changed.id ? changed : approval)),
  };
}

function answeredOf(approval: Approval, answer: "given" | "refused", now: EpochMs): Approval {
  return { ...approval, seenAt: approval.seenAt ?? now, answeredAt: now, answer };
}

/** An agent who could have approved it, and so had no hand in it. */
export function releaseHold(
  session: Session,
  { actor }: Extract<SessionEvent, { type: "hold.released" }>,
  context: TransitionContext,
): TransitionResult {
  if (isInTheirHands(session, { agentId: actor.id, name: actor.name })) {
    return err("approval.own_check");
  }
  return ok(
    following(
      [
        { type: "audit", action: "verification.released", actor: actor.id, data: {} },
        { type: "note", note: { kind: "released", by: actor.name } },
      ],
      finish(session, { status: "passed" }, context),
    ),
  );
}

/** The requester, or an agent who sent it or was in charge. */
function isInTheirHands({ agent, otherAgents = [], person }: Session, by: Approver): boolean {
  return "agentId" in by ? agent.id === by.agentId || otherAgents.includes(by.agentId) : person.id === by.personId;
}

function isSameApprover(one: Approver, other: Approver): boolean {
  return askedId({ by: one }) === askedId({ by: other });
}

/** By whoever was asked. */
function audited(
  action: string,
  { id, kind, by }: Pick<Approval, "id" | "kind" | "by">,
  data: Extract<Effect, { type: "audit" }>["data"] = {},
): Extract<Effect, { type: "audit" }> {
  return { type: "audit", action, actor: askedId({ by }), data: { approval: id, kind, ...data } };
}
