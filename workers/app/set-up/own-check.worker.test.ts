/** An admin's own check from the code to the pass, and that nothing which reads checks knows of it. */
import { createExecutionContext, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Peers } from "../../../test/support/worker-peers.ts";
import { addAgent } from "../../../test/support/worker-agent.ts";
import { drained, keyring, rows, stored, type Stub } from "../../../test/support/worker-fixture.ts";
import type { OwnCheckRequest } from "../../contract/console/own-check.ts";
import { listQuery } from "../../contract/console/verifications.ts";
import { personId, type PersonId, type VerificationId } from "../../core/kit/ids.ts";
import { DAY_MS, MINUTE_MS } from "../../core/kit/time.ts";
import type { PooledQuestion } from "../../core/questions/question.ts";
import { practicePersonId } from "../../core/session/practice.ts";
import { answer, BEGIN, PHONE } from "../../core/session/session.fixture.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";
import { listVerifications } from "../desk/list-verifications.ts";
import { sweep } from "../upkeep/sweep.ts";
import { createApp } from "../../http/app.ts";
import type { EmailContent } from "../ports/delivery.ts";
import { actOnOwnCheck, readOwnCheck } from "./own-check.ts";
import { readSetUp } from "./read-set-up.ts";

const FACTS = {
  act: "send",
  facts: {
    manager: { given: "Grace", family: "Mwangi" },
    startMonth: { year: 2024, month: 3 },
    group: "Chess club",
  },
} as const;
const MAIL = "jonas.brandt@halden.test";

let peers: Peers;
let ready: Deps;
let admin: AgentRecord;

beforeEach(async () => {
  peers = new Peers();
  const base = peers.deps();
  const config = { ...base.config, CORPORATE_DOMAINS: ["halden.test"] };
  ready = {
    ...base,
    config,
    providerById: () => base.provider("email").provider,
    verifications: { ...base.verifications, anyPassed: () => Promise.resolve(false) },
  };
  admin = {
    ...(await addAgent({ role: "admin", name: "Jonas Brandt" })),
    name: "Jonas Brandt",
    role: "admin",
    active: true,
  };
});

const act = (request: OwnCheckRequest, at: Partial<Deps> = {}) => actOnOwnCheck({ ...ready, ...at }, admin, request);
const code = () => act({ act: "contact", channel: "email", value: MAIL });
const sentCode = (): string => /\d{3} \d{3}/.exec(peers.sends.at(-1)?.text ?? "")?.[0].replace(" ", "") ?? "";
const wrong = (right: string): string => (right === "000000" ? "000001" : "000000");

async function confirmed(): Promise<void> {
  expect(await code()).toEqual({ ok: true, value: undefined });
  expect(await act({ act: "confirm", code: sentCode() })).toEqual({ ok: true, value: undefined });
}

async function idOfCheck(): Promise<VerificationId> {
  const { verificationId } = (await ready.practice.of(admin.id)) ?? {};
  if (verificationId === undefined) {
    throw new Error("no check was made");
  }
  return verificationId;
}

const poolOf = (stub: Stub, id: VerificationId): Promise<readonly PooledQuestion[]> =>
  runInDurableObject(stub, async (_instance, state) => {
    const { pool } = state.storage.sql.exec<{ pool: string }>("SELECT pool FROM session").one();
    return JSON.parse((await keyring.open(pool, `session/${id}`)) ?? "[]") as PooledQuestion[];
  });

/** As the admin would, on another device. */
const passed = (): Promise<VerificationId> => answered("right");

async function answered(how: "right" | "wrong"): Promise<VerificationId> {
  await confirmed();
  expect(await act(FACTS)).toMatchObject({ ok: true });
  const id = await idOfCheck();
  await peers.pump(ready);
  const stub = env.VERIFICATION_SESSION.getByName(id);
  await stub.apply({ ...BEGIN, knownPhone: "verified", keySeenWithOther: true });
  const pool = await poolOf(stub, id);
  for (;;) {
    const now = (await stored(stub))?.session;
    if (now?.status !== "answering") {
      break;
    }
    const given = answer(now, how, pool);
    const place = `transcript/${id}/${String(given.ordinal)}/${String(given.attempt)}`;
    await stub.apply({ ...given, sealed: await keyring.seal(JSON.stringify(given.response), place) });
  }
  await drained(stub);
  return id;
}

