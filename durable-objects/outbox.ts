/**
 * Carries a session's effects out, at least once and in order: blocks first, for they stop an attack;
 * then D1 (one batch, keyed by session and sequence), the person's guard, the queues and the consoles. A row is
 * deleted only when all that it asks for went through; a replay changes nothing. Before the very first of
 * them the guard confirms that the person is this check's: refused, the session is discarded,
 * and nobody has heard of it. A row that D1 will not take is told apart from a D1 that is away:
 * it waits alone, longer each time, and only what must not overtake it waits with it.
 */
import { voidPasses } from "../workers/app/desk/void-passes.ts";
import type { GuardProblem, Lease } from "../workers/app/ports/sessions.ts";
import type { OutboxRow, StuckOutbox } from "../workers/app/ports/session-records.ts";
import type { SessionDeps } from "../workers/compose.ts";
import { ok, type Result } from "../workers/core/kit/result.ts";
import { MINUTE_MS, SECOND_MS } from "../workers/core/kit/time.ts";
import { retryDelaySeconds } from "../workers/core/messages/backoff.ts";
import type { PooledQuestion } from "../workers/core/questions/question.ts";
import { mustWaitFor, type Effect } from "../workers/core/session/effects.ts";
import { latestEnd } from "../workers/core/session/opening.ts";
import type { Session } from "../workers/core/session/session.ts";
import type { SessionStore, WaitingRow } from "./session-store.ts";
import { timeLimited } from "./time-limit.ts";

const ROWS_PER_PAGE = 50;
/** Rows are numbered from here and no number comes twice: while this one waits, nothing has left. */
const FIRST_ROW = 1;
/** A lease outlives the longest check by this much: the end is told to the guard, not timed by it. */
const LEASE_GRACE_MS = MINUTE_MS;
/** Of a row's failures the first is logged, and then one in so many. */
const LOGGED_EVERY = 10;
/** After so many failures it is no hiccup any more: the Delivery page shows it. */
const STUCK_AFTER = 3;

/** "not_held": the guard could not be asked yet whether the person is free. */
export type Drained = Result<"empty" | "waiting" | "not_held", GuardProblem>;

/** One pass over the rows. */
interface Pass {
  readonly pool: readonly PooledQuestion[];
  readonly now: number;
  /** Effects that stay behind; what must not overtake them stays too. */
  readonly behind: Effect[];
}

/** Rows that are carried out together, and the state that they belong to. */
interface Load {
  readonly session: Session;
  readonly rows: readonly WaitingRow[];
  /** Blocks that were not set, and passes that were not ended, by row. */
  readonly unstopped: ReadonlyMap<number, unknown>;
}

interface Failed extends Pick<Load, "session" | "rows"> {
  /** The database took others. */
  readonly alone?: boolean;
}

export class SessionOutbox {
  readonly #store: SessionStore;
  readonly #deps: SessionDeps;
  #running: Promise<Drained> | undefined;
  /** What D1 holds of the session; unknown after a failure and in a new instance. */
  #written: Session | undefined;
  /** Rows whose block is set, and whose passes are void: while the record waits, two reports must not wake each other for ever. */
  readonly #stopped = new Set<number>();

  constructor(store: SessionStore, deps: SessionDeps) {
    this.#store = store;
    this.#deps = deps;
  }

  /**
   * One drain at a time; a call during a drain waits for it and looks again. `probe`: somebody came
   * by, so what waits for a part that is away is tried now, and not only when its pause is over.
   */
  async drain(pool: readonly PooledQuestion[], { probe }: { readonly probe: boolean }): Promise<Drained> {
    while (this.#running !== undefined) {
      const before = await this.#running;
      if (!before.ok) {
        return before;
      }
    }
    this.#running = this.#drainAll(pool, probe).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #drainAll(pool: readonly PooledQuestion[], probe: boolean): Promise<Drained> {
    const now = this.#deps.clock();
    const session = this.#store.read()?.session;
    if (session === undefined) {
      return ok("empty");
    }
    const [first] = this.#store.outbox({ after: 0, limit: 1 });
    let answers = true;
    if (first !== undefined && (probe || this.#store.isDue(now))) {
      const held = first.seq === FIRST_ROW ? await this.#hold(session, first) : ok();
      if (held === "unknown") {
        return ok("not_held");
      }
      if (!held.ok) {
        await this.#store.discard();
        return held;
      }
      answers = await this.#carryOutAll({ pool, now, behind: [] });
    }
    const told = answers && (await this.#tell(session));
    return ok(told && this.#store.isEmpty() ? "empty" : "waiting");
  }

  async #hold(session: Session, first: WaitingRow): Promise<Result<undefined, GuardProblem> | "unknown"> {
    try {
      return await timeLimited("object", () =>
        this.#deps.guards.hold({
          personId: session.person.id,
          lease: leaseOf(session),
          until: latestEnd(session) + LEASE_GRACE_MS,
          now: this.#deps.clock(),
        }),
      );
    } catch (error) {
      this.#failed({ session, rows: [first] }, error);
      return "unknown";
    }
  }

