/** What the product expects of any ticket system, asked of each one in the registry over its stand-in. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { itsmKinds } from "../../workers/adapters/itsm/registry.ts";
import { createHttpClient } from "../../workers/adapters/peers/http-client.ts";
import type { ItsmConnector } from "../../workers/app/ports/itsm.ts";
import type { Note } from "../../workers/core/tickets/note.ts";
import {
  ITSM_STAND_INS,
  REQUESTER,
  type ClosingStrategy,
  type ItsmStandIn,
  type Misbehaviour,
} from "./support/itsm-stand-ins.ts";

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
  function connect(settings = peer.settings): ItsmConnector {
    return entry.create(settings, peer.secrets, {
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

  it("writes what goes before a note with it, in their order and once", async () => {
    const { externalId } = await open();
    const both = { ...note("not_after"), first: { ...note("not_before"), at: Date.now() - 60_000 } };
    for (const retry of [false, true]) {
      expect((await connect().addInternalNote({ externalId, note: both, at: Date.now(), retry })).ok).toBe(true);
    }
    const written = peer.notes(externalId);
    expect(written.map((text) => /Ref: (\S+?)(?:<|$)/m.exec(text)?.[1])).toEqual(["not_before", "not_after"]);
    expect(peer.standing(externalId).changes).toBe(1);
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

  const COMMENT = "Done by the requester, who was verified.";
  const revisionOf = async (externalId: string): Promise<number> => {
    const read = await connect().readTicket(externalId);
    return read.ok ? read.value.revision : -1;
  };

  /** Opens a ticket and asks once to close it. */
  async function closeOne(strategy: ClosingStrategy, how?: Misbehaviour) {
    const { externalId } = await open();
    const revision = await revisionOf(externalId);
    const connector = connect(peer.closing(strategy));
    await connector.readTicket(externalId);
    peer.misbehave(how);
    const again = async () => connector.close({ externalId, revision: await revisionOf(externalId), comment: COMMENT });
    const answer = await connector.close({ externalId, revision, comment: COMMENT });
    return { externalId, answer, again, connector };
  }

  const closings: readonly (readonly [ClosingStrategy, Misbehaviour | undefined, object, object])[] = [
    ["auto", undefined, { ok: true, value: "closed" }, { state: "closed", changes: 1 }],
    ["auto", "waits for a confirmation", { ok: true, value: "pending" }, { state: "pending", changes: 1 }],
    ["auto", "offers no way to end a ticket", { ok: true, value: "flagged" }, { state: "open", flagged: true }],
    ["auto", "ignores what is asked", { ok: true, value: "still_open" }, { state: "open", changes: 0 }],
    ["auto", "reopens a ticket at once", { ok: true, value: "still_open" }, { state: "open", changes: 2 }],
    ["auto", "asks for a close type that is not ours", { ok: false, error: { retryable: false } }, { changes: 0 }],
    ["auto", "changes the ticket at the same time", { ok: false, error: { code: "peer.conflict" } }, { state: "open" }],
    ["auto", "fails", { ok: false, error: { retryable: true } }, { changes: 0 }],
    ["flag", undefined, { ok: true, value: "flagged" }, { state: "open", flagged: true, changes: 1 }],
    ["note_only", undefined, { ok: true, value: "not_offered" }, { state: "open", flagged: false, changes: 0 }],
  ];

  it.each(closings)("closes by %s, where the peer %s", async (strategy, how, answer, standing) => {
    const closed = await closeOne(strategy, how);
    expect(closed.answer).toMatchObject(answer);
    expect(peer.standing(closed.externalId)).toMatchObject(standing);
  });

  it.each(["auto", "flag"] as const)("asks once by %s, however often it is told to", async (strategy) => {
    const { externalId, answer, again } = await closeOne(strategy);
    expect(await again()).toEqual(answer);
    expect(peer.standing(externalId).changes).toBe(1);
  });

  it("leaves a ticket that waits for a confirmation to whoever confirms", async () => {
    const { externalId, again } = await closeOne("auto", "waits for a confirmation");
    peer.misbehave(undefined);
    expect(await again()).toEqual({ ok: true, value: "pending" });
    expect(peer.standing(externalId)).toMatchObject({ state: "pending", changes: 1 });
  });

  it("finds a ticket closed whose reply was lost", async () => {
    const { externalId, answer, again } = await closeOne("auto", "writes, then loses the reply once");
    expect(answer).toMatchObject({ ok: false, error: { retryable: true } });
    expect(await again()).toEqual({ ok: true, value: "closed" });
    expect(peer.standing(externalId).changes).toBe(1);
  });

  it("finds closed what a rule closed by the flag a little later", async () => {
    const { externalId, again } = await closeOne("flag", "closes by the flag");
    await expect.poll(() => peer.standing(externalId).state).toBe("closed");
    expect(await again()).toEqual({ ok: true, value: "closed" });
  });

  it("closes no other revision than the one that was judged", async () => {
    const { externalId } = await open();
    const revision = await revisionOf(externalId);
    const connector = connect(peer.closing("auto"));
    await connector.addInternalNote({ externalId, note: note("not_between"), at: Date.now(), retry: false });
    expect(await connector.close({ externalId, revision, comment: COMMENT })).toMatchObject({
      ok: false,
      error: { code: "peer.conflict", retryable: true },
    });
    expect(peer.standing(externalId).state).toBe("open");
  });

  it.each(["waits for a confirmation", undefined] as const)("reopens what it closed, where it %s", async (how) => {
    const { externalId, connector } = await closeOne("auto", how);
    expect(await connector.reopen({ externalId, comment: COMMENT })).toEqual({ ok: true, value: "reopened" });
    expect(peer.standing(externalId).state).toBe("open");
    expect(await connector.reopen({ externalId, comment: COMMENT })).toEqual({ ok: true, value: "open" });
  });

  it("takes the flag away again", async () => {
    const { externalId, connector } = await closeOne("flag");
    expect(await connector.reopen({ externalId, comment: COMMENT })).toEqual({ ok: true, value: "open" });
    expect(peer.standing(externalId)).toMatchObject({ state: "open", flagged: false });
  });

  it.each([
    ["auto", undefined, { strategy: "auto", ended: false, step: expect.any(String) }],
    ["auto", "offers no way to end a ticket", { strategy: "auto", flag: expect.any(Object) }],
    ["flag", undefined, { strategy: "flag", flag: expect.any(Object) }],
    ["note_only", undefined, { strategy: "note_only" }],
  ] as const)("says by %s what could be done, where the peer %s, and does nothing", async (strategy, how, ways) => {
    const { externalId } = await open();
    peer.misbehave(how);
    const said = await connect(peer.closing(strategy)).closingWays(externalId);
    expect(said).toMatchObject({ ok: true, value: ways });
    expect(said.ok && "step" in said.value).toBe("step" in ways);
    expect(peer.standing(externalId).changes).toBe(0);
  });

  it("links to the ticket on its own site", () => {
    expect(new URL(connect().ticketUrl("39")).origin).toBe(new URL(peer.url).origin);
  });
});
