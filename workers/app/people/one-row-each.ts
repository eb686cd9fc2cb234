/** Of the rows of a file that are about one person, one is taken. */
import type { RowProblem, RowReason } from "../../core/people/columns.ts";
import type { KnownPerson } from "../../core/people/compare.ts";
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
    ...people.flatMap(({ externalId }) => externalId ?? []),
    ...(await directory.named(id, asked)),
  ]);
  return found.filter(({ row, known }) => {
    if (!idBehindMail(row, known).some((one) => named.has(one))) return true;
    problems.push({ row: row.row, column: "email", reason: "person.named_by_id", refused: true });
    return false;
  });
}