  /** False when D1 is away: then nothing further is tried. */
  async #carryOutAll(pass: Pass): Promise<boolean> {
    for (let after = 0; ;) {
      const session = this.#store.read()?.session;
      const rows = session === undefined ? [] : this.#store.outbox({ after, limit: ROWS_PER_PAGE });
      const last = rows.at(-1);
      if (session === undefined || last === undefined) {
        return true;
      }
      // A block never waits for the record: the press that stops an attack must not need the database.
      const unstopped = await this.#stopAll(session, rows);
      for (const run of runsOf(rows)) {
        if (!(await this.#carryOut({ session, rows: run, unstopped }, pass))) {
          return false;
        }
      }
      after = last.seq;
    }
  }

  /** False when D1 is away. */
  async #carryOut(load: Load, pass: Pass): Promise<boolean> {
    const [one] = load.rows;
    if (one?.alone === true && one.nextAt > pass.now) {
      pass.behind.push(one.effect);
      return true;
    }
    const { session } = load;
    const rows = load.rows.filter(({ effect }) => !pass.behind.some((earlier) => mustWaitFor(effect, earlier)));
    if (rows.length === 0) {
      return true;
    }
    try {
      await this.#write(session, rows, pass.pool);
    } catch (error) {
      return this.#notTaken({ ...load, rows }, pass, error);
    }
    await this.#tellPeers({ ...load, rows });
    return true;
  }

  /** Either D1 is away, which says nothing of the rows, or it will not take one of them: that one is found. */
  async #notTaken(load: Load, pass: Pass, error: unknown): Promise<boolean> {
    const { session, rows } = load;
    try {
      await this.#write(session, [], pass.pool);
    } catch {
      this.#failed(load, error);
      return false;
    }
    if (rows.length > 1) {
      for (const row of rows) {
        if (!(await this.#carryOut({ ...load, rows: [row] }, pass))) {
          return false;
        }
      }
      return true;
    }
    this.#failed({ ...load, alone: true }, error);
    pass.behind.push(...rows.map(({ effect }) => effect));
    return true;
  }

  async #write(session: Session, rows: readonly OutboxRow[], pool: readonly PooledQuestion[]): Promise<void> {
    const written = this.#written;
    this.#written = undefined;
    await timeLimited("database", () =>
      this.#deps.records.write({ session, rows, pool, ...(written === undefined ? {} : { written }) }),
    );
    this.#written = session;
  }

  /** Each peer on its own: a queue that is away keeps no person from being released. */
  async #tellPeers({ session, rows, unstopped }: Load): Promise<void> {
    const { queues } = this.#deps;
    const of = (type: Effect["type"]) => rows.filter(({ effect }) => effect.type === type);
    const messages = of("message");
    const ids = messages.flatMap(({ effect }) => (effect.type === "message" ? [effect.id] : []));
    const calls: readonly (readonly [readonly WaitingRow[], "object" | "queue", () => Promise<void>])[] = [
      [messages, "queue", () => queues.deliver(ids)],
      [of("note"), "queue", () => queues.writeNotes([session.ticket.id])],
      [of("security"), "queue", () => queues.tellSecurity([session.id])],
      [of("handed_over"), "object", () => this.#handOver(session)],
      [of("ended"), "object", () => this.#release(session, unstopped)],
      ...[...of("fence"), ...of("void_passes")].map((row) => [[row], "object", () => stopped(row, unstopped)] as const),
    ];
    const failures = await Promise.all([
      ...calls
        .filter(([concerned]) => concerned.length > 0)
        .map(async ([concerned, part, call]) => {
          try {
            await timeLimited(part, call);
            return [];
          } catch (error) {
            this.#failed({ session, rows: concerned }, error);
            return concerned;
          }
        }),
      this.#tellConsoles(session),
    ]);
    const failed = new Set(failures.flat().map(({ seq }) => seq));
    this.#store.delivered(rows.map(({ seq }) => seq).filter((seq) => !failed.has(seq)));
  }

  /** A person is not free for the next check before what blocks it is set. */
  async #release(session: Session, unstopped: Load["unstopped"]): Promise<void> {
    for (const error of unstopped.values()) {
      throw error;
    }
    await this.#deps.guards.release(session.person.id, session.id);
  }

  /** Asked before the check was taken over: refused is only who freed the person since, which changes nothing. */
  async #handOver(session: Session): Promise<void> {
    await this.#deps.guards.handOver(session.person.id, leaseOf(session), this.#deps.clock());
  }

  /** A block first, and what it lets nobody add to any more after it. */
  async #stopAll(session: Session, rows: readonly WaitingRow[]): Promise<Load["unstopped"]> {
    const fences = rows.filter(({ effect }) => effect.type === "fence");
    const voids = rows.filter(({ effect }) => effect.type === "void_passes");
    const fenced = await this.#stop(fences, ({ effect }) => this.#fence(session, effect));
    const voided = await this.#stop(voids, ({ effect }) => this.#voidPasses(session, effect));
    return new Map([...fenced, ...voided]);
  }

  async #stop(
    rows: readonly WaitingRow[],
    stop: (row: WaitingRow) => Promise<void>,
  ): Promise<readonly (readonly [seq: number, error: unknown])[]> {
    const tried = await Promise.all(
      rows.map(async (row) => {
        try {
          if (!this.#stopped.has(row.seq)) await stop(row);
          this.#stopped.add(row.seq);
          return [];
        } catch (error) {
          return [[row.seq, error] as const];
        }
      }),
    );
    return tried.flat();
  }

  /** Each pass is void in its own session, whose outbox tells ticket and consoles. */
  async #voidPasses({ id, person }: Session, effect: Effect): Promise<void> {
    if (effect.type !== "void_passes") return;
    const report = { id, at: effect.at, by: "recipient", actor: "requester" } as const;
    await timeLimited("object", () => voidPasses(this.#deps, person.id, { report }));
  }

  async #fence(session: Session, effect: Effect): Promise<void> {
    if (effect.type === "fence") {
      const subject =
        effect.scope === "person" ? { personId: session.person.id } : { destinationTag: effect.destinationTag };
      await timeLimited("object", () => this.#deps.guards.fence(subject, effect.until, effect.report));
    }
  }

  /** Fails open: a console that missed this polls. */
  async #tellConsoles(session: Session): Promise<readonly WaitingRow[]> {
    if (session.practice === true) {
      // No list shows it; its own page asks.
      return [];
    }
    try {
      await timeLimited("object", () =>
        this.#deps.feed.publish({
          type: "verification",
          id: session.id,
          version: session.version,
          status: session.status,
        }),
      );
    } catch (error) {
      this.#deps.log.failure("feed.publish", error);
    }
    return [];
  }

  /** The pause of all is that of the first: 5 s, 10 s, 20 s ... 5 min. */
  #failed({ session, rows, alone = false }: Failed, error: unknown): void {
    const [first] = rows;
    if (first === undefined) {
      return;
    }
    const attempts = first.attempts + 1;
    const pause = retryDelaySeconds(first.attempts, { random: this.#deps.random }) * SECOND_MS;
    this.#store.failed(
      rows.map(({ seq }) => seq),
      { nextAt: this.#deps.clock() + pause, alone },
    );
    if (attempts === 1 || attempts % LOGGED_EVERY === 0) {
      this.#deps.log.failure("session.outbox", error, {
        verification: session.id,
        row: first.seq,
        effect: first.effect.type,
        rows: rows.length,
        attempts,
        alone,
      });
    }
  }

  /** Makes D1 say what is stuck here, or nothing. False when it could not be told. */
  async #tell(session: Session): Promise<boolean> {
    const stuck = this.#stuck();
    if (JSON.stringify(stuck) === this.#store.told()) {
      return true;
    }
    try {
      await timeLimited("database", () => this.#deps.records.tellStuck(session, stuck));
      this.#store.setTold(JSON.stringify(stuck));
      return true;
    } catch (error) {
      this.#deps.log.failure("session.outbox.tell", error, { verification: session.id });
      return false;
    }
  }

  #stuck(): StuckOutbox | undefined {
    const [worst] = this.#store.mostTried();
    return worst === undefined || worst.attempts < STUCK_AFTER
      ? undefined
      : {
          since: worst.at,
          attempts: worst.attempts,
          nextAt: worst.nextAt,
          effect: worst.effect.type,
          problem: worst.alone ? "refused" : "away",
        };
  }
}

/** A row that was refused goes alone, at its place; the others together. */
function runsOf(rows: readonly WaitingRow[]): WaitingRow[][] {
  const runs: WaitingRow[][] = [];
  for (const row of rows) {
    const run = runs.at(-1);
    if (run === undefined || row.alone || run[0]?.alone === true) {
      runs.push([row]);
    } else {
      run.push(row);
    }
  }
  return runs;
}

/** What was tried before the record was written. */
function stopped({ seq }: WaitingRow, unstopped: Load["unstopped"]): Promise<void> {
  return unstopped.has(seq) ? Promise.reject(unstopped.get(seq)) : Promise.resolve();
}

function leaseOf({ id, ticket, agent }: Session): Lease {
  return { verificationId: id, ticketNumber: ticket.number, agentId: agent.id, agentName: agent.name };
}
