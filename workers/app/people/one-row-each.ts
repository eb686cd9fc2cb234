/** Of the rows of a file that are about one person, or give one user name to somebody, one is taken. */
import type { ImportColumn, RowProblem, RowReason } from "../../core/people/columns.ts";
import type { KnownPerson } from "../../core/people/compare.ts";
import { newAccounts, newUserName } from "../../core/people/given-up.ts";
import type { DirectoryRow } from "../../core/people/read-row.ts";
import type { Deps } from "../deps.ts";
import type { ImportRecord } from "../ports/directory.ts";
import { foldedId, idBehindMail } from "./known-index.ts";

export const externalKey = (externalId: string): string => `id:${foldedId(externalId)}`;
export const mailKey = (email: string): string => `mail:${email}`;

/** The first row of somebody is taken, in this chunk and in all before it. */
export function withoutTwice(
  people: readonly DirectoryRow[],
  twice: readonly string[],
  problems: RowProblem[],
): DirectoryRow[] {
  const seen = new Set(twice);
  return people.filter((row) => {
    const keys = [mailKey(row.email), ...(row.externalId === undefined ? [] : [externalKey(row.externalId)])];
    if (keys.some((key) => seen.has(key))) {
      problems.push({ row: row.row, column: "email", reason: "row.twice" satisfies RowReason, refused: true });
      return false;
    }
    keys.forEach((key) => seen.add(key));
    return true;
  });
}

const userKey = (name: string): string => `user:${name}`;

export interface Kept {
  readonly row: DirectoryRow;
  readonly known: KnownPerson | undefined;
}

interface Found {
  readonly found: readonly Kept[];
  /** Everybody of the chunk. */
  readonly people: readonly DirectoryRow[];
  readonly problems: RowProblem[];
}

/**
 * Of two rows for one person the one with the person's id counts, wherever in the file the other stands: that one
 * has a work mail which the person is about to give up, and may be about whoever gets it.
 */
export async function withoutNamedByOthers(
  { directory }: Pick<Deps, "directory">,
  { id }: ImportRecord,
  { found, people, problems }: Found,
): Promise<readonly Kept[] | "spoiled"> {
  const asked = found.flatMap(({ row, known }) => idBehindMail(row, known));
  if (asked.length === 0) return found;
  const held = await directory.inFile(id, asked.map(externalKey));
  if (held === "spoiled") return held;
  const named = new Set([
    ...people.flatMap(({ externalId }) => (externalId === undefined ? [] : [externalKey(externalId)])),
    ...held,
  ]);
  return found.filter(({ row, known }) => {
    if (!idBehindMail(row, known).some((one) => named.has(externalKey(one)))) return true;
    problems.push({ row: row.row, column: "email", reason: "person.named_by_id", refused: true });
    return false;
  });
}

const accountKey = (name: string): string => `account:${name}`;

/**
 * Nobody is given a user name that somebody active has, nor a further account that is called so, also where the file
 * gives that one another: which of the two comes first must not decide. Two may share a further account. `keys`: of
 * those who get one that is new to them, for the chunks that follow.
 */
export async function withoutTakenUserNames(
  { directory }: Pick<Deps, "directory">,
  twice: readonly string[],
  { found, problems }: Pick<Found, "found" | "problems">,
): Promise<{ readonly kept: readonly Kept[]; readonly keys: readonly string[] }> {
  const named = found.map((one) => ({ one, names: namesGiven(one) }));
  const holders = Map.groupBy(
    await directory.userNameHolders(named.flatMap(({ names }) => names.map(({ name }) => name))),
    ({ name }) => name,
  );
  const keys = new Set(twice);
  const added: string[] = [];
  const kept = named.flatMap(({ one, names }) => {
    const taken = names.find(
      ({ name, against }) =>
        (holders.get(name) ?? []).some(({ id }) => id !== one.known?.id) || against.some((key) => keys.has(key)),
    );
    if (taken !== undefined) {
      problems.push({ row: one.row.row, column: taken.column, reason: "user_name.taken", refused: true });
      return [];
    }
    for (const { key } of names) {
      keys.add(key);
      added.push(key);
    }
    return [one];
  });
  return { kept, keys: [...new Set(added)] };
}

/** What is new to somebody, and what no row before may have given. */
function namesGiven(one: Kept): readonly {
  readonly column: ImportColumn;
  readonly name: string;
  readonly key: string;
  readonly against: readonly string[];
}[] {
  const before = intactFields(one);
  const userName = newUserName(one.row, before);
  return [
    ...(userName === undefined
      ? []
      : [
          {
            column: "userName" as const,
            name: userName,
            key: userKey(userName),
            against: [userKey(userName), accountKey(userName)],
          },
        ]),
    ...newAccounts(one.row, before).map(({ column, name }) => ({
      column,
      name,
      key: accountKey(name),
      against: [userKey(name)],
    })),
  ];
}

/** What somebody without the root secret wrote that a record has, it has taken. */
export const intactFields = ({ known }: Pick<Kept, "known">): KnownPerson["fields"] | undefined =>
  known?.intact === true ? known.fields : undefined;
