/** Which account is acted on, and checks that cannot pass: the Send page and Send say the same, and a refusal leaves nothing behind. */
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { fillDirectory } from "../../../test/support/worker-requester.ts";
import {
  addAccount,
  formFor,
  newAgent,
  requesterOf,
  sendDeps,
  setFacts,
  type TicketRequester,
} from "../../../test/support/worker-send-form.ts";
import { personWithPasskey } from "../../../test/support/worker-passkey.ts";
import { attested, deps, fresh, rows, stored } from "../../../test/support/worker-fixture.ts";
import type { SendRequest } from "../../contract/console/send.ts";
import { SAMPLE_FACTS } from "../../core/questions/sample-person.fixture.ts";
import type { VerificationId } from "../../core/kit/ids.ts";
import { readSendPage } from "./send-page.ts";
import { sendVerification } from "./send-verification.ts";

beforeAll(fillDirectory);

const send = (request: SendRequest, agent = newAgent()) =>
  sendVerification(sendDeps(), { agent, agentSide: {}, request });
const read = (who: TicketRequester) => readSendPage(sendDeps(), newAgent(), { ticketId: who.ticket });

async function sent(request: SendRequest): Promise<VerificationId> {
  const reply = await send(request);
  if (!reply.ok) {
    throw new Error(JSON.stringify(reply.error));
  }
  return reply.value.id;
}

const sessionOf = async (id: VerificationId) => (await stored(env.VERIFICATION_SESSION.getByName(id)))?.session;

async function recordOf(id: VerificationId) {
  const columns = "account_id, account_user_name, account_label, privileged, profile";
  return (await rows(`SELECT ${columns} FROM verifications WHERE id = ?`, id))[0];
}

/** No check, no start that counts, no form that is taken. */
async function expectNothing({ ticket, person }: TicketRequester, key: string): Promise<void> {
  expect(await rows("SELECT id FROM verifications WHERE ticket_id = ?", ticket)).toEqual([]);
  expect(await rows("SELECT verification_id FROM send_requests WHERE idempotency_key = ?", key)).toEqual([]);
  const state = await env.SUBJECT_GUARD.getByName(`person:${person}`).state(Date.now());
  expect(state).toMatchObject({ startsToday: 0 });
  expect(state.lease).toBeUndefined();
}

const PRIVILEGED_OUTLOOK = {
  canPass: false,
  because: "privileged",
  alsoNeeds: [["passkey"], ["second_approver", "manager_vouch"]],
};

describe("the account acted on", () => {
  it("is the requester's own where none is named", async () => {
    const who = await requesterOf();
    await addAccount(who.person, { privileged: true });
    expect(await recordOf(await sent(formFor(who)))).toEqual({
      account_id: null,
      account_user_name: null,
      account_label: null,
      privileged: 0,
      profile: "standard",
    });
  });

  it("is stored with the check", async () => {
    const who = await requesterOf();
    const accountId = await addAccount(who.person);
    expect(await recordOf(await sent({ ...formFor(who), accountId }))).toEqual({
      account_id: accountId,
      account_user_name: "adm-grace",
      account_label: "Administration",
      privileged: 0,
      profile: "standard",
    });
  });

  it("brings the rules for privileged people with it", async () => {
    const who = await requesterOf();
    const request = { ...formFor(who), accountId: await addAccount(who.person, { privileged: true }) };
    expect(await send(request)).toEqual({ ok: false, error: { code: "send.cannot_pass", field: "evidenceOnly" } });
    await expectNothing(who, request.idempotencyKey);
    const id = await sent({ ...request, evidenceOnly: true });
    expect(await recordOf(id)).toMatchObject({ privileged: 1, profile: "strict" });
    expect(await sessionOf(id)).toMatchObject({
      evidenceOnly: true,
      person: { privileged: true },
      account: { id: request.accountId, userName: "adm-grace", label: "Administration" },
    });
  });

  it("is not reached over a typed destination when it is privileged", async () => {
    const who = await requesterOf();
    const destination = { type: "sms", country: "GB", number: "07400 123456", reason: "new phone" } as const;
    const accountId = await addAccount(who.person, { privileged: true });
    expect(await send({ ...formFor(who), destination, accountId, evidenceOnly: true })).toEqual({
      ok: false,
      error: { code: "send.destination_refused", reason: "privileged" },
    });
  });

  it("cannot be another one under the same key", async () => {
    const who = await requesterOf();
    const agent = newAgent();
    const request = formFor(who);
    expect((await send(request, agent)).ok).toBe(true);
    const other = { ...request, accountId: await addAccount(who.person) };
    expect(await send(other, agent)).toEqual({ ok: false, error: { code: "send.conflict" } });
  });

  it.each([
    ["unknown", () => Promise.resolve("acc_nobody00")],
    ["somebody else's", async () => addAccount((await requesterOf()).person)],
    ["switched off", ({ person }: TicketRequester) => addAccount(person, { active: false })],
    ["empty", () => Promise.resolve("")],
    ["not even an id", () => Promise.resolve("' OR 1=1 --")],
  ] as const)("is refused when it is %s, and nothing is done", async (_name, accountFor) => {
    const who = await requesterOf();
    const request = { ...formFor(who), accountId: await accountFor(who) };
    expect(await send(request)).toEqual({ ok: false, error: { code: "account.unknown", field: "accountId" } });
    await expectNothing(who, request.idempotencyKey);
  });
});

