/** Scores stored evidence once more: whether the rules still say what they said, and what they would say now. */
import { assess } from "./assess.ts";
import type { Assessment } from "./assessment.ts";
import type { Evidence } from "./evidence.ts";
import { MODEL } from "./model.ts";

export interface Stored {
  readonly assessment: Assessment;
  readonly evidence: Evidence;
}

/** `identical`: every finding, sum and line as stored. `another_model`: made with other numbers; the score need not agree. */
export type Replay = "identical" | "changed" | "another_model";

/** With the numbers of today, and the prior and line that the check was judged by. */
export function reassess({ assessment, evidence }: Stored): Assessment {
  const { priorBits, passLine, policyVersion } = assessment;
  return assess({ evidence, policy: { priorBits, version: policyVersion, profile: { passLine } } });
}

export function replayed(stored: Stored): Replay {
  if (stored.assessment.modelVersion !== MODEL.version) {
    return "another_model";
  }
  return sameJson(reassess(stored), stored.assessment) ? "identical" : "changed";
}

/** As they are stored: what is undefined is not there, and the order of names says nothing. */
function sameJson(one: unknown, other: unknown): boolean {
  return inOrder(one) === inOrder(other);
}

function inOrder(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
