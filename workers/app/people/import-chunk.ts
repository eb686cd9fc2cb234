/**
 * Up to 500 rows of a file: first compared, with nothing written but what was found, then written
 * as they were compared. A chunk that comes again gets the reply that it got before.
 */
import { defined } from "../../core/kit/defined.ts";
import { err, ok, type Result } from "../../core/kit/result.ts";
import { contactId, personId, type ImportId, type PersonId } from "../../core/kit/ids.ts";
import { foldedMail } from "../../core/kit/mail.ts";
import {
  isContactColumn,
  type ContactColumn,
  type FileRow,
  type ImportColumn,
  type RowProblem,
} from "../../core/people/columns.ts";
import { compare, type Manager } from "../../core/people/compare.ts";
import { readRow, type CheckContact, type DirectoryRow } from "../../core/people/read-row.ts";
import { newAccounts, newUserName } from "../../core/people/given-up.ts";
import { sum } from "../../core/people/tally.ts";
import type { ChunkRequest } from "../../contract/console/people.ts";
import type { Deps } from "../deps.ts";
import type { ChunkRecord, ChunkReply, ImportRecord, LeftToDo, PersonWrite } from "../ports/directory.ts";
import { isChanged, managersElsewhere, phonesLost, refusedRows, tallyOf, type Planned } from "./chunk-tally.ts";
import {
  externalKey,
  intactFields,
  mailKey,
  withoutNamedByOthers,
  withoutTakenUserNames,
  withoutTwice,
  type Kept,
} from "./one-row-each.ts";
import { withCarriedOver } from "./carry-over.ts";
import { doubtOf, lastRowOf, rowsOf, turnProblem } from "./chunk-turn.ts";
import { withHeld } from "./held-chunks.ts";
import { endChecksOfInactive } from "./end-checks.ts";
import { withProblems } from "./late-problems.ts";
import { spoiledNews } from "./spoiled-news.ts";
import { indexOf, type Index } from "./known-index.ts";
import type { ImportProblem } from "./start-import.ts";

type ChunkDeps = Pick<
  Deps,
  "clock" | "directory" | "vault" | "checkDestination" | "agents" | "security" | "session" | "guards"
>;

const SAMPLE = 12;
const CHECKS_PER_CHUNK = 50;

/** Refused: an import that is unknown, closed or elsewhere, a chunk out of its turn, other rows than before, a chunk whose row was changed by SQL. */
export async function importChunk(
  deps: ChunkDeps,
  id: ImportId,
  chunk: ChunkRequest,
): Promise<Result<ChunkReply, ImportProblem>> {
  const record = await deps.directory.byId(id);
  if (record === undefined) return err("import.unknown");
  if (chunk.rows.length !== rowsOf(record.file.rows, chunk.number)) return err("import.conflict");
  const [digest, before] = await Promise.all([
    deps.vault.tag("import_chunk", JSON.stringify([id, chunk.number, chunk.rows])),
    deps.directory.chunk(id, chunk.number),
  ]);
  const doubt = await doubtOf(deps, record, { before, digest, number: chunk.number });
  if (doubt !== undefined) return err(doubt);
  const done = chunk.phase === "comparing" ? before !== undefined : before?.written === true;
  if (before !== undefined && done) return ok(replyIn(before));
  const early = turnProblem(record, chunk, before);
  if (early !== undefined) return err(early);
  const read = await readChunk(deps, record, chunk);
  if (read === "spoiled") return err("import.spoiled");
  if (await isWritingOver(deps, read)) return err("import.conflict");
  if (before === undefined) {
    return storeCompared(deps, record, { number: chunk.number, digest, read, lastRow: lastRowOf(chunk) });
  }
  // What was refused when it was compared stays refused, whoever was added since.
  const refused = new Set(refusedRows(replyIn(before).problems));
  await writeChunk(deps, withLate(record, { read, refused }), { number: chunk.number, read, refused });
  return ok(replyIn(before));
}

