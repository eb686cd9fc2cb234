import { and, asc, count, countDistinct, desc, eq, exists, inArray, ne, or, sql, type SQL } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { DIRECTORY_FIELDS, type DirectoryEntry } from "../../app/ports/people.ts";
import type {
  AccountRecord,
  ContactRecord,
  ManagerOfPerson,
  PeopleSearch,
  PeopleStore,
  PersonRecord,
  PhoneOwner,
  TaggedDestination,
} from "../../app/ports/people.ts";
import { accountId, contactId, personId, type PersonId } from "../../core/kit/ids.ts";
import type { Clock, EpochMs } from "../../core/kit/time.ts";
import { isTimeZone } from "../../core/kit/zoned-time.ts";
import type { FactDocument } from "../../core/questions/facts.ts";
import { likenessTagOf } from "../../core/risk/likeness.ts";
import type { Keyring } from "../crypto/keyring.ts";
import type { RowMacs } from "../crypto/row-macs.ts";
import { accountsOf, countsAlready, isPrivilegedAccount } from "../../core/people/accounts.ts";
import { searchNameOf } from "../../core/people/search-name.ts";
import { integrityOf } from "./verification-rows.ts";
import { isAttested } from "./attested.ts";
import { present, type Database } from "./database.ts";
import { isNamedInTickets } from "./ids-in-tickets.ts";
import { hasSearchName, isNamed } from "./name-search.ts";
import { passTakenBack } from "./judgements.ts";
import { readableRows, soundRow } from "./readable.ts";
import { populationOf } from "./populations.ts";
import { knownPhones, people, personAccounts, personContacts, personFacts, verifications } from "./schema.ts";
import { openFacts } from "./sealed-facts.ts";

export function peopleStore(database: Database, keyring: Keyring, clock: Clock): PeopleStore {
  const { rows: macs } = keyring;
  const read: Reading = { macs, clock };
  const byId = peopleQuery(database, people.id);
  const byIdInTickets = peopleQuery(database, people.externalId, isNamedInTickets(sql.placeholder("now")));
  const byExternalId = peopleQuery(database, people.externalId);
  const byEmail = peopleQuery(database, people.email);
  const byDisplayName = peopleQuery(database, people.displayName);
  return {
    byId: async (id) => (await found(byId, read, id))[0],
    byIdInTickets: (id) => found(byIdInTickets, read, id),
    byExternalId: (id) => found(byExternalId, read, id),
    managerOf: (id) => managerOf(byId, read, id),
    byEmail: (email) => found(byEmail, read, email.toLowerCase()),
    byDisplayName: (name) => found(byDisplayName, read, name),
    search: (search, limit) => searched(database, read, { search, limit }),
    fillSearchNames: (limit) => fillSearchNames(database.$client, limit),
    countActive: () => countActive(database),
    countWithContact: () => countWithContact(database),
    contacts: (id) => contactsOf(database, macs, id),
    accounts: (id) => furtherAccounts(database, read, id),
    othersWithContact: (destination, id) => othersWithContact(database, destination, id),
    facts: (id) => factsOf(database, keyring, id),
    population: (person, facts) => populationOf(database, person, facts),
    hasOwnPhone: async (id) =>
      (await phonesWhere(database, macs, eq(knownPhones.personId, id))).some(({ vouches }) => vouches),
    phoneOwners: (phoneTag) => phonesWhere(database, macs, eq(knownPhones.keyTag, phoneTag)),
    phonesOf: (id) => phonesWhere(database, macs, eq(knownPhones.personId, id)),
    directoryEntry: (id) => directoryEntry(database, id),
  };
}

type PeopleQuery = ReturnType<typeof peopleQuery>;

/** Prepared once per store: each check looks a requester up by several of these. */
function peopleQuery(database: Database, column: SQLiteColumn, beside?: SQL) {
  return database
    .select()
    .from(people)
    .where(and(eq(column, sql.placeholder("value")), beside))
    .limit(5)
    .prepare();
}

interface Reading {
  readonly macs: RowMacs;
  readonly clock: Clock;
}

async function found(query: PeopleQuery, { macs, clock }: Reading, value: string): Promise<PersonRecord[]> {
  const now = clock();
  return personsOf(macs, await query.all({ value, now }), now);
}

async function managerOf(
  byId: PeopleQuery,
  { macs, clock }: Reading,
  id: PersonId,
): Promise<ManagerOfPerson | undefined> {
  const now = clock();
  const [row] = await byId.all({ value: id, now });
  if (row?.managerId === undefined || row.managerId === null || !isAttested(macs, people, row)) {
    return undefined;
  }
  const [other] = await byId.all({ value: row.managerId, now });
  const [manager] = other === undefined ? [] : personsOf(macs, [other], now);
  // Whose entry becomes somebody else's is another manager, too.
  const since = Math.max(row.managerChangedAt ?? 0, other?.identityChangedAt ?? 0);
  return manager?.intact === true ? { manager, ...present("since", since === 0 ? null : since) } : undefined;
}

