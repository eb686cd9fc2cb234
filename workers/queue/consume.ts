/**
 * Queue messages carry an id and nothing else. Each is handled alone: one that cannot be read is
 * kept as a dead letter, one that failed is retried, the others go on.
 */
import { z } from "zod";
import { deliverMessage } from "../app/delivery/deliver-message.ts";
import type { Deps } from "../app/deps.ts";
import { writeTicketNotes } from "../app/tickets/write-ticket-notes.ts";
import { messageId, ticketId } from "../core/kit/ids.ts";

const bodyShape = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("message"), id: messageId }),
  z.strictObject({ kind: z.literal("notes"), id: ticketId }),
]);

/** After a defect or a lost binding: long enough for a deploy, short enough for a caller. */
const RETRY_SECONDS = 15;

export async function consume(deps: Deps, batch: MessageBatch): Promise<void> {
  const dead = batch.queue.endsWith("-dead");
  await Promise.all(
    batch.messages.map((message) => (dead ? keep(deps, batch.queue, message) : handle(deps, batch.queue, message))),
  );
}

async function handle(deps: Deps, queue: string, message: Message): Promise<void> {
  const body = bodyShape.safeParse(message.body);
  if (!body.success) {
    await keep(deps, queue, message);
    return;
  }
  try {
    const outcome =
      body.data.kind === "message"
        ? await deliverMessage(deps, body.data.id)
        : await writeTicketNotes(deps, body.data.id);
    if (outcome.retryAfterSeconds === undefined) {
      message.ack();
    } else {
      message.retry({ delaySeconds: Math.ceil(outcome.retryAfterSeconds) });
    }
  } catch (error) {
    deps.log.failure("queue.handle", error, { queue, attempts: message.attempts });
    message.retry({ delaySeconds: RETRY_SECONDS });
  }
}

async function keep(deps: Deps, queue: string, message: Message): Promise<void> {
  try {
    await deps.deadLetters.add({ id: message.id, queue, body: JSON.stringify(message.body), now: deps.clock() });
    deps.log.event("queue.dead_letter", { queue });
    message.ack();
  } catch (error) {
    deps.log.failure("queue.dead_letter", error, { queue });
    message.retry({ delaySeconds: RETRY_SECONDS });
  }
}
