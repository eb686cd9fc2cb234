/**
 * A grant is what a pass is good for: one action, on one account of one person, in one target system, once. A
 * connector changes nothing without the call that is made here from a reserved one.
 */
import { defined } from "../kit/defined.ts";
import { err, ok, type Result } from "../kit/result.ts";
import type { AccountId, PersonId, VerificationId } from "../kit/ids.ts";
import { MINUTE_MS, type EpochMs } from "../kit/time.ts";
import type { ActionId } from "../policy/policy.ts";

/** What a connector can do. Nothing is checked by it, and second factors are the agent's. */
export const TARGET_ACTIONS = ["password_reset", "account_unlock"] as const satisfies readonly ActionId[];
export type TargetAction = (typeof TARGET_ACTIONS)[number];

/** Whose account, as target systems may know it. */
export interface TargetSubject {
  /** The directory's own id of the person. */
  readonly externalId?: string;
  readonly userName: string;
  readonly email: string;
}

export const isTargetAction = (action: ActionId): action is TargetAction =>
  TARGET_ACTIONS.some((one) => one === action);

/** What does the action and for whom, found when the link is sent. */
export interface GrantTarget {
  /** Name of the target system in the settings. */
  readonly name: string;
  /** What people call it. */
  readonly label: string;
  readonly subject: TargetSubject;
}

interface Call {
  /** Idempotency key of the call: the same however often it is sent. */
  readonly id: string;
  readonly reservedAt: EpochMs;
}

export interface Attempt extends Call {
  /** The first attempt before this one of which nobody knows what became of it. */
  readonly doubt?: Call;
}

/** Why the portal does not do it after all: the agent is told, and nothing has changed. */
export const WITHDRAWN_REASONS = [
  "ticket_changed",
  "ticket_closed",
  "person_inactive",
  "account_changed",
  "became_privileged",
  "account_disabled",
  "kept_elsewhere",
  "unknown_account",
  "forbidden",
] as const;
export type WithdrawnReason = (typeof WITHDRAWN_REASONS)[number];

/** Whether the password that was set is known from a data leak, where that was looked for; one that is known is not set. */
export type LeakCheck = "none_known" | "not_checked";

interface Granted {
  readonly id: string;
  readonly person: PersonId;
  /** Absent: the person's own account. */
  readonly account?: AccountId;
  readonly subject: TargetSubject;
  readonly action: TargetAction;
  /** Name of the target system in the settings. */
  readonly target: string;
  /** What people call it. */
  readonly targetLabel: string;
  readonly verification: VerificationId;
  /** Of the browser that the check passed in. */
  readonly browserTag: string;
  readonly policyVersion: string;
  readonly mintedAt: EpochMs;
  readonly notBefore: EpochMs;
  readonly expiresAt: EpochMs;
}

/** "unknown": the call went out, and nobody knows what became of it. "withdrawn": the portal will not do it. */
export type Grant = Granted & {
  /** How many attempts there were. */
  readonly attempts: number;
  /** How many of them the target's own rules refused. */
  readonly refusals: number;
} & (
    | { readonly state: "available" }
    | { readonly state: "reserved"; readonly attempt: Attempt }
    | { readonly state: "unknown"; readonly attempt: Attempt }
    | {
        readonly state: "consumed";
        readonly attempt: Attempt;
        readonly doneAt: EpochMs;
        /** An attempt whose answer was lost had done it. */
        readonly earlier?: true;
        readonly leaks?: LeakCheck;
      }
    | { readonly state: "withdrawn"; readonly reason: WithdrawnReason; readonly at: EpochMs }
  );

export type ReservedGrant = Extract<Grant, { readonly state: "reserved" }>;
export type ConsumedGrant = Extract<Grant, { readonly state: "consumed" }>;

/** The longest that anybody may wait before it is used; a pass that ends sooner ends it too. */
const LIFETIME_MS = 10 * MINUTE_MS;
/** A call that took longer is lost: nobody waits for its answer any more. */
export const RESERVATION_MS = MINUTE_MS;
/** More is nobody who looks for a password that is taken. */
export const ATTEMPTS_PER_GRANT = 20;

export type Minting = Omit<Granted, "expiresAt"> & {
  /** End of the pass. */
  readonly validUntil: EpochMs;
};

/** What a pass leads to. */
export function mintGrant({ validUntil, ...granted }: Minting): Grant {
  return {
    ...granted,
    expiresAt: Math.min(validUntil, granted.notBefore + LIFETIME_MS),
    attempts: 0,
    refusals: 0,
    state: "available",
  };
}

/** As it stands now: a reservation that nobody settled in time is one of which nothing is known. */
export function settledGrant(grant: Grant, now: EpochMs): Grant {
  return grant.state === "reserved" && now >= grant.attempt.reservedAt + RESERVATION_MS
    ? { ...grant, state: "unknown" }
    : grant;
}

