/** How rows were before an import, sealed, and how they are put back. */
import type { DirectoryStore, FormerHolders } from "../../app/ports/directory.ts";
import { defined } from "../../core/kit/defined.ts";
import { personId, type ImportId, type PersonId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import { accountsBack, accountsOf, accountsText } from "../../core/people/accounts.ts";
import { leftBehind, privilege } from "../../core/people/compare.ts";
import { contactNews } from "../../core/people/contact-news.ts";
import { idInTicketsBack } from "../../core/people/id-in-tickets.ts";
import { isAnotherIdentity, isNameChanged } from "../../core/people/identity.ts";
import { namesOnlyOf, untilWithTaken } from "../../core/people/given-up.ts";
import { factsBack, namedIn, namingOnly } from "../../core/people/import-facts.ts";
import type { FactDocument } from "../../core/questions/facts.ts";
import type { Keyring } from "../crypto/keyring.ts";
import type { RowMacs } from "../crypto/row-macs.ts";
import {
  attestedRow,
  CONTACT_COLUMNS,
  fieldsOf,
  knownContact,
  PEOPLE_COLUMNS,
  renewedContacts,
  type ContactRow,
  type PeopleRow,
} from "./directory-rows.ts";
import { contactNotices, personNotices, type PersonNotice } from "./person-notices.ts";
import {
  earlierFacts,
  earlierPeople,
  whoIsCalled,
  whoIsThere,
  type EarlierPeople,
  type FactsRow,
} from "./earlier-rows.ts";
import { formerHolders, givenUp } from "./given-up.ts";
import { jsonParts } from "./json-parts.ts";
import { deleteRows, upsertRows } from "./json-rows.ts";
import { deletedPeople } from "./kept-people.ts";
import { renewedPasskeys } from "./renewed-passkeys.ts";
import { openFacts, sealFacts } from "./sealed-facts.ts";

/** What one part holds. */
interface Before {
  /** People whom the import added. */
  readonly created?: readonly string[];
  readonly people?: readonly PeopleRow[];
  /** All contacts of these people; absent where the import touched none. */
  readonly contacts?: readonly ContactRow[];
  readonly facts?: readonly FactsRow[];
}

interface Place {
  readonly id: ImportId;
  readonly number: number;
  readonly at: EpochMs;
}

export interface Journal {
  /** The first account of a place stays: a step that comes again finds rows that it has changed itself. */
  readonly add: (place: Place, before: Before) => Promise<readonly D1PreparedStatement[]>;
}

interface Store {
  readonly db: D1Database;
  readonly keyring: Keyring;
}

const sealedName = (id: ImportId, number: number, part: number): string =>
  `directory_journal/${id}/${String(number)}/${String(part)}`;

export function journalOf(db: D1Database, keyring: Keyring): Journal {
  const sql = `INSERT INTO directory_journal (import_id, number, part, before_sealed, at) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (import_id, number, part) DO NOTHING`;
  return {
    async add({ id, number, at }, before) {
      return Promise.all(
        partsOf(before).map(async (part, place) =>
          db
            .prepare(sql)
            .bind(id, number, place, await keyring.seal(JSON.stringify(part), sealedName(id, number, place)), at),
        ),
      );
    },
  };
}

/** Each small enough for one value of D1, and of whole people. */
function partsOf({ created = [], people = [], contacts, facts = [] }: Before): readonly Before[] {
  const contactsOf = Map.groupBy(contacts ?? [], (row) => row.person_id);
  const units = people.map((person) => ({ person, contacts: contactsOf.get(person.id) ?? [] }));
  return [
    ...(created.length === 0 ? [] : [{ created }]),
    ...jsonParts(units)
      .map((text) => JSON.parse(text) as typeof units)
      .map((part): Before => ({
        people: part.map(({ person }) => person),
        ...(contacts === undefined ? {} : { contacts: part.flatMap((unit) => unit.contacts) }),
      })),
    ...jsonParts(facts).map((text): Before => ({ facts: JSON.parse(text) as FactsRow[] })),
  ];
}

/** False when nothing is left to put back. The part goes with what it did. */
export async function undoNewest(
  store: Store,
  id: ImportId,
  { now, before: carry }: { readonly now: EpochMs; readonly before: Parameters<DirectoryStore["undoPart"]>[2] },
): Promise<boolean> {
  const { db, keyring } = store;
  const row = await db
    .prepare(
      `SELECT number, part, before_sealed FROM directory_journal WHERE import_id = ?
       ORDER BY number DESC, part DESC LIMIT 1`,
    )
    .bind(id)
    .first<{ number: number; part: number; before_sealed: string }>();
  if (row === null) {
    return false;
  }
  const plain = await keyring.open(row.before_sealed, sealedName(id, row.number, row.part));
  if (plain === undefined) {
    throw new Error("a part of the journal cannot be opened");
  }
  const before = await ofThoseWhoAreThere(store, JSON.parse(plain) as Before);
  const taken = await takenBack(store, before.people ?? [], now);
  await carry(taken);
  await db.batch([
    ...(await deleteCreated(store, before.created ?? [], now)),
    ...(await peopleBack(store, before, { id, taken, now })),
    ...(await factsRowsBack(store, before.facts ?? [], now)),
    db
      .prepare("DELETE FROM directory_journal WHERE import_id = ? AND number = ? AND part = ?")
      .bind(id, row.number, row.part),
  ]);
  return true;
}

/** Whoever was erased since is put back by no undo, nor named as somebody's manager. */
async function ofThoseWhoAreThere(store: Store, { created, people, contacts, facts }: Before): Promise<Before> {
  const there = await whoIsThere(store, [
    ...(people ?? []).flatMap(({ id, manager_id }) => (manager_id === null ? [id] : [id, manager_id])),
    ...(facts ?? []).map(({ person_id }) => person_id),
  ]);
  return defined({
    created,
    people: people
      ?.filter(({ id }) => there.has(id))
      .map((row) =>
        row.manager_id === null || there.has(row.manager_id) ? row : { ...row, manager_id: null, manager_name: null },
      ),
    contacts: contacts?.filter(({ person_id }) => there.has(person_id)),
    facts: facts?.filter(({ person_id }) => there.has(person_id)),
  });
}

/** Of those who get another id, work mail or user name back, who else had it. */
async function takenBack(store: Store, earlier: readonly PeopleRow[], now: EpochMs): ReturnType<typeof formerHolders> {
  const { people = [] } = await earlierPeople(
    store,
    earlier.map(({ id }) => id),
  );
  const currentOf = new Map(people.map((row) => [row.id, fieldsOf(row)]));
  return formerHolders(
    store,
    earlier.flatMap((row) => {
      const names = namesOnlyOf(fieldsOf(row), currentOf.get(row.id));
      return names.length === 0 ? [] : [{ id: personId.parse(row.id), names }];
    }),
    now,
  );
}

async function deleteCreated(
  store: Store,
  ids: readonly string[],
  now: EpochMs,
): Promise<readonly D1PreparedStatement[]> {
  const { db } = store;
  const { people = [] } = await earlierPeople(store, ids);
  return [...givenUp(store, people, { after: () => undefined, now }), ...deletedPeople(db, ids)];
}

async function peopleBack(
  store: Store,
  { people = [], contacts }: Before,
  {
    id: imported,
    taken,
    now,
  }: { readonly id: ImportId; readonly taken: ReadonlyMap<PersonId, FormerHolders>; readonly now: EpochMs },
): Promise<readonly D1PreparedStatement[]> {
  if (people.length === 0) {
    return [];
  }
  const { db, keyring } = store;
  const current = await earlierPeople(
    store,
    people.map(({ id }) => id),
  );
  const rowOf = new Map((current.people ?? []).map((row) => [row.id, row]));
  const others = new Set(people.filter((row) => isAnother(rowOf.get(row.id), row)).map(({ id }) => id));
  const rows = people.map((row) =>
    personBack(keyring, { row, current: rowOf.get(row.id), taken: taken.get(personId.parse(row.id)), now }),
  );
  const backOf = new Map(rows.map((row) => [row.id, fieldsOf(row)]));
  const renewed = (current.contacts ?? []).filter((contact) => others.has(contact.person_id));
  const restored = [
    ...givenUp(store, current.people ?? [], { after: (id) => backOf.get(id), now }),
    ...upsertRows(db, { table: "people", columns: PEOPLE_COLUMNS, rows }),
    // A leaver who comes back has the contacts of before, which count as late as those that change.
    ...renewedContacts(store, { rows: renewed, now }),
    ...(await renewedPasskeys(store, [...others], now)),
  ];
  if (contacts === undefined) {
    return restored;
  }
  const there = new Set((current.contacts ?? []).map(({ id }) => id));
  const wanted = new Set(contacts.map(({ id }) => id));
  const back = contacts
    .filter(({ id }) => !there.has(id))
    .map(({ mac: _mac, ...row }) =>
      attestedRow<ContactRow>(keyring.rows, "person_contacts", { ...row, changed_at: now, baseline: 0 }),
    );
  const undone = { people, contacts, back, current, now };
  return [
    ...restored,
    ...(await personNotices(store, {
      cause: `${imported}/undo`,
      notices: noticesOfUndo(keyring.rows, undone),
      localeOf: (id) => rowOf.get(id)?.locale,
      now,
    })),
    ...deleteRows(db, { table: "person_contacts", ids: [...there].filter((id) => !wanted.has(id)) }),
    ...upsertRows(db, { table: "person_contacts", columns: CONTACT_COLUMNS, rows: back }),
  ];
}

function isAnother(current: PeopleRow | undefined, earlier: PeopleRow): boolean {
  return current === undefined || isAnotherIdentity(fieldsOf(current), fieldsOf(earlier));
}

interface Undone {
  /** As they become. */
  readonly people: readonly PeopleRow[];
  readonly contacts: readonly ContactRow[];
  /** Of the contacts those that are not there now. */
  readonly back: readonly ContactRow[];
  readonly current: EarlierPeople;
  readonly now: EpochMs;
}

function noticesOfUndo(macs: RowMacs, undone: Undone): readonly PersonNotice[] {
  const byPerson = (rows: readonly ContactRow[]) => Map.groupBy(rows, (row) => row.person_id);
  const [before, after, coming] = [undone.current.contacts ?? [], undone.contacts, undone.back].map(byPerson);
  const currentOf = new Map((undone.current.people ?? []).map((row) => [row.id, row]));
  return undone.people.flatMap((earlier) => {
    const { id, email } = earlier;
    const current = currentOf.get(id);
    const onRecord = before?.get(id) ?? [];
    const known = onRecord.map((row) => knownContact(macs, row));
    const wanted = after?.get(id) ?? [];
    const mail = current?.email ?? email;
    const { contacts, workMail } = contactNews({
      before: known,
      gone: known.filter((contact) => !wanted.some((row) => row.id === contact.id)).map((contact) => contact.id),
      added: (coming?.get(id) ?? []).map((row) => knownContact(macs, row)),
      entryChanged:
        current !== undefined && (isAnother(current, earlier) || isNameChanged(fieldsOf(current), fieldsOf(earlier))),
      now: undone.now,
    });
    return contactNotices({
      personId: id,
      onRecord,
      replaced: leftBehind(
        known,
        wanted.map((row) => row.value_tag),
      ).map((contact) => contact.id),
      news: { contacts: contacts.map((contact) => contact.id), workMail: workMail ? mail : undefined },
    });
  });
}

function personBack(
  keyring: Keyring,
  {
    row,
    current,
    taken,
    now,
  }: { row: PeopleRow; current: PeopleRow | undefined; taken: FormerHolders | undefined; now: EpochMs },
): PeopleRow {
  const { mac: _mac, ...earlier } = row;
  const marked = privilege(current === undefined ? undefined : fieldsOf(current), row.privileged === 1, now);
  return attestedRow<PeopleRow>(keyring.rows, "people", {
    ...earlier,
    privileged: Number(marked.privileged),
    privileged_until: untilWithTaken(marked.privilegedUntil, { taken, isNew: false, now }),
    accounts: accountsText(accountsBack(accountsOf(current?.accounts ?? null), accountsOf(row.accounts ?? null), now)),
    id_in_tickets_from: idInTicketsBack(current?.id_in_tickets_from, row.id_in_tickets_from ?? null, now),
    manager_changed_at: current?.manager_id === row.manager_id ? current.manager_changed_at : now,
    identity_changed_at: isAnother(current, row) ? now : (current?.identity_changed_at ?? null),
    updated_at: now,
  });
}

async function factsRowsBack(
  { db, keyring }: Store,
  facts: readonly FactsRow[],
  now: EpochMs,
): Promise<readonly D1PreparedStatement[]> {
  const current = new Map(
    (
      await earlierFacts(
        { db, keyring },
        facts.map((row) => row.person_id),
      )
    ).map((row) => [row.person_id, row]),
  );
  const open = async (row: FactsRow | undefined): Promise<FactDocument | undefined> =>
    row === undefined ? undefined : openFacts(keyring, row.person_id, row.document_sealed);
  const opened = await Promise.all(
    facts.map(async ({ person_id, ...row }) => {
      const [earlier, known] = await Promise.all([open({ person_id, ...row }), open(current.get(person_id))]);
      return earlier === undefined ? [] : [{ person_id, earlier, known }];
    }),
  );
  const there = await whoIsCalled(
    db,
    opened.flat().flatMap(({ earlier }) => namedIn(earlier)),
  );
  const rows = await Promise.all(
    opened.flat().map(async ({ person_id, earlier, known }) => {
      const back = factsBack(
        known,
        namingOnly(earlier, (name) => there.has(name)),
        now,
      );
      return { person_id, document_sealed: await sealFacts(keyring, person_id, back), updated_at: now };
    }),
  );
  const columns = ["person_id", "document_sealed", "updated_at"];
  return upsertRows(db, { table: "person_facts", columns, rows }, "person_id");
}
