import type { Finding } from "../assessment.ts";
import type { Evidence } from "../evidence.ts";
import { MODEL } from "../model.ts";
import { SIGNALS } from "../registry.ts";

/** What one signal of the current model finds; an unknown id is a defect of the test. */
export function found(id: string, evidence: Evidence): readonly Finding[] {
  const signal = SIGNALS.find(id);
  if (signal === undefined) {
    throw new Error(`no signal ${id}`);
  }
  return [signal.evaluate(evidence, MODEL.weights[signal.id]) ?? []].flat();
}

/** Bits of its only finding, undefined when it found nothing. */
export function bitsOf(id: string, evidence: Evidence): number | undefined {
  return found(id, evidence)[0]?.bits;
}
