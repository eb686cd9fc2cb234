/** Writes the demo organisation into D1 as a directory import would: facts and contacts sealed, values for wrong options beside them. */
import { createKeyring, type Keyring } from "../../workers/adapters/crypto/keyring.ts";
import { jsonParts } from "../../workers/adapters/d1/json-parts.ts";
import { sealFacts } from "../../workers/adapters/d1/sealed-facts.ts";
import { searchNameOf } from "../../workers/core/people/search-name.ts";
import { DAY_MS, HOUR_MS } from "../../workers/core/kit/time.ts";
import { likenessOf } from "../../workers/core/risk/likeness.ts";
import { maskDestination } from "../../workers/adapters/destinations/destination.ts";
import type { DemoAccount, DemoContact, DemoPerson, Organisation } from "../demo/model.ts";

/** The part of D1 that seeding needs; Miniflare hands out the same interface. */
export interface SeedDatabase {
  prepare(sql: string): SeedStatement;
  batch(statements: SeedStatement[]): Promise<unknown>;
}
export interface SeedStatement {
  bind(...values: unknown[]): SeedStatement;
  first(): Promise<unknown>;
}

type Row = Readonly<Record<string, string | number | null>>;

export interface SeedOptions {
  readonly rootSecret: string;
  readonly now: number;
  /** Each agent has signed in before; a history brings its own. */
  readonly pastSignIns?: boolean;
  /** Written in the same transaction. */
  readonly also?: readonly SeedStatement[];
}

export async function isSeeded(db: SeedDatabase): Promise<boolean> {
  return (await db.prepare("SELECT id FROM agents LIMIT 1").first()) !== null;
}

/** Into a database that `isSeeded` says is new. All of it or nothing. */
export async function seed(db: SeedDatabase, organisation: Organisation, options: SeedOptions): Promise<void> {
  const { rootSecret, now, also = [], pastSignIns = false } = options;
  const keyring = createKeyring(rootSecret, {});
  const { people, agents } = organisation;
  const byId = new Map(people.map((person) => [person.id as string, person]));
  const contacts = people.flatMap((person) => person.contacts.map((contact) => ({ contact, personId: person.id })));
  const attested = (table: string, rows: readonly Row[]): readonly SeedStatement[] =>
    attestedRowsInto(db, keyring, { table, rows });
  await db.batch([
    ...also,
    ...attested(
      "agents",
      agents.map((agent) => agentRow(agent, { organisation, addedAt: now - DESK_AGE_MS })),
    ),
    ...attested(
      "agent_sessions",
      pastSignIns ? agents.map((agent, place) => signInRow(agent, now - (place + 2) * HOUR_MS)) : [],
    ),
    ...attested(
      "people",
      people.map((person) => personRow(person, { manager: byId.get(person.managerId ?? ""), now })),
    ),
    ...rowsInto(
      db,
      { table: "person_facts" },
      await Promise.all(people.map((person) => factsRow(person, { keyring, now }))),
    ),
    ...attested(
      "person_contacts",
      await Promise.all(contacts.map(({ contact, personId }) => contactRow(contact, { personId, keyring }))),
    ),
    ...attested(
      "person_accounts",
      people.flatMap((person) => person.accounts.map((account) => accountRow(account, person.id))),
    ),
    ...rowsInto(db, { table: "directory_values" }, people.length === 0 ? [] : valueRows(organisation)),
  ]);
}

/** As few statements as fit: each is a round trip to workerd, and a thousand of them take seconds. */
export function rowsInto(
  db: SeedDatabase,
  { table, verb = "INSERT" }: { readonly table: string; readonly verb?: "INSERT" | "INSERT OR IGNORE" | undefined },
  rows: readonly Row[],
): readonly SeedStatement[] {
  const columns = Object.keys(rows[0] ?? {});
  const values = columns.map((column) => `value ->> '${column}'`);
  const sql = `${verb} INTO ${table} (${columns.join(", ")}) SELECT ${values.join(", ")} FROM json_each(?)`;
  return jsonParts(rows).map((part) => db.prepare(sql).bind(part));
}

