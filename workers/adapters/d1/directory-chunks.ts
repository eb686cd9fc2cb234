/** The parts of an import's file as they are kept: what was said of each, and who is in it. */
import type { ChunkRecord, DirectoryStore } from "../../app/ports/directory.ts";
import type { ImportId } from "../../core/kit/ids.ts";
import type { RowMacs } from "../crypto/row-macs.ts";
import { heldKeys, indexStatement, type IndexRow } from "./import-keys.ts";

interface Store {
  readonly db: D1Database;
}

export async function chunkOf({ db }: Store, id: ImportId, number: number): Promise<ChunkRecord | undefined> {
  const row = await db
    .prepare(
      "SELECT digest, reply, present, left_sealed IS NOT NULL AS written FROM directory_import_chunks WHERE import_id = ? AND number = ?",
    )
    .bind(id, number)
    .first<Omit<ChunkRecord, "written"> & { readonly written: number }>();
  return row === null ? undefined : { ...row, written: row.written === 1 };
}

export async function repliesOf(
  { db }: Store,
  id: ImportId,
  { from, to }: Parameters<DirectoryStore["replies"]>[1],
): ReturnType<DirectoryStore["replies"]> {
  const { results } = await db
    .prepare(
      "SELECT number, reply FROM directory_import_chunks WHERE import_id = ? AND number >= ? AND number < ? ORDER BY number",
    )
    .bind(id, from, to)
    .all<{ number: number; reply: string }>();
  return results;
}

export async function inFile(
  at: Store & { readonly macs: RowMacs },
  id: ImportId,
  keys: readonly string[],
): Promise<readonly string[] | "spoiled"> {
  const { results } = await indexStatement(at.db, id, Number.MAX_SAFE_INTEGER).all<IndexRow>();
  return heldKeys(at, id, { chunks: results, keys });
}
