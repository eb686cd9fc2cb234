/** Of the rows of a file that are about one person, or give one user name to somebody, one is taken. */
import type { RowProblem, RowReason } from "../../core/people/columns.ts";
import type { KnownPerson } from "../../core/people/compare.ts";
import { newUserName } from "../../core/people/given-up.ts";
import type { DirectoryRow } from "../../core/people/read-row.ts";
import type { Deps } from "../deps.ts";
import type { ImportRecord, Known } from "../ports/directory.ts";
import { idBehindMail } from "./known-index.ts";

export const externalKey = (externalId: string): string => `id:${externalId}`;
export const mailKey = (email: string): string => `mail:${email}`;

/** The first row of somebody is taken, in this chunk and in all before it. */
export function withoutTwice(
  people: readonly DirectoryRow[],
  { twice }: Known,
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
): Promise<readonly Kept[]> {
  const asked = found.flatMap(({ row, known }) => idBehindMail(row, known));
  if (asked.length === 0) return found;
  const named = new Set([
    ...people.flatMap(({ externalId }) => (externalId === undefined ? [] : [externalKey(externalId)])),
    ...(await directory.inFile(id, asked.map(externalKey))),
  ]);
  return found.filter(({ row, known }) => {
    if (!idBehindMail(row, known).some((one) => named.has(externalKey(one)))) return true;
    problems.push({ row: row.row, column: "email", reason: "person.named_by_id", refused: true });
    return false;
  });
}

/**
 * Nobody is given a user name that somebody active has, also where the file gives that one another: which of the two
 * comes first must not decide. `keys`: of those who get one that is new to them, for the chunks that follow.
 */
export async function withoutTakenUserNames(
  { directory }: Pick<Deps, "directory">,
  { twice }: Known,
  { found, problems }: Pick<Found, "found" | "problems">,
): Promise<{ readonly kept: readonly Kept[]; readonly keys: readonly string[] }> {
  const named = found.map((one) => ({ one, name: newUserName(one.row, intactFields(one)) }));
  const holders = Map.groupBy(
    await directory.userNameHolders(named.flatMap(({ name }) => name ?? [])),
    ({ name }) => name,
  );
  const [before, keys] = [new Set(twice), new Set<string>()];
  const kept = named.flatMap(({ one, name }) => {
    if (name === undefined) return [one];
    const key = userKey(name);
    const others = (holders.get(name) ?? []).filter(({ id }) => id !== one.known?.id);
    if (others.length > 0 || before.has(key) || keys.has(key)) {
      problems.push({ row: one.row.row, column: "userName", reason: "user_name.taken", refused: true });
      return [];
    }
    keys.add(key);
    return [one];
  });
  return { kept, keys: [...keys] };
}

/** What somebody without the root secret wrote that a record has, it has taken. */
export const intactFields = ({ known }: Pick<Kept, "known">): KnownPerson["fields"] | undefined =>
  known?.intact === true ? known.fields : undefined;
