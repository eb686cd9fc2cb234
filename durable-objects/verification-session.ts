/**
 * One verification: lock, clock and ledger. It orders events, owns the deadlines, keeps the
 * state and appends to an outbox, all in one transaction per event; it never calls a third party.
 * Every call settles what is overdue first, so the alarm is only a hint. A call for a session
 * that was never created writes nothing.
 */
import { DurableObject } from "cloudflare:workers";
import type {
  Approvable,
  GuardProblem,
  Reservation,
  SessionProblem,
  SessionSeed,
} from "../workers/app/ports/sessions.ts";
import { composeSession, type SessionDeps } from "../workers/compose.ts";
import { err, ok, type Result } from "../workers/core/kit/result.ts";
import type { AgentId, PersonId } from "../workers/core/kit/ids.ts";
import type { Keyed } from "../workers/core/kit/keyed.ts";
import { Unavailable } from "../workers/core/kit/unavailable.ts";
import type { PooledQuestion } from "../workers/core/questions/question.ts";
import type { SessionEvent } from "../workers/core/session/events.ts";
import { sentNotice } from "../workers/core/session/sent-notice.ts";
import { defined } from "../workers/core/kit/defined.ts";
import { approvableBy } from "../workers/core/session/approved-action.ts";
import { keptCheck, type KeptCheck } from "../workers/core/session/kept.ts";
import { reservedAction, type ReservedAction } from "../workers/core/session/reserved-action.ts";
import { linkTarget, type LinkTarget } from "../workers/core/session/link-target.ts";
import { carriedOut } from "../workers/core/session/practice.ts";
import type { Session } from "../workers/core/session/session.ts";
import { isTerminal, type SessionStatus } from "../workers/core/session/status.ts";
import { refusalValues } from "../workers/core/session/refusal-values.ts";
import { settle } from "../workers/core/session/settle.ts";
import type { Transitioned } from "../workers/core/session/transitioned.ts";
import { LINGER_MS, nextDueAt, transition } from "../workers/core/session/transition.ts";
import { viewFor, type PortalView, type Viewer } from "../workers/core/session/portal-view.ts";
import { SessionOutbox, type Drained } from "./outbox.ts";
import { sealedJson } from "./sealed-codes.ts";
import { SessionStore } from "./session-store.ts";

/** The alarm comes this soon after rows were written, should the drain that follows never end. */
const OUTBOX_RETRY_MS = 5_000;
/** After this many failed alarms the platform gives up; we re-arm ourselves before that. */
const ALARM_REARM_MS = 30_000;
/** A kind's name, a colon and the eight digits that a fact key used to have. */
const LONGEST_SHORT_KEY = 40;

export class VerificationSession extends DurableObject<Env> {
  readonly #deps: SessionDeps;
  readonly #store: SessionStore;
  readonly #outbox: SessionOutbox;
  #pool: readonly PooledQuestion[] | undefined;

  constructor(context: DurableObjectState, env: Env) {
    super(context, env);
    this.#deps = composeSession(env);
    this.#store = new SessionStore(context.storage, sealedJson(this.#deps.keyring.now, context.id.toString()));
    this.#outbox = new SessionOutbox(this.#store, this.#deps);
  }

  async create(seed: SessionSeed): Promise<Result<undefined, GuardProblem>> {
    if (this.#store.read() === undefined) {
      // One that was refused had questions of its own.
      this.#pool = undefined;
      const effects = openingEffects(seed);
      this.#store.create({ session: seed.session, poolSealed: seed.poolSealed }, this.#rows(seed.session, effects));
      await this.#arm(seed.session, this.#soon());
    }
    // The console reads its own write; when D1 is away the alarm delivers it later.
    const drained = await this.#drain({ probe: true });
    if (drained.ok && drained.value === "not_held") {
      // Not called open before the person is known to be free. The alarm asks again.
      throw new Unavailable("object");
    }
    return drained.ok ? ok() : drained;
  }

  async apply(event: SessionEvent): Promise<Result<{ status: SessionStatus; version: number }, SessionProblem>> {
    const pool = await this.#openPool();
    if (pool === undefined) {
      return err("session.gone");
    }
    const applied = this.#apply(event, pool);
    return applied.result.ok
      ? ok({ status: applied.session.status, version: applied.session.version })
      : applied.result;
  }

