import { keyedBy } from "../../workers/adapters/crypto/keyed.ts";
import type { Keyed } from "../../workers/core/kit/keyed.ts";

/** The product's own keyed function; each `subject` is a person with a picture of their own. */
export function keyedFor(subject: string): Keyed {
  return keyedBy("only-for-tests-only-for-tests-only-for-tests", 1)("options", subject);
}
