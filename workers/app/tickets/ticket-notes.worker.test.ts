/** From a ticket's webhook to its notes: each delivery once, each note once, in order, by one writer at a time. */
import { env } from "cloudflare:workers";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { noteId, ticketId, type TicketId } from "../../core/kit/ids.ts";
import { err, ok } from "../../core/kit/result.ts";
import { HOUR_MS } from "../../core/kit/time.ts";
import { LONGEST_WAIT_MS } from "../../core/messages/backoff.ts";
import { defined } from "../../core/kit/defined.ts";
import type { Session } from "../../core/session/session.ts";
import type { Note } from "../../core/tickets/note.ts";
import { BEGIN, CANARIES, inStatus } from "../../core/session/session.fixture.ts";
import { deps, fresh, keyring, rows, seed, stored, stubOf } from "../../../test/support/worker-fixture.ts";
import { newAdmin } from "../../../test/support/worker-agent.ts";
import { addRequester } from "../../../test/support/worker-requester.ts";
import { sessionRecords } from "../../adapters/d1/session-records.ts";
import { insertNote } from "../../adapters/d1/tickets.ts";
import { readDelivery } from "../delivery/delivery-page.ts";
import type { Deps } from "../deps.ts";
import type { ItsmConnector, TicketSnapshot } from "../ports/itsm.ts";
import type { PeerProblem } from "../ports/peer-problem.ts";
import { sessionNote } from "./session-notes.ts";
import { receiveTicket } from "./receive-ticket.ts";
import { writeTicketNotes } from "./write-ticket-notes.ts";
import { categoryPolicy } from "../../core/settings/sections/categories.ts";

const CATEGORY = "Password reset";

function configured(change: Partial<Deps> = {}): Deps {
  const base = deps(change);
  return {
    ...base,
    config: {
      ...base.config,
      CATEGORIES: { [CATEGORY]: categoryPolicy.parse({ action: "password_reset", spokenCode: "never" }) },
    },
  };
}

function snapshot(change: Partial<TicketSnapshot> = {}): TicketSnapshot {
  return {
    externalId: fresh(),
    number: "IR-0000039",
    revision: 1,
    category: CATEGORY,
    summary: "Cannot sign in",
    description: "",
    status: "New",
    closed: false,
    requesterEmail: "grace@aldermoor.test",
    ...change,
  };
}

const receive = (ticket: TicketSnapshot, ready = configured()) =>
  receiveTicket(ready, { connection: "main", snapshot: ticket });
const notesOf = (id: TicketId) =>
  rows<{ id: string; position: number; status: string; attempts: number }>(
    "SELECT id, position, status, attempts FROM ticket_notes WHERE ticket_id = ? ORDER BY position",
    id,
  );

const leaseOf = async (id: TicketId) =>
  (await rows<{ until: number }>("SELECT MAX(lease_until) AS until FROM ticket_notes WHERE ticket_id = ?", id))[0]
    ?.until;

