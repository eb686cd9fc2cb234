/**
 * Queue messages carry an id and nothing else. Each is handled alone: one that cannot be read is
 * kept as a dead letter, one that failed is retried, the others go on.
 */
import { z } from "zod";
import { carryOnAction } from "../app/actions/carry-on-action.ts";
import { deliverMessage } from "../app/delivery/deliver-message.ts";
import { sendDeskMail } from "../app/delivery/desk-mails.ts";
import { tellSecurity } from "../app/delivery/tell-security.ts";
import type { Deps } from "../app/deps.ts";
import { carryOnCoverage } from "../app/people/count-coverage.ts";
import { writeTicketNotes } from "../app/tickets/write-ticket-notes.ts";
import { actionRunId, coverageRunId, deskMailId, messageId, ticketId, verificationId } from "../core/kit/ids.ts";

const bodyShape = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("message"), id: messageId }),
  z.strictObject({ kind: z.literal("notes"), id: ticketId }),
  z.strictObject({ kind: z.literal("security"), id: verificationId }),
  z.strictObject({ kind: z.literal("desk"), id: deskMailId }),
  z.strictObject({ kind: z.literal("action"), id: actionRunId }),
  z.strictObject({ kind: z.literal("coverage"), id: coverageRunId }),
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
    const outcome = await work(deps, body.data);
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

function work(deps: Deps, body: z.output<typeof bodyShape>): Promise<{ retryAfterSeconds?: number }> {
  switch (body.kind) {
    case "message":
      return deliverMessage(deps, body.id);
    case "notes":
      return writeTicketNotes(deps, body.id);
    case "security":
      return tellSecurity(deps, body.id);
    case "desk":
      return sendDeskMail(deps, body.id);
    case "action":
      return carryOnAction(deps, body.id);
    case "coverage":
      return carryOnCoverage(deps, body.id);
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
