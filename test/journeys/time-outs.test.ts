/** Links and sessions that run out by the session's own alarm. Eight minutes pass in less than ten seconds: those who begin have them for it. */
import { describe, expect, it } from "vitest";
import { eventually } from "../../dev/walkthrough/client.ts";
import { contactOf } from "../../dev/walkthrough/story.ts";
import { titles, useJourney, type Sent } from "../support/journey.ts";
import { moreTime } from "../support/presses.ts";

const CATEGORY = { action: "password_reset", linkLifetimeMinutes: 8, sessionMinutes: 8 };
const journey = useJourney({
  clockRate: 50,
  directoryPort: 0,
  variables: { CATEGORIES: { "Password reset": CATEGORY } },
});

/** The console reads the record only, so nothing but the alarm can have ended the check. */
async function timedOut(sent: Sent, detail: string): Promise<string> {
  const { row, banner } = await journey.ended(sent);
  expect(row).toMatchObject({ status: "timed_out", detail });
  expect(banner.verb).toBe("NOT VERIFIED");
  const expected = [
    "Link offered",
    "Verification sent",
    ...(detail === "not_finished" ? ["Verification begun"] : []),
    "Verification Outcome: Failed (Timed Out)",
  ];
  const notes = await journey.notes(sent.ticket, expected.length);
  expect(titles(notes)).toEqual(expected);
  return notes.at(-1) ?? "";
}

describe.concurrent("a link that nobody opens", () => {
  it("times out by itself, with a note", async () => {
    const sent = await journey.sendTo();
    const note = await timedOut(sent, "never_opened");
    expect(note).toContain("Never opened.");
    expect(note).toContain("What now Send again, or use the other contact.");
    expect(note).not.toContain("Proceed");
  });

  it("cannot be begun afterwards", async () => {
    const sent = await journey.sendTo();
    await timedOut(sent, "never_opened");
    expect(await sent.phone.open()).toMatchObject({ status: 410, step: "ended" });
    expect((await sent.phone.begin()).step).toBe("ended");
    expect((await journey.live(sent)).status).toBe("timed_out");
    expect(await sent.desk.post(`/api/verifications/${sent.id}/resend`, {})).toMatchObject({ status: 409 });
  });

  it("leaves the person free for the next check", async () => {
    const sent = await journey.sendTo();
    await timedOut(sent, "never_opened");
    const next = await eventually(
      () =>
        sent.desk.send({
          ticketId: sent.ticket.ticketId,
          callerOnLine: false,
          destination: { type: "contact", contactId: contactOf(sent.person, "sms").id },
        }),
      ({ status }) => status !== 409,
      { what: "the person to be free" },
    );
    expect(next.status).toBe(202);
  });

  it("is ended once, however often it is swept", async () => {
    const sent = await journey.sendTo();
    await timedOut(sent, "never_opened");
    await Promise.all([journey.instance.sweep(), journey.instance.sweep(), journey.instance.sweep()]);
    expect(titles(await journey.notes(sent.ticket, 3))).toHaveLength(3);
  });
});

describe.concurrent("a session that nobody finishes", () => {
  it("times out by itself, with a note", async () => {
    const sent = await journey.sendTo();
    const first = await sent.phone.begin();
    await sent.phone.answer(first, { type: "skip" });
    expect(await timedOut(sent, "not_finished")).toContain("Not finished.");
    expect(await sent.phone.open()).toMatchObject({ step: "timed_out", heading: "The time is over" });
  });

  it("takes no answer afterwards", async () => {
    const sent = await journey.sendTo();
    const first = await sent.phone.begin();
    await timedOut(sent, "not_finished");
    expect(await sent.phone.answer(first, { type: "skip" })).toMatchObject({ status: 409, step: "timed_out" });
  });

  it("runs on for ten minutes when more time was asked for", async () => {
    const sent = await journey.sendTo();
    await sent.phone.begin();
    const before = (await journey.live(sent)).deadlineAt ?? 0;
    await moreTime(sent.phone);
    expect((await journey.live(sent)).deadlineAt).toBe(before + 10 * 60_000);
    const { row } = await journey.ended(sent);
    expect(row.detail).toBe("not_finished");
    expect(row.endedAt).toBeGreaterThanOrEqual(before + 10 * 60_000);
  });
});

describe.concurrent("a pass that nobody uses", () => {
  it("leads to nothing after its ten minutes", async () => {
    const sent = await journey.sendTo();
    expect((await journey.answerRight(sent, await sent.phone.begin())).step).toBe("action");
    await eventually(
      () => sent.phone.open(),
      ({ step }) => step !== "action",
      { what: "the end of the ten minutes", withinMs: 40_000 },
    );
    expect((await sent.phone.press("password", { password: "Copper-maple-drift-swan-7" })).step).not.toBe(
      "action_done",
    );
    const db = await journey.instance.miniflare.getD1Database("DB");
    const runs = await db.prepare("SELECT id FROM action_runs WHERE verification_id = ?").bind(sent.id).all();
    expect(runs.results).toEqual([]);
  });
});
