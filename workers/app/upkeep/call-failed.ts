/**
 * A call that failed stands on the Connections card at once: what waits to be tried again is as old as the act behind
 * it, and a call that went through since then would hide it. The minute's call says when it is over.
 */
import { isProvidersFailure } from "../../core/messages/integration-health.ts";
import type { Deps } from "../deps.ts";
import type { IntegrationId } from "../ports/integrations.ts";

/** Refuses nothing: what a call came to must not hang on the card. */
export async function callFailed(
  { integrations, clock, log }: Pick<Deps, "integrations" | "clock" | "log">,
  integration: IntegrationId,
  problem: string,
): Promise<void> {
  if (!isProvidersFailure(problem)) return;
  await integrations
    .probed(integration, { now: clock(), problem })
    .catch((error: unknown) => log.failure("integrations.failed", error));
}
