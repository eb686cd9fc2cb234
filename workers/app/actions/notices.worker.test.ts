/** What the contacts on record of a person are told of what is asked for and done in their name. */
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { attested, deps, drained, fresh, keyring, rows, seed, stubOf } from "../../../test/support/worker-fixture.ts";
import { passed, type Passed } from "../../../test/support/worker-passed.ts";
import { fillDirectory } from "../../../test/support/worker-requester.ts";
import { requesterOf } from "../../../test/support/worker-send-form.ts";
import { actionNoticeStatements } from "../../adapters/d1/action-notices.ts";
import { insertAttested } from "../../adapters/d1/attested.ts";
import { messageId, type MessageId, type PersonId, type VerificationId } from "../../core/kit/ids.ts";
import { secret } from "../../core/kit/secret.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../core/kit/time.ts";
import { policy, session } from "../../core/session/session.fixture.ts";
import type { Session } from "../../core/session/session.ts";
import { deliverMessage } from "../delivery/deliver-message.ts";
import type { MessageContent } from "../ports/delivery.ts";
import { setPassword } from "../portal/action-verbs.ts";
import { carryOnAction } from "./carry-on-action.ts";
import { readStop } from "./stop-by-notice.ts";

beforeAll(fillDirectory);
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const noticesOf = (person: PersonId) =>
  rows<{ id: MessageId; kind: string; channel: string; next_at: number }>(
    `SELECT id, kind, channel, next_at FROM messages WHERE person_id = ? AND kind LIKE '%action_notice'
     ORDER BY created_at, kind, channel`,
    person,
  );
const kindsOf = async (person: PersonId) => (await noticesOf(person)).map(({ kind, channel }) => `${kind} ${channel}`);

async function addContact(person: PersonId, change: Record<string, string | number> = {}) {
  const id = `con_${fresh()}`;
  await insertAttested(env.DB, keyring.rows, {
    table: "person_contacts",
    row: {
      id,
      person_id: person,
      channel: "email",
      value_sealed: await keyring.seal("grace@private.test", `person_contacts/${id}`),
      value_tag: fresh(),
      masked: "x",
      masked_plain: "x",
      source: "HR",
      changed_at: Date.now(),
      baseline: 0,
      ...change,
    },
  }).run();
}

async function giveManager(person: PersonId): Promise<PersonId> {
  const boss = await requesterOf();
  await env.DB.prepare("UPDATE people SET manager_id = ? WHERE id = ?").bind(boss.person, person).run();
  await attested("people", "id", person);
  return boss.person;
}

async function done(check: Passed) {
  await setPassword(check.ready, check.request, secret("Copper-maple-drift"));
  await carryOnAction(check.ready, check.peer.calls[0] ?? "");
}

describe("after an action", () => {
  it("every contact on record is told once, and the audit log says so", async () => {
    const check = await passed();
    await addContact(check.who.person);
    expect(await kindsOf(check.who.person)).toEqual([]);
    await done(check);
    await carryOnAction(check.ready, check.peer.calls[0] ?? "");
    expect(await kindsOf(check.who.person)).toEqual([
      "action_notice email",
      "action_notice email",
      "action_notice sms",
    ]);
    expect(
      await rows("SELECT actor, details FROM audit WHERE subject = ? AND action = 'notice.password_changed'", check.id),
    ).toEqual([{ actor: "system", details: JSON.stringify({ contacts: 3, manager: false, gathered: false }) }]);
    expect(await rows("SELECT number, aged, told FROM action_notices WHERE verification_id = ?", check.id)).toEqual([
      // The one that was added just now counts for nothing yet.
      { number: 64, aged: 0, told: "own" },
      { number: 65, aged: 1, told: "own" },
      { number: 66, aged: 1, told: "own" },
    ]);
  });

  it("the manager of somebody privileged is told as well", async () => {
    const check = await passed();
    const boss = await giveManager(check.who.person);
    const news = { verificationId: check.id, personId: check.who.person, at: Date.now(), now: Date.now() };
    const event = { cause: "done", action: "account_unlock" } as const;
    await env.DB.batch([
      ...(await actionNoticeStatements({ db: env.DB, keyring }, { ...news, event, privileged: true })),
    ]);
    expect(await kindsOf(check.who.person)).toContain("report_action_notice email");
    expect(await kindsOf(boss)).toEqual([]);
  });

  it("is read with what arrived", async () => {
    const check = await passed();
    await done(check);
    const [one] = await noticesOf(check.who.person);
    await env.DB.prepare("UPDATE messages SET status = 'delivered' WHERE id = ?")
      .bind(one?.id ?? "")
      .run();
    expect(await check.ready.actionNotices.toldOf(check.id)).toEqual([
      { cause: "done", action: "password_reset", at: expect.any(Number), contacts: 2, arrived: 1, sent: 0, failed: 0 },
    ]);
  });

  it("can be pressed also where SQL wrote in their place before", async () => {
    const check = await passed();
    await env.DB.prepare(
      `INSERT INTO action_notices (verification_id, number, person_id, cause, action, told, aged, message_id, at, send_at)
       SELECT ?, value, 'x', 'x', 'x', 'x', 0, 'x', 0, 0 FROM json_each('[64,65,66]')`,
    )
      .bind(check.id)
      .run();
    await done(check);
    const locator = await check.ready.vault.noticeLocator({ id: check.id, number: 64 });
    expect(await readStop(check.ready, locator)).toMatchObject({ state: "open" });
  });

  it("a row that SQL wrote is nobody's", async () => {
    const check = await passed();
    await done(check);
    await env.DB.prepare("UPDATE action_notices SET aged = 1 - aged WHERE verification_id = ?").bind(check.id).run();
    expect(await check.ready.actionNotices.toldOf(check.id)).toEqual([]);
    expect(await check.ready.actionNotices.byLink(check.id, 64)).toBeUndefined();
  });
});

