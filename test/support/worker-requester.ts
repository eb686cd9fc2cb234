/** A person whom the tests on workerd can check: a contact, facts, and a directory with others like him. */
import { env } from "cloudflare:workers";
import { insertAttested } from "../../workers/adapters/d1/attested.ts";
import { sealFacts } from "../../workers/adapters/d1/sealed-facts.ts";
import { contactId, personId, type ContactId, type PersonId } from "../../workers/core/kit/ids.ts";
import { SAMPLE_FACTS, SAMPLE_POPULATION } from "../../workers/core/questions/sample-person.fixture.ts";
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
  const record = {
    id: person,
    user_name: email,
    email,
    given_name: "Grace",
    family_name: "Mwangi",
    display_name: "Grace Mwangi",
    privileged: 0,
    active: 1,
    updated_at: 0,
  };
  const reached = {
    id: contact,
    person_id: person,
    channel: "sms",
    value_sealed: await keyring.seal(phone, `person_contacts/${contact}`),
    value_tag: await keyring.tag("destination", fresh()),
    masked: "x",
    masked_plain: "x",
    source: "HR",
    changed_at: 0,
    baseline: 1,
  };
  await env.DB.batch([
    insertAttested(env.DB, keyring.rows, { table: "people", row: record }),
    env.DB.prepare("INSERT INTO person_facts (person_id, document_sealed, updated_at) VALUES (?, ?, 0)").bind(
      person,
      await sealFacts(keyring, person, SAMPLE_FACTS),
    ),
    insertAttested(env.DB, keyring.rows, { table: "person_contacts", row: reached }),
  ]);
  return { person, contact, email, phone };
}

/** What wrong options are drawn from: values, and colleagues who are checked by nobody. Once per test file. */
export async function fillDirectory(): Promise<void> {
  await env.DB.batch(
    SAMPLE_POPULATION.people.map(({ given, family, display }, index) => {
      const id = `per_colleague${String(index).padStart(3, "0")}`;
      const email = `${id}@aldermoor.test`;
      return insertAttested(env.DB, keyring.rows, {
        table: "people",
        row: {
          id,
          user_name: email,
          email,
          given_name: given,
          family_name: family,
          display_name: display,
          privileged: 0,
          active: 1,
          updated_at: 0,
        },
      });
    }),
  );
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
