/** From a ticket to its outcome note, once per ending, with a phone that runs no script. */
import { describe, expect, it } from "vitest";
import type { Page } from "../../dev/walkthrough/page.ts";
import { answersFor, wrongAnswerFor } from "../../dev/demo/answers.ts";
import { contactOf } from "../../dev/walkthrough/story.ts";
import { zonedTime } from "../../workers/core/kit/zoned-time.ts";
import { textOf, titles, useJourney, type Sent } from "../support/journey.ts";

const journey = useJourney();

type Play = (sent: Sent) => Parameters<Sent["phone"]["answerAll"]>[1];

/** The page of somebody who did not pass, without what differs from check to check anyway. */
function withoutNames(page: Page, sent: Sent): string {
  return textOf(page)
    .replaceAll(sent.ticket.number, "TICKET")
    .replace(/\b[A-Z0-9]{4}-[A-Z0-9]{4}\b/, "REFERENCE")
    .replaceAll(/\bdesk-\d+\b/g, "AGENT");
}

describe.concurrent("a check that passes", () => {
  it.each(["sms", "email"] as const)("goes from the ticket to its note by %s", async (channel) => {
    const sent = await journey.passed({ channel });
    const notes = await journey.notes(sent.ticket, 4);
    expect(titles(notes)).toEqual([
      "Link offered",
      "Verification sent",
      "Verification begun",
      "Verification Outcome: Passed",
    ]);
    expect(notes[3]).toContain("Recommendation User verified successfully - Proceed with action");
    expect(notes[3]).toContain(`Requested action Password reset for ${sent.person.displayName} only`);
    expect(notes[3]).toContain(`Verification ID ${sent.id}`);
    expect(notes[3]).toMatch(channel === "sms" ? /Link went to SMS to \+\d+ \*/ : /Link went to Email to .\*/);
  });

  it("tells the console to proceed, and the phone that it is done", async () => {
    const sent = await journey.passed();
    const { banner, row } = await journey.ended(sent);
    expect(row).toMatchObject({ status: "passed", verdict: { risk: { level: "verified" } } });
    expect(row.verdict.risk?.score).toBeLessThanOrEqual(row.passLine);
    expect(banner.verb).toBe("PROCEED");
    expect(textOf(sent.page)).toContain(`Checked. It's you, ${sent.person.givenName}`);
  });

  it("takes feedback once it is over", async () => {
    const sent = await journey.passed();
    await sent.phone.press("feedback", { feedback: "easy" });
    expect((await sent.desk.details(sent.id)).body.row.feedback).toBe("easy");
  });

  it("holds a timeline in order", async () => {
    const sent = await journey.passed();
    await journey.ended(sent);
    const { timeline } = await journey.live(sent);
    expect(timeline.map(({ kind }) => kind)).toEqual([
      "queued",
      "sent",
      "delivered",
      "seen",
      "begun",
      "checks",
      "questions",
      "outcome",
    ]);
    expect(timeline.every(({ state }) => state === "done")).toBe(true);
    const times = timeline.map(({ at }) => at ?? 0);
    expect(times).toEqual(times.toSorted((left, right) => left - right));
  });
});

