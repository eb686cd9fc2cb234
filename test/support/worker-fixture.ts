/** What the tests on workerd share: a session seed whose texts are really sealed, and a look at the rows. */
import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { attest, type AttestedTable } from "./attest.ts";
import { sealedJson } from "../../durable-objects/sealed-codes.ts";
import { createKeyring } from "../../workers/adapters/crypto/keyring.ts";
import { newVerificationId } from "../../workers/adapters/crypto/locator.ts";
import { randomBytes, toBase64Url } from "../../workers/adapters/crypto/bytes.ts";
import { compose } from "../../workers/compose.ts";
import type { Deps } from "../../workers/app/deps.ts";
import type { SessionSeed } from "../../workers/app/ports/sessions.ts";
import { messageId, personId, ticketId } from "../../workers/core/kit/ids.ts";
import { MINUTE_MS } from "../../workers/core/kit/time.ts";
import type { SessionEvent } from "../../workers/core/session/events.ts";
import type { Session } from "../../workers/core/session/session.ts";
import { AGENT, answer, POOL, session, type Knowledge } from "../../workers/core/session/session.fixture.ts";

export const ROOT_SECRET = "only-for-tests-only-for-tests-only-for-tests";
export const keyring = createKeyring(ROOT_SECRET, {});

/** For a row that a test wrote by SQL. */
export const attested = (table: AttestedTable, column: string, value: unknown): Promise<void> =>
  attest(env.DB, keyring, { table, column, value });

export const fresh = (): string => toBase64Url(randomBytes(9));

/** A session that starts now, of a person and on a ticket that no other test uses. */
export async function seed(change: Partial<Session> = {}): Promise<SessionSeed> {
  const id = newVerificationId();
  const now = Date.now();
  const base = session(change);
  const made: Session = {
    ...base,
    id,
    createdAt: now,
    ticket: { ...base.ticket, id: ticketId.parse(`tkt_${fresh()}`) },
    person: { ...base.person, id: personId.parse(`per_${fresh()}`) },
    destination: { ...base.destination, sealed: await keyring.seal("+447700900123", `messages/${id}`) },
    link: { number: 1, issuedAt: now, expiresAt: now + base.policy.linkLifetimeMinutes * MINUTE_MS },
    resends: { used: 0, lastAt: now },
    message: { id: messageId.parse(`msg_${fresh()}`), state: "queued" },
    moments: { queuedAt: now },
  };
  return { session: made, poolSealed: await keyring.seal(JSON.stringify(POOL), `session/${id}`), actor: AGENT.id };
}

export const stubOf = ({ session }: Pick<SessionSeed, "session">) => env.VERIFICATION_SESSION.getByName(session.id);

export type Stub = ReturnType<typeof stubOf>;

/** The state as the object keeps it; undefined when it keeps none. */
export async function stored(
  stub: Stub,
): Promise<{ session: Session; outbox: number; alarm: number | null } | undefined> {
  return runInDurableObject(stub, async (_instance, state) => {
    const tables = state.storage.sql.exec("SELECT name FROM sqlite_master WHERE name = 'session'").toArray();
    if (tables.length === 0) {
      return undefined;
    }
    const { sql } = state.storage;
    const row = sql.exec<{ state: string }>("SELECT state FROM session").one();
    const { waiting } = sql.exec<{ waiting: number }>("SELECT COUNT(*) AS waiting FROM outbox").one();
    return {
      session: sealedJson(keyring.now, stub.id.toString()).read(row.state) as Session,
      outbox: waiting,
      alarm: await state.storage.getAlarm(),
    };
  });
}

/** Lets everything that waits in the outbox reach D1. */
export async function drained(stub: Stub): Promise<void> {
  await runDurableObjectAlarm(stub);
}

/** The post of a phone that is asked the open question, with a response that can be opened again. */
export async function answerPost(
  stub: Stub,
  knowledge: Knowledge = "right",
): Promise<Extract<SessionEvent, { type: "answer.given" }>> {
  const now = (await stored(stub))?.session;
  if (now === undefined) {
    throw new Error("the session is gone");
  }
  const post = answer(now, knowledge);
  const place = `transcript/${now.id}/${String(post.ordinal)}/${String(post.attempt)}`;
  return { ...post, sealed: await keyring.seal(JSON.stringify(post.response), place) };
}

/** Answers until the session ends. */
export async function answerAll(stub: Stub, knowledge: Knowledge = "right"): Promise<void> {
  while ((await stored(stub))?.session.status === "answering") {
    await stub.apply(await answerPost(stub, knowledge));
  }
}

export async function rows<Row = Record<string, unknown>>(sql: string, ...values: readonly unknown[]): Promise<Row[]> {
  const { results } = await env.DB.prepare(sql)
    .bind(...values)
    .all<Row>();
  return results;
}

/** What a deployed Worker runs with, where a test puts in what it needs. */
export function deps(change: Partial<Deps> = {}): Deps {
  const made = compose(env);
  if (made === undefined) {
    throw new Error("the test configuration is invalid");
  }
  return { ...made, ...change };
}
