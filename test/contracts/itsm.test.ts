/** What the product expects of any ticket system, asked of each one in the registry over its stand-in. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { itsmKinds } from "../../workers/adapters/itsm/registry.ts";
import { createHttpClient } from "../../workers/adapters/peers/http-client.ts";
import type { ItsmConnector } from "../../workers/app/ports/itsm.ts";
import type { Note } from "../../workers/core/tickets/note.ts";
import { ITSM_STAND_INS, REQUESTER, type ItsmStandIn, type Misbehaviour } from "./support/itsm-stand-ins.ts";

const SUMMARY = "Cannot sign in";
const CATEGORY = "Password reset";

const note = (key: string): Note => ({
  key,
  title: "Link offered",
  lines: ["Check the requester before the password is reset."],
  fields: [{ label: "Person", value: "Amara <O'Kafor>" }],
  link: { label: "Send", url: "https://console.example.com/tickets/tkt_1/send?a=1&b=2" },
});

describe.each(itsmKinds.all)("ticket system $id", (entry) => {
  let peer: ItsmStandIn;

  beforeAll(async () => {
    peer = await ITSM_STAND_INS[entry.id]();
  });

  afterEach(() => peer.misbehave(undefined));

  afterAll(() => peer.close());

  /** A connector that has not logged in yet. */
  function connect(): ItsmConnector {
    return entry.create(peer.settings, peer.secrets, {
      http: createHttpClient({
        allowedOrigins: entry.origins(peer.settings),
        allowLoopbackHttp: true,
        fetch,
        timeoutMs: 5_000,
        maxBytes: 1_000_000,
      }),
      now: Date.now,
      brand: "imper.ai",
      timeZone: "Europe/London",
      logIns: { enter: () => Promise.resolve({ open: true }), leave: () => Promise.resolve() },
      equal: (left, right) => Promise.resolve(left === right),
    });
  }

  const open = () => peer.open({ summary: SUMMARY, category: CATEGORY });

  it("refuses settings and secrets with any of them missing, and prints no value", () => {
    for (const [schema, whole] of [
      [entry.settingsSchema, peer.settings],
      [entry.secretsSchema, peer.secrets],
    ] as const) {
      expect(schema.safeParse(whole).success).toBe(true);
      for (const key of Object.keys(whole)) {
        const parsed = schema.safeParse({ ...whole, [key]: { hidden: "hidden-value" } });
        expect({ key, ok: parsed.success }).toEqual({ key, ok: false });
        expect(JSON.stringify(parsed.error)).not.toMatch(/hidden-value|of-the-tests/);
      }
    }
    expect(JSON.stringify(entry.secretsSchema.parse(peer.secrets))).not.toContain("of-the-tests");
  });

  it("knows its own webhook, and no other", async () => {
    const { webhook } = await open();
    expect(await connect().isFromPeer(webhook)).toBe(true);
    for (const headers of [new Headers(), new Headers({ authorization: "Basic Zm9vOmJhcg==" })]) {
      expect(await connect().isFromPeer({ ...webhook, headers })).toBe(false);
    }
  });

  it("reads from the webhook what it reads from the ticket", async () => {
    const { externalId, webhook } = await open();
    const told = connect().parseTicket(JSON.parse(webhook.body));
    expect(told).toMatchObject({
      ok: true,
      value: { externalId, summary: SUMMARY, category: CATEGORY, closed: false, requesterEmail: REQUESTER.email },
    });
    expect(await connect().readTicket(externalId)).toEqual(told);
  });

  it.each([[{}], [null], ["text"], [[]], [{ Entity: 7 }]])("says which fields are missing from %j", (body) => {
    expect(connect().parseTicket(body)).toMatchObject({ ok: false, error: { code: "ticket.malformed" } });
  });

  it("writes a note once, however often it is asked", async () => {
    const { externalId } = await open();
    const write = (key: string, retry: boolean) =>
      connect().addInternalNote({ externalId, note: note(key), at: Date.now(), retry });
    expect(await write("not_first", false)).toMatchObject({ ok: true, value: { alreadyThere: false } });
    expect(await write("not_first", true)).toMatchObject({ ok: true, value: { alreadyThere: true } });
    expect(await write("not_second", false)).toMatchObject({ ok: true, value: { alreadyThere: false } });
    const written = peer.notes(externalId);
    expect(written.map((text) => /Ref: (\S+?)(?:<|$)/m.exec(text)?.[1])).toEqual(["not_first", "not_second"]);
    expect(written[0]).toContain("Link offered");
  });

  it("finds a note whose reply was lost", async () => {
    const { externalId } = await open();
    const connector = connect();
    // Logged in before, so that the write itself is hit.
    await connector.readTicket(externalId);
    peer.misbehave("writes, then loses the reply once");
    const ask = (retry: boolean) =>
      connector.addInternalNote({ externalId, note: note("not_lost"), at: Date.now(), retry });
    expect(await ask(false)).toMatchObject({ ok: false, error: { retryable: true } });
    expect(await ask(true)).toMatchObject({ ok: true });
    expect(peer.notes(externalId)).toHaveLength(1);
  });

  it("says that a ticket is not there, for good", async () => {
    const asked = { externalId: "999999", note: note("not_nowhere"), at: Date.now(), retry: false };
    for (const result of [await connect().readTicket("999999"), await connect().addInternalNote(asked)]) {
      expect(result).toMatchObject({ ok: false, error: { code: "peer.not_found", retryable: false } });
    }
  });

  it("finds people by id and by address, and says when there is none", async () => {
    const connector = connect();
    expect(await connector.findPersonById(REQUESTER.externalId)).toEqual({ ok: true, value: REQUESTER });
    expect(await connector.findPersonByEmail(REQUESTER.email.toUpperCase())).toEqual({ ok: true, value: REQUESTER });
    expect(await connector.findPersonById("999999")).toEqual({ ok: true, value: undefined });
    expect(await connector.findPersonByEmail("nobody@aldermoor.example")).toEqual({ ok: true, value: undefined });
  });

  it("lists what changed, newest first", async () => {
    const [older, newer] = [await open(), await open()];
    const listed = await connect().changedSince();
    const ids = listed.ok ? listed.value.map(({ externalId }) => externalId) : [];
    expect(ids.indexOf(newer.externalId)).toBeGreaterThanOrEqual(0);
    expect(ids).toContain(older.externalId);
    expect(
      listed.ok &&
        listed.value.every((change, index, all) => change.changedAt <= (all[index - 1]?.changedAt ?? Infinity)),
    ).toBe(true);
  });

  it("offers the type of ticket that it is set to", async () => {
    expect((await connect().ticketTypes()).length).toBeGreaterThan(0);
  });

  const misbehaviours: readonly (readonly [Misbehaviour, object])[] = [
    ["fails", { retryable: true }],
    ["too many requests", { retryable: true, retryAfterSeconds: expect.any(Number) }],
    ["refuses the log-in", { code: "peer.credentials_refused" }],
    ["a page in place of a reply", { retryable: true }],
    ["a reply cut off", { retryable: true }],
    ["down", { retryable: true }],
  ];

  it.each(misbehaviours)("%s: no call succeeds, and nothing is written", async (how, error) => {
    const { externalId } = await open();
    peer.misbehave(how);
    const asked = { externalId, note: note("not_refused"), at: Date.now(), retry: false };
    const calls: readonly ((itsm: ItsmConnector) => Promise<unknown>)[] = [
      (itsm) => itsm.readTicket(externalId),
      (itsm) => itsm.addInternalNote(asked),
      (itsm) => itsm.findPersonById(REQUESTER.externalId),
      (itsm) => itsm.findPersonByEmail(REQUESTER.email),
      (itsm) => itsm.changedSince(),
    ];
    for (const call of calls) {
      expect(await call(connect())).toMatchObject({ ok: false, error });
    }
    expect(peer.notes(externalId)).toEqual([]);
  });

  it("links to the ticket on its own site", () => {
    expect(new URL(connect().ticketUrl("39")).origin).toBe(new URL(peer.url).origin);
  });
});