describe("the contact", () => {
  it("is confirmed by the code that was sent there, once", async () => {
    await code();
    expect(peers.sends).toHaveLength(1);
    const right = sentCode();
    expect(await act({ act: "confirm", code: wrong(right) })).toEqual({
      ok: false,
      error: { code: "own_check.wrong_code" },
    });
    expect(await act(FACTS)).toEqual({ ok: false, error: { code: "own_check.not_confirmed" } });
    expect(await act({ act: "confirm", code: right })).toMatchObject({ ok: true });
    expect(await act({ act: "confirm", code: right })).toEqual({ ok: false, error: { code: "own_check.no_code" } });
    expect((await readOwnCheck(ready, admin)).contact).toMatchObject({
      channel: "email",
      confirmedAt: expect.any(Number),
    });
  });

  it("takes five tries and ten minutes, and is kept as nothing that could be guessed from the row", async () => {
    await code();
    const right = sentCode();
    const late = { clock: () => Date.now() + 11 * MINUTE_MS };
    expect(await act({ act: "confirm", code: right }, late)).toMatchObject({ error: { code: "own_check.no_code" } });
    for (let tries = 0; tries < 5; tries += 1) {
      expect(await act({ act: "confirm", code: wrong(right) })).toMatchObject({
        error: { code: "own_check.wrong_code" },
      });
    }
    expect(await act({ act: "confirm", code: right })).toMatchObject({ error: { code: "own_check.no_code" } });
    const [row] = await rows("SELECT * FROM practice_checks WHERE agent_id = ?", admin.id);
    const text = JSON.stringify(row);
    expect(text).not.toContain(right);
    expect(text).not.toContain(MAIL);
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${admin.id}/${right}`));
    expect(text).not.toContain(btoa(String.fromCharCode(...new Uint8Array(digest))).slice(0, 20));
  });

  it("says what the carrier says, and nothing is on its way", async () => {
    const send = () =>
      Promise.resolve({ ok: false, error: { code: "peer.unauthorised", retryable: false, detail: "" } } as const);
    const refused = await act(
      { act: "contact", channel: "email", value: MAIL },
      { provider: () => ({ id: "fake", provider: { send } }) },
    );
    expect(refused).toEqual({
      ok: false,
      error: { code: "own_check.not_sent", what: "the provider refused our account" },
    });
    expect(await act({ act: "contact", channel: "email", value: "no address" })).toMatchObject({
      error: { code: "destination.invalid" },
    });
    expect(
      await act({ act: "contact", channel: "email", value: MAIL }, { providerById: () => undefined }),
    ).toMatchObject({ error: { code: "own_check.no_carrier" } });
  });
});

it("asks for facts that make three questions, before anything is sent", async () => {
  await confirmed();
  const facts = { ...FACTS.facts, group: "SG-APP-4711-RW" };
  expect(await act({ ...FACTS, facts })).toEqual({ ok: false, error: { code: "own_check.facts" } });
  expect((await ready.practice.of(admin.id))?.verificationId).toBeUndefined();
});

it("says after the end, and not before, what counted most against one that did not pass", async () => {
  await confirmed();
  await act(FACTS);
  await drained(env.VERIFICATION_SESSION.getByName(await idOfCheck()));
  expect((await readOwnCheck(ready, admin)).check?.reasons).toEqual([]);
  await act({ act: "cancel" });
  await answered("wrong");
  const { check, trial } = await readOwnCheck(ready, admin);
  expect(check?.status).toBe("failed");
  expect(check?.reasons[0]).toEqual({
    reason: expect.stringMatching(/^0 of 3 answers as expected/),
    points: expect.any(Number),
  });
  expect(trial).toBe(ready.config.LOCAL_MODE);
});

it("says that it is practice in the reader's language, in messages and on pages", async () => {
  const { id, provider } = ready.provider("email");
  const mails: EmailContent[] = [];
  const send: typeof provider.send = (message) => {
    if (message.content.channel === "email") mails.push(message.content);
    return provider.send(message);
  };
  ready = {
    ...ready,
    config: { ...ready.config, LANGUAGE: "fr" },
    provider: () => ({ id, provider: { ...provider, send } }),
  };
  await confirmed();
  await act(FACTS);
  await peers.pump(ready);
  expect(mails.map(({ subject }) => subject)).toEqual([
    expect.stringMatching(/^Ticket EXERCICE\s: votre code/),
    expect.stringMatching(/^Ticket EXERCICE\s: votre lien/),
  ]);
  const text = mails.at(-1)?.text.reveal() ?? "";
  expect(text).toContain("EXERCICE");
  expect(text).not.toContain("PRACTICE");
  const path = /\/v\/\S+/.exec(text)?.[0] ?? "";
  const page = await createApp({ compose: () => ready }).fetch(
    new Request(`${ready.config.PORTAL_ORIGIN}${path}?lang=de`),
    env,
    createExecutionContext(),
  );
  const html = await page.text();
  expect(html).toContain("ÜBUNG");
  expect(html).not.toMatch(/PRACTICE|EXERCICE/);
});

it("sends one at a time, and a stopped one makes room", async () => {
  await confirmed();
  await act(FACTS);
  expect(await act(FACTS)).toMatchObject({ ok: false, error: { code: "guard.open" } });
  await act({ act: "cancel" });
  await drained(env.VERIFICATION_SESSION.getByName(await idOfCheck()));
  expect((await readOwnCheck(ready, admin)).check).toMatchObject({ status: "cancelled" });
  expect(await act(FACTS)).toMatchObject({ ok: true });
});

describe("a practice check that passed", () => {
  it("is told on its own page, and ends the set-up's last step", async () => {
    expect((await readSetUp(ready, admin)).steps?.at(-1)).toMatchObject({ id: "own_check", done: false });
    await passed();
    expect(peers.sends.at(-1)?.text).toMatch(/PRACTICE[\s\S]*\/v\//);
    const { check } = await readOwnCheck(ready, admin);
    expect(check).toMatchObject({ status: "passed", message: "sent", endedAt: expect.any(Number), passLine: 3.6 });
    // What happened, as beside a real check.
    expect(check?.timeline.find(({ kind }) => kind === "sent")).toMatchObject({ state: "done" });
    expect(check?.timeline.at(-1)).toMatchObject({ kind: "outcome", state: "done" });
    expect((await readSetUp(ready, admin)).steps?.at(-1)).toMatchObject({ id: "own_check", done: true });
  });

  type Reader = (id: VerificationId, person: PersonId) => Promise<unknown>;
  const ALL_TIME = Date.now() * 2;
  const READERS: readonly (readonly [string, Reader])[] = [
    ["the details", (id) => ready.verifications.byId(id)],
    ["the list", () => listVerifications(ready, listQuery.parse({}))],
    ["the export", () => ready.verifications.list({ filter: { levels: [] }, limit: 1_000 })],
    ["earlier checks of the person", (_id, person) => ready.verifications.ofPerson(person, 0)],
    ["history and its counters", (_id, person) => ready.verifications.past({ personId: person, from: 0 })],
    ["where the person was last seen", (_id, person) => ready.verifications.lastSeen(person)],
    ["questions asked lately", (_id, person) => ready.verifications.recentFactKeys(person, { from: 0, to: ALL_TIME })],
    ["the checks of its ticket", () => ready.verifications.lastOfTickets([PRACTICE])],
    ["answers", (id) => ready.verifications.transcript(id)],
    ["evidence", (id) => ready.verifications.assessment(id)],
    ["open checks past their time", () => ready.verifications.overdue(ALL_TIME, 1_000)],
    ["known phones", () => ready.people.phoneOwners(BEGIN.phoneTag ?? "")],
    ["people", (_id, person) => ready.people.byId(person)],
    ["contacts", (_id, person) => ready.people.contacts(person)],
    ["facts", (_id, person) => ready.people.facts(person)],
    ["notices to security", () => ready.notices.due(ALL_TIME, 0, 1_000)],
    ["notes on tickets", () => ready.notes.dueTickets(ALL_TIME, 1_000)],
    ["the Delivery page", () => ready.deliveryItems.list(ALL_TIME, 1_000)],
  ];
  const EMPTY = new Set(["{}", "[]", "null"]);

  it("is known to nobody who reads checks, people or what follows from them", async () => {
    const before = await counters();
    const id = await passed();
    const person = practicePersonId(admin.id);
    // As one that could not go out: what went out is on no page anyway.
    await env.DB.prepare("UPDATE messages SET status = 'failed' WHERE verification_id = ?").bind(id).run();
    const found = await Promise.all(
      READERS.map(async ([name, read]) => [name, JSON.stringify((await read(id, person)) ?? null)] as const),
    );
    const marks = [id, person, PRACTICE, "PRACTICE", admin.id, MAIL];
    expect(found.filter(([, text]) => marks.some((mark) => text.includes(mark)))).toEqual([]);
    // Whatever is asked for by the check's own ids has nothing at all to tell.
    const asked = READERS.filter(([, read]) => read.length > 0).map(([name]) => name);
    expect(found.filter(([name, text]) => asked.includes(name) && !EMPTY.has(text))).toEqual([]);
    expect(await counters()).toEqual(before);
  });

  it("stands in no table but its own, its messages and the audit log, and there it says that it is practice", async () => {
    const id = await passed();
    expect(await tablesWith(id)).toEqual(["audit", "messages", "practice_checks"]);
    expect(await tablesWith(practicePersonId(admin.id))).toEqual(["audit", "practice_checks"]);
    const entries = await rows<{ details: string }>("SELECT details FROM audit WHERE subject = ?", id);
    expect(entries.length).toBeGreaterThan(5);
    expect(entries.filter(({ details }) => (JSON.parse(details) as { practice?: boolean }).practice !== true)).toEqual(
      [],
    );
  });

  it("also where it is reported", async () => {
    await confirmed();
    await act(FACTS);
    const id = await idOfCheck();
    const stub = env.VERIFICATION_SESSION.getByName(id);
    await stub.apply(BEGIN);
    await stub.apply({ type: "report.confirmed", observation: { ...BEGIN.observation, browserTag: PHONE } });
    await drained(stub);
    expect((await readOwnCheck(ready, admin)).check).toMatchObject({ status: "reported" });
    expect(await tablesWith(id)).toEqual(["audit", "messages", "practice_checks"]);
    expect(await ready.guards.state(practicePersonId(admin.id), Date.now())).not.toHaveProperty("fencedUntil");
  });

  it("is gone after a day, but for that it passed", async () => {
    const id = await passed();
    await sweep({ ...ready, clock: () => Date.now() + DAY_MS - MINUTE_MS });
    expect(await tablesWith(id)).toContain("practice_checks");
    await sweep({ ...ready, clock: () => Date.now() + DAY_MS + MINUTE_MS });
    expect(await tablesWith(id)).toEqual(["audit"]);
    expect(await ready.practice.lastPassed()).toEqual(expect.any(Number));
  });
});

const PRACTICE = "tkt_practice_check" as Parameters<Deps["verifications"]["lastOfTickets"]>[0][number];
const SOMEBODY = personId.parse("per_somebody");

/** What is counted of everybody's checks and people, and whether the contact is one that was used. */
const counters = async () => ({
  checks: await ready.verifications.count({ levels: [] }),
  people: await ready.people.countActive(),
  usesOfContact: await ready.verifications.othersWithDestination(await tagOfContact(), SOMEBODY),
  contactsLikeIt: await ready.people.othersWithContact({ tag: await tagOfContact() }, SOMEBODY),
});

const tagOfContact = (): Promise<string> => keyring.tag("destination", `email:${MAIL}`);

/** Every table in which a text stands. */
async function tablesWith(text: string): Promise<string[]> {
  const tables = await rows<{ name: string }>(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_cf_%' ORDER BY name",
  );
  const found = await Promise.all(
    tables.map(async ({ name }) => (JSON.stringify(await rows(`SELECT * FROM ${name}`)).includes(text) ? [name] : [])),
  );
  return found.flat();
}

vi.setConfig({ testTimeout: 20_000 });
