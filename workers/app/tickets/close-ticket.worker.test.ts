/** What becomes of a ticket that is to be closed: in the order of its notes, once, and told as it is. */
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { noteId, verificationId, type TicketId, type VerificationId } from "../../core/kit/ids.ts";
import { err, ok, type Result } from "../../core/kit/result.ts";
import type { Session } from "../../core/session/session.ts";
import { CANARIES, inStatus } from "../../core/session/session.fixture.ts";
import { deps, fresh, keyring, rows, seed } from "../../../test/support/worker-fixture.ts";
import { newAdmin } from "../../../test/support/worker-agent.ts";
import { sessionRecords } from "../../adapters/d1/session-records.ts";
import { insertNote } from "../../adapters/d1/tickets.ts";
import { readDelivery } from "../delivery/delivery-page.ts";
import type { Deps } from "../deps.ts";
import type { ClosedHow, ItsmConnector, ReopenedHow, TicketSnapshot } from "../ports/itsm.ts";
import type { PeerProblem } from "../ports/peer-problem.ts";
import { askTicket } from "./close-ticket.ts";
import { receiveTicket } from "./receive-ticket.ts";
import { writeTicketNotes } from "./write-ticket-notes.ts";

const AWAY: PeerProblem = { code: "peer.timeout", retryable: true, detail: "" };
const CONFLICT: PeerProblem = { code: "peer.conflict", retryable: true, detail: "" };
const REFUSED: PeerProblem = { code: "peer.rejected", retryable: false, detail: "" };

/** A ticket system of one ticket, which answers to close as it is told, and changes with each of our saves. */
class Peer {
  ticket: TicketSnapshot;
  readonly written: { readonly title: string; readonly text: string }[] = [];
  readonly closes: number[] = [];
  answer: (revision: number) => Result<ClosedHow, PeerProblem> = () => ok("closed");
  reopens: Result<ReopenedHow, PeerProblem> = ok("reopened");
  beforeRead: () => Promise<void> = async () => undefined;

  constructor(ticket: TicketSnapshot) {
    this.ticket = ticket;
  }

  change(change: Partial<TicketSnapshot>): void {
    this.ticket = { ...this.ticket, revision: this.ticket.revision + 1, ...change };
  }

  deps(change: Partial<Deps> = {}): Deps {
    const itsm: Partial<ItsmConnector> = {
      readTicket: async () => {
        await this.beforeRead();
        return ok(this.ticket);
      },
      addInternalNote: async ({ note }) => {
        this.written.push({ title: note.title, text: JSON.stringify(note) });
        this.change({});
        return ok({ alreadyThere: false });
      },
      close: async ({ revision }) => {
        this.closes.push(revision);
        return this.answer(revision);
      },
      reopen: async () => this.reopens,
    };
    return deps({ connection: () => ({ name: "main", label: "Tickets", itsm: itsm as ItsmConnector }), ...change });
  }
}

interface Done {
  readonly peer: Peer;
  readonly ticket: TicketId;
  readonly check: VerificationId;
  readonly noteOfOutcome: string;
  /** Its recipient says that it was not them. */
  readonly report: () => Promise<void>;
}

/** A check of the ticket that passed, and its outcome's note as it waits. */
async function passed(change: Partial<Session> = {}): Promise<Done> {
  const peer = new Peer({
    externalId: fresh(),
    number: "IR-0000039",
    revision: 1,
    category: "Password reset",
    summary: "Cannot sign in",
    description: "",
    status: "New",
    closed: false,
    requesterEmail: CANARIES.email,
  });
  const { ticketId } = await receiveTicket(deps(), { connection: "main", snapshot: peer.ticket });
  const { session } = await seed();
  const { ticket, ...ended } = { ...inStatus("passed"), ...change, id: session.id };
  const write = async (as: Session): Promise<void> => {
    await sessionRecords(env.DB, keyring).write({ session: as, pool: [], rows: [] });
  };
  const kept: Session = { ...ended, ticket: { ...ticket, id: ticketId } };
  await write(kept);
  const noteOfOutcome = `not_${fresh()}`;
  await insertNote(
    { db: env.DB, macs: keyring.rows },
    {
      id: noteId.parse(noteOfOutcome),
      ticketId,
      verificationId: verificationId.parse(session.id),
      kind: "outcome",
      note: { key: noteOfOutcome, title: "Verification Outcome: Passed", lines: [], fields: [] },
      at: Date.now(),
    },
  ).run();
  return {
    peer,
    ticket: ticketId,
    check: verificationId.parse(session.id),
    noteOfOutcome,
    report: () => write({ ...kept, version: kept.version + 1, lateReportAt: Date.now() }),
  };
}

