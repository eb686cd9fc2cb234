import { HOUR_MS, type EpochMs } from "../../../kit/time.ts";
import { FACT_TRUSTED_AFTER_HOURS } from "../../../policy/policy.ts";
import type { Fact } from "../../facts.ts";

/**
 * A fresh fact can have been planted for this very call, so it must be older than a day or part of the accepted import.
 * What whoever took the account over can set is never asked about, nor what has run out.
 */
export function counts({ source, until, baseline, learnedAt }: Fact<unknown>, now: EpochMs): boolean {
  if (source === "self_service" || (until !== undefined && now >= until)) {
    return false;
  }
  return baseline || now - learnedAt > FACT_TRUSTED_AFTER_HOURS * HOUR_MS;
}

/** Values of the facts that count. */
export function trusted<Value>(facts: readonly Fact<Value>[], now: EpochMs): readonly Value[] {
  return facts.filter((fact) => counts(fact, now)).map((fact) => fact.value);
}
