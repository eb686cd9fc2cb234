/**
 * Carries a session's effects out, at least once and in order: blocks first, for they stop an attack;
 * then D1 (one batch, keyed by session and sequence), the person's guard, the queues and the consoles. Rows are
 * deleted only when all of it went through; a replay changes nothing. Before the very first of
 * them the guard confirms that the person is this check's: refused, the session is discarded,
 * and nobody has heard of it.
 */
import type { GuardProblem, Lease } from "../workers/app/ports/sessions.ts";
import type { OutboxRow } from "../workers/app/ports/session-records.ts";
import type { SessionDeps } from "../workers/compose.ts";
import { ok, type Result } from "../workers/core/kit/result.ts";
import { MINUTE_MS } from "../workers/core/kit/time.ts";
import type { PooledQuestion } from "../workers/core/questions/question.ts";
import { latestEnd } from "../workers/core/session/opening.ts";
import type { Session } from "../workers/core/session/session.ts";
import type { SessionStore } from "./session-store.ts";

const ROWS_PER_DRAIN = 50;
/** Rows are numbered from here and no number comes twice: while this one waits, nothing has left. */
const FIRST_ROW = 1;
/** A lease outlives the longest check by this much: the end is told to the guard, not timed by it. */
const LEASE_GRACE_MS = MINUTE_MS;

/** "not_held": the guard could not be asked yet whether the person is free. */
export type Drained = Result<"empty" | "waiting" | "not_held", GuardProblem>;

export class SessionOutbox {
  readonly #store: SessionStore;
  readonly #deps: SessionDeps;
  #running: Promise<Drained> | undefined;
  /** What D1 holds of the session; unknown after a failure and in a new instance. */
  #written: Session | undefined;

  constructor(store: SessionStore, deps: SessionDeps) {
    this.#store = store;
    this.#deps = deps;
  }

  /** One drain at a time; a call during a drain waits for it and looks again. */
  async drain(pool: readonly PooledQuestion[]): Promise<Drained> {
    while (this.#running !== undefined) {
      const before = await this.#running;
      if (!before.ok) {
        return before;
      }
    }
    this.#running = this.#drainAll(pool).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #drainAll(pool: readonly PooledQuestion[]): Promise<Drained> {
    let held = true;
    try {
      for (;;) {
        const session = this.#store.read()?.session;
        const rows = session === undefined ? [] : this.#store.outbox(ROWS_PER_DRAIN);
        const last = rows.at(-1);
        if (session === undefined || last === undefined) {
          return ok("empty");
        }
        if (rows[0]?.seq === FIRST_ROW) {
          held = false;
          const asked = await this.#hold(session);
          if (!asked.ok) {
            await this.#store.discard();
            return asked;
          }
          held = true;
        }
        await this.#carryOut(session, rows, pool);
        this.#store.delivered(last.seq);
      }
    } catch (error) {
      this.#deps.log.failure("session.outbox", error);
      return ok(held ? "waiting" : "not_held");
    }
  }

  #hold(session: Session): Promise<Result<undefined, GuardProblem>> {
    return this.#deps.guards.hold({
      personId: session.person.id,
      lease: leaseOf(session),
      until: latestEnd(session) + LEASE_GRACE_MS,
      now: this.#deps.clock(),
    });
  }

  async #carryOut(session: Session, rows: readonly OutboxRow[], pool: readonly PooledQuestion[]): Promise<void> {
    // A block never waits for the record: the press that stops an attack must not need the database.
    await Promise.all(rows.map(({ effect }) => this.#fence(session, effect)));
    const written = this.#written;
    this.#written = undefined;
    await this.#deps.records.write({ session, rows, pool, ...(written === undefined ? {} : { written }) });
    this.#written = session;
    const messages = rows.flatMap(({ effect }) => (effect.type === "message" ? [effect.id] : []));
    const notes = rows.some(({ effect }) => effect.type === "note") ? [session.ticket.id] : [];
    await Promise.all([
      ...rows.map(({ effect }) => this.#tellGuard(session, effect)),
      messages.length > 0 ? this.#deps.queues.deliver(messages) : undefined,
      notes.length > 0 ? this.#deps.queues.writeNotes(notes) : undefined,
      rows.some(({ effect }) => effect.type === "security") ? this.#deps.queues.tellSecurity([session.id]) : undefined,
      this.#tellConsoles(session),
    ]);
  }

  async #tellGuard(session: Session, effect: OutboxRow["effect"]): Promise<void> {
    if (effect.type === "ended") {
      await this.#deps.guards.release(session.person.id, session.id);
    }
    if (effect.type === "handed_over") {
      await this.#deps.guards.handOver(session.person.id, leaseOf(session));
    }
  }

  async #fence(session: Session, effect: OutboxRow["effect"]): Promise<void> {
    if (effect.type === "fence") {
      await this.#deps.guards.fence(
        effect.scope === "person" ? { personId: session.person.id } : { destinationTag: effect.destinationTag },
        effect.until,
      );
    }
  }

  /** Fails open: a console that missed this polls. */
  async #tellConsoles(session: Session): Promise<void> {
    try {
      await this.#deps.feed.publish({
        type: "verification",
        id: session.id,
        version: session.version,
        status: session.status,
      });
    } catch (error) {
      this.#deps.log.failure("feed.publish", error);
    }
  }
}

function leaseOf({ id, ticket, agent }: Session): Lease {
  return { verificationId: id, ticketNumber: ticket.number, agentId: agent.id, agentName: agent.name };
}
