/** What a check counts for after its end, in every place where an agent reads it. */
import { describe, expect, it } from "vitest";
import { eventually } from "../../dev/walkthrough/client.ts";
import { changeTicket, contactOf } from "../../dev/walkthrough/story.ts";
import { titles, useJourney, type Sent } from "../support/journey.ts";

const journey = useJourney();

/** The check's row once the table says so of it. */
const rowSaying = async ({ desk, id }: Sent, standing: string) => {
  const { body } = await eventually(
    () => desk.list(`q=${id}`),
    ({ body }) => body.rows[0]?.verdict.standing === standing,
    { what: `the standing ${standing}` },
  );
  const [row] = body.rows;
  if (row === undefined) {
    throw new Error("the row is gone");
  }
  return row;
};

describe("a pass", () => {
  it("that is reported afterwards counts nowhere, and is found as reported", async () => {
    const sent = await journey.passed();
    expect((await rowSaying(sent, "passed")).verdict.tone).toBe("ok");
    expect((await sent.phone.report()).step).toBe("reported");

    const row = await rowSaying(sent, "reported");
    expect(row.verdict).toMatchObject({ word: "Reported", reason: "reported afterwards", tone: "bad" });
    expect(row.verdict.risk).toBeUndefined();
    const { body: details } = await sent.desk.details(sent.id);
    expect(details.row.verdict).toEqual(row.verdict);
    expect(details.banner.verb).toBe("REJECT");
    expect(details.history[0]?.verdict).toEqual(row.verdict);
    const found = async (query: string) => (await sent.desk.list(query)).body.rows.map(({ id }) => id);
    expect(await found(`q=${sent.id}&status=reported`)).toEqual([sent.id]);
    expect(await found(`q=${sent.id}&status=passed,void`)).toEqual([]);
    expect(await found(`q=${sent.id}&level=verified`)).toEqual([]);
    const notes = await journey.notes(sent.ticket, 5);
    expect(titles(notes).slice(3)).toEqual(["Verification Outcome: Passed", "Verification Outcome: Failed (Reported)"]);
  });

  it("of a confirmed impostor is void for good, and the ticket says so", async () => {
    const sent = await journey.passed();
    await rowSaying(sent, "passed");
    const press = { word: "impostor", reason: "Called back: knows of no ticket", idempotencyKey: crypto.randomUUID() };
    const say = (body: object) => sent.desk.post(`/api/verifications/${sent.id}/remediate/status`, body);
    expect((await Promise.all([say(press), say(press)])).map(({ status }) => status)).toEqual([200, 200]);

    const row = await rowSaying(sent, "void");
    expect(row.verdict).toMatchObject({ word: "Passed, void", tone: "bad" });
    expect(row.verdict.reason).toMatch(/^confirmed impostor, .* \d\d:\d\d$/);
    expect(row.verdict.risk).toBeUndefined();
    const { body: details } = await sent.desk.details(sent.id);
    expect(details.banner).toMatchObject({ verb: "REJECT", tone: "bad" });
    expect(details.history[0]?.verdict).toEqual(row.verdict);
    expect(details.judgements).toMatchObject([{ word: "impostor", reason: press.reason }]);
    const found = async (query: string) => (await sent.desk.list(`q=${sent.id}&${query}`)).body.total;
    expect(await Promise.all(["status=void", "status=passed", "level=verified"].map(found))).toEqual([1, 0, 0]);
    const notes = await journey.notes(sent.ticket, 5);
    expect(titles(notes).slice(4)).toEqual(["Verification status updated: Confirmed impostor"]);
    expect(notes[4]).toContain("The pass is void. Do not act on it.");

    await say({ ...press, word: "genuine", idempotencyKey: crypto.randomUUID() });
    const after = (await sent.desk.details(sent.id)).body;
    expect(after.row).toMatchObject({ judged: { word: "genuine" }, verdict: row.verdict });
    expect(after.banner.verb).toBe("REJECT");
  });

  it("whose ticket has come to name somebody else is void", async () => {
    const sent = await journey.passed();
    await rowSaying(sent, "passed");
    const other = journey.newcomer();
    await changeTicket(journey.instance, sent.ticket.id, { person: other, category: "Password reset" });
    const row = await rowSaying(sent, "void");
    expect(row.verdict).toMatchObject({ word: "Passed, void", tone: "bad" });
    expect(row.verdict.reason).toMatch(/^ticket names \S+ \p{L}\.$/u);
    const { body: details } = await sent.desk.details(sent.id);
    expect(details.banner).toMatchObject({ verb: "STOP", tone: "warn" });
    expect(details.row.verdict).toEqual(row.verdict);
  });
});

describe("a check that failed", () => {
  it("has one reference number on the phone, in the note, in the table and in its search", async () => {
    const sent = await journey.sendTo({ person: journey.newcomer({ email: true }) });
    const page = await sent.phone.answerAll(await sent.phone.begin(), () => ({ type: "skip" }));
    const { row } = await journey.ended(sent);
    expect(page.page.html).toContain(row.reference);
    const note = (await journey.notes(sent.ticket, 3)).at(-1) ?? "";
    expect(note).toContain(`Reference ${row.reference}`);
    expect((await sent.desk.list(`q=${row.reference}`)).body.rows.map(({ id }) => id)).toEqual([sent.id]);
  });

  it("is named beside the contact that it went to, on the next Send page", async () => {
    const sent = await journey.sendTo({ person: journey.newcomer({ email: true }) });
    await sent.phone.answerAll(await sent.phone.begin(), () => ({ type: "skip" }));
    await journey.ended(sent);
    const { body } = await sent.desk.sendPage(sent.ticket.ticketId);
    const used = body.contacts.filter((contact) => contact.used !== undefined);
    expect(used.map(({ id }) => id)).toEqual([contactOf(sent.person, "sms").id]);
    expect(used[0]?.used).toMatchObject({ verificationId: sent.id, standing: "not_enough_questions" });
  });
});
