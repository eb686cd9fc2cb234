/** After a report of one check nobody may act on what else passed, or may still pass, of the same person. */
import type { PersonId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { OtherReport } from "../../core/session/other-report.ts";
import type { SessionHandle, SubjectGuards } from "../ports/sessions.ts";

interface Voiding {
  readonly guards: Pick<SubjectGuards, "checksOf">;
  readonly session: (id: OtherReport["id"]) => Pick<SessionHandle, "apply">;
  readonly clock: () => EpochMs;
}

/**
 * In each pass's own session, whose outbox tells its ticket and the consoles; needs no database. Again, nothing
 * changes. `withReported`: what was reported is void too, where nothing else says so. Throws when one cannot be
 * reached: whoever calls tries all of them again.
 */
export async function voidPasses(
  { guards, session, clock }: Voiding,
  personId: PersonId,
  { report, withReported = false }: { readonly report: OtherReport; readonly withReported?: boolean },
): Promise<void> {
  const checks = await guards.checksOf(personId, clock());
  const concerned = checks.filter((id) => withReported || id !== report.id);
  await Promise.all(concerned.map((id) => session(id).apply({ type: "other.reported", report })));
}
