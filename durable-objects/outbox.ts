/**
 * Carries a session's effects out, at least once and in order: D1 first (one batch, keyed by
 * session and sequence), then the person's guard, then the queues and the consoles. Rows are
 * deleted only when all of it went through; a replay changes nothing.
 */
import type { OutboxRow } from "../workers/app/stores.ts";
import type { SessionDeps } from "../workers/compose.ts";
import type { PooledQuestion } from "../workers/core/questions/question.ts";
import type { Session } from "../workers/core/verification/session.ts";
import type { SessionStore } from "./session-store.ts";

const ROWS_PER_DRAIN = 50;

export class SessionOutbox {
  readonly #store: SessionStore;
  readonly #deps: SessionDeps;
  #running: Promise<boolean> | undefined;
  /** What D1 holds of the session; unknown after a failure and in a new instance. */
  #written: Session | undefined;

  constructor(store: SessionStore, deps: SessionDeps) {
    this.#store = store;
    this.#deps = deps;
  }

  /** One drain at a time; a call during a drain waits for it and looks again. */
  async drain(pool: readonly PooledQuestion[]): Promise<boolean> {
    while (this.#running !== undefined) {
      await this.#running;
    }
    this.#running = this.#drainAll(pool).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #drainAll(pool: readonly PooledQuestion[]): Promise<boolean> {
    try {
      for (;;) {
        const session = this.#store.read()?.session;
        const rows = session === undefined ? [] : this.#store.outbox(ROWS_PER_DRAIN);
        const last = rows.at(-1);
        if (session === undefined || last === undefined) {
          return true;
        }
        await this.#carryOut(session, rows, pool);
        this.#store.delivered(last.seq);
      }
    } catch (error) {
      this.#deps.log.failure("session.outbox", error);
      return false;
    }
  }

  async #carryOut(session: Session, rows: readonly OutboxRow[], pool: readonly PooledQuestion[]): Promise<void> {
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
      this.#tellConsoles(session),
    ]);
  }

  async #tellGuard(session: Session, effect: OutboxRow["effect"]): Promise<void> {
    if (effect.type === "ended") {
      await this.#deps.guards.release(session.person.id, session.id);
    }
    if (effect.type === "fence") {
      await this.#deps.guards.fence(
        effect.scope === "person" ? { personId: session.person.id } : { destinationTag: session.destination.tag },
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
