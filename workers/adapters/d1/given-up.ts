/** Ids, work mails and user names that records gave up, under keyed names, and user names that they have; who takes one. */
import type { FormerHolders, Taker, UserNameHolder } from "../../app/ports/directory.ts";
import { personId, type PersonId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import { namesOnlyOf, userNameIn } from "../../core/people/given-up.ts";
import type { PersonFields } from "../../core/people/compare.ts";
import type { Keyring } from "../crypto/keyring.ts";
import type { MacRow } from "../crypto/row-macs.ts";
import { attestedRow, fieldsOf, isIntact, type PeopleRow } from "./directory-rows.ts";
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

/** Who gave up one of these names, or has the user name, by taker; nobody stands there for whom there is nobody. */
export async function formerHolders(
  store: Store,
  takers: readonly Taker[],
  now: EpochMs,
): Promise<ReadonlyMap<PersonId, FormerHolders>> {
  if (takers.length === 0) return new Map();
  const [given, held] = await Promise.all([gaveUp(store, takers), have(store, takers, now)]);
  return new Map(
    takers.flatMap(({ id, names }): readonly (readonly [PersonId, FormerHolders])[] => {
      const others = names
        .flatMap((name) => [...(given.get(name) ?? []), ...(held.get(name) ?? [])])
        .filter((holder) => holder.id !== id);
      return others.length === 0 ? [] : [[id, together(others)]];
    }),
  );
}

/** Of one name. */
interface Holder {
  readonly id: PersonId;
  readonly privileged: boolean;
  readonly checked: boolean;
}

const together = (holders: readonly Holder[]): FormerHolders => ({
  privileged: holders.some(({ privileged }) => privileged),
  checked: [...new Set(holders.flatMap(({ id, checked }) => (checked ? [id] : [])))],
});

type ByName = ReadonlyMap<string, readonly Holder[]>;

const CHECKED = (id: string): string =>
  `EXISTS (SELECT 1 FROM verifications WHERE verifications.person_id = ${id}) AS checked`;

async function gaveUp({ db, keyring: { rows: macs } }: Store, takers: readonly Taker[]): Promise<ByName> {
  if ((await db.prepare(`SELECT 1 FROM ${TABLE} LIMIT 1`).first()) === null) return new Map();
  const names = takers.flatMap((taker) => taker.names);
  const keys = new Map(names.map((name) => [name, macs.namesOf(TABLE, name)]));
  const { results } = await db
    .prepare(
      `SELECT given.*, ${CHECKED("given.person_id")}
       FROM ${TABLE} AS given WHERE given.name IN (SELECT value FROM json_each(?))`,
    )
    .bind(JSON.stringify([...keys.values()].flat()))
    .all<GivenUpRow & { readonly checked: number }>();
  const byKey = Map.groupBy(results, ({ name }) => name);
  const holderOf = ({ checked, ...row }: (typeof results)[number]): Holder => ({
    id: personId.parse(row.person_id),
    // What somebody without the root secret wrote is no reason to be less careful.
    privileged: row.privileged === 1 || !macs.holds(TABLE, { ...row } satisfies MacRow),
    checked: checked === 1,
  });
  return new Map(
    [...keys].map(([name, ofName]) => [name, ofName.flatMap((key) => (byKey.get(key) ?? []).map(holderOf))]),
  );
}

async function have({ db, keyring: { rows: macs } }: Store, takers: readonly Taker[], now: EpochMs): Promise<ByName> {
  const wanted = new Map(takers.flatMap(({ names }) => names.map((name) => [userNameIn(name), name] as const)));
  const found = await havingUserName<PeopleRow & { readonly checked: number }>(db, {
    columns: `person.*, ${CHECKED("person.id")}`,
    names: [...wanted.keys()].flatMap((name) => name ?? []),
  });
  const holders = found.map(({ name, checked, ...row }) => ({
    name: wanted.get(name) ?? name,
    id: personId.parse(row.id),
    privileged: isPrivileged(row, now) || !isIntact(macs, "people", row),
    checked: checked === 1,
  }));
  return Map.groupBy(holders, ({ name }) => name);
}

export async function userNameHolders(db: D1Database, names: readonly string[]): Promise<readonly UserNameHolder[]> {
  const found = await havingUserName<{ readonly id: string; readonly active: number }>(db, {
    columns: "person.id, person.active",
    names,
  });
  return found.flatMap(({ name, id, active }) => (active === 1 ? [{ name, id: personId.parse(id) }] : []));
}

/** By the index of user names that follow no work mail, else by the work mail that their user name follows. */
const HAVING = `
  SELECT wanted.key, person.id FROM wanted CROSS JOIN people AS person ON lower(person.user_name) = wanted.spelling
    WHERE lower(person.user_name) <> person.email
      AND lower(person.user_name) <> substr(person.email, 1, instr(person.email, '@') - 1)
  UNION SELECT wanted.key, person.id FROM wanted CROSS JOIN people AS person ON person.email = wanted.spelling
    WHERE lower(person.user_name) = wanted.spelling
  UNION SELECT wanted.key, person.id FROM wanted
    CROSS JOIN people AS person ON person.email >= wanted.spelling || '@' AND person.email < wanted.spelling || 'A'
    WHERE lower(person.user_name) = wanted.spelling`;

/** By names in their one spelling, each with whom it was found for. */
async function havingUserName<Row>(
  db: D1Database,
  { columns, names }: { readonly columns: string; readonly names: readonly string[] },
): Promise<readonly (Row & { readonly name: string })[]> {
  if (names.length === 0) return [];
  const wanted = [...new Set(names)].flatMap((name) => spellingsOf(name).map((spelling) => ({ name, spelling })));
  const { results } = await db
    .prepare(
      `WITH wanted (key, spelling) AS MATERIALIZED (SELECT value ->> 'name', value ->> 'spelling' FROM json_each(?1)),
       found AS (${HAVING})
       SELECT DISTINCT found.key AS name, ${columns} FROM found CROSS JOIN people AS person ON person.id = found.id`,
    )
    .bind(JSON.stringify(wanted))
    .all<Row & { readonly name: string }>();
  return results;
}

const BEYOND_ASCII = /[\u0080-\uffff]/;

/** As SQLite's lower() leaves it, which knows the letters of ASCII alone: small and capital ones beyond them. */
function spellingsOf(name: string): readonly string[] {
  if (!BEYOND_ASCII.test(name)) return [name];
  const capital = name.toUpperCase().replaceAll(/[A-Z]+/gu, (letters) => letters.toLowerCase());
  return [...new Set([name, capital])];
}
