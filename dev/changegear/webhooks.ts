/**
 * Outgoing webhooks as ChangeGear describes them: POST of the whole record in an `Entity`
 * wrapper, on create and on update, with Basic credentials. One try, no retry, no signature.
 * Sent one after the other, so that a receiver sees changes in order.
 */
import type { Row } from "./entity-query.ts";

export interface WebhookTarget {
  readonly url: string;
  readonly username: string;
  readonly password: string;
}

export interface WebhookDelivery {
  readonly ticketId: number;
  readonly eTag: number;
  /** HTTP status, or 0 when no reply came. */
  readonly status: number;
}

const TIMEOUT_MS = 10_000;
const KEPT_DELIVERIES = 500;

export class Webhooks {
  readonly deliveries: WebhookDelivery[] = [];
  readonly #target: WebhookTarget | undefined;
  readonly #closed = new AbortController();
  #queue: Promise<void> = Promise.resolve();

  constructor(target: WebhookTarget | undefined) {
    this.#target = target;
  }

  send(record: { ticketId: number; eTag: number; entity: Row }, copies: number): void {
    const target = this.#target;
    if (target === undefined) {
      return;
    }
    for (let copy = 0; copy < copies; copy += 1) {
      this.#queue = this.#queue.then(async () => {
        const status = await this.#post(target, record.entity);
        this.deliveries.push({ ticketId: record.ticketId, eTag: record.eTag, status });
        this.deliveries.splice(0, this.deliveries.length - KEPT_DELIVERIES);
      });
    }
  }

  /** Settles once everything sent so far has been answered or given up. */
  idle(): Promise<void> {
    return this.#queue;
  }

  async close(): Promise<void> {
    this.#closed.abort();
    await this.#queue;
  }

  async #post(target: WebhookTarget, entity: Row): Promise<number> {
    try {
      const response = await fetch(target.url, {
        method: "POST",
        redirect: "manual",
        headers: {
          "content-type": "application/json",
          authorization: `Basic ${Buffer.from(`${target.username}:${target.password}`).toString("base64")}`,
        },
        body: JSON.stringify({ Entity: entity }),
        signal: AbortSignal.any([this.#closed.signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      await response.body?.cancel();
      return response.status;
    } catch {
      return 0;
    }
  }
}
