/** The Delivery page: what did not go out, why, and the two things to do about it. */
import { z } from "zod";
import type { DeliveryReply, DeliveryRow } from "../../contract/console/delivery.ts";
import { defined } from "../../core/kit/defined.ts";
import { deskMailId, messageId, ticketId, verificationId } from "../../core/kit/ids.ts";
import { err, ok, type Result } from "../../core/kit/result.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import { deliveryProblem, deliveryProblemWords } from "../../core/messages/delivery-problem.ts";
import { isSelf } from "../../core/policy/may-act.ts";
import { may } from "../../core/policy/permissions.ts";
import { isOwed } from "../../core/policy/owed.ts";
import { mayDiscard } from "../../core/policy/may-discard.ts";
import { noteProblemWords } from "../../core/tickets/note-problem.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";
import { DELIVERY_KINDS, type DeliveryItem } from "../ports/delivery-items.ts";
import { countsAsSend } from "../sending/agent-window.ts";

const ROWS_OF_A_KIND = 100;
const OUTBOX_REASONS = {
  refused: "the database refuses it, which is a defect of ours: tell whoever runs this system",
  away: "a part of this system cannot be reached",
} as const;

/** Codes that only a fault of ours can produce look like any other wait. */
const NOT_TAKEN_UP = "nobody has taken it up yet";

export type DeliveryError = { readonly code: "delivery.unknown" | "delivery.not_allowed" };
export type RetryError = DeliveryError | { readonly code: "agent.too_many" };

export interface DeliveryAct {
  readonly agent: AgentRecord;
  /** As in the address; nothing of it is trusted. */
  readonly kind: string;
  readonly id: string;
}

/** Refuses nothing: each row says what this agent may do with it. */
export async function readDelivery(deps: Deps, agent: AgentRecord): Promise<DeliveryReply> {
  const now = deps.clock();
  const items = await deps.deliveryItems.list(now, ROWS_OF_A_KIND);
  return { items: items.map((item) => rowOf(item, { agent, now })) };
}

function rowOf(item: DeliveryItem, frame: Frame): DeliveryRow {
  const { kind, id, status, what, since, attempts } = item;
  return {
    kind,
    id,
    status,
    what,
    since,
    attempts,
    ...reasonOf(item),
    ...defined({
      // What is due already has no time to say: it is taken up any moment.
      nextAt: status === "waiting" && (item.nextAt ?? 0) > frame.now ? item.nextAt : undefined,
      ticketId: item.ticketId,
      ticketNumber: item.ticketNumber,
      verificationId: item.check?.id,
      total: item.total,
    }),
    mayRetry: mayRetry(item, frame),
    mayDiscard: mayDiscard(frame.agent, item),
  };
}

function reasonOf({ kind, problem }: DeliveryItem): Pick<DeliveryRow, "reason" | "fault"> {
  if (kind === "dead_letter") {
    return { reason: "the queue gave it up; what it was about is tried by itself" };
  }
  if (kind === "outbox") {
    return { reason: OUTBOX_REASONS[problem === "refused" ? "refused" : "away"] };
  }
  if (problem === undefined) {
    return { reason: NOT_TAKEN_UP };
  }
  if (kind === "note") {
    return { reason: noteProblemWords(problem) };
  }
  const { what, fault } = deliveryProblemWords(deliveryProblem(problem));
  return { reason: what, fault };
}

interface Frame {
  readonly agent: AgentRecord;
  readonly now: EpochMs;
}

function mayRetry(item: DeliveryItem, { agent, now }: Frame): boolean {
  const { check } = item;
  if (!may(agent.role, "delivery.act")) {
    return false;
  }
  if (check !== undefined && isSelf(agent, { id: check.personId, email: check.requesterEmail })) {
    return false;
  }
  switch (item.kind) {
    case "message":
      return (item.notAfter ?? 0) > now && maySendAgain(item, agent);
    case "desk":
      return agent.role === "admin" && (item.notAfter ?? 0) > now && item.problem !== "unattested";
    case "note":
      return item.problem !== "unattested";
    case "dead_letter":
      return agent.role === "admin" && wakeOf(item) !== undefined;
    default:
      return true;
  }
}

/**
 * A link of a check that has ended is worse than none: that check is started again. What a person is owed goes out again
 * once it has failed; what waits goes by itself. Where it stands for all that a file changed, an admin decides.
 */
