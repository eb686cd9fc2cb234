/**
 * Counters and locks of one subject: a person, a destination or an agent. Holds the lease "one
 * open verification per person", the starts of the day, and the fence after "This wasn't me".
 * Exact where the rate-limit binding is not: one object, one writer.
 */
import { DurableObject } from "cloudflare:workers";
import type { FenceReport, GuardProblem, GuardView, Lease, Lift } from "../workers/app/ports/sessions.ts";
import type { AgentId } from "../workers/core/kit/ids.ts";
import { err, ok, type Result } from "../workers/core/kit/result.ts";
import { DAY_MS } from "../workers/core/kit/time.ts";

interface GuardState {
  readonly lease?: Lease & { readonly until: number };
  readonly starts: readonly { readonly id: string; readonly at: number }[];
  readonly fencedUntil?: number;
  /** A block that ends by then was lifted, and when: that it is told once more changes nothing. */
  readonly liftedUntil?: number;
  readonly liftedAt?: number;
  /** Starts of before count for nothing more. */
  readonly freedAt?: number;
  /** Who freed the person, and for how long they may not send to them. */
  readonly lifters?: readonly { readonly agentId: AgentId; readonly until: number }[];
  /** An alarm is set that looks whether any of this still counts. */
  readonly watched?: true;
}

const EMPTY: GuardState = { starts: [] };
const KEY = "guard";
const FIRST_REPORT: FenceReport = { at: 0, again: false };

export class SubjectGuard extends DurableObject<Env> {
  reserve(request: {
    lease: Lease;
    until: number;
    startsPerDay: number;
    now: number;
  }): Result<undefined, GuardProblem> {
    const state = this.#read();
    const { lease, now } = request;
    const barred = barredBy(state, lease, now);
    if (barred !== undefined) {
      return err(barred);
    }
    const held = state.lease !== undefined && now < state.lease.until ? state.lease : undefined;
    if (held?.verificationId === lease.verificationId) {
      return ok();
    }
    if (held !== undefined) {
      return err({ code: "guard.open", lease: publicLease(held) });
    }
    const starts = countedSince(state, now - DAY_MS);
    if (starts.length >= request.startsPerDay && !starts.some(({ id }) => id === lease.verificationId)) {
      return err({ code: "guard.daily_limit" });
    }
    this.#write({ ...state, lease: { ...lease, until: request.until } });
    return ok();
  }

  /**
   * The check exists now: its lease lasts, and only from here on it is one of the person's starts of
   * the day; a press that was refused or cut off never is. A reserved lease lapses soon, and whoever
   * came then keeps the person: of two checks the one that asks too late is refused. So is one that a
   * report overtook.
   */
  hold({ lease, until, now }: { lease: Lease; until: number; now: number }): Result<undefined, GuardProblem> {
    const state = this.#read();
    const held = state.lease !== undefined && now < state.lease.until ? state.lease : undefined;
    if (held !== undefined && held.verificationId !== lease.verificationId) {
      return err({ code: "guard.open", lease: publicLease(held) });
    }
    const starts = startsSince(state, now - DAY_MS);
    const barred = starts.some(({ id }) => id === lease.verificationId) ? undefined : barredBy(state, lease, now);
    if (barred !== undefined) {
      return err(barred);
    }
    this.#write({ ...state, lease: { ...lease, until }, starts: withStart(starts, lease.verificationId, now) });
    return ok();
  }

  /** Only the holder's id releases; a late release of an older check frees nobody. */
  release(verificationId: string): void {
    const state = this.#read();
    if (state.lease?.verificationId === verificationId) {
      const { lease: _released, ...rest } = state;
      this.#write(rest);
    }
  }

  /**
   * Another agent has the check now. Says so where it holds the person still; one that has ended stays ended. Refused to
   * whoever freed the person: of a lift and a taking over at one moment the first that comes here counts.
   */
  handOver(lease: Lease, now: number): Result<undefined, GuardProblem> {
    const state = this.#read();
    if (hasLifted(state, lease.agentId, now)) {
      return err({ code: "guard.lifted_by_agent" });
    }
    if (state.lease?.verificationId === lease.verificationId) {
      this.#write({ ...state, lease: { ...lease, until: state.lease.until } });
    }
    return ok();
  }

  /** The check came to nothing: its reserved lease goes. One that is held belongs to a check that exists, and stays. */
  giveBack(verificationId: string): void {
    if (!this.#read().starts.some(({ id }) => id === verificationId)) {
      this.release(verificationId);
    }
  }

  /** A report that comes again blocks anew where the block was lifted since, and never for longer while it lasts. */
  fence(until: number, { at, again }: FenceReport = FIRST_REPORT): void {
    const state = this.#read();
    const lasts = again && at < (state.fencedUntil ?? 0);
    if (!lasts && (until > (state.liftedUntil ?? 0) || at > (state.liftedAt ?? Infinity))) {
      this.#write({ ...state, fencedUntil: Math.max(until, state.fencedUntil ?? 0) });
    }
  }

