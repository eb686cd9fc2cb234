/** What an agent does to a running check: to whom it goes again, and that nobody acts on a row that was changed by SQL. */
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { drained, fresh, keyring, stored } from "../../../test/support/worker-fixture.ts";
import { addRequester, fillDirectory } from "../../../test/support/worker-requester.ts";
import { formFor, newAgent, requesterOf, sendDeps } from "../../../test/support/worker-send-form.ts";
import { insertAttested } from "../../adapters/d1/attested.ts";
import { contactId, type ContactId, type PersonId } from "../../core/kit/ids.ts";
import type { Channel } from "../../core/policy/policy.ts";
import type { Deps } from "../deps.ts";
import { sendVerification } from "../sending/send-verification.ts";
import { cancelVerification, resendLink, takeOver } from "./agent-actions.ts";
import { readLive } from "./read-verification.ts";

beforeAll(fillDirectory);

async function sent(ready = sendDeps()) {
  const who = await requesterOf();
  const agent = newAgent();
  const made = await sendVerification(ready, { agent, agentSide: {}, request: formFor(who) });
  if (!made.ok) throw new Error(made.error.code);
  const { id } = made.value;
  const stub = env.VERIFICATION_SESSION.getByName(id);
  // What did not arrive can be sent again at once.
  const messageId = (await stored(stub))?.session.message.id;
  if (messageId === undefined) throw new Error("no message");
  await stub.apply({ type: "delivery.claimed", messageId });
  await stub.apply({ type: "delivery.failed", messageId, problem: "number_unknown" });
  await drained(stub);
  return { who, agent, id, stub };
}

const change = (id: string, set: string, ...values: readonly string[]) =>
  env.DB.prepare(`UPDATE verifications SET ${set} WHERE id = ?`)
    .bind(...values, id)
    .run();

async function addMailbox(person: PersonId): Promise<ContactId> {
  const id = contactId.parse(`con_${fresh()}`);
  const row = {
    id,
    person_id: person,
    channel: "email",
    value_sealed: await keyring.seal("grace@home.test", `person_contacts/${id}`),
    value_tag: await keyring.tag("destination", fresh()),
    masked: "x",
    masked_plain: "x",
    source: "HR",
    changed_at: 0,
    baseline: true,
  };
  await insertAttested(env.DB, keyring.rows, { table: "person_contacts", row }).run();
  return id;
}

const channelsOf = (channels: readonly Channel[]): Deps => {
  const base = sendDeps();
  const { CATEGORIES } = base.config;
  const only = Object.entries(CATEGORIES).map(([name, policy]) => [name, { ...policy, channels: [...channels] }]);
  return { ...base, config: { ...base.config, CATEGORIES: Object.fromEntries(only) as typeof CATEGORIES } };
};

describe("sent again to another contact", () => {
  it.each([
    [["sms"] as const, { ok: false, error: { code: "resend.other_channel" } }],
    [["email", "sms"] as const, { ok: true }],
  ])("a link of a category with %s", async (channels, outcome) => {
    const ready = channelsOf(channels);
    const { who, agent, id } = await sent(ready);
    const mailbox = await addMailbox(who.person);
    const offered = (await readLive(ready, agent, id))?.otherContacts.map((contact) => contact.id);
    expect(offered).toEqual(outcome.ok ? [mailbox] : []);
    // What it was created with, whatever the settings say since.
    expect(await resendLink(sendDeps(), { agent, id, contactId: mailbox })).toEqual(outcome);
  });
});

const CHANGED = { ok: false, error: { code: "verification.changed" } };

describe("a check whose record was changed by SQL", () => {
  it.each(["person_id = ?", "person_id = ?, mac = NULL"])("sends no link to whom the row names: %s", async (set) => {
    const { who, agent, id, stub } = await sent();
    const other = await addRequester();
    await change(id, set, other.person);
    expect(await resendLink(sendDeps(), { agent, id, contactId: other.contact })).toEqual(CHANGED);
    const { session } = (await stored(stub)) ?? {};
    expect(session?.destination.contactId).toBe(who.contact);
    expect(session?.link.number).toBe(1);
  });

  it("is not taken over or ended by whom it is of", async () => {
    const { who, id, stub } = await sent();
    const own = { ...newAgent(), email: who.email };
    const before = (await stored(stub))?.session.agent.id;
    const notYours = { ok: false, error: { code: "verification.not_in_charge" } };
    expect(await takeOver(sendDeps(), { agent: own, id, reason: "mine" })).toEqual(notYours);
    const { person } = await addRequester();
    await change(id, "person_id = ?, requester_email = 'a@b.test', referrer_id = ?", person, own.id);
    expect(await takeOver(sendDeps(), { agent: own, id, reason: "mine" })).toEqual(CHANGED);
    expect(await cancelVerification(sendDeps(), { agent: own, id })).toEqual(CHANGED);
    expect((await stored(stub))?.session).toMatchObject({ status: "sending", agent: { id: before } });
  });
});
