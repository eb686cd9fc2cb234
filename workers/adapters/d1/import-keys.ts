/**
 * Keys of a chunk's rows as they lie in `directory_import_chunks`, to find who stands in a file twice. Every chunk is
 * held against all before it: before the keys stands a short number for each, so that only chunks which may hold one
 * of those that are looked for are read.
 */
import type { ImportId } from "../../core/kit/ids.ts";
import { fromBase64Url, toBase64Url } from "../crypto/bytes.ts";

const MARK = "index:";
const HEAD = `["${MARK}`;

/** The text of the column. */
export function textOfKeys(keys: readonly string[]): string {
  const numbers = new Uint8Array(Uint32Array.from(keys, numberOf).buffer);
  return JSON.stringify([MARK + toBase64Url(numbers), ...keys]);
}

/** The numbers of each chunk, without its keys. */
export function indexStatement(db: D1Database, id: ImportId, before: number): D1PreparedStatement {
  return db
    .prepare(
      `SELECT number, substr(keys, 1, instr(keys, '",')) AS head FROM directory_import_chunks
       WHERE import_id = ? AND number < ?`,
    )
    .bind(id, before);
}

export interface IndexRow {
  readonly number: number;
  readonly head: string;
}

/** Those of the keys that stand in one of the chunks. */
export async function heldKeys(
  db: D1Database,
  id: ImportId,
  { chunks, keys }: { readonly chunks: readonly IndexRow[]; readonly keys: readonly string[] },
): Promise<readonly string[]> {
  const wanted = new Set(keys.map(numberOf));
  const candidates = chunks.filter(({ head }) => mayHold(head, wanted)).map(({ number }) => number);
  if (candidates.length === 0) {
    return [];
  }
  const { results } = await db
    .prepare(
      `SELECT DISTINCT key.value AS key FROM directory_import_chunks AS chunk, json_each(chunk.keys) AS key
       WHERE chunk.import_id = ?1 AND chunk.number IN (SELECT value FROM json_each(?2))
         AND key.value IN (SELECT value FROM json_each(?3))`,
    )
    .bind(id, JSON.stringify(candidates), JSON.stringify(keys))
    .all<{ key: string }>();
  return results.map(({ key }) => key);
}

/** Also of a chunk from before there were numbers. */
function mayHold(head: string, wanted: ReadonlySet<number>): boolean {
  const bytes = head.startsWith(HEAD) ? fromBase64Url(head.slice(HEAD.length, -1)) : undefined;
  return bytes === undefined || new Uint32Array(bytes.buffer).some((number) => wanted.has(number));
}

/** FNV-1a, in 30 bits, which the engine keeps without an object. Only for speed: what it finds is compared in full. */
function numberOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let place = 0; place < key.length; place += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(place), 0x01000193);
  }
  return hash >>> 2;
}
