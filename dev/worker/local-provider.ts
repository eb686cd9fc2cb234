import type { DeliveryProvider, MessageContent } from "../../workers/app/ports/delivery.ts";
import { ok } from "../../workers/core/kit/result.ts";
import type { Clock } from "../../workers/core/kit/time.ts";
import { createOutboxStore } from "./outbox-store.ts";

export interface LocalProviderDeps {
  readonly db: D1Database;
  readonly now: Clock;
}

/** Every message is "delivered" at once; a repeated idempotency key stores nothing new. */
export function createLocalProvider({ db, now }: LocalProviderDeps): DeliveryProvider {
  const outbox = createOutboxStore(db);
  return {
    send: async ({ content, idempotencyKey }) => {
      const text = content.text.reveal();
      const link = /https?:\/\/\S+/.exec(text)?.[0];
      await outbox.add({
        id: idempotencyKey,
        at: now(),
        channel: content.channel,
        to: content.to.reveal(),
        text,
        ...mailParts(content),
        ...(link === undefined ? {} : { link }),
      });
      return ok({ providerMessageId: `local-${idempotencyKey}`, status: "delivered" });
    },
  };
}

function mailParts(content: MessageContent): { subject?: string; html?: string } {
  return content.channel === "email" ? { subject: content.subject, html: content.html.reveal() } : {};
}