describe("a check that cannot pass", () => {
  it("is sent on purpose or not at all", async () => {
    const who = await requesterOf("mfa_reset");
    const request = formFor(who);
    const refusal = { ok: false, error: { code: "send.cannot_pass", field: "evidenceOnly" } };
    expect(await send(request)).toEqual(refusal);
    expect(await send({ ...request, evidenceOnly: false })).toEqual(refusal);
    await expectNothing(who, request.idempotencyKey);
    expect((await sessionOf(await sent({ ...request, evidenceOnly: true })))?.evidenceOnly).toBe(true);
  });

  it("is an MFA reset of everybody: a known phone is no proof that is independent of the caller", async () => {
    const who = await requesterOf("mfa_reset");
    await env.DB.prepare(
      "INSERT INTO known_phones (person_id, key_tag, verification_id, added_at, vouches) VALUES (?, ?, 'x', 0, 1)",
    )
      .bind(who.person, fresh())
      .run();
    await attested("known_phones", "person_id", who.person);
    expect((await read(who))?.accounts[0]?.outlook).toEqual({
      canPass: false,
      because: "mfa_reset",
      alsoNeeds: [["passkey"], ["second_approver"], ["manager_vouch"]],
    });
    expect((await sessionOf(await sent({ ...formFor(who), evidenceOnly: true })))?.evidenceOnly).toBe(true);
  });

  it("can pass with the person's passkey, from its seventh day on", async () => {
    const young = await requesterOf("mfa_reset");
    await personWithPasskey(6, young);
    expect((await read(young))?.accounts[0]?.outlook.canPass).toBe(false);
    const who = await requesterOf("mfa_reset");
    await addAccount(who.person, { privileged: true });
    const { signIn } = await personWithPasskey(7, who);
    const passes = { canPass: true, asks: [["passkey"]] };
    expect((await read(who))?.accounts).toMatchObject([{ outlook: passes }, { outlook: passes }]);
    const id = await sent(formFor(who));
    expect(await sessionOf(id)).toMatchObject({ means: ["passkey"] });
    expect((await sessionOf(id))?.evidenceOnly).toBeUndefined();
    const [passkey] = await deps().personPasskeys.of(signIn.person.id);
    await env.DB.prepare("UPDATE person_passkeys SET suspended_at = 1 WHERE id = ?").bind(passkey?.id).run();
    await attested("person_passkeys", "id", passkey?.id ?? "");
    expect((await read(who))?.accounts[0]?.outlook.canPass).toBe(false);
  });

  it("says how long its pass is held, of each destination", async () => {
    const own = await requesterOf();
    await addAccount(own.person, { privileged: true });
    expect((await read(own))?.accounts.map(({ held }) => held)).toEqual([{ fresh: 30, typed: 30 }, { trusted: 30 }]);
    const harmless = await requesterOf("identity_check");
    expect((await read(harmless))?.accounts.map(({ held }) => held)).toEqual([{}]);
  });

  it("for want of facts is sent by nobody", async () => {
    const who = await requesterOf();
    await env.DB.prepare("DELETE FROM person_facts WHERE person_id = ?").bind(who.person).run();
    const request = { ...formFor(who), evidenceOnly: true };
    expect((await read(who))?.problem).toBe("too_few_facts");
    expect(await send(request)).toEqual({ ok: false, error: { code: "send.refused", problem: "too_few_facts" } });
    await expectNothing(who, request.idempotencyKey);
  });
});

