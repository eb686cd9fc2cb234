/**
 * A grant is what a pass is good for: one action, on one account of one person, in one target system, once. A
 * connector changes nothing without the call that is made here from a reserved one.
 */
import type { AccountId, PersonId, VerificationId } from "../kit/ids.ts";
import type { EpochMs } from "../kit/time.ts";
import type { ActionId } from "../policy/policy.ts";

/** What a connector can do. Nothing is checked by it, and second factors are the agent's. */
export type TargetAction = Extract<ActionId, "password_reset" | "account_unlock">;

/** Whose account, as target systems may know it. */
export interface TargetSubject {
  /** The directory's own id of the person. */
  readonly externalId?: string;
  readonly userName: string;
  readonly email: string;
}

export interface Attempt {
  /** Idempotency key of the call: the same however often it is sent. */
  readonly id: string;
  readonly reservedAt: EpochMs;
}

interface Granted {
  readonly id: string;
  readonly person: PersonId;
  /** Absent: the person's own account. */
  readonly account?: AccountId;
  readonly subject: TargetSubject;
  readonly action: TargetAction;
  /** Name of the target system in the settings. */
  readonly target: string;
  readonly verification: VerificationId;
  /** Of the browser that the check passed in. */
  readonly browserTag: string;
  readonly policyVersion: string;
  readonly mintedAt: EpochMs;
  readonly notBefore: EpochMs;
  readonly expiresAt: EpochMs;
}

/** "unknown": the call went out, and nobody knows what became of it. */
export type Grant = Granted &
  (
    | { readonly state: "available" }
    | { readonly state: "reserved"; readonly attempt: Attempt }
    | { readonly state: "consumed" | "unknown"; readonly attempt: Attempt }
  );

export type ReservedGrant = Extract<Grant, { readonly state: "reserved" }>;

declare const reserved: unique symbol;

/** Leave for one call that changes something. Only `reservedCall` makes one. */
export interface ReservedCall {
  readonly [reserved]: true;
  readonly subject: TargetSubject;
  readonly action: TargetAction;
  /** Idempotency key. */
  readonly attempt: string;
  readonly grantId: string;
  readonly reservedAt: EpochMs;
}

/** @throws where the grant is not reserved: it crossed from the session object as plain data. */
export function reservedCall({ state, subject, action, attempt, id }: ReservedGrant): ReservedCall {
  if (state !== "reserved") {
    throw new Error(`a grant in state ${String(state)} allows no call`);
  }
  const call: Omit<ReservedCall, typeof reserved> = {
    subject,
    action,
    attempt: attempt.id,
    grantId: id,
    reservedAt: attempt.reservedAt,
  };
  return call as ReservedCall;
}
