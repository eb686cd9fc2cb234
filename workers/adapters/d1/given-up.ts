/** Ids, work mails and user names that records gave up, under keyed names, and who takes one of them. */
import type { FormerHolders, Taker } from "../../app/ports/directory.ts";
import { personId, type PersonId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import { namesOnlyOf } from "../../core/people/given-up.ts";
import type { PersonFields } from "../../core/people/compare.ts";
import type { Keyring } from "../crypto/keyring.ts";
import type { MacRow, RowMacs } from "../crypto/row-macs.ts";
import { attestedRow, fieldsOf, type PeopleRow } from "./directory-rows.ts";
import { upsertRows } from "./json-rows.ts";

interface GivenUpRow {
  readonly name: string;
  readonly person_id: string;
  readonly at: number;
  readonly privileged: number;
  readonly mac: string | null;
}

interface Store {
  readonly db: D1Database;
  readonly keyring: Keyring;
}

const TABLE = "directory_given_up";
const COLUMNS = ["name", "person_id", "at", "privileged", "mac"] as const satisfies readonly (keyof GivenUpRow)[];

/** Of rows that hold, as they were; `after`: as they become, absent for who goes. */
export function givenUp(
  { db, keyring: { rows: macs } }: Store,
  before: readonly PeopleRow[],
  { after, now }: { readonly after: (id: string) => PersonFields | undefined; readonly now: EpochMs },
): readonly D1PreparedStatement[] {
  const rows = before.flatMap((row) =>
    namesOnlyOf(fieldsOf(row), after(row.id)).map((name) =>
      attestedRow<GivenUpRow>(macs, TABLE, {
        name: macs.nameOf(TABLE, name),
        person_id: row.id,
        at: now,
        privileged: Number(isPrivileged(row, now)),
      }),
    ),
  );
  return upsertRows(db, { table: TABLE, columns: COLUMNS, rows }, "name, person_id");
}

const isPrivileged = (row: PeopleRow, now: EpochMs): boolean =>
  row.privileged === 1 || (row.privileged_until ?? 0) > now;

/** Who gave up one of these names, by taker; nobody stands there for whom there is nobody. */
export async function formerHolders(
  { db, keyring: { rows: macs } }: Store,
  takers: readonly Taker[],
): Promise<ReadonlyMap<PersonId, FormerHolders>> {
  if (takers.length === 0 || (await db.prepare(`SELECT 1 FROM ${TABLE} LIMIT 1`).first()) === null) {
    return new Map();
  }
  const keys = new Map(takers.map(({ id, names }) => [id, names.flatMap((name) => macs.namesOf(TABLE, name))]));
  const { results } = await db
    .prepare(
      `SELECT given.*, EXISTS (SELECT 1 FROM verifications WHERE verifications.person_id = given.person_id) AS checked
       FROM ${TABLE} AS given WHERE given.name IN (SELECT value FROM json_each(?))`,
    )
    .bind(JSON.stringify([...keys.values()].flat()))
    .all<FoundRow>();
  const byName = Map.groupBy(results, ({ name }) => name);
  return new Map(
    takers.flatMap(({ id }): readonly (readonly [PersonId, FormerHolders])[] => {
      const rows = (keys.get(id) ?? []).flatMap((key) => byName.get(key) ?? []).filter((row) => row.person_id !== id);
      return rows.length === 0 ? [] : [[id, holdersOf(macs, rows)]];
    }),
  );
}

type FoundRow = GivenUpRow & { readonly checked: number };

function holdersOf(macs: RowMacs, rows: readonly FoundRow[]): FormerHolders {
  return {
    // What somebody without the root secret wrote is no reason to be less careful.
    privileged: rows.some(
      ({ checked: _checked, ...row }) => row.privileged === 1 || !macs.holds(TABLE, { ...row } satisfies MacRow),
    ),
    checked: [...new Set(rows.flatMap((row) => (row.checked === 1 ? personId.parse(row.person_id) : [])))],
  };
}
