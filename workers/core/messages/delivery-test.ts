/** What is known of a message that an admin sent to try a provider out. */
import { MINUTE_MS, type EpochMs } from "../kit/time.ts";
import type { DeliveryProblem } from "./delivery-problem.ts";

/** A receipt that takes longer has most likely not been let in. */
export const RECEIPT_WITHIN_MS = 5 * MINUTE_MS;
/** A provider that took longer than this to answer never will: whoever asked it is gone. */
const ANSWER_WITHIN_MS = MINUTE_MS;

export interface DeliveryTestFacts {
  readonly at: EpochMs;
  /** What the provider answered; "sending" until it did. */
  readonly status: "sending" | "sent" | "delivered" | "failed";
  readonly problem?: DeliveryProblem;
  /** What it told afterwards. */
  readonly receipt?: { readonly delivered: boolean; readonly problem?: DeliveryProblem };
  /** Whether it tells anything afterwards, as it is set up. */
  readonly hasReceipts: boolean;
}

/**
 * "accepted" waits for the receipt, "silent" waited in vain, "unreported" has none to wait for, and of "unknown"
 * not even the provider's answer was kept.
 */
export type DeliveryTestState = "sending" | "unknown" | "accepted" | "silent" | "unreported" | "delivered" | "failed";

export interface DeliveryTestOutcome {
  readonly state: DeliveryTestState;
  readonly problem?: DeliveryProblem;
}

export function deliveryTestOutcome(facts: DeliveryTestFacts, now: EpochMs): DeliveryTestOutcome {
  const { at, status, problem, receipt, hasReceipts } = facts;
  if (status === "delivered" || receipt?.delivered === true) {
    return { state: "delivered" };
  }
  const refused = receipt?.problem ?? (status === "failed" ? (problem ?? "refused") : undefined);
  if (refused !== undefined) {
    return { state: "failed", problem: refused };
  }
  if (status === "sending") {
    return { state: now - at < ANSWER_WITHIN_MS ? "sending" : "unknown" };
  }
  if (!hasReceipts) {
    return { state: "unreported" };
  }
  return { state: now - at < RECEIPT_WITHIN_MS ? "accepted" : "silent" };
}