function maySendAgain({ check, event, status, problem }: DeliveryItem, { role }: AgentRecord): boolean {
  return isOwed(event)
    ? status === "failed" && problem !== "unreadable" && (check !== undefined || role === "admin")
    : check?.open === true;
}

/**
 * Refused: an item that is not there any more; a check of oneself, a link that is over, and a role
 * that does not act; a message, once its agent has sent as many as Send allows.
 */
export async function retryDelivery(deps: Deps, act: DeliveryAct): Promise<Result<undefined, RetryError>> {
  const now = deps.clock();
  const item = await find(deps, act);
  if (item === undefined) {
    return err({ code: "delivery.unknown" });
  }
  if (!mayRetry(item, { agent: act.agent, now })) {
    return err({ code: "delivery.not_allowed" });
  }
  // It reaches its recipient as a new one would; what a file changed tells a person once in any case.
  if (
    item.kind === "message" &&
    item.check !== undefined &&
    !(await countsAsSend(deps, act.agent, deps.vault.newId()))
  ) {
    return err({ code: "agent.too_many" });
  }
  await deps.deliveryItems.retry(item, now, {
    at: now,
    actor: act.agent.id,
    action: "delivery.retried",
    subject: item.check?.id ?? item.id,
    details: { kind: item.kind, item: item.id },
  });
  await wake(deps, item);
  return ok();
}

/** Refused: an item that is not there any more, and whoever may not give it up: nobody discards what tells of their own check. */
export async function discardDelivery(
  deps: Deps,
  act: DeliveryAct & { reason: string },
): Promise<Result<undefined, DeliveryError>> {
  const item = await find(deps, act);
  if (item === undefined) {
    return err({ code: "delivery.unknown" });
  }
  if (!mayDiscard(act.agent, item)) {
    return err({ code: "delivery.not_allowed" });
  }
  const at = deps.clock();
  const { id: agentId, name: agentName } = act.agent;
  await deps.deliveryItems.discard(
    item,
    { agentId, agentName, reason: act.reason, at },
    {
      at,
      actor: agentId,
      action: "delivery.discarded",
      subject: item.check?.id ?? item.id,
      details: { kind: item.kind, item: item.id },
    },
  );
  if (item.kind === "note" && item.ticketId !== undefined) {
    // Those behind it may go now.
    await wake(deps, item);
  }
  return ok();
}

async function find(deps: Deps, { kind, id }: DeliveryAct): Promise<DeliveryItem | undefined> {
  const known = DELIVERY_KINDS.find((one) => one === kind);
  return known === undefined || !/^[A-Za-z0-9_:-]{1,120}$/.test(id)
    ? undefined
    : deps.deliveryItems.find(known, id, deps.clock());
}

type Wake = (deps: Pick<Deps, "queues" | "session">) => Promise<void>;

/** The sweep finds it within a minute; waking only makes it sooner, so a queue that is away is no failure. */
async function wake(deps: Deps, item: DeliveryItem): Promise<void> {
  try {
    await wakeOf(item)?.(deps);
  } catch (error) {
    deps.log.failure("queue.wake", error);
  }
}

function wakeOf(item: DeliveryItem): Wake | undefined {
  const { id, check, ticketId: ticket } = item;
  switch (item.kind) {
    case "message":
      return ({ queues }) => queues.deliver([id]);
    case "note":
      return ticket === undefined ? undefined : ({ queues }) => queues.writeNotes([ticket]);
    case "security":
      return check === undefined ? undefined : ({ queues }) => queues.tellSecurity([check.id]);
    case "desk":
      return ({ queues }) => queues.tellDesk([id]);
    case "outbox":
      return ({ session }) => session(verificationId.parse(id)).retryOutbox();
    case "dead_letter":
      return letterWake(item.body ?? "");
  }
}

const letter = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("message"), id: messageId }),
  z.strictObject({ kind: z.literal("notes"), id: ticketId }),
  z.strictObject({ kind: z.literal("security"), id: verificationId }),
  z.strictObject({ kind: z.literal("desk"), id: deskMailId }),
]);

/** A letter that cannot be read can only be discarded. */
function letterWake(body: string): Wake | undefined {
  try {
    const { kind, id } = letter.parse(JSON.parse(body));
    const wakes = { message: "deliver", notes: "writeNotes", security: "tellSecurity", desk: "tellDesk" } as const;
    return ({ queues }) => queues[wakes[kind]]([id]);
  } catch {
    return undefined;
  }
}
