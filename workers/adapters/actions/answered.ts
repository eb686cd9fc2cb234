/** What a failure means after a call went out that changes something. */
import type { TargetProblem } from "../../app/ports/action-targets.ts";
import { err, type Result } from "../../core/kit/result.ts";

export interface Answered<Value> {
  readonly result: Result<Value, TargetProblem>;
  /** The target's own word, and not that of something in front of it. */
  readonly understood: boolean;
}

/** What may fail after the call went out: such an answer is also that of a tunnel or proxy that lost the target's. */
const LOST: ReadonlySet<TargetProblem["code"]> = new Set([
  "peer.unreachable",
  "peer.timeout",
  "peer.too_large",
  "peer.failed",
  "peer.malformed",
]);

/** Of a call that changes something: a failure that is nobody's word leaves open what became of it. */
export const change = <Value>({ result, understood }: Answered<Value>): Result<Value, TargetProblem> =>
  !result.ok && !understood && LOST.has(result.error.code) ? err({ code: "target.outcome_unknown" }) : result;