export type GrantProblem = "grant.none" | "grant.expired" | "grant.in_use" | "grant.used" | "grant.none_left";

/** One attempt at a time, and none once it was used, withdrawn or is over. */
export function reserveGrant(
  before: Grant,
  { attempt, now }: { readonly attempt: string; readonly now: EpochMs },
): Result<ReservedGrant, GrantProblem> {
  const grant = settledGrant(before, now);
  switch (grant.state) {
    case "withdrawn":
      return err("grant.none");
    case "consumed":
      return err("grant.used");
    case "reserved":
      return err("grant.in_use");
    case "available":
    case "unknown":
      break;
  }
  if (!(now >= grant.notBefore && now < grant.expiresAt)) {
    return err("grant.expired");
  }
  if (grant.attempts >= ATTEMPTS_PER_GRANT) {
    return err("grant.none_left");
  }
  const doubt = grant.state === "unknown" ? firstDoubt(grant.attempt) : undefined;
  return ok({
    ...grant,
    state: "reserved",
    attempts: grant.attempts + 1,
    attempt: { id: attempt, reservedAt: now, ...defined({ doubt }) },
  });
}

/** What became of the attempt that holds it. */
export type Settlement =
  | { readonly outcome: "consumed"; readonly doneAt: EpochMs; readonly earlier?: true; readonly leaks?: LeakCheck }
  /** "refused": by the target's rules. "not_done": nothing has changed, and another try may help. */
  | { readonly outcome: "refused" | "not_done" }
  | { readonly outcome: "unknown" }
  | { readonly outcome: "withdrawn"; readonly reason: WithdrawnReason; readonly at: EpochMs };

/** Undefined for an attempt that does not hold it: it was settled, or another came after it. */
export function settleGrant(grant: Grant, attempt: string, settlement: Settlement): Grant | undefined {
  if ((grant.state !== "reserved" && grant.state !== "unknown") || grant.attempt.id !== attempt) {
    return undefined;
  }
  const { attempt: held, ...rest } = grant;
  switch (settlement.outcome) {
    case "consumed": {
      const { doneAt, earlier, leaks } = settlement;
      return { ...grant, state: "consumed", doneAt, ...defined({ earlier, leaks }) };
    }
    case "unknown":
      return { ...grant, state: "unknown" };
    case "refused":
    case "not_done": {
      const refusals = grant.refusals + (settlement.outcome === "refused" ? 1 : 0);
      // An earlier attempt of which nothing is known stays so.
      return held.doubt === undefined
        ? { ...rest, refusals, state: "available" }
        : { ...grant, refusals, state: "unknown" };
    }
    case "withdrawn":
      return { ...rest, state: "withdrawn", reason: settlement.reason, at: settlement.at };
  }
}

declare const followUp: unique symbol;
declare const reserved: unique symbol;

/** Leave for what an action leads to, and for asking what became of one. */
export interface FollowUpCall {
  readonly [followUp]: true;
  readonly subject: TargetSubject;
  readonly action: TargetAction;
  /** Idempotency key. */
  readonly attempt: string;
  readonly grantId: string;
  readonly reservedAt: EpochMs;
}

/** Leave for one call that changes something. Only `reservedCall` makes one. */
export interface ReservedCall extends FollowUpCall {
  readonly [reserved]: true;
}

/** @throws where the grant is not reserved: it crossed from the session object as plain data. */
export function reservedCall(grant: ReservedGrant): ReservedCall {
  return callOf(grant, { states: ["reserved"], about: grant.attempt }) as ReservedCall;
}

/** @throws where the grant was never reserved. About the attempt that holds it, or that did it. */
export function followUpCall(grant: ReservedGrant | ConsumedGrant): FollowUpCall {
  return callOf(grant, { states: ["reserved", "consumed"], about: grant.attempt });
}

/** About the first attempt before this one of which nothing is known; undefined where there is none. @throws as above. */
export function doubtfulCall(grant: ReservedGrant): FollowUpCall | undefined {
  const { doubt } = grant.attempt;
  return doubt === undefined ? undefined : callOf(grant, { states: ["reserved"], about: doubt });
}

function firstDoubt({ id, reservedAt, doubt }: Attempt): Call {
  return doubt ?? { id, reservedAt };
}

function callOf(
  { state, subject, action, id }: ReservedGrant | ConsumedGrant,
  { states, about }: { readonly states: readonly Grant["state"][]; readonly about: Call },
): FollowUpCall {
  if (!states.includes(state)) {
    throw new Error(`a grant in state ${state} allows no call`);
  }
  const call: Omit<FollowUpCall, typeof followUp> = {
    subject,
    action,
    attempt: about.id,
    grantId: id,
    reservedAt: about.reservedAt,
  };
  return call as FollowUpCall;
}
