/**
 * The least that one verification could cost: a bare Worker that makes the same calls to D1, to
 * objects and to queues as the product, in the same order and with as many rows, and does nothing
 * else. What the product takes beyond this is its own doing.
 */
import { DurableObject } from "cloudflare:workers";
import type { Groups, Recipe, Work } from "../../bench/recipe.ts";

const TABLE = "CREATE TABLE IF NOT EXISTS floor (id TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID";
/** About as long as an audit row, and as a session's state. */
const ROW_TEXT = "x".repeat(300);
const STATE_TEXT = "x".repeat(6_000);
/** A note is written with one read of the ticket and one save. */
const PEER_CALLS_PER_NOTE = ["/read", "/save"];
const HOUR_MS = 3_600_000;

let recipe: Recipe | undefined;
let peerOrigin = "";
const delivered = new Set<string>();

interface Place {
  readonly env: Env;
  /** Names this verification's objects. */
  readonly key: string;
}

async function run(groups: Groups, place: Place): Promise<void> {
  for (const group of groups) {
    await Promise.all(group.map((work) => carryOut(work, place)));
  }
}

async function carryOut(work: Work, { env, key }: Place): Promise<void> {
  switch (work.kind) {
    case "d1":
      await callDatabase(env.DB, work);
      return;
    case "queue": {
      const queue = work.name === "notes" ? env.NOTE_QUEUE : env.DELIVERY_QUEUE;
      await queue.sendBatch(Array.from({ length: work.messages }, () => ({ body: { key } })));
      return;
    }
    case "object": {
      const [className, method] = work.name.split(".");
      if (className === "VerificationSession") {
        const session = env.VERIFICATION_SESSION.getByName(key) as unknown as VerificationSession;
        await session.run({ key, writes: method !== "view", sync: work.sync, later: work.later });
      } else if (className === "SubjectGuard") {
        const guard = env.SUBJECT_GUARD.getByName(`${method === "countStart" ? "agent" : "person"}:${key}`);
        await (guard as unknown as SubjectGuard).run(method !== "state");
      } else {
        await (env.CONSOLE_FEED.getByName("console") as unknown as ConsoleFeed).run();
      }
    }
  }
}

async function callDatabase(db: D1Database, work: Extract<Work, { kind: "d1" }>): Promise<void> {
  const { statements, rowsWritten } = work;
  const rowsOf = (index: number): number =>
    Math.floor((rowsWritten * (index + 1)) / statements) - Math.floor((rowsWritten * index) / statements);
  const all = Array.from({ length: statements }, (_, index) => {
    const ids = Array.from({ length: rowsOf(index) }, () => crypto.randomUUID());
    return ids.length === 0
      ? db.prepare("SELECT * FROM floor WHERE id = ?").bind("absent")
      : db
          .prepare("INSERT INTO floor (id, body) SELECT value, ?1 FROM json_each(?2)")
          .bind(ROW_TEXT, JSON.stringify(ids));
  });
  const [only] = all;
  await (all.length === 1 && only !== undefined ? only.all() : db.batch(all));
}

export default {
  async fetch(request, env): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const key = searchParams.get("key") ?? "";
    if (pathname === "/recipe") {
      ({ recipe, peerOrigin } = await request.json<{ recipe: Recipe; peerOrigin: string }>());
      await env.DB.prepare(TABLE).run();
      return new Response(null, { status: 204 });
    }
    if (pathname === "/delivered") {
      return Response.json(delivered.has(key));
    }
    if (recipe === undefined) {
      return new Response(null, { status: 503 });
    }
    const step = recipe.steps[Number(searchParams.get("step"))];
    await run(step === undefined ? recipe.webhookBack : step.groups, { env, key });
    return new Response("ok");
  },
  async queue(batch, env): Promise<void> {
    const notes = batch.queue.includes("notes");
    const groups = recipe?.batches[notes ? "notes" : "delivery"] ?? [];
    await Promise.all(
      batch.messages.map(async ({ body }) => {
        const { key } = body as { key: string };
        if (notes) {
          for (const path of PEER_CALLS_PER_NOTE) {
            await (await fetch(`${peerOrigin}${path}?key=${key}`)).text();
          }
        }
        await run(groups, { env, key });
        if (!notes) {
          delivered.add(key);
        }
      }),
    );
  },
} satisfies ExportedHandler<Env>;

interface SessionWork {
  readonly key: string;
  readonly writes: boolean;
  readonly sync: Groups;
  readonly later: Groups;
}

export class VerificationSession extends DurableObject<Env> {
  constructor(context: DurableObjectState, env: Env) {
    super(context, env);
    context.storage.sql.exec("CREATE TABLE IF NOT EXISTS state (one INTEGER PRIMARY KEY, body TEXT)");
    context.storage.sql.exec("CREATE TABLE IF NOT EXISTS outbox (seq INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT)");
  }

  /** As the product's session does: state and outbox in one transaction, the alarm, the reply, then what waits. */
  async run({ key, writes, sync, later }: SessionWork): Promise<void> {
    const { sql } = this.ctx.storage;
    sql.exec("SELECT body FROM state").toArray();
    if (writes) {
      sql.exec("INSERT INTO state VALUES (1, ?) ON CONFLICT DO UPDATE SET body = excluded.body", STATE_TEXT);
      sql.exec("INSERT INTO outbox (body) VALUES (?), (?)", ROW_TEXT, ROW_TEXT);
      await this.ctx.storage.setAlarm(Date.now() + HOUR_MS);
    }
    const place = { env: this.env, key };
    await run(sync, place);
    if (writes) {
      this.ctx.waitUntil(
        run(later, place).then(async () => {
          sql.exec("DELETE FROM outbox");
          await this.ctx.storage.setAlarm(Date.now() + HOUR_MS);
        }),
      );
    }
  }

  override alarm(): void {}
}

export class SubjectGuard extends DurableObject<Env> {
  async run(writes: boolean): Promise<void> {
    this.ctx.storage.kv.get("guard");
    if (writes) {
      this.ctx.storage.kv.put("guard", ROW_TEXT);
    }
  }
}

export class ConsoleFeed extends DurableObject<Env> {
  async run(): Promise<number> {
    return this.ctx.getWebSockets().length;
  }
}