/** An import whose row was deleted by SQL and that is begun again under its id would make the ids of whom it added then. */
function isWritingOver({ directory }: ChunkDeps, { planned }: ReadChunk): Promise<boolean> {
  return directory.isAnythingKept(planned.flatMap(({ id, known }) => (known === undefined ? [id] : [])));
}

const replyIn = ({ reply }: ChunkRecord): ChunkReply => JSON.parse(reply) as ChunkReply;

/** What only a later chunk could tell of a row is said with what is found after the last one. */
function withLate(
  record: ImportRecord,
  { read, refused }: { readonly read: ReadChunk; readonly refused: ReadonlySet<number> },
): ImportRecord {
  const late = read.reply.problems.filter(({ row, reason }) => reason === "person.named_by_id" && !refused.has(row));
  const { tally } = record.progress;
  const counted = { ...tally, refused: tally.refused + late.length };
  return withProblems({ ...record, progress: { ...record.progress, tally: counted } }, late);
}

interface ReadChunk {
  readonly planned: readonly Planned[];
  readonly reply: ChunkReply;
  readonly keys: readonly string[];
  readonly present: readonly PersonId[];
}

async function readChunk(
  deps: ChunkDeps,
  record: ImportRecord,
  { number, phase, rows }: ChunkRequest,
): Promise<ReadChunk | "spoiled"> {
  const checkContact: CheckContact = (input) => deps.checkDestination(input);
  const columns = new Set(record.file.columns);
  // A cell of a column that nobody named is not of this import.
  const read = rows.map(({ row, cells }) => ({
    raw: { row, cells },
    ...readRow({ row, cells: namedCells(cells, columns) }, checkContact),
  }));
  // Where everybody who is there is in the file, being in it is being there.
  const back = record.file.complete && !columns.has("active") ? { active: true } : {};
  const people = read.flatMap(({ person }) => (person === undefined ? [] : [{ ...person, ...back }]));
  const known = await deps.directory.known({
    importId: record.id,
    // Whom a chunk before it has was refused when it was compared, and stays refused.
    chunksBefore: phase === "comparing" ? number : 0,
    emails: read.flatMap(({ raw }) => foldedMail(raw.cells.email ?? "") || []),
    externalIds: read.flatMap(({ raw }) => raw.cells.externalId?.trim() || []),
    userNames: people.flatMap((row) => [
      newUserName(row, undefined) ?? "",
      ...newAccounts(row, undefined).map(({ name }) => name),
    ]),
    managers: [...new Set(people.flatMap(({ manager }) => manager ?? []))],
  });
  const { twice } = known;
  if (twice === "spoiled") return twice;
  const index = indexOf(known);
  const problems: RowProblem[] = read.flatMap((one) => one.problems);
  const found = withoutTwice(people, twice, problems).flatMap((row) => {
    const person = index.find(row);
    if (person !== "two") return [{ row, known: person }];
    problems.push({ row: row.row, column: "externalId", reason: "person.two_people", refused: true });
    return [];
  });
  const byOthers = await withoutNamedByOthers(deps, record, { found, people, problems });
  if (byOthers === "spoiled") return byOthers;
  // Whoever has left and is not in the directory stays out of it: a file may list them for years.
  const named = byOthers.filter((one) => one.known !== undefined || one.row.active !== false);
  const stayingOut = byOthers.length - named.length;
  // Once it is written the names of this very file are taken: what was refused before that is known.
  const { kept, keys } =
    phase === "comparing"
      ? await withoutTakenUserNames(deps, twice, { found: named, problems })
      : { kept: named, keys: [] };
  const ids = await idsOf(deps, record, kept);
  const planned = await plan(deps, record, { kept, ids, index, phase });
  problems.push(...phonesLost(planned, record.file.columns));
  const present = read.flatMap(({ raw }) => {
    const found = index.find({ email: foldedMail(raw.cells.email ?? ""), ...externalIdOf(raw) });
    return found === undefined || found === "two" ? [] : [personId.parse(found.id)];
  });
  return {
    planned,
    reply: {
      tally: tallyOf(planned, { rows: rows.length, stayingOut, problems, typed: record.file.typed }),
      problems,
      managers: managersElsewhere(planned),
    },
    keys: [
      ...people.flatMap(({ email, externalId }) => [
        mailKey(email),
        ...(externalId === undefined ? [] : [externalKey(externalId)]),
      ]),
      ...keys,
    ],
    present: [...new Set(present)],
  };
}