  async press(
    event: SessionEvent,
    viewer: Viewer,
  ): Promise<{ result: Result<undefined, SessionProblem>; step: PortalView }> {
    const pool = await this.#openPool();
    if (pool === undefined) {
      return { result: err("session.gone"), step: { step: "ended" } };
    }
    const { result, session } = this.#apply(event, pool);
    return { result: result.ok ? ok() : result, step: this.#view(session, viewer, pool) };
  }

  #view(session: Session, viewer: Viewer, pool: readonly PooledQuestion[]): PortalView {
    return viewFor(session, viewer, { pool, now: this.#deps.clock() });
  }

  /** The lock of the one action that a pass leads to: of many presses at once one is answered with its grant. */
  async reserve(event: Reservation): Promise<Result<ReservedAction, SessionProblem>> {
    const pool = await this.#openPool();
    if (pool === undefined) {
      return err("session.gone");
    }
    const { result, session } = this.#apply(event, pool);
    return result.ok ? ok(reservedAction(session)) : result;
  }

  /** Changes nothing: mail and SMS scanners fetch links. An overdue session is only shown as ended. */
  async view(viewer: Viewer): Promise<PortalView> {
    const pool = await this.#openPool();
    const stored = this.#store.read();
    if (pool === undefined || stored === undefined) {
      return { step: "ended" };
    }
    return this.#view(settle(stored.session, { now: this.#deps.clock() }).session, viewer, pool);
  }

  linkTarget(linkNumber: number): (Pick<LinkTarget, "origin" | "channel"> & { practice?: true }) | undefined {
    const session = this.#store.read()?.session;
    if (session === undefined) {
      return undefined;
    }
    const { origin, channel } = linkTarget(session, linkNumber);
    return { origin, channel, ...defined({ practice: session.practice }) };
  }

  kept(): KeptCheck | undefined {
    const session = this.#store.read()?.session;
    return session === undefined ? undefined : keptCheck(settle(session, { now: this.#deps.clock() }).session);
  }

  async spokenCode(agentId: AgentId): Promise<{ digits: string; validUntil: number; triesLeft: number } | undefined> {
    const stored = this.#store.read()?.session;
    const session = stored === undefined ? undefined : settle(stored, { now: this.#deps.clock() }).session;
    const code = session?.status === "code" && session.agent.id === agentId ? session.code : undefined;
    return code === undefined
      ? undefined
      : { digits: code.digits, validUntil: code.validUntil, triesLeft: code.triesLeft };
  }

  /** What this one is asked to approve, as it stands. */
  approvable(by: AgentId | PersonId): Approvable | undefined {
    const stored = this.#store.read()?.session;
    return stored === undefined ? undefined : approvableBy(settle(stored, { now: this.#deps.clock() }).session, by);
  }

  /** All that waits is tried now, also what was refused. */
  async retryOutbox(): Promise<void> {
    if (this.#store.read() !== undefined) {
      this.#store.dueNow();
      await this.#drain({ probe: true });
    }
  }

  override async alarm(): Promise<void> {
    try {
      const pool = await this.#openPool();
      if (pool === undefined) {
        return;
      }
      const { session } = this.#apply({ type: "time.due" }, pool);
      const drained = await this.#drain({ probe: false });
      const empty = drained.ok && drained.value === "empty";
      if (empty && isTerminal(session.status) && this.#deps.clock() >= (session.moments.endedAt ?? 0) + LINGER_MS) {
        await this.#store.discard();
      }
    } catch (error) {
      // The platform drops an alarm after six failures; a session must never be stranded.
      this.#deps.log.failure("session.alarm", error);
      await this.#setAlarm(this.#deps.clock() + ALARM_REARM_MS);
    }
  }

  /** Undefined when the session was never created or is gone. */
  async #openPool(): Promise<readonly PooledQuestion[] | undefined> {
    const stored = this.#store.read();
    if (stored === undefined || this.#pool !== undefined) {
      return stored === undefined ? undefined : this.#pool;
    }
    const opened = await this.#deps.keyring.open(stored.poolSealed, `session/${stored.session.id}`);
    if (opened === undefined) {
      throw new Error("question pool cannot be opened");
    }
    this.#pool = this.#withFullKeys(JSON.parse(opened) as readonly PooledQuestion[], stored.session);
    return this.#pool;
  }

  /** A check that began before fact keys had 256 bits has short ones in its pool; those must never be stored. */
  #withFullKeys(pool: readonly PooledQuestion[], { id }: Session): readonly PooledQuestion[] {
    const keyed = this.#deps.keyring.keyed("options", id);
    return pool.map((question) =>
      question.factKey.length > LONGEST_SHORT_KEY ? question : { ...question, factKey: keyed(question.factKey) },
    );
  }

  /** Decides and writes without an await in between, so that two calls can never both win. */
  #apply(
    event: SessionEvent,
    pool: readonly PooledQuestion[],
  ): { session: Session; result: Result<Transitioned, SessionProblem> } {
    // Read here and not before the pool was opened: another event may have run in between.
    const before = this.#store.read()?.session;
    if (before === undefined) {
      throw new Error("session vanished during a call");
    }
    const now = this.#deps.clock();
    const { settled, step } = transition(before, event, {
      now,
      random: this.#deps.random,
      keyed: this.#selectionKeyed(before),
      pool,
    });
    const outcome = step.ok ? step.value : settled;
    if (outcome.session !== before) {
      this.#store.commit(outcome.session, this.#rows(outcome.session, outcome.effects));
      this.ctx.waitUntil(this.#settleOutbox(outcome.session, outcome.effects.length > 0));
    } else if (!this.#store.isEmpty()) {
      // An alarm that was lost must not strand what waits: every call carries it out.
      this.ctx.waitUntil(this.#drain({ probe: true }));
    }
    if (!step.ok) {
      const why = refusalValues(settled.session, { event, problem: step.error, now });
      this.#deps.log.event("session.refused", {
        verification: before.id,
        asked: event.type,
        problem: step.error,
        ...why,
      });
    }
    return { session: outcome.session, result: step };
  }

  /**
   * Of this session alone, yet the same for all of one person and day: sessions that are opened
   * and left show nothing new.
   */
  #selectionKeyed({ person, createdAt }: Session): Keyed {
    const day = new Date(createdAt).toISOString().slice(0, 10);
    return this.#deps.keyring.keyed("selection", `${person.id}/${day}`);
  }

  #rows(session: Session, effects: Transitioned["effects"]) {
    const at = this.#deps.clock();
    return carriedOut(session, effects).map((effect) => ({
      at,
      effect,
      ...(effect.type === "note" ? { note: this.#deps.noteFor(session, effect, at) } : {}),
    }));
  }

  async #settleOutbox(session: Session, hasRows: boolean): Promise<void> {
    await this.#arm(session, hasRows ? this.#soon() : undefined);
    await this.#drain({ probe: true });
  }

  #soon(): number {
    return this.#deps.clock() + OUTBOX_RETRY_MS;
  }

  async #arm(session: Session, outboxAt: number | undefined): Promise<void> {
    const due = nextDueAt(session);
    await this.#setAlarm(Math.min(due, outboxAt ?? due));
  }

  #setAlarm(at: number): Promise<void> {
    return this.ctx.storage.setAlarm(this.#deps.wallTime(at));
  }

  /** When nothing waits any more the alarm stands at the next deadline. */
  async #drain(how: { readonly probe: boolean }): Promise<Drained> {
    // Opened here too: a cold object may be woken by a repeated `create`, and answers need their question.
    const drained = await this.#outbox.drain((await this.#openPool()) ?? [], how);
    const session = this.#store.read()?.session;
    if (session !== undefined) {
      const empty = drained.ok && drained.value === "empty";
      await this.#arm(session, empty ? undefined : (this.#store.nextTry() ?? this.#soon()));
    }
    return drained;
  }
}

function openingEffects({ session, actor }: SessionSeed): Transitioned["effects"] {
  return [
    {
      type: "audit",
      action: "verification.created",
      actor,
      data: {
        ticket: session.ticket.number,
        person: session.person.id,
        channel: session.destination.channel,
        origin: session.destination.origin,
        profile: session.policy.profile.id,
        ...(session.account === undefined ? {} : { account: session.account.id }),
        ...(session.evidenceOnly === undefined ? {} : { evidence_only: true }),
      },
    },
    { type: "message", kind: "link", id: session.message.id, notAfter: session.link.expiresAt },
    { type: "note", note: { kind: "sent" } },
    ...sentNotice(session),
  ];
}