describe("the message", () => {
  it("names neither destination nor agent, and its link is its own", async () => {
    const check = await passed();
    await done(check);
    const taken: MessageContent[] = [];
    const provider = {
      send: ({ content }: { content: MessageContent }) => {
        taken.push(content);
        return Promise.resolve({ ok: true, value: { providerMessageId: fresh(), status: "sent" } } as const);
      },
    };
    const ready = { ...deps(), provider: () => ({ id: "test", provider }) };
    for (const { id } of await noticesOf(check.who.person)) {
      await deliverMessage(ready, id);
    }
    const texts = taken.map(({ text }) => text.reveal());
    expect(texts).toHaveLength(2);
    const links = texts.map((text) => /\/me\/stop\/(\S+)/.exec(text)?.[1] ?? "");
    expect(new Set(links).size).toBe(2);
    expect(await Promise.all(links.map((link) => ready.vault.readNoticeLocator(link)))).toEqual(
      expect.arrayContaining([
        { id: check.id, number: 64 },
        { id: check.id, number: 65 },
      ]),
    );
    // A locator of one kind is none of another.
    expect(await ready.vault.readLocator(links[0] ?? "")).toBeUndefined();
    expect(texts.join()).not.toMatch(/Okafor|•|score|\*\*\*/);
  });
});

describe("when a link goes out", () => {
  async function created(change: Partial<Session>) {
    const who = await requesterOf();
    const made = await seed(change);
    const session = { ...made.session, person: { ...made.session.person, id: who.person } };
    const stub = stubOf(made);
    await stub.create({ ...made, session });
    await drained(stub);
    return { who, session };
  }
  const { destination } = session();

  it.each([
    ["to a contact on record", {}, 0],
    ["to a typed destination", { destination: { ...destination, origin: "typed" as const } }, 2],
    ["for a reset of second factors", { policy: policy({ action: "mfa_reset" }) }, 2],
  ])("%s", async (_what, change, count) => {
    const { who, session } = await created(change);
    expect(await kindsOf(who.person)).toHaveLength(count);
    expect(await rows("SELECT 1 FROM audit WHERE subject = ? AND action LIKE 'notice.%'", session.id)).toHaveLength(
      count === 0 ? 0 : 1,
    );
  });
});

describe("how often", () => {
  async function tell(person: PersonId, id: VerificationId) {
    const now = Date.now();
    const event = { cause: "done", action: "password_reset" } as const;
    const news = { event, verificationId: id, personId: person, privileged: false, at: now, now };
    await env.DB.batch([...(await actionNoticeStatements({ db: env.DB, keyring }, news))]);
  }

  it("once an hour, four times a day, and what comes in between in one message", async () => {
    const who = await requesterOf();
    const start = Date.now();
    const { vault } = deps();
    const at = async (hours: number) => {
      vi.setSystemTime(start + hours * HOUR_MS);
      await tell(who.person, vault.newVerificationId());
    };
    for (const hours of [0, 0.5, 0.75, 2, 4, 5.5, 6, 7]) await at(hours);
    const mails = (await noticesOf(who.person)).filter(({ channel }) => channel === "email");
    expect(mails.map(({ next_at }) => (next_at - start) / HOUR_MS)).toEqual([0, 1, 2, 4, 24]);
    // Both of the half hours in one, and all since the fourth.
    const counts = await Promise.all(mails.map(async ({ id }) => (await deps().actionNotices.ofMessage(id)).length));
    expect(counts).toEqual([1, 2, 1, 1, 3]);
  });

  it("at once where the pass is held for their word, whatever was told that day", async () => {
    const who = await requesterOf();
    const send = async (change: Partial<Session["policy"]>) => {
      const made = await seed({ policy: { ...policy({ action: "mfa_reset" }), ...change } });
      const own = { ...made.session, person: { ...made.session.person, id: who.person } };
      await stubOf(made).create({ ...made, session: own });
      await drained(stubOf(made));
      const [notice] = await rows<{ at: number; send_at: number }>(
        "SELECT at, send_at FROM action_notices WHERE verification_id = ?",
        own.id,
      );
      await stubOf(made).apply({ type: "ticket.closed" });
      await drained(stubOf(made));
      return (notice?.send_at ?? 0) - (notice?.at ?? 0);
    };
    expect(await send({})).toBe(0);
    expect(await send({})).toBeGreaterThan(30 * MINUTE_MS);
    expect(await send({ holdMinutes: 30 })).toBe(0);
  });

  it("again the same event tells nobody twice", async () => {
    const who = await requesterOf();
    const id = deps().vault.newVerificationId();
    await tell(who.person, id);
    await tell(who.person, id);
    expect(await rows("SELECT 1 FROM action_notices WHERE verification_id = ?", id)).toHaveLength(2);
    vi.setSystemTime(Date.now() + MINUTE_MS + DAY_MS);
    expect(messageId.safeParse((await noticesOf(who.person))[0]?.id).success).toBe(true);
  });
});
