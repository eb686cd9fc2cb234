/** What a chunk's rows come to: how much they change, and who would lose something by it. */
import type { PersonId } from "../../core/kit/ids.ts";
import type { ImportColumn, OwnColumn, RowProblem } from "../../core/people/columns.ts";
import type { Changes, KnownPerson } from "../../core/people/compare.ts";
import type { ChunkReply } from "../ports/directory.ts";
import { losesPhone } from "../../core/people/lost-phone.ts";
import type { DirectoryRow } from "../../core/people/read-row.ts";
import { valuesLeftOut, type Tally } from "../../core/people/tally.ts";

export interface Planned {
  readonly id: PersonId;
  readonly row: DirectoryRow;
  readonly known: KnownPerson | undefined;
  readonly changes: Changes;
}

export const refusedRows = (problems: readonly RowProblem[]): readonly number[] =>
  problems.filter((problem) => problem.refused).map(({ row }) => row);

/** Said in the preview with their rows: whoever exported a column too little sees it before it is written. */
export function phonesLost(planned: readonly Planned[], columns: readonly ImportColumn[]): readonly RowProblem[] {
  const column = columns.includes("mobilePhone") ? "mobilePhone" : "privatePhone";
  return planned
    .filter(({ known, changes }) => losesPhone(known, changes))
    .map(({ row: { row } }) => ({ row, column, reason: "phone.lost", refused: false }));
}

/** Whom none of this chunk's rows nor the directory knows, by what the file calls them. */
export function managersElsewhere(planned: readonly Planned[]): NonNullable<ChunkReply["managers"]> {
  const rowsOf = Map.groupBy(
    planned.filter(({ changes }) => changes.managerPending !== undefined),
    ({ changes }) => changes.managerPending ?? "",
  );
  return [...rowsOf].map(([named, rows]) => ({ named, rows: rows.map(({ row }) => row.row) }));
}

export function isChanged({ changes: { sameFields, contacts, manager } }: Planned): boolean {
  return !sameFields || contacts || manager;
}

/** What people are asked about; a title, a department and an office are not. */
function isAskedAbout({ row, changes: { fields, managerPending } }: Planned, column: OwnColumn): boolean {
  switch (column) {
    case "manager":
      return fields.managerId !== null || managerPending !== undefined;
    case "startDate":
      return row.startMonth !== undefined && row.startMonth !== null;
    default:
      return false;
  }
}

export function tallyOf(
  planned: readonly Planned[],
  {
    rows,
    stayingOut,
    problems,
    typed,
  }: {
    readonly rows: number;
    /** Who has left and is not in the directory. */
    readonly stayingOut: number;
    readonly problems: readonly RowProblem[];
    readonly typed: readonly OwnColumn[];
  },
): Tally {
  const count = (which: (one: Planned) => boolean): number => planned.filter(which).length;
  const before = ({ known }: Planned) => known?.fields;
  return {
    rows,
    added: count(({ known }) => known === undefined),
    changed: count((one) => one.known !== undefined && isChanged(one)),
    unchanged: stayingOut + count((one) => one.known !== undefined && !isChanged(one)),
    refused: new Set(refusedRows(problems)).size,
    leftOut: valuesLeftOut(problems),
    known: count(({ known }) => known !== undefined),
    contacts: count(({ known, changes }) => known !== undefined && changes.contacts),
    phonesLost: count(({ known, changes }) => losesPhone(known, changes)),
    identities: count(({ changes }) => changes.identity),
    managers: count(({ known, changes }) => known !== undefined && changes.manager),
    fewerQuestions: count((one) => typed.some((column) => isAskedAbout(one, column))),
    accounts: count(({ known, changes }) => known !== undefined && known.fields.accounts !== changes.fields.accounts),
    privilegedGained: count((one) => before(one)?.privileged === false && one.changes.fields.privileged),
    privilegedLost: count((one) => before(one)?.privileged === true && !one.changes.fields.privileged),
    leaving: count((one) => before(one)?.active === true && !one.changes.fields.active),
    structure: count(({ changes }) => changes.structure),
  };
}
