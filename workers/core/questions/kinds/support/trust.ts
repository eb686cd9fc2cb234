import { HOUR_MS, type EpochMs } from "../../../kit/time.ts";
import { FACT_TRUSTED_AFTER_HOURS } from "../../../policy/policy.ts";
import type { Fact } from "../../facts.ts";

/** A fresh fact can have been planted for this very call, so it must be older than a day or part of the accepted import. */
export function counts(fact: Fact<unknown>, now: EpochMs): boolean {
  return fact.baseline || now - fact.learnedAt > FACT_TRUSTED_AFTER_HOURS * HOUR_MS;
}

/** Values of the facts that count. */
export function trusted<Value>(facts: readonly Fact<Value>[], now: EpochMs): readonly Value[] {
  return facts.filter((fact) => counts(fact, now)).map((fact) => fact.value);
}
