/**
 * Keys of a chunk's rows as they lie in `directory_import_chunks`, to find who stands in a file twice. Every chunk is
 * held against all before it: before the keys stands a short number for each, so that only chunks which may hold one
 * of those that are looked for are read. Both carry a mac: a key that SQL takes away would let a row in that was to be
 * refused.
 */
import type { ImportId } from "../../core/kit/ids.ts";
import { fromBase64Url, toBase64Url } from "../crypto/bytes.ts";
import type { MacRow, RowMacs } from "../crypto/row-macs.ts";

const TABLE = "directory_import_keys";
const SEPARATOR = "|";
const MARK = "index:";
const HEAD = `["${MARK}`;

/** Which chunk, in whose mac it stands. */
interface Place {
  readonly id: ImportId;
  readonly number: number;
}

/** The text of the column: the head, which says the numbers, the mac of the keys and its own, and the keys. */
export function textOfKeys(macs: RowMacs, place: Place, keys: readonly string[]): string {
  const numbers = toBase64Url(new Uint8Array(Uint32Array.from(keys, numberOf).buffer));
  const mac = macs.make(TABLE, keysRow(place, keys));
  return JSON.stringify([
    [MARK + numbers, mac, macs.make(TABLE, headRow(place, numbers, mac))].join(SEPARATOR),
    ...keys,
  ]);
}

const keysRow = ({ id, number }: Place, keys: readonly string[]): MacRow => ({
  id,
  number,
  keys: JSON.stringify(keys),
});
const headRow = ({ id, number }: Place, numbers: string, keysMac: string): MacRow => ({ id, number, numbers, keysMac });

interface Head {
  readonly numbers: string;
  readonly keysMac: string;
  readonly mac: string;
}

/** Undefined for a chunk from before keys had a mac. */
function headIn(text: string): Head | undefined {
  const [numbers = "", keysMac, mac] = text.slice(HEAD.length, -1).split(SEPARATOR);
  return text.startsWith(HEAD) && keysMac !== undefined && mac !== undefined ? { numbers, keysMac, mac } : undefined;
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

/** Those of the keys that stand in one of the chunks; "spoiled" where somebody else wrote what stands there. */
export async function heldKeys(
  { db, macs }: { readonly db: D1Database; readonly macs: RowMacs },
  id: ImportId,
  { chunks, keys }: { readonly chunks: readonly IndexRow[]; readonly keys: readonly string[] },
): Promise<readonly string[] | "spoiled"> {
  const wanted = new Set(keys.map(numberOf));
  const heads = chunks.map(({ number, head }) => ({ number, head: headIn(head) }));
  const holds = ({ number, head }: (typeof heads)[number]): boolean =>
    head !== undefined && macs.holds(TABLE, { ...headRow({ id, number }, head.numbers, head.keysMac), mac: head.mac });
  if (!heads.every(holds)) return "spoiled";
  const candidates = new Map(
    heads.flatMap(({ number, head }) =>
      head !== undefined && mayHold(head.numbers, wanted) ? [[number, head.keysMac] as const] : [],
    ),
  );
  if (candidates.size === 0) {
    return [];
  }
  const { results } = await db
    .prepare(
      `SELECT number, keys FROM directory_import_chunks
       WHERE import_id = ? AND number IN (SELECT value FROM json_each(?))`,
    )
    .bind(id, JSON.stringify([...candidates.keys()]))
    .all<{ number: number; keys: string }>();
  const read = results.map((row) => ({ number: row.number, keys: keysIn(row.keys) }));
  const intact = read.every(({ number, keys: own }) =>
    macs.holds(TABLE, { ...keysRow({ id, number }, own), mac: candidates.get(number) }),
  );
  const looked = new Set(keys);
  return intact ? [...new Set(read.flatMap(({ keys: own }) => own.filter((key) => looked.has(key))))] : "spoiled";
}

/** None in what is no list: then the mac does not hold. */
function keysIn(text: string): readonly string[] {
  try {
    return (JSON.parse(text) as string[]).slice(1);
  } catch {
    return [];
  }
}

function mayHold(numbers: string, wanted: ReadonlySet<number>): boolean {
  const bytes = fromBase64Url(numbers);
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
