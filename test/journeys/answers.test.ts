/** What happens to one answer: changed, repeated, contradicted, out of order, badly formed; and time. */
import { describe, expect, it } from "vitest";
import { hidden, questionOf, type Page } from "../../dev/walkthrough/page.ts";
import { answersFor } from "../../dev/demo/answers.ts";
import type { OpenResponseReply } from "../../workers/contract/console/verifications.ts";
import { textOf, useJourney, type Sent } from "../support/journey.ts";
import { moreTime } from "../support/presses.ts";

const journey = useJourney();

async function firstQuestion(): Promise<Sent & { readonly page: Page }> {
  const sent = await journey.sendTo();
  return { ...sent, page: await sent.phone.begin() };
}

const placeOf = (page: Page) => ({
  ordinal: hidden(page.html, "ordinal", "answer"),
  attempt: hidden(page.html, "attempt", "answer"),
});

const right = ({ person }: Sent, page: Page) => answersFor(journey.instance.organisation, person.id)(questionOf(page));

describe.concurrent("an answer changed on the next screen", () => {
  it("is kept with the one before it, and the check goes on where it was", async () => {
    const sent = await firstQuestion();
    const second = await sent.phone.answer(sent.page, { type: "skip" });
    expect(second.step).toBe("question:2:1");
    expect(textOf(second)).toContain("Change previous answer");
    const again = await sent.phone.press("change", { ordinal: "1" });
    expect(again).toMatchObject({ status: 200, step: "question:1:2", heading: sent.page.heading });
    const back = await sent.phone.answer(again, right(sent, again));
    expect(back).toMatchObject({ step: "question:2:1", heading: second.heading });
    await journey.answerRight(sent, back);
    await journey.ended(sent);
    const { entries } = (await sent.desk.transcript(sent.id)).body;
    expect(entries.filter(({ ordinal }) => ordinal === 1)).toMatchObject([
      { attempt: 1, superseded: true, grade: "skipped" },
      { attempt: 2, superseded: false, grade: "correct" },
    ]);
  });

  it("cannot be changed two screens later", async () => {
    const sent = await firstQuestion();
    const second = await sent.phone.answer(sent.page, right(sent, sent.page));
    const third = await sent.phone.answer(second, right(sent, second));
    const refused = await sent.phone.press("change", { ordinal: "1" });
    expect(refused).toMatchObject({ status: 409, step: third.step });
  });
});

describe.concurrent("a post that arrives again", () => {
  it("changes nothing when it is the same", async () => {
    const sent = await firstQuestion();
    const answer = right(sent, sent.page);
    const second = await sent.phone.answer(sent.page, answer);
    const repeated = await sent.phone.answer(sent.page, answer);
    expect(repeated).toMatchObject({ status: 200, step: second.step, heading: second.heading });
    await journey.answerRight(sent, repeated);
    await journey.ended(sent);
    const { entries } = (await sent.desk.transcript(sent.id)).body;
    expect(entries.filter(({ ordinal }) => ordinal === 1)).toHaveLength(1);
  });

  it("is refused when it says something else", async () => {
    const sent = await firstQuestion();
    const second = await sent.phone.answer(sent.page, right(sent, sent.page));
    const conflicting = await sent.phone.answer(sent.page, { type: "skip" });
    expect(conflicting).toMatchObject({ status: 409, step: second.step });
  });

  it("changes nothing after the end", async () => {
    const sent = await firstQuestion();
    expect((await journey.answerRight(sent, sent.page)).step).toBe("verified");
    const late = await sent.phone.press("answer", { ...placeOf(sent.page), skip: "1" });
    expect(late).toMatchObject({ status: 409, step: "verified" });
    expect((await journey.ended(sent)).row.status).toBe("passed");
  });

  it("presses Begin twice and gets one session", async () => {
    const sent = await journey.sendTo();
    const landing = await sent.phone.open();
    const first = await sent.phone.begin();
    const again = await sent.phone.press("begin", {
      started: "i_contacted",
      press: hidden(landing.html, "press"),
      claims: "",
    });
    expect(again.step).toBe(first.step);
  });
});

describe.concurrent("an answer that does not fit", () => {
  it.each([
    ["a question that is not open", { ordinal: "2", attempt: "1", skip: "1" }],
    ["an attempt that is not open", { ordinal: "1", attempt: "2", skip: "1" }],
  ])("is refused for %s", async (_what, fields) => {
    const sent = await firstQuestion();
    expect(await sent.phone.press("answer", fields)).toMatchObject({ status: 409, step: sent.page.step });
  });

  it.each([
    ["an empty text", { text: "  " }, "Type an answer, or press I don't know"],
    ["a text that is too long", { text: "x".repeat(300) }, "Type a shorter answer"],
  ])("is asked for again, kindly, for %s", async (_what, fields, words) => {
    const sent = await firstQuestion();
    const refused = await sent.phone.press("answer", { ...placeOf(sent.page), ...fields });
    expect(refused).toMatchObject({ status: 400, step: sent.page.step, heading: sent.page.heading });
    expect(textOf(refused)).toContain(words);
  });
});

describe.concurrent("time", () => {
  it("is added on request", async () => {
    const sent = await firstQuestion();
    const before = (await journey.live(sent)).deadlineAt ?? 0;
    const page = await moreTime(sent.phone);
    expect(page).toMatchObject({ status: 200, step: sent.page.step });
    expect((await journey.live(sent)).deadlineAt).toBe(before + 10 * 60_000);
  });

  it("is added ten times and no more", async () => {
    const sent = await firstQuestion();
    for (let press = 1; press <= 10; press += 1) {
      expect((await moreTime(sent.phone)).status).toBe(200);
    }
    expect((await moreTime(sent.phone)).status).toBe(409);
  });
});

describe.concurrent("what the console shows meanwhile", () => {
  it("is progress without a grade, a score or a level", async () => {
    const sent = await firstQuestion();
    await sent.phone.answer(sent.page, right(sent, sent.page));
    const [{ body: transcript }, { body: details }, live] = [
      await sent.desk.transcript(sent.id),
      await sent.desk.details(sent.id),
      await journey.live(sent),
    ];
    expect(live).toMatchObject({ status: "answering", question: { ordinal: 2 } });
    expect(transcript.entries[0]).not.toHaveProperty("grade");
    expect(details).not.toHaveProperty("assessment");
    expect(details.row).not.toHaveProperty("score");
    expect(details.row).not.toHaveProperty("level");
    expect(details.banner.verb).toBe("WAIT");
  });

  it("opens one answer after the end, for a stated purpose", async () => {
    const sent = await firstQuestion();
    const open = () =>
      sent.desk.post<OpenResponseReply>(`/api/verifications/${sent.id}/transcript/1/1/open`, {
        purpose: "Complaint of the requester",
      });
    await sent.phone.answer(sent.page, { type: "skip" });
    expect((await open()).status).toBe(404);
    await journey.answerRight(sent, await sent.phone.open());
    await journey.ended(sent);
    expect(await open()).toMatchObject({ status: 200, body: { response: { type: "skip" } } });
  });
});