/** Long enough after for any wait to be over. */
const later = (minutes: number): Partial<Deps> => ({ clock: () => Date.now() + minutes * 60_000 });

async function close(done: Done, key = fresh()): Promise<void> {
  await askTicket(done.peer.deps(), { act: "closing", verificationId: done.check, key });
  await writeTicketNotes(done.peer.deps(), done.ticket);
}

const titles = ({ peer }: Done): string[] => peer.written.map(({ title }) => title);
const audited = ({ check }: Done) =>
  rows<{ action: string; details: string }>(
    "SELECT action, details FROM audit WHERE subject = ? AND action LIKE 'ticket.%'",
    check,
  );

describe("closing", () => {
  it("comes after the note of the outcome, and ends as the note that says so", async () => {
    const done = await passed();
    await close(done);
    expect(titles(done)).toEqual(["Verification Outcome: Passed", "Ticket closed"]);
    // The revision that the note of the outcome left: what was judged is what is closed.
    expect(done.peer.closes).toEqual([2]);
    expect(await audited(done)).toEqual([
      { action: "ticket.closing", details: JSON.stringify({ ticket: "IR-0000039", became: "closed" }) },
    ]);
  });

  it("is asked once with one key, by however many", async () => {
    const done = await passed();
    const key = fresh();
    await Promise.all(Array.from({ length: 8 }, () => close(done, key)));
    await close(done, key);
    expect(done.peer.closes).toHaveLength(1);
    expect(titles(done).filter((title) => title === "Ticket closed")).toHaveLength(1);
    expect(await audited(done)).toHaveLength(1);
  });

  it.each([
    ["pending", "Ticket resolved, not closed yet"],
    ["flagged", "Ticket marked to be closed"],
    ["not_offered", "Ticket stays open"],
    ["still_open", "Ticket stays open"],
  ] as const)("that is answered with %s does not say closed", async (answer, title) => {
    const done = await passed();
    done.peer.answer = () => ok(answer);
    await close(done);
    expect(titles(done).at(-1)).toBe(title);
  });

  it("leaves a ticket open whose check is reported while the ticket is read", async () => {
    const done = await passed();
    done.peer.beforeRead = done.report;
    await close(done);
    expect([done.peer.closes, titles(done).at(-1)]).toEqual([[], "Ticket stays open"]);
  });

  it("leaves a ticket alone whose note of the outcome was given up, until that is there", async () => {
    const done = await passed();
    await env.DB.prepare("UPDATE ticket_notes SET status = 'parked' WHERE id = ?").bind(done.noteOfOutcome).run();
    await close(done);
    expect([done.peer.closes, titles(done)]).toEqual([[], []]);
    const { items } = await readDelivery(done.peer.deps(), await newAdmin());
    expect(items.find(({ ticketId, what }) => ticketId === done.ticket && what === "Close the ticket")).toMatchObject({
      status: "failed",
      reason: "a note that belongs before it is not on the ticket",
    });
    await env.DB.prepare("UPDATE ticket_notes SET status = 'waiting' WHERE ticket_id = ?").bind(done.ticket).run();
    await writeTicketNotes(done.peer.deps(), done.ticket);
    expect(titles(done)).toEqual(["Verification Outcome: Passed", "Ticket closed"]);
  });

  it.each<readonly [string, (done: Done) => void | Promise<unknown>, string]>([
    ["names somebody else", ({ peer }) => peer.change({ requesterEmail: "other@aldermoor.test" }), "other_requester"],
    [
      "rests on a check that SQL changed",
      ({ check }) => env.DB.prepare("UPDATE verifications SET score = 1 WHERE id = ?").bind(check).run(),
      "not_passed",
    ],
    [
      "rests on a check of an impostor",
      ({ check }) =>
        env.DB.prepare(
          "INSERT INTO judgements (id, verification_id, word, reason, agent_id, agent_name, at) VALUES (?, ?, 'impostor', 'x', 'agt_other1', 'x', 1)",
        )
          .bind(`jdg_${fresh()}`, check)
          .run(),
      "taken_back",
    ],
  ])("leaves a ticket open that %s", async (_name, meanwhile, why) => {
    const done = await passed();
    await meanwhile(done);
    await close(done);
    expect([done.peer.closes, titles(done).at(-1)]).toEqual([[], "Ticket stays open"]);
    expect((await audited(done)).map(({ details }) => details)).toEqual([
      JSON.stringify({ ticket: "IR-0000039", became: why }),
    ]);
  });

  it.each<readonly [string, Partial<Session>]>([
    ["did not pass", inStatus("failed")],
    ["was reported since", { voided: { at: 1, by: "recipient" } }],
  ])("leaves a ticket open whose check %s", async (_name, change) => {
    const done = await passed(change);
    await close(done);
    expect([done.peer.closes, titles(done).at(-1)]).toEqual([[], "Ticket stays open"]);
  });

  it("finds a ticket closed after a lost reply, and asks no second time", async () => {
    const done = await passed();
    done.peer.answer = () => {
      done.peer.change({ status: "Closed", closed: true });
      return err(AWAY);
    };
    await close(done);
    expect(titles(done)).not.toContain("Ticket closed");
    await writeTicketNotes(done.peer.deps(later(5)), done.ticket);
    expect([done.peer.closes.length, titles(done).at(-1)]).toEqual([1, "Ticket closed"]);
  });

  it("does not close again what somebody reopened after a lost reply", async () => {
    const done = await passed();
    done.peer.answer = () => {
      // Closed, and opened again.
      done.peer.change({});
      done.peer.change({});
      return err(AWAY);
    };
    await close(done);
    await writeTicketNotes(done.peer.deps(later(5)), done.ticket);
    expect([done.peer.closes.length, titles(done).at(-1)]).toEqual([1, "Ticket stays open"]);
  });

  it("tries again after a reply that was lost before it did anything", async () => {
    const done = await passed();
    done.peer.answer = () => err(AWAY);
    await close(done);
    done.peer.answer = () => ok("closed");
    await writeTicketNotes(done.peer.deps(later(5)), done.ticket);
    expect([done.peer.closes.length, titles(done).at(-1)]).toEqual([2, "Ticket closed"]);
  });

  it("judges again what changed between reading and closing, and lets a busy ticket come later", async () => {
    const done = await passed();
    done.peer.answer = () => {
      done.peer.change({ summary: fresh() });
      return err(CONFLICT);
    };
    await close(done);
    expect([done.peer.closes, titles(done).at(-1)]).toEqual([[2, 3, 4], "Verification Outcome: Passed"]);
    done.peer.answer = () => ok("closed");
    await writeTicketNotes(done.peer.deps(later(5)), done.ticket);
    expect(titles(done).at(-1)).toBe("Ticket closed");
  });

  it("says at once that the ticket system refused", async () => {
    const done = await passed();
    done.peer.answer = () => err(REFUSED);
    await close(done);
    expect(done.peer.written.at(-1)?.text).toContain("the ticket system refused to close it");
  });

  it("gives up after eight tries, so that what comes after is told", async () => {
    const done = await passed();
    done.peer.answer = () => err(AWAY);
    await close(done);
    for (let minute = 1; minute < 8; minute += 1) {
      expect(titles(done).at(-1)).toBe("Verification Outcome: Passed");
      await writeTicketNotes(done.peer.deps(later(minute * 10)), done.ticket);
    }
    expect([done.peer.closes.length, done.peer.written.at(-1)?.text]).toEqual([
      8,
      expect.stringContaining("could not be reached for too long"),
    ]);
  });

  it("writes the note once, although it was cut off before", async () => {
    const done = await passed();
    const itsm = done.peer.deps().connection("main")?.itsm as ItsmConnector;
    const cut: Partial<ItsmConnector> = {
      ...itsm,
      addInternalNote: async (given) =>
        given.note.title === "Ticket closed" ? err(AWAY) : itsm.addInternalNote(given),
    };
    const connection = () => ({ name: "main", label: "Tickets", itsm: cut as ItsmConnector });
    await askTicket(done.peer.deps(), { act: "closing", verificationId: done.check, key: fresh() });
    await writeTicketNotes(done.peer.deps({ connection }), done.ticket);
    await writeTicketNotes(done.peer.deps(later(5)), done.ticket);
    expect([done.peer.closes.length, titles(done).at(-1)]).toEqual([1, "Ticket closed"]);
    expect(await audited(done)).toHaveLength(1);
  });

  it("is of a check that there is", async () => {
    const unknown = verificationId.parse(`vrf_${fresh()}`);
    expect(await askTicket(deps(), { act: "closing", verificationId: unknown, key: fresh() })).toBe(false);
  });
});

describe("reopening", () => {
  it.each<readonly [Result<ReopenedHow, PeerProblem>, string]>([
    [ok("reopened"), "Ticket reopened"],
    [ok("open"), "Still not working"],
    [ok("not_offered"), "Still not working, and the ticket is closed"],
    [err(REFUSED), "Still not working, and the ticket is closed"],
  ])("that is answered with %j says so", async (answer, title) => {
    const done = await passed();
    done.peer.reopens = answer;
    await askTicket(done.peer.deps(), { act: "reopening", verificationId: done.check, key: fresh() });
    await writeTicketNotes(done.peer.deps(), done.ticket);
    expect(titles(done).at(-1)).toBe(title);
  });
});
