/** Whose check it is, and whether it has ended, also where SQL changed its record. */
import type { PersonId } from "../../core/kit/ids.ts";
import { defined } from "../../core/kit/defined.ts";
import type { Deps } from "../deps.ts";
import type { VerificationRecord } from "../ports/verifications.ts";

export interface CheckAsKept {
  readonly check: VerificationRecord;
  /** Undefined where nothing that holds says it: whom a changed record names is no answer. */
  readonly personId: PersonId | undefined;
}

/**
 * A record that its session wrote stands. Of any other the session is asked, which is there from the beginning of a
 * check until a day after its end; after that nobody knows whose it was, and what the record says is history.
 */
export async function asKept(deps: Pick<Deps, "session">, record: VerificationRecord): Promise<CheckAsKept> {
  if (record.integrity === "intact") {
    return { check: record, personId: record.personId };
  }
  const kept = await deps.session(record.id).kept();
  if (kept === undefined) {
    return { check: record, personId: undefined };
  }
  const { endedAt: _changed, ...rest } = record;
  const { endedAt, ...said } = kept;
  return { check: { ...rest, ...said, ...defined({ endedAt: endedAt ?? undefined }) }, personId: kept.personId };
}
