/** Whom, and which of that person's accounts, an action is for. */
import { oneLine, plainWords } from "./plain-words.ts";

/** An account that is not the person's own. */
export interface NoteAccount {
  readonly userName: string;
  /** What it is for, for example "Administration". */
  readonly label: string;
}

export interface NoteSubject {
  readonly person: string;
  /** Absent: the person's own account. */
  readonly account?: NoteAccount;
}

/** "Amara Okafor", or "account adm-amara.okafor of Amara Okafor". */
export function subjectWords({ person, account }: NoteSubject): string {
  const name = plainWords(person);
  return account === undefined ? name : `account ${userNameWords(account.userName)} of ${name}`;
}

/** "adm-amara.okafor (Administration)". */
export function accountWords({ userName, label }: NoteAccount): string {
  return `${userNameWords(userName)} (${plainWords(label)})`;
}

/**
 * A user name is copied into another tool, so its dots stay. It comes from the directory and
 * not from whoever opened the ticket; one that is more than a name is treated like any words.
 */
function userNameWords(userName: string): string {
  return /^[\p{L}\p{N}._-]{1,64}$/u.test(userName) ? oneLine(userName) : plainWords(userName);
}