/** Of open and of closed tickets each: numbers have no index, which every new ticket would pay for. */
const TICKETS_SEARCHED = 5_000;

const ticketRequesters = (text: string, closed: 0 | 1) => sql`SELECT requester_person_id FROM
  (SELECT number, requester_person_id FROM tickets WHERE closed = ${closed} ORDER BY created_at DESC LIMIT ${TICKETS_SEARCHED})
  WHERE number = ${text} COLLATE NOCASE`;

/**
 * Part of a name reads the index of names once, and the one of names that can be written in several ways; all else goes
 * by key. A row whose name has more than ASCII and was not filled yet is found by the name as it is.
 */
async function searched(
  database: Database,
  { macs, clock }: Reading,
  { search, limit }: { readonly search: PeopleSearch; readonly limit: number },
): Promise<PersonRecord[]> {
  const { text, contactTag } = search;
  const lower = text.toLowerCase();
  const ways = [
    sql`SELECT id FROM people WHERE id = ${text}`,
    sql`SELECT id FROM people WHERE external_id = ${text}`,
    sql`SELECT id FROM (SELECT id FROM people WHERE email >= ${lower} AND email < ${`${lower}\u{10ffff}`} ORDER BY email LIMIT ${limit})`,
    sql`SELECT id FROM people WHERE lower(user_name) = lower(${text})
      AND lower(user_name) <> email AND lower(user_name) <> substr(email, 1, instr(email, '@') - 1)`,
    sql`SELECT id FROM (SELECT id FROM people WHERE ${isNamed(sql`display_name`, text)}
      ORDER BY display_name LIMIT ${limit})`,
    sql`SELECT id FROM (SELECT id FROM people WHERE ${hasSearchName(text)} ORDER BY search_name LIMIT ${limit})`,
    ...(contactTag === undefined ? [] : [sql`SELECT person_id FROM person_contacts WHERE value_tag = ${contactTag}`]),
    // A number of a ticket has digits; a name is not looked for among tickets.
    ...(/\d/.test(text) ? [ticketRequesters(text, 0), ticketRequesters(text, 1)] : []),
  ];
  const rows = await database
    .select()
    .from(people)
    .where(or(...ways.map((way) => sql`${people.id} IN (${way})`)))
    .orderBy(asc(people.displayName), asc(people.id))
    .limit(limit);
  return personsOf(macs, rows, clock());
}

/** Not of a name that was changed meanwhile. */
async function fillSearchNames(db: D1Database, limit: number): Promise<void> {
  const { results } = await db
    .prepare(
      "SELECT id, display_name FROM people WHERE search_name IS NULL AND display_name GLOB '*[^ -~]*' ORDER BY id LIMIT ?",
    )
    .bind(limit)
    .all<{ id: string; display_name: string }>();
  const filled = results.map(({ id, display_name }) => [id, display_name, searchNameOf(display_name)]);
  if (filled.length > 0) {
    await db
      .prepare(
        `UPDATE people SET search_name = given.value ->> 2 FROM json_each(?) AS given
         WHERE people.id = given.value ->> 0 AND people.display_name = given.value ->> 1`,
      )
      .bind(JSON.stringify(filled))
      .run();
  }
}

const personsOf = (macs: RowMacs, rows: readonly (typeof people.$inferSelect)[], now: EpochMs): PersonRecord[] =>
  readableRows(macs, {
    table: "people",
    rows,
    read: (row) => personOf(soundRow(people, row), { intact: isAttested(macs, people, row), now }),
  });

async function directoryEntry(database: Database, id: PersonId): Promise<DirectoryEntry | undefined> {
  const [row] = await database.select().from(people).where(eq(people.id, id));
  return (
    row && {
      fields: DIRECTORY_FIELDS.filter((field) => row[field] !== null && row[field] !== ""),
      updatedAt: row.updatedAt,
    }
  );
}

async function countActive(database: Database): Promise<number> {
  const [row] = await database.select({ total: count() }).from(people).where(eq(people.active, true));
  return row?.total ?? 0;
}

async function countWithContact(database: Database): Promise<number> {
  const contacts = database
    .select({ one: sql`1` })
    .from(personContacts)
    .where(eq(personContacts.personId, people.id));
  const [row] = await database
    .select({ total: count() })
    .from(people)
    .where(and(eq(people.active, true), exists(contacts)));
  return row?.total ?? 0;
}

