import type { Undelivered } from "../../contract/console/verifications.ts";
import { deliveryProblemWords } from "../../core/messages/delivery-problem.ts";
import { undelivered, type LiveView } from "../../core/session/live-view.ts";

/** Why the link did not arrive, whose fault it is, and what an agent can do. */
export function undeliveredWords(live: LiveView): Undelivered | undefined {
  const problem = undelivered(live);
  return problem === undefined ? undefined : { problem, ...deliveryProblemWords(problem) };
}
