/** Imports themselves: who may go on with what, and what was accepted as the baseline. Their rows carry a mac. */
import type { AuditEntry } from "../../app/ports/audit.ts";
import type {
  DirectoryStore,
  ImportFile,
  ImportPhase,
  ImportProgress,
  ImportRecord,
} from "../../app/ports/directory.ts";
import { defined } from "../../core/kit/defined.ts";
import { agentId, importId, type ImportId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { RowMacs } from "../crypto/row-macs.ts";
import { auditStatement } from "./audit.ts";
import { present, unlessTaken } from "./database.ts";

interface ImportRow {
  readonly id: string;
  readonly open: number | null;
  readonly phase: string;
  readonly started_by: string;
  readonly started_by_name: string;
  readonly started_at: number;
  readonly ended_at: number | null;
  readonly baseline: number;
  readonly file: string;
  readonly progress: string;
  readonly mac: string;
}

const COLUMNS = [
  "id",
  "open",
  "phase",
  "started_by",
  "started_by_name",
  "started_at",
  "ended_at",
  "baseline",
  "file",
  "progress",
  "mac",
] as const satisfies readonly (keyof ImportRow)[];

export interface ImportRows extends Pick<
  DirectoryStore,
  "byId" | "latest" | "start" | "save" | "hasWritten" | "forgetLeavers"
> {
  readonly rowOf: (record: ImportRecord) => ImportRow;
}

export function importRows(db: D1Database, macs: RowMacs): ImportRows {
  const rowOf = (record: ImportRecord): ImportRow => attested(macs, record);
  const intact = (row: ImportRow): boolean => macs.holds("directory_imports", { ...row });
  return {
    rowOf,
    async byId(id) {
      const row = await db.prepare("SELECT * FROM directory_imports WHERE id = ?").bind(id).first<ImportRow>();
      return row === null || !intact(row) ? undefined : recordOf(row);
    },
    async latest(limit) {
      const { results } = await db
        .prepare("SELECT * FROM directory_imports ORDER BY started_at DESC LIMIT ?")
        .bind(limit)
        .all<ImportRow>();
      return results.filter(intact).map(recordOf);
    },
    async hasWritten() {
      // Of a row that was changed, or people whose import is gone, too: whoever can write to the database opens no second baseline.
      const written =
        "SELECT 1 FROM directory_imports WHERE phase <> 'comparing' UNION ALL SELECT 1 FROM people LIMIT 1";
      return (await db.prepare(written).first()) !== null;
    },
    forgetLeavers: (before, limit) => forgetLeavers({ db, macs }, before, limit),
    start: (record, audit) =>
      onlyOneOpen(() => db.batch([insertImport(db, rowOf(record)), keyed(db, record.id, audit)])),
    save: (record, audit) =>
      onlyOneOpen(() =>
        db.batch([savedImport(db, rowOf(record)), ...(audit === undefined ? [] : [keyed(db, record.id, audit)])]),
      ),
  };
}

async function forgetLeavers(
  { db, macs }: { readonly db: D1Database; readonly macs: RowMacs },
  before: EpochMs,
  limit: number,
): Promise<number> {
  const { results } = await db
    .prepare(
      `SELECT * FROM directory_imports WHERE open IS NULL AND ended_at < ?
         AND IIF(json_valid(progress), json_array_length(progress, '$.leaving.sample'), 0) > 0 ORDER BY id LIMIT ?`,
    )
    .bind(before, limit)
    .all<ImportRow>();
  const forgotten = results.map((row) => {
    const record = recordOf(row);
    const { leaving } = record.progress;
    const after = attested(macs, {
      ...record,
      progress: { ...record.progress, ...defined({ leaving: leaving && { ...leaving, sample: [] } }) },
    });
    // What somebody else wrote is not attested for it.
    return savedImport(db, macs.holds("directory_imports", { ...row }) ? after : { ...after, mac: row.mac });
  });
  if (forgotten.length > 0) await db.batch(forgotten);
  return forgotten.length;
}

const keyed = (db: D1Database, id: ImportId, audit: AuditEntry): D1PreparedStatement =>
  auditStatement(db, { ...audit, key: `${id}:${audit.action}` });

const onlyOneOpen = (write: () => Promise<unknown>): Promise<boolean> => unlessTaken(write, "directory_imports.open");

function insertImport(db: D1Database, row: ImportRow): D1PreparedStatement {
  return db
    .prepare(`INSERT INTO directory_imports (${COLUMNS.join(", ")}) VALUES (${COLUMNS.map(() => "?").join(", ")})`)
    .bind(...COLUMNS.map((column) => row[column]));
}

/** `where`: else it stays as it is. */
export function savedImport(db: D1Database, row: ImportRow, where = "TRUE"): D1PreparedStatement {
  const changing = COLUMNS.filter((column) => column !== "id");
  return db
    .prepare(
      `UPDATE directory_imports SET ${changing.map((column) => `${column} = ?`).join(", ")} WHERE id = ? AND ${where}`,
    )
    .bind(...changing.map((column) => row[column]), row.id);
}

function attested(macs: RowMacs, record: ImportRecord): ImportRow {
  const row = {
    id: record.id,
    open: record.open ? 1 : null,
    phase: record.phase,
    started_by: record.startedBy,
    started_by_name: record.startedByName,
    started_at: record.startedAt,
    ended_at: record.endedAt ?? null,
    baseline: Number(record.baseline),
    file: JSON.stringify(record.file),
    progress: JSON.stringify(record.progress),
  };
  return { ...row, mac: macs.make("directory_imports", row) };
}

function recordOf(row: ImportRow): ImportRecord {
  return {
    id: importId.parse(row.id),
    open: row.open === 1,
    phase: row.phase as ImportPhase,
    startedBy: agentId.parse(row.started_by),
    startedByName: row.started_by_name,
    startedAt: row.started_at,
    ...present("endedAt", row.ended_at),
    baseline: row.baseline === 1,
    file: JSON.parse(row.file) as ImportFile,
    progress: JSON.parse(row.progress) as ImportProgress,
  };
}