async function contactsOf(database: Database, macs: RowMacs, id: PersonId): Promise<ContactRecord[]> {
  const rows = await database
    .select()
    .from(personContacts)
    .where(eq(personContacts.personId, id))
    // "sms" first: it reaches the phone in the caller's hand.
    .orderBy(desc(personContacts.channel), asc(personContacts.changedAt));
  return rows.filter((row) => isAttested(macs, personContacts, row)).map(contactOf);
}

/** Those of files stand in the person's row, those that were made otherwise in rows of their own. */
async function furtherAccounts(database: Database, { macs, clock }: Reading, id: PersonId): Promise<AccountRecord[]> {
  const [rows, [person]] = await database.batch([
    database
      .select()
      .from(personAccounts)
      .where(and(eq(personAccounts.personId, id), eq(personAccounts.active, true))),
    database.select().from(people).where(eq(people.id, id)),
  ]);
  const now = clock();
  const ofFiles =
    person === undefined || !isAttested(macs, people, person)
      ? []
      : accountsOf(person.accounts).filter((account) => countsAlready(account, now));
  return [
    ...rows.filter((row) => isAttested(macs, personAccounts, row)).map(accountOf),
    ...ofFiles.map((account): AccountRecord => ({
      id: accountId.parse(`acc_${macs.nameOf("accounts", `${id}/${account.column}/${account.userName}`)}`),
      userName: account.userName,
      label: account.label,
      privileged: isPrivilegedAccount(account),
    })),
  ].sort((one, other) => (one.userName < other.userName ? -1 : 1));
}

async function othersWithContact(database: Database, destination: TaggedDestination, id: PersonId): Promise<number> {
  const like = likenessTagOf(destination);
  const [row] = await database
    .select({ others: countDistinct(personContacts.personId) })
    .from(personContacts)
    .where(
      and(
        or(inArray(personContacts.valueTag, [destination.tag, like]), eq(personContacts.likenessTag, like)),
        ne(personContacts.personId, id),
      ),
    );
  return row?.others ?? 0;
}

async function factsOf(database: Database, keyring: Keyring, id: PersonId): Promise<FactDocument | undefined> {
  const [row] = await database.select().from(personFacts).where(eq(personFacts.personId, id));
  return row === undefined ? undefined : openFacts(keyring, id, row.documentSealed);
}

async function phonesWhere(database: Database, macs: RowMacs, condition: SQL): Promise<PhoneOwner[]> {
  const rows = await database
    .select({ phone: knownPhones, takenBack: passTakenBack, check: verifications })
    .from(knownPhones)
    .leftJoin(verifications, eq(verifications.id, knownPhones.verificationId))
    .where(condition)
    .limit(10);
  return rows
    .filter(({ phone }) => isAttested(macs, knownPhones, phone))
    .map(({ phone, takenBack, check }) => ({
      personId: personId.parse(phone.personId),
      addedAt: phone.addedAt,
      vouches: phone.vouches && takenBack !== 1 && (check === null || integrityOf(macs, check) !== "changed"),
    }));
}

export function personOf(
  row: typeof people.$inferSelect,
  { intact, now }: { readonly intact: boolean; readonly now: EpochMs },
): PersonRecord {
  return {
    id: personId.parse(row.id),
    userName: row.userName,
    email: row.email,
    givenName: row.givenName,
    displayName: row.displayName,
    locale: row.locale ?? "",
    // Whoever has lost the mark a moment ago may have been made to lose it.
    privileged: row.privileged || (row.privilegedUntil ?? 0) > now,
    active: row.active,
    intact,
    ...present("externalId", row.externalId),
    ...present("idInTickets", (row.idInTicketsFrom ?? now) <= now ? row.externalId : undefined),
    ...present("department", row.department),
    ...present("officeCity", row.officeCity),
    ...present("officeCountry", row.officeCountry),
    ...present("managerName", row.managerName),
    // A directory may hold anything; a name that is no zone would fail every question of the person.
    ...present("timeZone", row.timeZone !== null && isTimeZone(row.timeZone) ? row.timeZone : undefined),
  };
}

function accountOf(row: typeof personAccounts.$inferSelect): AccountRecord {
  return {
    id: accountId.parse(row.id),
    userName: row.userName,
    label: row.label,
    privileged: row.privileged,
  };
}

export function contactOf(row: typeof personContacts.$inferSelect): ContactRecord {
  return {
    id: contactId.parse(row.id),
    personId: personId.parse(row.personId),
    channel: row.channel,
    valueSealed: row.valueSealed,
    valueTag: row.valueTag,
    masked: row.masked,
    maskedPlain: row.maskedPlain,
    source: row.source,
    changedAt: row.changedAt,
    baseline: row.baseline,
    typed: row.typed === true,
  };
}