/** Enough for the standard profile, and too little for the stricter story, whatever options are drawn. */
async function knownByFewFacts(): Promise<TicketRequester> {
  const who = await requesterOf();
  const { name, manager, startMonth, groups, closedTickets } = SAMPLE_FACTS;
  const none = { peers: [], directReports: [], meetings: [], signIns: [], devices: [] };
  await setFacts(who.person, { name, manager, startMonth, groups: groups.slice(0, 1), closedTickets, ...none });
  return who;
}

describe("the Send page", () => {
  it("says of each account what Send says, and shows no account of others", async () => {
    const who = await requesterOf();
    const id = await addAccount(who.person, { privileged: true });
    await addAccount(who.person, { active: false });
    await addAccount((await requesterOf()).person);
    const page = await read(who);
    expect(page?.problem).toBeUndefined();
    expect(page?.accounts).toEqual([
      {
        userName: who.email,
        privileged: false,
        refused: expect.not.objectContaining({ trusted: expect.anything() as unknown }) as unknown,
        held: { fresh: 30, typed: 30 },
        outlook: { canPass: true },
      },
      {
        id,
        userName: "adm-grace",
        label: "Administration",
        privileged: true,
        refused: { fresh: "needs_contact_on_record", typed: "needs_contact_on_record" },
        held: { trusted: 30 },
        outlook: PRIVILEGED_OUTLOOK,
      },
    ]);
  });

  it("foresees for a privileged person what it foresees for a privileged account", async () => {
    const who = await requesterOf();
    await env.DB.prepare("UPDATE people SET privileged = 1 WHERE id = ?").bind(who.person).run();
    await attested("people", "id", who.person);
    await addAccount(who.person);
    expect((await read(who))?.accounts).toMatchObject([
      { outlook: PRIVILEGED_OUTLOOK },
      { outlook: PRIVILEGED_OUTLOOK },
    ]);
  });

  it("offers no destination that Send refuses for want of facts", async () => {
    const who = await knownByFewFacts();
    const destination = { type: "sms", country: "GB", number: "07400 123457", reason: "new phone" } as const;
    const page = await read(who);
    expect(page?.problem).toBeUndefined();
    expect(page?.accounts[0]?.refused.typed).toBe("too_few_facts");
    expect(await send({ ...formFor(who), destination })).toEqual({
      ok: false,
      error: { code: "send.refused", problem: "too_few_facts" },
    });
    expect((await send(formFor(who))).ok).toBe(true);
  });

  it("is no form where no contact can be trusted and nothing else will do", async () => {
    const who = await requesterOf("mfa_reset");
    await env.DB.prepare("UPDATE person_contacts SET baseline = 0, changed_at = ? WHERE id = ?")
      .bind(Date.now(), who.contact)
      .run();
    await attested("person_contacts", "id", who.contact);
    expect(await read(who)).toMatchObject({ problem: "no_contact_on_record" });
    expect(await send({ ...formFor(who), evidenceOnly: true })).toEqual({
      ok: false,
      error: { code: "send.destination_refused", reason: "mfa_reset" },
    });
  });

  it("stays a form while one of the accounts is possible", async () => {
    const who = await requesterOf();
    await env.DB.prepare("UPDATE person_contacts SET baseline = 0, changed_at = ? WHERE id = ?")
      .bind(Date.now(), who.contact)
      .run();
    await attested("person_contacts", "id", who.contact);
    await addAccount(who.person, { privileged: true });
    const page = await read(who);
    expect(page?.problem).toBeUndefined();
    expect(page?.accounts.map(({ problem }) => problem)).toEqual([undefined, "no_contact_on_record"]);
  });
});
