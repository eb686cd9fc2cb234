/** A ticket that names somebody, the accounts of that person, and the form that an agent sends. */
import { env } from "cloudflare:workers";
import type { Deps } from "../../workers/app/deps.ts";
import type { AgentRecord } from "../../workers/app/ports/agents.ts";
import type { SendRequest } from "../../workers/contract/console/send.ts";
import {
  accountId,
  agentId,
  ticketId,
  type AccountId,
  type PersonId,
  type TicketId,
} from "../../workers/core/kit/ids.ts";
import { SAMPLE_FACTS } from "../../workers/core/questions/sample-person.fixture.ts";
import { ACTIONS, type ActionId } from "../../workers/core/policy/policy.ts";
import { insertAttested } from "../../workers/adapters/d1/attested.ts";
import { deps, fresh, keyring } from "./worker-fixture.ts";
import { addRequester, type Requester } from "./worker-requester.ts";
import { categoryPolicy } from "../../workers/core/settings/sections/categories.ts";

const categoryOf = (action: ActionId): string => `A category for ${action}`;

export type TicketRequester = Requester & { readonly ticket: TicketId };

/** Another one each time: an agent may start ten checks in ten minutes. */
export function newAgent(): AgentRecord {
  const id = agentId.parse(`agt_${fresh()}`);
  return { id, email: `${id}@desk.test`, name: "Dana Cole", role: "agent", active: true };
}

/** The product with the categories of the tickets below. */
export function sendDeps(): Deps {
  const base = deps();
  const CATEGORIES: Deps["config"]["CATEGORIES"] = Object.fromEntries(
    ACTIONS.map((action) => [categoryOf(action), categoryPolicy.parse({ action, spokenCode: "never" })]),
  );
  return { ...base, config: { ...base.config, CATEGORIES } };
}

/** Somebody new, and a ticket that names them. */
export async function requesterOf(action: ActionId = "password_reset"): Promise<TicketRequester> {
  const requester = await addRequester();
  const ticket = ticketId.parse(`tkt_${fresh()}`);
  await env.DB.prepare(
    "INSERT INTO tickets (id, connection, external_id, number, revision, category, action, summary, description, status, closed, requester_email, created_at, updated_at) VALUES (?, 'main', ?, 'IR-0000039', 1, ?, ?, '', '', 'New', 0, ?, 0, 0)",
  )
    .bind(ticket, fresh(), categoryOf(action), action, requester.email)
    .run();
  await setFacts(requester.person, SAMPLE_FACTS);
  return { ...requester, ticket };
}

/**
 * What is known of a person, as accepted with the import: counts on every day that a test is run. As versions before
 * `facts-text.ts` wrote it, which is read all the same.
 */
export async function setFacts(person: PersonId, facts: object): Promise<void> {
  const lasting = JSON.stringify(facts, (key, value: unknown) => (key === "baseline" ? true : value));
  await env.DB.prepare("UPDATE person_facts SET document_sealed = ? WHERE person_id = ?")
    .bind(await keyring.seal(lasting, `person_facts/${person}`), person)
    .run();
}

/** A further account of a person, active and ordinary unless said otherwise; its id. */
export async function addAccount(
  person: PersonId,
  { privileged = false, active = true }: { privileged?: boolean; active?: boolean } = {},
): Promise<AccountId> {
  const id = accountId.parse(`acc_${fresh()}`);
  const row = { id, person_id: person, user_name: "adm-grace", label: "Administration", privileged, active };
  await insertAttested(env.DB, keyring.rows, { table: "person_accounts", row }).run();
  return id;
}

export const formFor = ({ ticket, contact }: TicketRequester): SendRequest => ({
  ticketId: ticket,
  destination: { type: "contact", contactId: contact },
  callerOnLine: false,
  idempotencyKey: fresh(),
});
