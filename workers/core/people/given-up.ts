/**
 * What somebody is found and acted for by: id, work mail, user name. Of a record that gave one up whoever gets it is
 * remembered for, or two imports would make of a privileged or blocked person one who is neither.
 */
import { HOUR_MS, type EpochMs } from "../kit/time.ts";
import { FACT_TRUSTED_AFTER_HOURS } from "../policy/policy.ts";
import { accountsOf } from "./accounts.ts";
import { AGE_MS } from "./age.ts";
import { ACCOUNT_COLUMNS, type AccountColumn } from "./columns.ts";
import { userNameAfter, type Identity } from "./identity.ts";
import type { DirectoryRow } from "./read-row.ts";

type Named = Pick<Identity, "externalId" | "email" | "userName">;

/** Of those who had it before. */
export interface TakenFrom {
  /** One of them was privileged, or nobody can say. */
  readonly privileged: boolean;
}

/** Each with what it is, in one spelling: a user name may be the work mail of before. */
function namesOf({ externalId, email, userName }: Named): readonly string[] {
  const names: string[] = [];
  const add = (kind: string, name: string): void => {
    const spelling = folded(name);
    if (spelling !== "") names.push(`${kind}:${spelling}`);
  };
  add("id", externalId ?? "");
  add("mail", email);
  add(USER, userName);
  return names;
}

const USER = "user";

/** Already in one form, with nothing around it: most names. */
const PLAIN = /^[!-~]*$/;

/** One spelling for all. */
const folded = (name: string): string => (PLAIN.test(name) ? name : name.normalize("NFKC").trim()).toLowerCase();

/** In its one spelling, where such a name is a user name. */
export function userNameIn(name: string): string | undefined {
  return name.startsWith(`${USER}:`) ? name.slice(USER.length + 1) : undefined;
}

/** In its one spelling, what a row calls somebody who was not called so before; undefined where nothing changes. */
export function newUserName(
  row: Parameters<typeof userNameAfter>[0],
  before: Pick<Identity, "userName"> | undefined,
): string | undefined {
  const name = folded(userNameAfter(row, before));
  return before !== undefined && folded(before.userName) === name ? undefined : name;
}

/** In their one spelling, the further accounts that a row gives somebody who did not have them, by column. */
export function newAccounts(
  { accounts }: Pick<DirectoryRow, "accounts">,
  before: { readonly accounts: string | null } | undefined,
): readonly { readonly column: AccountColumn; readonly name: string }[] {
  const had = new Set(accountsOf(before?.accounts ?? null).map(({ userName }) => folded(userName)));
  return ACCOUNT_COLUMNS.flatMap((column) => {
    const name = folded(accounts[column] ?? "");
    return name === "" || had.has(name) ? [] : [{ column, name }];
  });
}

/** Of the names of one record, those that the other does not have; all where there is no other. */
export function namesOnlyOf(one: Named, other: Named | undefined): readonly string[] {
  if (other === undefined) return namesOf(one);
  const others = new Set(namesOf(other));
  return namesOf(one).filter((name) => !others.has(name));
}

interface Taking {
  /** Absent: of what they get nobody else had anything. */
  readonly taken: TakenFrom | undefined;
  /** Nobody was there before: all facts are as new. */
  readonly isNew: boolean;
  readonly now: EpochMs;
}

/**
 * Until when a taker counts as privileged: as long as whoever loses the mark, or as a fact is new, for the facts of a
 * record that was there before speak for another person now. `until`: without that.
 */
export function untilWithTaken(until: EpochMs | null, { taken, isNew, now }: Taking): EpochMs | null {
  const days = taken?.privileged === true ? AGE_MS : FACT_TRUSTED_AFTER_HOURS * HOUR_MS;
  return taken === undefined || (isNew && !taken.privileged) ? until : Math.max(until ?? 0, now + days);
}