const externalIdOf = ({ cells }: FileRow): { readonly externalId?: string } => {
  const text = cells.externalId?.trim() ?? "";
  return text === "" ? {} : { externalId: text };
};

function namedCells(cells: FileRow["cells"], columns: ReadonlySet<ImportColumn>): FileRow["cells"] {
  if ((Object.keys(cells) as ImportColumn[]).every((column) => columns.has(column))) return cells;
  return Object.fromEntries(Object.entries(cells).filter(([column]) => columns.has(column as ImportColumn)));
}

/**
 * Of somebody new the id follows from the import and the row: written twice, it is one person. In the order of the
 * file, so that a chunk fills pages of the database that lie side by side.
 */
async function idsOf({ vault }: ChunkDeps, { id }: ImportRecord, kept: readonly Kept[]): Promise<readonly PersonId[]> {
  const imported = await vault.tag("import_people", id);
  return kept.map(({ row, known }) => personId.parse(known?.id ?? `per_${imported}${placeOf(row)}`));
}

/** Of one length for every row that a file may have. */
const PLACE_DIGITS = 4;
const placeOf = ({ row }: DirectoryRow): string => row.toString(36).padStart(PLACE_DIGITS, "0");

interface Planning {
  readonly kept: readonly Kept[];
  readonly ids: readonly PersonId[];
  readonly index: Index;
  readonly phase: ChunkRequest["phase"];
}

async function plan(
  { vault, clock }: ChunkDeps,
  { file, baseline }: ImportRecord,
  { kept, ids, index, phase }: Planning,
): Promise<readonly Planned[]> {
  const now = clock();
  const columns = file.columns.filter(isContactColumn);
  const here = new Map<string, Manager>();
  kept.forEach(({ row }, place) => {
    const manager = { id: ids[place] ?? "", name: row.displayName };
    [row.email, row.externalId].forEach((key) => key !== undefined && here.set(key, manager));
  });
  return Promise.all(
    kept.map(async ({ row, known }, place): Promise<Planned> => {
      const named = row.manager ?? undefined;
      return {
        id: ids[place] as PersonId,
        row,
        known,
        changes: compare({
          row,
          known,
          // Of somebody new there is nothing to hold them against: they are made when they are written.
          tags: phase === "comparing" && known === undefined ? {} : await tagsOf(vault, row),
          typed: file.typed,
          labels: file.labels ?? {},
          idsInTickets: file.idsInTickets,
          columns,
          manager: named === undefined ? undefined : (here.get(named) ?? index.manager(named)),
          baseline,
          now,
        }),
      };
    }),
  );
}

async function tagsOf(vault: ChunkDeps["vault"], row: DirectoryRow): Promise<Partial<Record<ContactColumn, string>>> {
  const tags: Partial<Record<ContactColumn, string>> = {};
  for (const [column, contact] of Object.entries(row.contacts) as [
    ContactColumn,
    DirectoryRow["contacts"][ContactColumn],
  ][]) {
    if (contact !== null && contact !== undefined) {
      tags[column] = await vault.tag("destination", `${contact.channel}:${contact.canonical}`);
    }
  }
  return tags;
}

/**
 * Of two that compare one chunk at once the first counts, with its own tally. Refused once it is written: nothing is
 * taken then that nobody has compared, wherever the chunk's row has gone.
 */