describe("a ticket", () => {
  it("100 copies of one delivery in parallel leave one ticket, one note, one audit row", async () => {
    const ticket = snapshot();
    const replies = await Promise.all(Array.from({ length: 100 }, () => receive(ticket)));
    expect(replies.filter((reply) => reply.accepted)).toHaveLength(1);
    const [id] = [...new Set(replies.map((reply) => reply.ticketId))];
    expect(new Set(replies.map((reply) => reply.ticketId)).size).toBe(1);
    expect(await rows("SELECT id FROM tickets WHERE external_id = ?", ticket.externalId)).toHaveLength(1);
    expect(await notesOf(ticketId.parse(id))).toHaveLength(1);
    expect(await rows("SELECT id FROM audit WHERE subject = ?", id)).toHaveLength(1);
    expect(env.NOTE_QUEUE.sendBatch).toHaveBeenCalledTimes(1);
  });

  it("an old revision that comes late changes nothing", async () => {
    const ticket = snapshot({ revision: 7, summary: "new" });
    const { ticketId: id } = await receive(ticket);
    expect((await receive({ ...ticket, revision: 6, summary: "old" })).accepted).toBe(false);
    expect(await rows("SELECT revision, summary FROM tickets WHERE id = ?", id)).toEqual([
      { revision: 7, summary: "new" },
    ]);
  });

  it("revisions in parallel and in any order leave the newest and one note", async () => {
    const ticket = snapshot();
    const revisions = [5, 1, 4, 2, 3];
    const [first] = await Promise.all(
      revisions.map((revision) => receive({ ...ticket, revision, summary: `revision ${revision}` })),
    );
    expect(await rows("SELECT summary FROM tickets WHERE id = ?", first?.ticketId)).toEqual([
      { summary: "revision 5" },
    ]);
    expect(await notesOf(ticketId.parse(first?.ticketId))).toHaveLength(1);
  });

  it("offers the link once per move into a category that needs it", async () => {
    const ticket = snapshot({ category: "Printer" });
    const { ticketId: id } = await receive(ticket);
    expect(await notesOf(id)).toEqual([]);
    await receive({ ...ticket, revision: 2, category: CATEGORY });
    await receive({ ...ticket, revision: 3, category: CATEGORY, summary: "changed" });
    expect(await notesOf(id)).toHaveLength(1);
    await receive({ ...ticket, revision: 4, category: "Printer" });
    await receive({ ...ticket, revision: 5, category: CATEGORY });
    expect(await notesOf(id)).toHaveLength(2);
  });

  it("offers nothing on a closed ticket", async () => {
    const { ticketId: id } = await receive(snapshot({ closed: true }));
    expect(await notesOf(id)).toEqual([]);
  });

  it("is kept although the queue is away", async () => {
    vi.mocked(env.NOTE_QUEUE.sendBatch).mockRejectedValueOnce(new Error("queue is away"));
    const { ticketId: id, accepted } = await receive(snapshot());
    expect(accepted).toBe(true);
    expect(await deps().notes.dueTickets(Date.now(), 1_000)).toContain(id);
  });

  it.each([
    ["is closed", { closed: true }, "ticket_closed"],
    ["names somebody else", { requesterEmail: "other@aldermoor.test" }, "requester_changed"],
  ])("that %s cancels its open check", async (_name, change, detail) => {
    const ticket = snapshot({ requesterEmail: CANARIES.email });
    const { ticketId: id } = await receive(ticket);
    const made = await seed();
    const session = { ...made.session, ticket: { ...made.session.ticket, id } };
    const stub = stubOf({ session });
    await stub.create({ ...made, session });
    await stub.apply(BEGIN);
    await receive({ ...ticket, revision: 2, summary: "changed" });
    expect((await stored(stub))?.session.status).toBe("answering");
    await receive({ ...ticket, revision: 3, ...change });
    expect((await stored(stub))?.session).toMatchObject({ status: "cancelled", detail });
  });
});

// ---- notes ----

const note = (key: string): Note => ({ key, title: "Verification", lines: ["one"], fields: [] });

async function ticketWithNotes(count: number, createdAt = Date.now()): Promise<TicketId> {
  const { ticketId: id } = await receive(snapshot({ category: "Printer" }));
  for (let index = 1; index <= count; index += 1) {
    await insertNote(
      { db: env.DB, macs: keyring.rows },
      {
        id: noteId.parse(`not_${fresh()}`),
        ticketId: id,
        kind: "sent",
        note: note(String(index)),
        at: createdAt,
      },
    ).run();
  }
  return id;
}

type Written = Parameters<ItsmConnector["addInternalNote"]>[0];

function itsm(
  write: (given: Written) => Promise<Awaited<ReturnType<ItsmConnector["addInternalNote"]>>> = async () =>
    ok({ alreadyThere: false }),
) {
  const written: Written[] = [];
  const addInternalNote = async (given: Written) => {
    written.push(given);
    return write(given);
  };
  const connection = {
    name: "main",
    itsm: { addInternalNote },
  };
  return {
    written,
    keys: () => written.map((given) => given.note.key),
    deps: configured({ connection: () => connection as never }),
  };
}

const problem = (change: Partial<PeerProblem> = {}): PeerProblem => ({
  code: "peer.unreachable",
  retryable: true,
  detail: "",
  ...change,
});

