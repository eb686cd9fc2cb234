/** The peers of a check played on workerd: a ticket system and a provider that keep what they get, and the queues. */
import { createExecutionContext, createMessageBatch, getQueueResult } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { vi } from "vitest";
import type { Connection, Deps } from "../../workers/app/deps.ts";
import type { ItsmConnector, TicketSnapshot } from "../../workers/app/ports/itsm.ts";
import { basicMatches } from "../../workers/adapters/peers/basic-auth.ts";
import { ok } from "../../workers/core/kit/result.ts";
import { consume } from "../../workers/queue/consume.ts";
import { deps, fresh } from "./worker-fixture.ts";
import { categoryPolicy } from "../../workers/core/settings/sections/categories.ts";

export const CATEGORY = "Password reset";
export const WEBHOOK = { username: "hook", password: "hook-password" };

interface Work {
  readonly queue: string;
  readonly body: unknown;
  readonly attempts: number;
  readonly notBefore: number;
}

/** More than any queue of ours retries; a message that gets here would be a dead letter. */
const ATTEMPTS = 8;

export class Peers {
  /** Titles of the notes on the ticket, by their key. */
  readonly notes = new Map<string, string>();
  /** Every call to the provider: its key and the text. */
  readonly sends: { readonly key: string; readonly text: string }[] = [];
  readonly lost: unknown[] = [];
  #waiting: Work[] = [];

  /** The queues only record; `pump` is their consumer. Called before the calls are watched. */
  constructor() {
    for (const [queue, name] of [
      [env.DELIVERY_QUEUE, "imper-edge-delivery"],
      [env.NOTE_QUEUE, "imper-edge-notes"],
    ] as const) {
      vi.spyOn(queue, "sendBatch").mockImplementation(async (batch) => {
        this.#waiting.push(...[...batch].map(({ body }) => ({ queue: name, body, attempts: 1, notBefore: 0 })));
        return { metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } };
      });
    }
  }

  /** What a deployment of these peers runs with. */
  deps(): Deps {
    const base = deps();
    const connection: Connection = {
      name: "main",
      label: "Tickets",
      itsm: this.#itsm(),
    };
    return {
      ...base,
      config: {
        ...base.config,
        CATEGORIES: { [CATEGORY]: categoryPolicy.parse({ action: "password_reset", spokenCode: "never" }) },
      },
      connection: (name) => (name === "main" ? connection : undefined),
      provider: () => ({ id: "fake", provider: { send: (message) => this.#send(message) } }),
    };
  }

  get idle(): boolean {
    return this.#waiting.length === 0;
  }

  /** Handles every message that is due, one batch each, until none is. */
  async pump(ready: Deps): Promise<void> {
    for (;;) {
      const due = this.#waiting.filter(({ notBefore }) => notBefore <= Date.now());
      if (due.length === 0) {
        return;
      }
      this.#waiting = this.#waiting.filter((work) => !due.includes(work));
      for (const work of due) {
        await this.#handle(ready, work);
      }
    }
  }

  async #handle(ready: Deps, { queue, body, attempts }: Work): Promise<void> {
    const batch = createMessageBatch(queue, [{ id: fresh(), timestamp: new Date(), attempts, body }]);
    await consume(ready, batch);
    const [again] = (await getQueueResult(batch, createExecutionContext())).retryMessages;
    if (again === undefined) {
      return;
    }
    if (attempts >= ATTEMPTS) {
      this.lost.push(body);
      return;
    }
    this.#waiting.push({
      queue,
      body,
      attempts: attempts + 1,
      notBefore: Date.now() + (again.delaySeconds ?? 0) * 1_000,
    });
  }

  #itsm(): ItsmConnector {
    const none = async () => ok(undefined);
    const { vault } = deps();
    return {
      isFromPeer: ({ headers }) =>
        basicMatches(headers.get("authorization"), WEBHOOK, (left, right) => vault.equal(left, right)),
      parseTicket: (body) => ok(body as TicketSnapshot),
      changedSince: async () => ok([]),
      ticketTypes: async () => [],
      readTicket: () => Promise.reject(new Error("not asked for")),
      addInternalNote: async ({ note }) => {
        const alreadyThere = this.notes.has(note.key);
        for (const { key, title } of [...(note.first === undefined ? [] : [note.first]), note]) {
          this.notes.set(key, title);
        }
        return ok({ alreadyThere });
      },
      closingWays: () => Promise.reject(new Error("not asked for")),
      close: () => Promise.reject(new Error("not asked for")),
      reopen: () => Promise.reject(new Error("not asked for")),
      findPersonByEmail: none,
      findPersonById: none,
      ticketUrl: (id) => `https://changegear.test/${id}`,
    };
  }

  #send: ReturnType<Deps["provider"]>["provider"]["send"] = async ({ content, idempotencyKey }) => {
    this.sends.push({ key: idempotencyKey, text: content.text.reveal() });
    return ok({ providerMessageId: `sm_${idempotencyKey}`, status: "sent" });
  };
}
