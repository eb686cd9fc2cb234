/**
 * Counters and locks of one subject: a person, a destination or an agent. Holds the lease "one
 * open verification per person", the starts of the day, and the fence after "This wasn't me".
 * Exact where the rate-limit binding is not: one object, one writer.
 */
import { DurableObject } from "cloudflare:workers";
import type { GuardProblem, Lease } from "../workers/app/ports/sessions.ts";
import { err, ok, type Result } from "../workers/core/kit/result.ts";
import { DAY_MS } from "../workers/core/kit/time.ts";

interface GuardState {
  readonly lease?: Lease & { readonly until: number };
  readonly starts: readonly { readonly id: string; readonly at: number }[];
  readonly fencedUntil?: number;
}

const EMPTY: GuardState = { starts: [] };
const KEY = "guard";

export class SubjectGuard extends DurableObject<Env> {
  reserve(request: {
    lease: Lease;
    until: number;
    startsPerDay: number;
    now: number;
  }): Result<{ readonly again: boolean }, GuardProblem> {
    const state = this.#read();
    const { lease, now } = request;
    if (state.fencedUntil !== undefined && now < state.fencedUntil) {
      return err({ code: "guard.fenced", until: state.fencedUntil });
    }
    const held = state.lease !== undefined && now < state.lease.until ? state.lease : undefined;
    if (held?.verificationId === lease.verificationId) {
      return ok({ again: true });
    }
    if (held !== undefined) {
      return err({ code: "guard.open", lease: publicLease(held) });
    }
    const starts = state.starts.filter((start) => start.at > now - DAY_MS);
    // Cut off, and finished after its lease had lapsed: still the same start.
    const again = starts.some(({ id }) => id === lease.verificationId);
    if (!again && starts.length >= request.startsPerDay) {
      return err({ code: "guard.daily_limit" });
    }
    this.#write({
      ...state,
      lease: { ...lease, until: request.until },
      starts: again ? starts : [...starts, { id: lease.verificationId, at: now }],
    });
    return ok({ again });
  }

  /**
   * The check exists now: its lease lasts. A reserved lease lapses soon, and whoever came then
   * keeps the person: of two checks the one that asks too late is refused.
   */
  hold({ lease, until, now }: { lease: Lease; until: number; now: number }): Result<undefined, GuardProblem> {
    const state = this.#read();
    const held = state.lease !== undefined && now < state.lease.until ? state.lease : undefined;
    if (held !== undefined && held.verificationId !== lease.verificationId) {
      return err({ code: "guard.open", lease: publicLease(held) });
    }
    this.#write({ ...state, lease: { ...lease, until } });
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

  fence(until: number): void {
    const state = this.#read();
    this.#write({ ...state, fencedUntil: Math.max(until, state.fencedUntil ?? 0) });
  }

  state(now: number): { lease?: Lease; fencedUntil?: number; startsToday: number } {
    const state = this.#read();
    return {
      ...(state.lease !== undefined && now < state.lease.until ? { lease: publicLease(state.lease) } : {}),
      ...(state.fencedUntil !== undefined && now < state.fencedUntil ? { fencedUntil: state.fencedUntil } : {}),
      startsToday: state.starts.filter((start) => start.at > now - DAY_MS).length,
    };
  }

  /** False when `limit` starts already lie within the window. */
  countStart({ limit, windowMs, now }: { limit: number; windowMs: number; now: number }): boolean {
    const state = this.#read();
    const starts = state.starts.filter((start) => start.at > now - windowMs);
    if (starts.length >= limit) {
      return false;
    }
    this.#write({ ...state, starts: [...starts, { id: "", at: now }] });
    return true;
  }

  #read(): GuardState {
    return this.ctx.storage.kv.get<GuardState>(KEY) ?? EMPTY;
  }

  #write(state: GuardState): void {
    this.ctx.storage.kv.put(KEY, state);
  }
}

function publicLease(lease: Lease): Lease {
  return {
    verificationId: lease.verificationId,
    ticketNumber: lease.ticketNumber,
    agentId: lease.agentId,
    agentName: lease.agentName,
  };
}
