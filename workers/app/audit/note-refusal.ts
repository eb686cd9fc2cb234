import { defined } from "../../core/kit/defined.ts";
import type { Actor } from "../../core/kit/actor.ts";
import type { Deps } from "../deps.ts";
import type { AuditEntry } from "../ports/audit.ts";

interface Refusal extends Pick<AuditEntry, "action" | "subject"> {
  readonly reason: string;
  /** More of it, in our own words. */
  readonly detail?: string;
  readonly actor?: Actor;
}

/**
 * A call from outside without a valid credential: one row for each minute, place and reason. The caller names what is
 * known here, and nothing of the request.
 */
export async function noteRefusal(
  { audit, clock }: Pick<Deps, "audit" | "clock">,
  { actor = "unknown", reason, detail, ...what }: Refusal,
): Promise<void> {
  await audit.count({ at: clock(), actor, ...what, details: { reason, ...defined({ detail }) } });
}