  /** Before a lift is written: whoever holds the person lifts nothing, and who lifts sends and takes over nothing for a day. */
  bar({ agentId, now }: Pick<Lift, "agentId" | "now">): Result<undefined, "guard.in_charge"> {
    const state = this.#read();
    if (state.lease?.agentId === agentId && now < state.lease.until) {
      return err("guard.in_charge");
    }
    this.#write({ ...state, lifters: withLifter(state, agentId, now) });
    return ok();
  }

  /**
   * Again, nothing changes. The starts stay: they also say which checks exist. Of the block only what the agent saw is
   * lifted: a report that came since holds.
   */
  lift({ what, agentId, seenUntil, now }: Lift): void {
    const { fencedUntil, ...before } = this.#read();
    const state = { ...before, lifters: withLifter(before, agentId, now) };
    if (what === "used_up") {
      this.#write({ ...state, ...(fencedUntil === undefined ? {} : { fencedUntil }), freedAt: now });
    } else if (fencedUntil !== undefined && fencedUntil <= seenUntil) {
      this.#write({ ...state, liftedUntil: fencedUntil, liftedAt: now });
    }
  }

  /** Of the last day, whatever they count for: longer than any pass holds. */
  checks(now: number): readonly string[] {
    return startsSince(this.#read(), now - DAY_MS).map(({ id }) => id);
  }

  state(now: number): GuardView {
    const state = this.#read();
    return {
      liftedBy: (state.lifters ?? []).filter(({ until }) => now < until).map(({ agentId }) => agentId),
      ...(state.lease !== undefined && now < state.lease.until ? { lease: publicLease(state.lease) } : {}),
      ...(state.fencedUntil !== undefined && now < state.fencedUntil ? { fencedUntil: state.fencedUntil } : {}),
      startsToday: countedSince(state, now - DAY_MS).length,
    };
  }

  /** False when `limit` other starts already lie within the window; the same id is one start. */
  countStart({ id, limit, windowMs, now }: { id: string; limit: number; windowMs: number; now: number }): boolean {
    const state = this.#read();
    const starts = withStart(startsSince(state, now - windowMs), id, now);
    if (starts.length > limit) {
      return false;
    }
    this.#write({ ...state, starts });
    return true;
  }

  /** What was counted came to nothing: it is no start. */
  uncountStart(id: string): void {
    const state = this.#read();
    this.#write({ ...state, starts: state.starts.filter((start) => start.id !== id) });
  }

  /** What no longer counts is not kept: names of agents and tickets stand in a lease. */
  override async alarm(): Promise<void> {
    const state = this.#read();
    const until = Math.max(
      state.lease?.until ?? 0,
      state.fencedUntil ?? 0,
      state.liftedUntil ?? 0,
      ...(state.lifters ?? []).map(({ until }) => until),
      ...state.starts.map(({ at }) => at + DAY_MS),
    );
    await (Date.now() >= until ? this.ctx.storage.deleteAll() : this.ctx.storage.setAlarm(until));
  }

  #read(): GuardState {
    return this.ctx.storage.kv.get<GuardState>(KEY) ?? EMPTY;
  }

  #write(state: GuardState): void {
    if (state.watched === undefined) {
      // Once for all writes of a day: an alarm is a written row too.
      this.ctx.waitUntil(this.ctx.storage.setAlarm(Date.now() + DAY_MS));
    }
    this.ctx.storage.kv.put(KEY, { ...state, watched: true });
  }
}

/** What keeps this agent from the person: a report, or that they themselves freed the person. */
function barredBy(state: GuardState, { agentId }: Lease, now: number): GuardProblem | undefined {
  if (state.fencedUntil !== undefined && now < state.fencedUntil) {
    return { code: "guard.fenced", until: state.fencedUntil };
  }
  return hasLifted(state, agentId, now) ? { code: "guard.lifted_by_agent" } : undefined;
}

function hasLifted({ lifters = [] }: GuardState, agentId: AgentId, now: number): boolean {
  return lifters.some((lifter) => lifter.agentId === agentId && now < lifter.until);
}

function withLifter({ lifters = [] }: GuardState, agentId: AgentId, now: number): GuardState["lifters"] & object {
  const others = lifters.filter((lifter) => lifter.until > now && lifter.agentId !== agentId);
  return [...others, { agentId, until: now + DAY_MS }];
}

function startsSince({ starts }: GuardState, from: number): GuardState["starts"] {
  return starts.filter(({ at }) => at > from);
}

/** Of a person's day: without those that were freed. */
function countedSince(state: GuardState, from: number): GuardState["starts"] {
  return startsSince(state, Math.max(from, state.freedAt ?? 0));
}

function withStart(starts: GuardState["starts"], id: string, at: number): GuardState["starts"] {
  return starts.some((start) => start.id === id) ? starts : [...starts, { id, at }];
}

function publicLease(lease: Lease): Lease {
  return {
    verificationId: lease.verificationId,
    ticketNumber: lease.ticketNumber,
    agentId: lease.agentId,
    agentName: lease.agentName,
  };
}
