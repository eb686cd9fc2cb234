/** Writes the demo organisation into D1 as a directory import would: facts and contacts sealed, values for wrong options beside them. */
import { createKeyring, type Keyring } from "../workers/adapters/crypto/keyring.ts";
import { maskDestination } from "../workers/adapters/delivery/destination.ts";
import type { DemoContact, DemoPerson, Organisation } from "./demo/model.ts";

/** The part of D1 that seeding needs; Miniflare hands out the same interface. */
export interface SeedDatabase {
  prepare(sql: string): SeedStatement;
  batch(statements: SeedStatement[]): Promise<unknown>;
}
interface SeedStatement {
  bind(...values: unknown[]): SeedStatement;
  first(): Promise<unknown>;
}

const STATEMENTS_PER_BATCH = 80;

/** Does nothing when the database already holds people. */
export async function seed(
  db: SeedDatabase,
  organisation: Organisation,
  options: { rootSecret: string; now: number },
): Promise<void> {
  if ((await db.prepare("SELECT id FROM people LIMIT 1").first()) !== null) {
    return;
  }
  const keyring = createKeyring(options.rootSecret, {});
  const { now } = options;
  const byId = new Map(organisation.people.map((person) => [person.id as string, person]));
  const statements = [
    ...organisation.agents.map((agent) => agentRow(db, agent, { organisation, now })),
    ...organisation.people.map((person) => personRow(db, person, { manager: byId.get(person.managerId ?? ""), now })),
    ...(await Promise.all(organisation.people.map((person) => factsRow(db, person, { keyring, now })))),
    ...(await Promise.all(
      organisation.people.flatMap((person) =>
        person.contacts.map((contact) => contactRow(db, { contact, personId: person.id, keyring })),
      ),
    )),
    ...valueRows(db, organisation),
  ];
  for (let start = 0; start < statements.length; start += STATEMENTS_PER_BATCH) {
    await db.batch(statements.slice(start, start + STATEMENTS_PER_BATCH));
  }
}

function agentRow(
  db: SeedDatabase,
  agent: Organisation["agents"][number],
  { organisation, now }: { organisation: Organisation; now: number },
): SeedStatement {
  const person = organisation.people.find((other) => other.email === agent.email);
  return db
    .prepare("INSERT INTO agents (id, email, name, role, person_id, active, created_at) VALUES (?, ?, ?, ?, ?, 1, ?)")
    .bind(agent.id, agent.email, agent.name, agent.role, person?.id ?? null, now);
}

function personRow(
  db: SeedDatabase,
  person: DemoPerson,
  { manager, now }: { manager: DemoPerson | undefined; now: number },
): SeedStatement {
  return db
    .prepare(
      `INSERT INTO people (id, external_id, user_name, email, given_name, family_name, display_name, title, department, office_city,
         office_country, manager_id, manager_name, locale, privileged, active, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .bind(
      person.id,
      person.externalId,
      person.userName,
      person.email,
      person.givenName,
      person.familyName,
      person.displayName,
      person.title,
      person.department,
      person.office.city,
      person.office.country,
      person.managerId ?? null,
      manager?.displayName ?? null,
      person.locale,
      person.privileged ? 1 : 0,
      person.active ? 1 : 0,
      now,
    );
}

async function factsRow(
  db: SeedDatabase,
  person: DemoPerson,
  { keyring, now }: { keyring: Keyring; now: number },
): Promise<SeedStatement> {
  const sealed = await keyring.seal(JSON.stringify(person.facts), `person_facts/${person.id}`);
  return db
    .prepare("INSERT INTO person_facts (person_id, document_sealed, updated_at) VALUES (?, ?, ?)")
    .bind(person.id, sealed, now);
}

async function contactRow(
  db: SeedDatabase,
  { contact, personId, keyring }: { contact: DemoContact; personId: string; keyring: Keyring },
): Promise<SeedStatement> {
  const { masked, maskedPlain } = maskDestination({ channel: contact.channel, canonical: contact.value });
  return db
    .prepare(
      `INSERT INTO person_contacts (id, person_id, channel, value_sealed, value_tag, masked, masked_plain, source, changed_at, baseline)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .bind(
      contact.id,
      personId,
      contact.channel,
      await keyring.seal(contact.value, `person_contacts/${contact.id}`),
      await keyring.tag("destination", `${contact.channel}:${contact.value}`),
      masked,
      maskedPlain,
      contact.source,
      contact.changedAt,
      contact.baseline ? 1 : 0,
    );
}

function valueRows(db: SeedDatabase, organisation: Organisation): SeedStatement[] {
  const value = (kind: string, text: string, country = "") =>
    db.prepare("INSERT INTO directory_values (kind, value, country) VALUES (?, ?, ?)").bind(kind, text, country);
  return [
    ...organisation.groups.map((group) => value("group", group)),
    ...organisation.departments.map((department) => value("department", department)),
    ...organisation.offices.map((office) => value("office", office.city, office.country)),
    ...organisation.cities.map((city) => value("city", city.city, city.country)),
    ...organisation.ticketSummaries.map((summary) => value("ticket_summary", summary)),
  ];
}
