/**
 * A signal looks at the evidence and says what it saw, in words an agent understands. It
 * holds no number: weight and limits are handed in from the model. It never throws on odd
 * input, never treats a missing value as good news, and never puts an address, a contact or
 * an answer into a finding.
 */
import type { Category, Finding } from "../assessment.ts";
import type { Evidence } from "../evidence.ts";
import type { SignalId, Weight, Weights } from "../model.ts";

export interface Signal<Id extends SignalId = SignalId> {
  readonly id: Id;
  readonly category: Category;
  /** A method, so that a signal for one row fits a list of signals; the registry pairs row and signal by id. */
  evaluate(evidence: Evidence, weight: Weights[Id]): Finding | readonly Finding[] | undefined;
}

type Observed = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Seen {
  readonly reason: string;
  readonly observed?: Observed;
  /** Where the signal computes its own weight. */
  readonly bits?: number;
  /** Where one signal makes several findings. */
  readonly id?: string;
}

/** Peers and browsers name themselves; what they write is cut before it is stored in a finding. */
const OBSERVED_TEXT_LIMIT = 120;

/** Two decimals, so that the bits shown are the bits counted and every sum can be checked by hand. */
export function roundBits(bits: number): number {
  return Math.round(bits * 100) / 100 || 0;
}

/** Builds the finding of a signal. Throws when bits are not a finite number: a table of k, r and m is broken then. */
export function finding(signal: Pick<Signal, "id" | "category">, weight: Omit<Weight, "limits">, seen: Seen): Finding {
  const bits = seen.bits ?? weight.bits;
  if (!Number.isFinite(bits)) {
    throw new Error(`signal ${signal.id} has no finite weight`);
  }
  return {
    id: seen.id ?? signal.id,
    category: signal.category,
    bits: roundBits(bits),
    reason: seen.reason,
    observed: presentValues(seen.observed ?? {}),
    ...(weight.force === undefined ? {} : { force: weight.force }),
  };
}

function presentValues(observed: Observed): Finding["observed"] {
  const kept: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(observed)) {
    if (value !== undefined) {
      kept[name] = typeof value === "string" ? value.slice(0, OBSERVED_TEXT_LIMIT) : value;
    }
  }
  return kept;
}