/** Rows that count only with a mac. */
export function attestedRowsInto(
  db: SeedDatabase,
  keyring: Keyring,
  { table, rows, verb }: { readonly table: string; readonly rows: readonly Row[]; readonly verb?: "INSERT OR IGNORE" },
): readonly SeedStatement[] {
  const attested = rows.map((row) => ({ ...row, mac: keyring.rows.make(table, row) }));
  return rowsInto(db, { table, verb }, attested);
}

/** Its admins have been admins for long enough to approve each other's changes, and its agents to be a second person. */
export const DESK_AGE_MS = 90 * DAY_MS;

function agentRow(
  agent: Organisation["agents"][number],
  { organisation, addedAt }: { organisation: Organisation; addedAt: number },
): Row {
  const person = organisation.people.find((other) => other.email === agent.email);
  return {
    id: agent.id,
    email: agent.email,
    name: agent.name,
    role: agent.role,
    person_id: person?.id ?? null,
    active: 1,
    created_at: addedAt,
  };
}

/** One that has ended, so that the desk of the demo does not look as if nobody had ever worked there. */
function signInRow(agent: Organisation["agents"][number], endedAt: number): Row {
  return {
    id_hash: `seed:${agent.id}`,
    agent_id: agent.id,
    created_at: endedAt - 7 * HOUR_MS,
    last_seen_at: endedAt,
    expires_at: endedAt + 3 * HOUR_MS,
    ended_at: endedAt,
    way: "link",
    end_reason: "sign_out",
  };
}

function personRow(person: DemoPerson, { manager, now }: { manager: DemoPerson | undefined; now: number }): Row {
  return {
    id: person.id,
    external_id: person.externalId,
    user_name: person.userName,
    email: person.email,
    given_name: person.givenName,
    family_name: person.familyName,
    display_name: person.displayName,
    title: person.title,
    department: person.department,
    office_city: person.office.city,
    office_country: person.office.country,
    manager_id: person.managerId ?? null,
    manager_name: manager?.displayName ?? null,
    locale: person.locale,
    time_zone: person.timeZone,
    privileged: person.privileged ? 1 : 0,
    active: person.active ? 1 : 0,
    updated_at: now,
    search_name: searchNameOf(person.displayName),
  };
}

async function factsRow(person: DemoPerson, { keyring, now }: { keyring: Keyring; now: number }): Promise<Row> {
  const sealed = await sealFacts(keyring, person.id, person.facts);
  return { person_id: person.id, document_sealed: sealed, updated_at: now };
}

async function contactRow(
  contact: DemoContact,
  { personId, keyring }: { personId: string; keyring: Keyring },
): Promise<Row> {
  const like = { channel: contact.channel, canonical: contact.value };
  const { masked, maskedPlain } = maskDestination(like);
  return {
    id: contact.id,
    person_id: personId,
    channel: contact.channel,
    value_sealed: await keyring.seal(contact.value, `person_contacts/${contact.id}`),
    value_tag: await keyring.tag("destination", `${contact.channel}:${contact.value}`),
    likeness_tag: await keyring.tag("destination", `${contact.channel}:${likenessOf(like)}`),
    masked,
    masked_plain: maskedPlain,
    source: contact.source,
    changed_at: contact.changedAt,
    baseline: contact.baseline ? 1 : 0,
  };
}

function accountRow(account: DemoAccount, personId: string): Row {
  return {
    id: account.id,
    person_id: personId,
    user_name: account.userName,
    label: account.label,
    privileged: account.privileged ? 1 : 0,
    active: account.active ? 1 : 0,
  };
}

function valueRows(organisation: Organisation): Row[] {
  const value = (kind: string, text: string, country = ""): Row => ({ kind, value: text, country });
  return [
    ...organisation.groups.map((group) => value("group", group)),
    ...organisation.departments.map((department) => value("department", department)),
    ...organisation.offices.map((office) => value("office", office.city, office.country)),
    ...organisation.cities.map((city) => value("city", city.city, city.country)),
    ...organisation.ticketSummaries.map((summary) => value("ticket_summary", summary)),
  ];
}