describe.concurrent("a check that does not pass", () => {
  const wrong: Play = (sent) => wrongAnswerFor(journey.instance.organisation, sent.person.id);
  const halfRight: Play = (sent) => {
    const right = answersFor(journey.instance.organisation, sent.person.id);
    return (question, ordinal) => (ordinal % 2 === 1 ? right : wrong(sent))(question, ordinal);
  };
  const skip: Play = () => () => ({ type: "skip" });

  const played = new Map<Play, ReturnType<typeof play>>();

  async function play(answers: Play) {
    const sent = await journey.sendTo();
    const { page } = await sent.phone.answerAll(await sent.phone.begin(), answers(sent));
    const { row, banner } = await journey.ended(sent);
    return { sent, page, row, verb: banner.verb, note: (await journey.notes(sent.ticket, 3)).at(-1) ?? "" };
  }

  /** What each answer weighs hangs on how much there is to guess from: with some people half right is high risk. */
  async function playHalfRight(tries = 5): ReturnType<typeof play> {
    const result = await play(halfRight);
    return result.row.detail === "risk_medium" || tries <= 1 ? result : playHalfRight(tries - 1);
  }

  /** Each way of answering is played once; several tests look at it. */
  function ending(answers: Play): ReturnType<typeof play> {
    const result = played.get(answers) ?? (answers === halfRight ? playHalfRight() : play(answers));
    played.set(answers, result);
    return result;
  }

  it("is rejected at high risk", async () => {
    const { row, verb, note } = await ending(wrong);
    expect(row).toMatchObject({ status: "failed", detail: "risk_high", verdict: { risk: { level: "high" } } });
    expect(verb).toBe("REJECT");
    expect(note).toContain("Recommendation High risk detected - Reject this request");
    expect(note).not.toContain("Proceed with action");
  });

  it("needs another way at medium risk", async () => {
    const { row, verb, note } = await ending(halfRight);
    expect(row).toMatchObject({ status: "failed", detail: "risk_medium", verdict: { risk: { level: "medium" } } });
    expect(verb).toBe("STOP");
    expect(note).toContain("Do not act yet. Some checks need a second look - verify another way before you proceed");
    expect(note).not.toContain("Proceed with action");
  });

  it("is not verified after nothing but skipped questions", async () => {
    const { row, verb, note } = await ending(skip);
    expect(row).toMatchObject({ status: "not_enough_questions", detail: "skipped_too_many" });
    expect(verb).toBe("NOT VERIFIED");
    expect(titles([note])).toEqual(["Verification Outcome: Failed (Not Enough Questions)"]);
    expect(note).toContain("0 of 3 answered.");
  });

  it("shows one and the same page whatever the reason", async () => {
    const [first, ...others] = [await ending(wrong), await ending(halfRight), await ending(skip)];
    expect(first.page).toMatchObject({ status: 200, step: "not_verified", heading: "We can't finish this here" });
    for (const other of others) {
      expect(withoutNames(other.page, other.sent)).toBe(withoutNames(first.page, first.sent));
    }
  });

  it("is handed to a person on request", async () => {
    const { sent, row } = await ending(skip);
    const page = await sent.phone.press("person");
    expect(page.heading).toBe("A person will look at this");
    const promised = /hear from us by (?:.*, )?(\d\d:\d\d London time)/.exec(textOf(page))?.[1] ?? "no time";
    expect(textOf(await sent.phone.press("person"))).toContain(promised);
    const notes = await journey.notes(sent.ticket, 5);
    expect(titles(notes).slice(4).join()).toMatch(
      new RegExp(`^Requester asks for a person, answer by (?:\\d+ \\w+ \\d{4}, )?${promised}$`),
    );
    expect(notes[4]).toContain(`What now Call ${sent.person.displayName} back on a contact on record.`);
    expect(notes[4]).toContain(`Reference ${row.reference}`);
    const { rows } = (await sent.desk.list(`asked=1&q=${row.reference}`)).body;
    expect(rows).toMatchObject([{ id: sent.id, status: "not_enough_questions", verdict: row.verdict }]);
    expect(zonedTime(rows[0]?.personAsked?.answerBy ?? 0, "Europe/London")).toBe(promised);
    // Nothing else came of it: whoever failed may press it too.
    const { body } = await sent.desk.details(sent.id);
    expect(body.banner.verb).toBe("NOT VERIFIED");
    expect(body.notes).toHaveLength(5);
  });

  it("is foreseen where too little is known: the Send page says so and Send refuses", async () => {
    const person = journey.named("fewFacts");
    const { ticketId } = await journey.openTicket({ person });
    const desk = journey.someAgent();
    expect((await desk.sendPage(ticketId)).body.problem).toBe("too_few_facts");
    const destination = { type: "contact", contactId: contactOf(person, "sms").id } as const;
    expect(await desk.send({ ticketId, callerOnLine: false, destination })).toMatchObject({
      status: 409,
      body: { code: "send.refused", detail: "too_few_facts" },
    });
  });
});
