/** A file of the directory, imported as the console does it: compared, confirmed, written, finished. */
import { env } from "cloudflare:workers";
import type { Deps } from "../../workers/app/deps.ts";
import { finishImport } from "../../workers/app/people/finish-import.ts";
import { importChunk } from "../../workers/app/people/import-chunk.ts";
import { beginWriting, ROWS_PER_CHUNK, startImport } from "../../workers/app/people/start-import.ts";
import { undoImport } from "../../workers/app/people/undo-import.ts";
import type { AgentRecord } from "../../workers/app/ports/agents.ts";
import type { ImportRecord } from "../../workers/app/ports/directory.ts";
import type { ChunkRequest, StartImportRequest } from "../../workers/contract/console/people.ts";
import { ACCOUNTS } from "../../workers/contract/console/people-columns.ts";
import { defined } from "../../workers/core/kit/defined.ts";
import { DAY_MS } from "../../workers/core/kit/time.ts";
import { importId } from "../../workers/core/kit/ids.ts";
import type { Result } from "../../workers/core/kit/result.ts";
import type { Cells, ImportColumn, RowProblem } from "../../workers/core/people/columns.ts";
import type { Question } from "../../workers/core/people/tally.ts";
import { deps, fresh } from "./worker-fixture.ts";

export interface Importing {
  readonly deps: Deps;
  readonly agent: AgentRecord;
}

export const START = Date.UTC(2026, 10, 18, 12);

/** At a day of its own, and with what the product has. */
export const importingAs =
  (agent: AgentRecord) =>
  (day = 0): Importing => ({
    agent,
    deps: deps({
      clock: () => START + day * DAY_MS,
      people: deps().people,
      checkDestination: (input) =>
        deps().checkDestination(input.channel === "sms" ? { ...input, country: input.country ?? "GB" } : input),
    }),
  });

/** Who leads, and one of those who are led. */
export const HELEN: Cells = {
  externalId: "1",
  email: "helen@b.test",
  displayName: "Helen Okafor",
  department: "Finance",
};
export const OWEN: Cells = { externalId: "3", email: "owen@b.test", displayName: "Owen Price", manager: "1" };

export interface FileOptions extends Partial<
  Pick<StartImportRequest, "complete" | "typed" | "fileHash" | "idsInTickets">
> {
  readonly confirmed?: readonly Question[];
  readonly baseline?: boolean;
  readonly columns?: readonly ImportColumn[];
}

/**
 * What an import reads or writes, and who else could accept a baseline. What another file left is not always gone
 * before the next one begins.
 */
const OF_IMPORTS = [
  "agents",
  "people",
  "person_contacts",
  "person_facts",
  "directory_values",
  "directory_imports",
  "directory_import_chunks",
  "directory_journal",
  "directory_given_up",
  "verifications",
  "messages",
  "audit",
];

export async function emptyDirectory(): Promise<void> {
  await env.DB.batch(OF_IMPORTS.map((table) => env.DB.prepare(`DELETE FROM ${table}`)));
}

export function fileOf(rows: readonly Cells[], options: FileOptions = {}): StartImportRequest {
  const columns = options.columns ?? [...new Set(rows.flatMap((cells) => Object.keys(cells) as ImportColumn[]))];
  return {
    id: importId.parse(`imp_${fresh()}${fresh()}`),
    fileName: "people.csv",
    fileHash: options.fileHash ?? "a".repeat(64),
    rows: rows.length,
    columns: [...columns],
    places: columns.map((_, place) => place),
    typed: options.typed ?? [],
    labels: Object.fromEntries(ACCOUNTS.filter((one) => columns.includes(one)).map((one) => [one, `System ${one}`])),
    ...defined({ idsInTickets: options.idsInTickets }),
    complete: options.complete ?? false,
  };
}

export function chunksOf(rows: readonly Cells[], phase: ChunkRequest["phase"]): readonly ChunkRequest[] {
  return Array.from({ length: Math.ceil(rows.length / ROWS_PER_CHUNK) }, (_, number) => ({
    number,
    phase,
    rows: rows
      .slice(number * ROWS_PER_CHUNK, (number + 1) * ROWS_PER_CHUNK)
      .map((cells, place) => ({ row: number * ROWS_PER_CHUNK + place + 2, cells })),
  }));
}

export function given<Value, Problem>(result: Result<Value, Problem>): Value {
  if (!result.ok) throw new Error(`refused: ${String(result.error)}`);
  return result.value;
}

export async function compareFile(
  { deps, agent }: Importing,
  rows: readonly Cells[],
  options: FileOptions = {},
): Promise<{ readonly id: ImportRecord["id"]; readonly problems: readonly RowProblem[] }> {
  const { id } = given(await startImport(deps, agent, fileOf(rows, options)));
  const problems: RowProblem[] = [];
  for (const chunk of chunksOf(rows, "comparing")) {
    problems.push(...given(await importChunk(deps, id, chunk)).problems);
  }
  return { id, problems };
}

export async function writeFile(
  { deps, agent }: Importing,
  rows: readonly Cells[],
  { id, confirmed = [], baseline = false }: { readonly id: ImportRecord["id"] } & FileOptions,
): Promise<void> {
  given(await beginWriting(deps, agent, { id, confirmed: [...confirmed], baseline }));
  for (const chunk of chunksOf(rows, "writing")) {
    given(await importChunk(deps, id, chunk));
  }
}

export async function finishFile({ deps, agent }: Importing, id: ImportRecord["id"]): Promise<ImportRecord> {
  for (;;) {
    const record = given(await finishImport(deps, agent, id));
    if (record.phase === "done") return record;
  }
}

/** With what was found on the way. */
export async function importFile(
  importing: Importing,
  rows: readonly Cells[],
  options: FileOptions = {},
): Promise<{ readonly record: ImportRecord; readonly problems: readonly RowProblem[] }> {
  const { id, problems } = await compareFile(importing, rows, options);
  await writeFile(importing, rows, { ...options, id });
  return { record: await finishFile(importing, id), problems };
}

export async function undoFile({ deps, agent }: Importing, id: ImportRecord["id"]): Promise<void> {
  for (;;) {
    if (given(await undoImport(deps, agent, id)).phase === "undone") return;
  }
}
