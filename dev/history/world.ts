/**
 * The product and its ticket system in this one process, under a clock that is moved by hand: the
 * product's own composition, objects, stores and queue consumer, over a database in memory. What
 * stands in for the platform is in `platform/`.
 */
import { readdirSync, readFileSync } from "node:fs";
import { SubjectGuard } from "../../durable-objects/subject-guard.ts";
import { VerificationSession } from "../../durable-objects/verification-session.ts";
import type { DeliveryProvider } from "../../workers/app/ports/delivery.ts";
import type { Deps } from "../../workers/app/deps.ts";
import { receiveTicket } from "../../workers/app/tickets/receive-ticket.ts";
import { compose } from "../../workers/compose.ts";
import { err, ok } from "../../workers/core/kit/result.ts";
import type { DeliveryProblem } from "../../workers/core/messages/delivery-problem.ts";
import { consume } from "../../workers/queue/consume.ts";
import { ticketEntity } from "../changegear/entities.ts";
import { createChangeGear } from "../changegear/server.ts";
import type { Account, Person } from "../changegear/records.ts";
import type { TicketStore } from "../changegear/store.ts";
import type { Clockwork } from "./platform/clockwork.ts";
import { MemoryD1 } from "./platform/d1.ts";
import { ObjectNamespace } from "./platform/objects.ts";

const MIGRATIONS = new URL("../../migrations/", import.meta.url);
/** A queue takes a moment, and so does a provider. */
const QUEUE_MS = 420;

export interface WorldOptions {
  readonly clockwork: Clockwork;
  /** The Worker's variables and secrets. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly connection: string;
  readonly account: Account;
  readonly people: readonly Person[];
}

export interface World {
  readonly clockwork: Clockwork;
  readonly database: MemoryD1;
  readonly deps: Deps;
  readonly tickets: TicketStore;
  /** Why messages fail from now on, by channel; undefined: everything arrives. */
  failDeliveries(reasons: Readonly<Record<"sms" | "email", DeliveryProblem>> | undefined): void;
}

export function createWorld({ clockwork, variables, connection, account, people }: WorldOptions): World {
  let failures: Parameters<World["failDeliveries"]>[0];
  const database = new MemoryD1();
  migrate(database);
  const { app, store } = createChangeGear({ people, users: [account], now: clockwork.now });
  // The one address that the product calls here is its ticket system's. It never takes long: nothing is listened for.
  globalThis.fetch = async (input, init) => app.fetch(new Request(input, init));

  const env: Record<string, unknown> = { ...variables, DB: database };
  const objects = () => env;
  env["VERIFICATION_SESSION"] = new ObjectNamespace(VerificationSession, clockwork, objects);
  env["SUBJECT_GUARD"] = new ObjectNamespace(SubjectGuard, clockwork, objects);
  env["CONSOLE_FEED"] = { getByName: () => ({ publish: () => undefined, endSession: () => undefined }) };
  const provider: DeliveryProvider = {
    send: async ({ content, idempotencyKey }) =>
      failures === undefined
        ? ok({ providerMessageId: `local-${idempotencyKey}`, status: "delivered" })
        : err({ code: "peer.rejected", retryable: false, detail: "", reason: failures[content.channel] }),
  };
  const deps = compose(env as unknown as Env, { providers: () => ({ local: provider }) });
  if (deps === undefined) {
    throw new Error("the configuration of the demo history is invalid");
  }
  env["DELIVERY_QUEUE"] = queue("imper-edge-delivery", deps, clockwork);
  env["NOTE_QUEUE"] = queue("imper-edge-notes", deps, clockwork);

  store.onChange = (ticket) => {
    const snapshot = deps.connection(connection)?.itsm.parseTicket(ticketEntity(ticket, store));
    if (snapshot?.ok !== true) {
      throw new Error("a ticket of the demo history cannot be read");
    }
    clockwork.settleBeforeGoingOn(receiveTicket(deps, { connection, snapshot: snapshot.value }));
  };
  return {
    clockwork,
    database,
    deps,
    tickets: store,
    failDeliveries: (reasons) => {
      failures = reasons;
    },
  };
}

function migrate({ database }: MemoryD1): void {
  for (const name of readdirSync(MIGRATIONS).sort()) {
    database.exec(readFileSync(new URL(name, MIGRATIONS), "utf8"));
  }
}

function queue(name: string, deps: Deps, clockwork: Clockwork) {
  const handle = (body: unknown, delayMs: number): void => {
    const run = (): Promise<void> =>
      consume(deps, {
        queue: name,
        messages: [
          {
            id: "",
            body,
            attempts: 1,
            ack: () => undefined,
            retry: ({ delaySeconds = 0 } = {}) => handle(body, delaySeconds * 1_000),
          },
        ],
      } as unknown as MessageBatch);
    clockwork.setAlarm(run, clockwork.now() + delayMs);
  };
  return {
    sendBatch: async (messages: readonly { readonly body: unknown }[]) =>
      messages.forEach(({ body }) => handle(body, QUEUE_MS)),
  };
}