async function storeCompared(
  { directory, vault }: ChunkDeps,
  record: ImportRecord,
  {
    number,
    digest,
    read,
    lastRow,
  }: { readonly number: number; readonly digest: string; readonly read: ReadChunk; readonly lastRow: number },
): Promise<Result<ChunkReply, ImportProblem>> {
  const { reply, keys, present } = read;
  const compared = number + 1;
  const isLast = compared === record.file.chunks && record.file.complete;
  const progress = {
    ...record.progress,
    compared,
    lastRow,
    digests: [...(record.progress.digests ?? []), digest],
    ...(await withHeld(vault, record, { number, replies: reply, present })),
    tally: sum(record.progress.tally, reply.tally),
    // With the last chunk itself: an import that is compared asks about those who leave, or it is not compared.
    ...(isLast ? { leaving: await directory.leaving(record.id, { present, sample: SAMPLE }) } : {}),
  };
  if (!(await directory.compared(record, { ...record, progress }, { number, digest, reply, keys, present }))) {
    const first = await directory.chunk(record.id, number);
    return first?.digest === digest ? ok(replyIn(first)) : err("import.conflict");
  }
  return ok(reply);
}

async function writeChunk(
  deps: ChunkDeps,
  record: ImportRecord,
  {
    number,
    read,
    refused,
  }: { readonly number: number; readonly read: ReadChunk; readonly refused: ReadonlySet<number> },
): Promise<void> {
  const now = deps.clock();
  const taken = read.planned.filter(({ row }) => !refused.has(row.row));
  const imported = await deps.vault.tag("import_contacts", record.id);
  const people = await withCarriedOver(
    deps,
    taken.filter(isChanged).map((one) => ({ ...personWrite(imported, one), before: intactFields(one) })),
  );
  const left = taken.map(({ id, row, changes, known }): LeftToDo => {
    const { managerPending, manager, structure } = changes;
    const { department, officeCity, officeCountry } = changes.fields;
    const moved =
      known?.fields.department !== department ||
      known.fields.officeCity !== officeCity ||
      known.fields.officeCountry !== officeCountry;
    return {
      id,
      row: row.row,
      managerChanged: manager,
      touched: structure || moved || row.startMonth !== undefined,
      ...(managerPending === undefined ? {} : { managerPending }),
      ...(row.startMonth === undefined ? {} : { startMonth: row.startMonth }),
    };
  });
  const present = [...new Set([...read.present, ...taken.map(({ id }) => id)])];
  const held = await withHeld(deps.vault, record, { number, present });
  const progress = { ...record.progress, ...held, written: number + 1 };
  const phase = progress.written === record.file.chunks ? "finishing" : record.phase;
  await deps.directory.write({
    record: { ...record, phase, progress },
    number,
    people,
    left,
    present,
    ...defined({ beside: await spoiledNews(deps, record, { number, taken, now }) }),
    now,
  });
  if (taken.some(({ changes }) => !changes.fields.active)) {
    // What is beyond the limit, or fails here, the sweep ends within a minute.
    await endChecksOfInactive(deps, CHECKS_PER_CHUNK);
  }
}

/** Digits of the value's tag that tell the contacts of one person apart. */
const VALUE_DIGITS = 8;

function personWrite(imported: string, { id, row, known, changes }: Planned): PersonWrite {
  const { fields, sameFields, addContacts, removeContacts, renewContacts, toldContacts, newsAt } = changes;
  return {
    id,
    fields,
    isNew: known === undefined,
    sameFields,
    removeContacts,
    renewContacts,
    toldContacts,
    newsAt,
    addContacts: addContacts.map((contact) => ({
      ...contact,
      id: contactId.parse(`con_${imported}${placeOf(row)}${contact.valueTag.slice(0, VALUE_DIGITS)}`),
    })),
  };
}
