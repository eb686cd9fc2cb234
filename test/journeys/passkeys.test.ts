/** The requester's own passkey in a check, over HTTP: what it passes, and whose, which and where it is refused. */
import { describe, expect, it } from "vitest";
import type { ApprovalReply } from "../../workers/contract/console/approvals.ts";
import { DEMO_AGENTS } from "../../dev/demo/desk.ts";
import { PHONE_BROWSER } from "../../dev/demo/browsers.ts";
import type { DemoPerson } from "../../dev/demo/model.ts";
import { eventually, type Phone } from "../../dev/walkthrough/client.ts";
import { agePasskeys } from "../support/age-passkeys.ts";
import { Authenticator } from "../support/authenticator.ts";
import { PEOPLE_SIGN_IN } from "../support/person-cookie.ts";
import { textOf, useJourney, type Sent, type SendOptions } from "../support/journey.ts";

const journey = useJourney({ variables: PEOPLE_SIGN_IN });

interface Options {
  readonly options?: { readonly challenge: string };
  readonly code?: string;
}

/** Added on the person's own page so many days ago. */
async function passkeyOf(person: DemoPerson, days: number): Promise<Authenticator> {
  const { url } = journey.instance;
  const cookie = await journey.signedInPerson(person, PHONE_BROWSER);
  const post = async (path: string, body: object) => {
    const headers = { cookie, origin: url, "user-agent": PHONE_BROWSER, "content-type": "application/json" };
    return fetch(`${url}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  };
  const authenticator = new Authenticator(url);
  const asked = (await (await post("/me/passkeys/options", {})).json()) as Options;
  const credential = await authenticator.create(asked.options?.challenge ?? "");
  expect((await post("/me/passkeys", { name: "Phone", credential })).status).toBe(201);
  await agePasskeys(journey.instance, person.id, days);
  return authenticator;
}

/** Every question answered right, and a proof still missing. */
async function waiting(options: SendOptions): Promise<Sent> {
  const sent = await journey.sendTo(options);
  const page = await journey.answerRight(sent, await sent.phone.begin());
  expect(page.step).toBe("approving");
  await eventually(
    () => sent.desk.live(sent.id),
    ({ body }) => body.status === "approving",
    { what: "the wait for a proof" },
  );
  return sent;
}

const wellKnown = (): DemoPerson => journey.newcomer({ wellKnown: true });

async function signed(phone: Phone, authenticator: Authenticator, counter = 0) {
  const { body } = await phone.ask<Options>("passkey-options");
  return { credential: await authenticator.assert(body.options?.challenge ?? "", { counter }) };
}

const given = (phone: Phone, credential: object) => phone.ask<{ code?: string }>("passkey", credential);

const passed = (sent: Sent) =>
  eventually(
    () => sent.desk.details(sent.id),
    ({ body }) => body.row.status === "passed",
    { what: "the pass" },
  );

describe("a privileged person", () => {
  it("passes with a passkey, in the browser that began, after a hold that a colleague releases", async () => {
    const person = journey.named("privileged");
    const authenticator = await passkeyOf(person, 8);
    const sent = await waiting({ person });
    const { body: page } = await sent.desk.sendPage(sent.ticket.ticketId);
    expect(page.accounts[0]?.outlook).toEqual({ canPass: true, asks: [["passkey"]] });
    expect((await sent.desk.live(sent.id)).body.passkey).toBe(true);
    expect((await sent.desk.details(sent.id)).body.banner).toMatchObject({ verb: "WAIT", headline: "passkey needed" });
    const shown = await sent.phone.open();
    expect(textOf(shown)).toContain("Use your passkey");
    expect(textOf(shown)).not.toContain("One more person has to agree");

    const credential = await signed(sent.phone, authenticator);
    // Whoever else has the link is not in that browser.
    const stranger = journey.phone(person, sent.link);
    expect((await stranger.ask<Options>("passkey-options")).body.code).toBe("passkey.not_asked");
    expect(await given(stranger, credential)).toMatchObject({ status: 409, body: { code: "passkey.not_asked" } });

    // A colleague alone is not enough.
    await approve(sent);
    expect((await sent.phone.open()).step).toBe("approving");

    expect((await given(sent.phone, credential)).status).toBe(200);
    expect((await sent.phone.open()).step).toBe("holding");
    const colleague = journey.someAgent();
    const { release } = (await colleague.details(sent.id)).body.hold ?? {};
    const released = await colleague.post(`/api/verifications/${sent.id}/release`, { digest: release?.digest });
    expect(released.status).toBe(200);
    const { body } = await passed(sent);
    expect(body.banner.verb).not.toBe("STOP");
    expect(body.assurance.proven.map(({ proof }) => proof)).toContain("passkey");
    const notes = await eventually(
      () => journey.notes(sent.ticket, 1),
      (all) => all.some((note) => note.includes("Verification Outcome")),
      { what: "the outcome's note" },
    );
    expect(notes.find((note) => note.includes("Verification Outcome"))).toMatch(/Proven .*passkey/u);
    expect((await given(sent.phone, credential)).body.code).toBe("passkey.not_asked");
    expect((await sent.phone.ask<Options>("passkey-options")).status).toBe(409);
  });
});

describe("an MFA reset", () => {
  it("passes with the person's passkey, and with nobody else's", async () => {
    const [person, other] = [wellKnown(), wellKnown()];
    const [own, others] = [await passkeyOf(person, 7), await passkeyOf(other, 30)];
    const sent = await waiting({ category: "MFA reset", person });
    const refused = { status: 403, body: { code: "passkey.refused" } };
    expect(await given(sent.phone, await signed(sent.phone, others))).toMatchObject(refused);
    expect(textOf(await sent.phone.open())).toContain("Use your passkey");
    const { body } = await sent.phone.ask<Options>("passkey-options");
    const elsewhere = { origin: "http://console.localhost", rpId: "console.localhost" };
    const phished = await own.assert(body.options?.challenge ?? "", elsewhere);
    expect(await given(sent.phone, { credential: phished })).toMatchObject(refused);
    expect((await given(sent.phone, await signed(sent.phone, own))).status).toBe(200);
    expect((await passed(sent)).body.row.status).toBe("passed");
  });

  it("is told apart from another check: what was signed for one is refused in the next", async () => {
    const person = wellKnown();
    const own = await passkeyOf(person, 8);
    const sent = await waiting({ category: "MFA reset", person });
    const [unused, used] = [await signed(sent.phone, own), await signed(sent.phone, own)];
    expect((await given(sent.phone, used)).status).toBe(200);
    await passed(sent);
    const next = await waiting({ category: "MFA reset", person });
    for (const credential of [unused, used]) {
      expect((await given(next.phone, credential)).status).toBe(403);
    }
    expect((await next.desk.details(next.id)).body.row.status).toBe("approving");
  });

  it("goes on with a second person where the passkey was removed since it was asked for", async () => {
    const person = wellKnown();
    const own = await passkeyOf(person, 8);
    const sent = await waiting({ category: "MFA reset", person });
    const credential = await signed(sent.phone, own);
    const db = await journey.database();
    await db.batch([db.prepare("DELETE FROM person_passkeys WHERE person_id = ?").bind(person.id)]);
    expect(await given(sent.phone, credential)).toMatchObject({ status: 403, body: { code: "passkey.refused" } });
    expect(textOf(await sent.phone.open())).toContain("One more person has to agree");
    await approve(sent);
    expect((await passed(sent)).body.banner.verb).toBe("PROCEED");
  });

  it("asks a second person where the only passkey is six days old", async () => {
    const person = wellKnown();
    await passkeyOf(person, 6);
    const sent = await waiting({ category: "MFA reset", person });
    const { body: page } = await sent.desk.sendPage(sent.ticket.ticketId);
    expect(page.accounts[0]?.outlook).toEqual({ canPass: true, asks: [["second_approver"]] });
    expect(textOf(await sent.phone.open())).toContain("One more person has to agree");
    expect((await sent.phone.ask<Options>("passkey-options")).body.code).toBe("passkey.not_asked");
  });

  it("is refused a copy, which is suspended, and goes on with a second person", async () => {
    const person = wellKnown();
    const own = await passkeyOf(person, 8);
    const sent = await waiting({ category: "MFA reset", person });
    const db = await journey.database();
    await db.batch([db.prepare("UPDATE person_passkeys SET counter = 9 WHERE person_id = ?").bind(person.id)]);
    await journey.attest("person_passkeys", "person_id", person.id);
    const copied = await given(sent.phone, await signed(sent.phone, own, 9));
    expect(copied).toMatchObject({ status: 403, body: { code: "passkey.suspended" } });
    const page = textOf(await sent.phone.open());
    expect(page).toContain("One more person has to agree");
    expect((await sent.desk.details(sent.id)).body.row.status).toBe("approving");
  });
});

/** A colleague says yes. */
async function approve(sent: Sent): Promise<void> {
  const lee = await journey.agent("lee");
  await sent.desk.post(`/api/verifications/${sent.id}/approvals`, { approverId: DEMO_AGENTS.lee.id });
  const { body } = await eventually(
    () => lee.get<ApprovalReply>(`/api/approvals/${sent.id}`),
    ({ status }) => status === 200,
    { what: "the approval that is asked for" },
  );
  expect((await lee.post(`/api/approvals/${sent.id}/give`, { digest: body.digest })).status).toBe(200);
}

describe("after a pass", () => {
  const OFFER = "Quicker next time";
  const options = (phone: Phone) => phone.ask<Options>("new-passkey-options");
  const add = (phone: Phone, made: object) => phone.ask<{ code?: string }>("new-passkey", made);

  async function made(phone: Phone) {
    const { body } = await options(phone);
    const credential = await new Authenticator(journey.instance.url).create(body.options?.challenge ?? "");
    return { name: "Phone", credential };
  }

  it("by another human's word one may be added, in that browser, once; all are told, and it counts in seven days", async () => {
    const person = wellKnown();
    const sent = await waiting({ category: "MFA reset", person });
    expect((await options(sent.phone)).body.code).toBe("passkey.not_asked");
    await approve(sent);
    await passed(sent);
    expect(textOf(await sent.phone.open())).toContain(OFFER);
    const [first, second] = [await made(sent.phone), await made(sent.phone)];
    const stranger = journey.phone(person, sent.link);
    expect(await add(stranger, first)).toMatchObject({ status: 409, body: { code: "passkey.not_asked" } });
    expect((await add(sent.phone, first)).status).toBe(201);
    expect(await add(sent.phone, second)).toMatchObject({ status: 409, body: { code: "passkey.not_asked" } });
    const page = textOf(await sent.phone.open());
    expect(page).toContain("Your passkey is added");
    expect(page).not.toContain(OFFER);
    const db = await journey.instance.miniflare.getD1Database("DB");
    const told = await db
      .prepare("SELECT COUNT(*) AS count FROM messages WHERE person_id = ? AND passkey_id IS NOT NULL")
      .bind(person.id)
      .all<{ count: number }>();
    expect(told.results[0]?.count).toBeGreaterThanOrEqual(person.contacts.length + 1);
    const written = await db
      .prepare(
        "SELECT details ->> '$.verification' AS id FROM audit WHERE action = 'person_passkey.added' AND subject = ?",
      )
      .bind(person.id)
      .all<{ id: string }>();
    expect(written.results).toEqual([{ id: sent.id }]);
    const next = await waiting({ category: "MFA reset", person });
    expect((await next.phone.ask<Options>("passkey-options")).body.code).toBe("passkey.not_asked");
  });

  it("by the contact alone, or by a passkey, none is offered", async () => {
    const plain = await journey.passed();
    expect(textOf(await plain.phone.open())).not.toContain(OFFER);
    expect((await options(plain.phone)).body.code).toBe("passkey.not_asked");
    const person = wellKnown();
    const own = await passkeyOf(person, 8);
    const sent = await waiting({ category: "MFA reset", person });
    expect((await given(sent.phone, await signed(sent.phone, own))).status).toBe(200);
    await passed(sent);
    expect(textOf(await sent.phone.open())).not.toContain(OFFER);
    expect((await options(sent.phone)).body.code).toBe("passkey.not_asked");
  });
});

it("an address that is none of ours gets no challenge", async () => {
  const { url } = journey.instance;
  const headers = { origin: url, "content-type": "application/json" };
  for (const path of ["passkey-options", "passkey"]) {
    const reply = await fetch(`${url}/v/${"x".repeat(46)}/${path}`, { method: "POST", headers, body: "{}" });
    expect(reply.status).toBe(path === "passkey" ? 400 : 404);
  }
});
