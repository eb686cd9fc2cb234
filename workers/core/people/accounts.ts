/**
 * Further accounts of a person, one for each system that a file has a column for. A check can be about one of them, so
 * one that somebody planted would have them verified as its owner: whatever appears or changes after the baseline, or
 * stops being privileged, counts when its days are over.
 */
import type { EpochMs } from "../kit/time.ts";
import { AGE_MS } from "./age.ts";
import { ACCOUNT_COLUMNS, type AccountColumn } from "./columns.ts";

export interface NamedAccount {
  readonly userName: string;
  /** The system, as the file's head names it. */
  readonly label: string;
}

export interface PersonAccount extends NamedAccount {
  /** Where it stood in the file: the same column changes it again. */
  readonly column: AccountColumn;
  /** Since when it stands there; absent for what the baseline had. */
  readonly since?: EpochMs;
}

/** By column; null: the cell is empty. A column that is absent leaves its account as it is. */
export type SaidAccounts = Readonly<Partial<Record<AccountColumn, NamedAccount | null>>>;

export const isPrivilegedAccount = ({ column }: PersonAccount): boolean => column === "adminAccount";

/** Whether a check can be about it. */
export function countsAlready({ since }: PersonAccount, now: EpochMs): boolean {
  return since === undefined || since + AGE_MS <= now;
}

/** In the order of the columns. User names are the same in any case, as systems take them. */
export function accountsAfter(
  before: readonly PersonAccount[],
  said: SaidAccounts,
  { baseline, now }: { readonly baseline: boolean; readonly now: EpochMs },
): readonly PersonAccount[] {
  return ACCOUNT_COLUMNS.flatMap((column): readonly PersonAccount[] => {
    const [given, known] = [said[column], before.find((account) => account.column === column)];
    if (given === undefined) return known === undefined ? [] : [known];
    if (given === null) return [];
    const same = known?.userName.toLowerCase() === given.userName.toLowerCase();
    return same ? [{ ...known, ...given, column }] : [{ column, ...given, ...(baseline ? {} : { since: now }) }];
  });
}

/** Earlier accounts put back: what is known now keeps its days, what comes back begins them anew. */
export function accountsBack(
  current: readonly PersonAccount[],
  earlier: readonly PersonAccount[],
  now: EpochMs,
): readonly PersonAccount[] {
  const said: Partial<Record<AccountColumn, NamedAccount | null>> = {};
  for (const column of ACCOUNT_COLUMNS) {
    const account = earlier.find((one) => one.column === column);
    said[column] = account === undefined ? null : { userName: account.userName, label: account.label };
  }
  return accountsAfter(current, said, { baseline: false, now });
}

/** As a row keeps them; null: none. */
export function accountsText(accounts: readonly PersonAccount[]): string | null {
  return accounts.length === 0
    ? null
    : JSON.stringify(accounts.map(({ column, userName, label, since }) => ({ column, userName, label, since })));
}

/** Of a row that holds, so that nobody else wrote it. */
export function accountsOf(text: string | null): readonly PersonAccount[] {
  return text === null ? [] : (JSON.parse(text) as PersonAccount[]);
}
