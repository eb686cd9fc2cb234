/**
 * Whom and what a check is about: the requester, and which of that person's accounts is acted
 * on. An account of anybody else, or one that is switched off, is as unknown as one that never was.
 */
import { err, ok, type Result } from "../../core/kit/result.ts";
import type { Deps } from "../deps.ts";
import type { AccountRecord, PersonRecord } from "../ports/people.ts";

export interface Subject {
  /** As the rules see them: privileged where the person or the account is. */
  readonly person: PersonRecord;
  /** Absent: the person's own account. */
  readonly account?: AccountRecord;
}

export interface AccountUnknown {
  readonly code: "account.unknown";
  readonly field: "accountId";
}

/** The person's own account first. */
export function subjectsOf(person: PersonRecord, accounts: readonly AccountRecord[]): readonly [Subject, ...Subject[]] {
  return [
    { person },
    ...accounts.map((account) => ({
      person: { ...person, privileged: person.privileged || account.privileged },
      account,
    })),
  ];
}

/** Refused: an account that is not this person's, or that is switched off. */
export async function subjectFor(
  deps: Pick<Deps, "people">,
  person: PersonRecord,
  accountId: string | undefined,
): Promise<Result<Subject, AccountUnknown>> {
  if (accountId === undefined) {
    return ok({ person });
  }
  const subjects = subjectsOf(person, await deps.people.accounts(person.id));
  const chosen = subjects.find(({ account }) => account?.id === accountId);
  return chosen === undefined ? err({ code: "account.unknown", field: "accountId" }) : ok(chosen);
}