it("of a ticket system that is away are said on its health at once, and those that it refuses are not", async () => {
  const stateOf = async (code: PeerProblem["code"], retryable: boolean) => {
    await env.DB.prepare("DELETE FROM connection_health").run();
    const { deps: ready } = itsm(async () => err(problem({ code, retryable })));
    await writeTicketNotes(ready, await ticketWithNotes(1));
    return (await ready.connectionHealth.read("main")).changes.problem;
  };
  expect(await stateOf("peer.unreachable", true)).toBe("peer.unreachable");
  expect(await stateOf("peer.rejected", false)).toBeUndefined();
  expect(await stateOf("peer.conflict", true)).toBeUndefined();
});

describe("notes", () => {
  it("are written in order, once, by however many writers", async () => {
    const id = await ticketWithNotes(5);
    const peer = itsm(async () => {
      await new Promise((resolve) => {
        queueMicrotask(() => resolve(undefined));
      });
      return ok({ alreadyThere: false });
    });
    await Promise.all(Array.from({ length: 8 }, () => writeTicketNotes(peer.deps, id)));
    await writeTicketNotes(peer.deps, id);
    expect(peer.keys()).toEqual(["1", "2", "3", "4", "5"]);
    expect((await notesOf(id)).every((row) => row.status === "written")).toBe(true);
  });

  it("positions are gapless although several sources insert at once", async () => {
    const id = await ticketWithNotes(0);
    await env.DB.batch(
      Array.from({ length: 10 }, (_, index) =>
        insertNote(
          { db: env.DB, macs: keyring.rows },
          {
            id: noteId.parse(`not_${fresh()}`),
            ticketId: id,
            kind: "sent",
            note: note(String(index)),
            at: 1,
          },
        ),
      ),
    );
    await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        insertNote(
          { db: env.DB, macs: keyring.rows },
          {
            id: noteId.parse(`not_${fresh()}`),
            ticketId: id,
            kind: "sent",
            note: note(String(index)),
            at: 1,
          },
        ).run(),
      ),
    );
    expect((await notesOf(id)).map((row) => row.position)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it("one that brings another before it is one row, and two for whoever reads", async () => {
    const id = await ticketWithNotes(0);
    const both = { ...note("after"), title: "Passed", first: { ...note("before"), title: "Begun", at: 1 } };
    const row = { id: noteId.parse(`not_${fresh()}`), ticketId: id, kind: "outcome", note: both, at: 2 } as const;
    await insertNote({ db: env.DB, macs: keyring.rows }, row).run();
    const peer = itsm();
    await writeTicketNotes(peer.deps, id);
    expect(peer.written.map((given) => given.note)).toEqual([both]);
    expect(await peer.deps.notes.forTicket(id)).toEqual([
      { at: 1, title: "Begun", status: "written" },
      { at: 2, title: "Passed", status: "written" },
    ]);
  });

  it("inserted twice are one", async () => {
    const id = await ticketWithNotes(0);
    const one = { id: noteId.parse(`not_${fresh()}`), ticketId: id, kind: "sent", note: note("1"), at: 1 } as const;
    await insertNote({ db: env.DB, macs: keyring.rows }, one).run();
    await insertNote({ db: env.DB, macs: keyring.rows }, { ...one, note: note("2") }).run();
    expect(await notesOf(id)).toHaveLength(1);
  });

  it("one that has to wait holds back the later ones of its ticket, and of no other", async () => {
    const [held, free] = [await ticketWithNotes(3), await ticketWithNotes(1)];
    const peer = itsm(async ({ note: given, externalId }) =>
      given.key === "2" && externalId !== "" ? err(problem({ retryAfterSeconds: 30 })) : ok({ alreadyThere: false }),
    );
    const { retryAfterSeconds = 0 } = await writeTicketNotes(peer.deps, held);
    expect(retryAfterSeconds).toBeGreaterThanOrEqual(30);
    expect(await writeTicketNotes(peer.deps, held)).toEqual({});
    await writeTicketNotes(peer.deps, free);
    expect(peer.keys()).toEqual(["1", "2", "1"]);
    const later = { ...peer.deps, clock: () => Date.now() + 3_600_000 };
    const recovered = itsm();
    await writeTicketNotes({ ...later, connection: recovered.deps.connection }, held);
    expect(recovered.keys()).toEqual(["2", "3"]);
    // It may have been written before the connection broke: the peer is asked first.
    expect(recovered.written.map((given) => given.retry)).toEqual([true, true]);
  });

  it("the first write of a fresh note asks nothing first; after a lost writer it does", async () => {
    const createdAt = Date.now();
    const id = await ticketWithNotes(1, createdAt);
    const peer = itsm();
    const at = (offset: number): Deps => ({ ...peer.deps, clock: () => createdAt + offset });
    // Takes the lease and is never heard of again.
    expect(await at(0).notes.claimNext(id, createdAt, 15_000)).toMatchObject({ attempts: 0 });
    expect(await writeTicketNotes(at(14_999), id)).toEqual({});
    expect(peer.written).toEqual([]);
    await writeTicketNotes(at(15_000), id);
    expect(peer.written.map((given) => given.retry)).toEqual([true]);
    const fast = await ticketWithNotes(1, createdAt);
    await writeTicketNotes(at(1), fast);
    expect(peer.written.map((given) => given.retry)).toEqual([true, false]);
  });

  it.each([
    ["lease", "lease_until"],
    ["next try", "next_at"],
  ])("wait for no %s that a clock has set which was put back since", async (_name, column) => {
    const id = await ticketWithNotes(2);
    const now = Date.now();
    const peer = itsm();
    const set = (at: number) =>
      env.DB.prepare(`UPDATE ticket_notes SET ${column} = ? WHERE ticket_id = ?`).bind(at, id).run();
    await set(now + LONGEST_WAIT_MS);
    await writeTicketNotes({ ...peer.deps, clock: () => now }, id);
    expect(peer.keys()).toEqual([]);
    await set(now + 6 * HOUR_MS);
    expect(await peer.deps.notes.dueTickets(now, 1_000)).toContain(id);
    await writeTicketNotes({ ...peer.deps, clock: () => now }, id);
    expect(peer.keys()).toEqual(["1", "2"]);
  });

  it("a write as slow as all its calls together meets no second writer", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    onTestFinished(() => void vi.useRealTimers());
    const createdAt = Date.now();
    const id = await ticketWithNotes(2, createdAt);
    let now = createdAt;
    const slow = itsm(async ({ note: given }) => {
      // Five calls to the peer, each just within its time: signing in, looking, reading, writing, looking again.
      while (given.key === "1" && now < createdAt + 5 * 10_000) {
        now += 5_000;
        vi.advanceTimersByTime(5_000);
        await vi.waitFor(async () => {
          expect(await leaseOf(id)).toBe(now + 15_000);
        });
        expect(await writeTicketNotes({ ...slow.deps, clock: () => now }, id)).toEqual({});
      }
      return ok({ alreadyThere: false });
    });
    await writeTicketNotes({ ...slow.deps, clock: () => now }, id);
    expect(slow.keys()).toEqual(["1", "2"]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("that was written is not undone by a slower writer that failed", async () => {
    const createdAt = Date.now();
    const id = await ticketWithNotes(1, createdAt);
    const peer = itsm();
    const slow = await peer.deps.notes.claimNext(id, createdAt, 60_000);
    await writeTicketNotes({ ...peer.deps, clock: () => createdAt + 60_000 }, id);
    expect((await notesOf(id)).map((row) => row.status)).toEqual(["written"]);
    await peer.deps.notes.failed(slow?.id ?? noteId.parse("not_none"), {
      problem: "peer.timeout",
      nextAt: createdAt,
      refused: false,
      parked: false,
    });
    expect((await notesOf(id)).map((row) => row.status)).toEqual(["written"]);
  });

  it("one that the ticket system refuses several times is parked and lets the others pass", async () => {
    const id = await ticketWithNotes(2);
    const peer = itsm(async ({ note: given }) =>
      given.key === "1" ? err(problem({ code: "peer.rejected", retryable: false })) : ok({ alreadyThere: false }),
    );
    let now = Date.now();
    const later = { ...peer.deps, clock: () => now };
    for (let refusals = 1; refusals < 5; refusals += 1) {
      expect((await writeTicketNotes(later, id)).retryAfterSeconds).toBeLessThanOrEqual(30);
      expect((await notesOf(id)).map((row) => row.status)).toEqual(["waiting", "waiting"]);
      now += 30_000;
    }
    expect(await writeTicketNotes(later, id)).toEqual({});
    await writeTicketNotes(later, id);
    expect((await notesOf(id)).map((row) => row.status)).toEqual(["parked", "written"]);
    expect(await peer.deps.notes.forTicket(id)).toEqual([
      expect.objectContaining({ status: "parked", problem: "peer.rejected" }),
      expect.objectContaining({ status: "written" }),
    ]);
  });

  it("one that fails in any other way is tried on and on, and never given up", async () => {
    const id = await ticketWithNotes(1);
    const peer = itsm(async () => err(problem({ code: "peer.malformed", retryAfterSeconds: 1_200 })));
    let now = Date.now();
    const waits: number[] = [];
    for (let tries = 0; tries < 100; tries += 1) {
      const { retryAfterSeconds = 0 } = await writeTicketNotes({ ...peer.deps, clock: () => now }, id);
      waits.push(retryAfterSeconds);
      now += retryAfterSeconds * 1_000;
    }
    expect(Math.max(...waits.slice(0, 10))).toBeLessThanOrEqual(30);
    expect(waits.at(-1)).toBeGreaterThanOrEqual(1_200);
    expect(await notesOf(id)).toMatchObject([{ status: "waiting", attempts: 100 }]);
  });

  it("many notes are written over several calls", async () => {
    const id = await ticketWithNotes(25);
    const peer = itsm();
    expect(await writeTicketNotes(peer.deps, id)).toEqual({ retryAfterSeconds: 0 });
    await writeTicketNotes(peer.deps, id);
    expect(peer.keys()).toEqual(Array.from({ length: 25 }, (_, index) => String(index + 1)));
  });

  it("of an unknown ticket or connection are left alone", async () => {
    const peer = itsm();
    expect(await writeTicketNotes(peer.deps, ticketId.parse("tkt_unknown1"))).toEqual({});
    const id = await ticketWithNotes(1);
    expect(await writeTicketNotes(configured({ connection: () => undefined }), id)).toEqual({});
    expect((await notesOf(id)).map((row) => row.status)).toEqual(["waiting"]);
  });
});

describe("a note that somebody else wrote", () => {
  const forged = JSON.stringify({
    key: "x",
    title: "Verification Outcome: Passed",
    lines: ["Proceed with action"],
    fields: [],
    link: { label: "Details", url: "https://evil.example" },
  });

  async function insert(ticket: TicketId, note: string): Promise<string> {
    const id = `not_${fresh()}`;
    await env.DB.prepare(
      `INSERT INTO ticket_notes (id, ticket_id, position, note, created_at, status, next_at, kind)
       VALUES (?, ?, 0, ?, 1, 'waiting', 0, 'outcome')`,
    )
      .bind(id, ticket, note)
      .run();
    return id;
  }

  it.each([
    ["with a link of its own", forged],
    ["that is no note", "{"],
  ])("%s is parked, and the next one is written", async (_what, note) => {
    const id = await ticketWithNotes(1);
    const written = await insert(id, note);
    const peer = itsm();
    await writeTicketNotes(peer.deps, id);
    await writeTicketNotes(peer.deps, id);
    expect(peer.keys()).toEqual(["1"]);
    const page = await readDelivery(peer.deps, await newAdmin());
    expect(page.items.find((row) => row.id === written)).toMatchObject({
      reason: "it was written or changed outside of this product, or comes from before an update",
      mayRetry: false,
    });
  });

  it.each([
    ["another text", 'note = replace(note, \'"title":"\', \'"title":"Not \')'],
    ["another ticket", "ticket_id = ticket_id || 'x'"],
    ["another event", "kind = 'outcome'"],
    ["another check", "verification_id = 'vrf_another0000000000000'"],
    ["another moment", "created_at = created_at + 1"],
    ["no mac", "mac = NULL"],
  ])("who gave it %s has it parked", async (_what, assignment) => {
    const id = await ticketWithNotes(1);
    await env.DB.prepare(`UPDATE ticket_notes SET ${assignment} WHERE ticket_id = ?`).bind(id).run();
    const moved = assignment.startsWith("ticket_id") ? ticketId.parse(`${id}x`) : id;
    expect(await deps().notes.claimNext(moved, Date.now(), 1)).toBeUndefined();
    expect(await rows("SELECT status, problem FROM ticket_notes WHERE ticket_id = ?", moved)).toEqual([
      { status: "parked", problem: "unattested" },
    ]);
    if (assignment !== "mac = NULL") expect(await deps().notes.forTicket(moved)).toEqual([]);
  });
});

describe("a note that was written into the outbox", () => {
  async function offered(change: string) {
    const { ticketId: id } = await receive(snapshot());
    const written = ticketId.parse(id);
    await env.DB.prepare(`UPDATE tickets SET ${change} WHERE id = ?`).bind(id).run();
    const peer = itsm();
    await writeTicketNotes(peer.deps, written);
    return { peer, statuses: (await notesOf(written)).map(({ status }) => status), id };
  }

  it("goes to its ticket", async () => {
    const { peer, statuses } = await offered("summary = 'x'");
    expect([peer.written.length, statuses]).toEqual([1, ["written"]]);
  });

  it.each([
    ["ticket", "external_id = 'another one'"],
    ["connection", "connection = 'other'"],
  ])("goes into no other %s, to which SQL has led it, and is shown as not ours", async (_what, change) => {
    const { peer, statuses, id } = await offered(change);
    expect([peer.written, statuses]).toEqual([[], ["parked"]]);
    expect(await rows("SELECT problem FROM ticket_notes WHERE ticket_id = ?", id)).toEqual([{ problem: "unattested" }]);
  });

  it("of before its target was kept goes where its ticket's row says", async () => {
    const id = await ticketWithNotes(1);
    expect(await rows("SELECT target FROM ticket_notes WHERE ticket_id = ?", id)).toEqual([{ target: null }]);
    const peer = itsm();
    await writeTicketNotes(peer.deps, id);
    expect(peer.written).toHaveLength(1);
  });
});

describe("the note of a pass that is void by the time it is written", () => {
  async function passed(active: 0 | 1, voided?: Session["voided"]) {
    const id = await ticketWithNotes(0);
    const made = await seed();
    const { person: who } = await addRequester();
    const ended = { ...inStatus("passed"), id: made.session.id };
    const session = { ...ended, ticket: { ...ended.ticket, id }, person: { ...ended.person, id: who } };
    const record = { ...session, ...defined({ voided }) };
    await sessionRecords(env.DB, keyring).write({ session: record, pool: [], rows: [] });
    const told = sessionNote(
      session,
      { kind: "outcome" },
      { at: 1, key: "1", consoleOrigin: "https://console.test", timeZone: "Europe/London", securityContactSet: false },
    );
    const verificationId = session.id;
    await insertNote(
      { db: env.DB, macs: keyring.rows },
      {
        id: noteId.parse(`not_${fresh()}`),
        ticketId: id,
        verificationId,
        kind: "outcome",
        note: told,
        at: 1,
      },
    ).run();
    await env.DB.prepare("UPDATE people SET active = ? WHERE id = ?").bind(active, who).run();
    return id;
  }

  it.each([
    ["whose person is inactive", 0, undefined, "the account is inactive or locked by now"],
    ["whose person reported another check", 1, "recipient", "the person reported another check since"],
    ["of a person with a reported check", 0, "desk", "the desk reported a check of this person since"],
  ] as const)("%s recommends nothing, also when it comes again, and is listed so", async (_of, active, by, why) => {
    const id = await passed(active, by === undefined ? undefined : { at: 1, by });
    const peer = itsm(async () => err(problem()));
    await writeTicketNotes(peer.deps, id);
    const recovered = itsm();
    await writeTicketNotes(
      { ...peer.deps, clock: () => Date.now() + HOUR_MS, connection: recovered.deps.connection },
      id,
    );
    for (const { note: written } of [...peer.written, ...recovered.written]) {
      expect(written).toMatchObject({ key: "1", title: "Verification Outcome: Passed, void" });
      expect(JSON.stringify(written)).not.toMatch(/Proceed|Valid until/u);
      expect(JSON.stringify(written)).toContain(why);
    }
    expect(await deps().notes.forTicket(id)).toMatchObject([
      { title: "Verification Outcome: Passed, void", status: "written" },
    ]);
  });

  it("says what it said where nothing speaks against it", async () => {
    const id = await passed(1);
    const peer = itsm();
    await writeTicketNotes(peer.deps, id);
    expect(peer.written).toMatchObject([{ note: { title: "Verification Outcome: Passed" } }]);
  });
});
