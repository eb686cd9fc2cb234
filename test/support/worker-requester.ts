/** A person whom the tests on workerd can check: a contact, facts, and a directory with others like him. */
import { env } from "cloudflare:workers";
import { contactId, personId, type ContactId, type PersonId } from "../../workers/core/kit/ids.ts";
import { SAMPLE_FACTS } from "../../workers/core/questions/sample-person.fixture.ts";
import { fresh, keyring } from "./worker-fixture.ts";

export interface Requester {
  readonly person: PersonId;
  readonly contact: ContactId;
  readonly email: string;
  readonly phone: string;
}

/** Somebody new, with a phone on record that counts. */
export async function addRequester(): Promise<Requester> {
  const person = personId.parse(`per_${fresh()}`);
  const contact = contactId.parse(`con_${fresh()}`);
  const [email, phone] = [`${person.toLowerCase()}@aldermoor.test`, "+447700900123"];
  await env.DB.batch([
    env.DB.prepare(
      "INSERT INTO people (id, user_name, email, given_name, family_name, display_name, updated_at) VALUES (?, ?, ?, 'Grace', 'Mwangi', 'Grace Mwangi', 0)",
    ).bind(person, email, email),
    env.DB.prepare("INSERT INTO person_facts (person_id, document_sealed, updated_at) VALUES (?, ?, 0)").bind(
      person,
      await keyring.seal(JSON.stringify(SAMPLE_FACTS), `person_facts/${person}`),
    ),
    env.DB.prepare(
      "INSERT INTO person_contacts (id, person_id, channel, value_sealed, value_tag, masked, masked_plain, source, changed_at, baseline) VALUES (?, ?, 'sms', ?, ?, 'x', 'x', 'HR', 0, 1)",
    ).bind(
      contact,
      person,
      await keyring.seal(phone, `person_contacts/${contact}`),
      await keyring.tag("destination", fresh()),
    ),
  ]);
  return { person, contact, email, phone };
}

/** What wrong options are drawn from. Once per test file. */
export async function fillDirectory(): Promise<void> {
  const numbered = (text: (index: number) => string) => Array.from({ length: 20 }, (_, index) => text(index));
  const values = {
    group: numbered((index) => `Working party ${index}`),
    city: ["London", "Leeds", "Bristol", "Cardiff", "Glasgow", "York", "Bath", "Oxford", "Hull"],
    ticket_summary: numbered((index) => `Printer ${index} jams`),
  };
  await env.DB.batch(
    Object.entries(values).flatMap(([kind, names]) =>
      names.map((name) =>
        env.DB.prepare("INSERT INTO directory_values (kind, value, country) VALUES (?, ?, 'GB')").bind(kind, name),
      ),
    ),
  );
}
