/** Which browser may go on, and the code that ties a call to a phone. */
import { describe, expect, it } from "vitest";
import { eventually, outbox, pause, Phone, READING_MS } from "../../dev/walkthrough/client.ts";
import { hidden } from "../../dev/walkthrough/page.ts";
import { textOf, useJourney, type Sent } from "../support/journey.ts";
import { moreTime } from "../support/presses.ts";

const journey = useJourney();

/** The newest code among the messages to a destination. */
async function codeSentTo(to: string, after: readonly string[] = []): Promise<string> {
  const codeOf = (text: string): string | undefined => /\b(\d{3}) ?(\d{3})\b/.exec(text)?.slice(1).join("");
  const messages = await eventually(
    () => outbox(journey.instance.url, to),
    (sent) => sent.some(({ link, text }) => link === undefined && !after.includes(codeOf(text) ?? "")),
    { what: "a code" },
  );
  return (
    messages
      .filter(({ link }) => link === undefined)
      .map(({ text }) => codeOf(text) ?? "")
      .find((code) => !after.includes(code)) ?? ""
  );
}

/** Three that are wrong. The same one again is a repeated post and costs no try. */
const wrongCodes = (code: string): [string, string, string] =>
  ["111111", "222222", "333333", "444444"].filter((guess) => guess !== code).slice(0, 3) as [string, string, string];

describe.concurrent("another browser", () => {
  it("is told where the check goes on, and may not answer", async () => {
    const sent = await journey.sendTo();
    const page = await sent.phone.begin();
    const other = new Phone(sent.link);
    expect(await other.open()).toMatchObject({ status: 200, step: "other_browser" });
    expect(await other.answer(page, { type: "skip" })).toMatchObject({ status: 409, step: "other_browser" });
    expect(await moreTime(other, page)).toMatchObject({ status: 409 });
    expect((await sent.phone.open()).step).toBe(page.step);
  });

  it("takes over with a code that went to the same contact", async () => {
    const sent = await journey.sendTo();
    const first = await sent.phone.begin();
    const other = journey.phone(sent.person, sent.link);
    expect((await other.move()).step).toBe("move_code");
    const code = await codeSentTo(sent.to);
    expect(await other.moveCode(wrongCodes(code)[0])).toMatchObject({
      status: 200,
      step: "move_code",
    });
    const moved = await other.moveCode(code);
    expect(moved).toMatchObject({ status: 200, step: first.step, heading: first.heading });
    expect((await sent.phone.open()).step).toBe("moved");
    expect(await sent.phone.answer(first, { type: "skip" })).toMatchObject({ status: 409, step: "moved" });
    expect((await journey.answerRight({ ...sent, phone: other }, moved)).step).toBe("verified");
    expect((await journey.ended(sent)).row.status).toBe("passed");
  });

  it("has three tries, and the first browser goes on", async () => {
    const sent = await journey.sendTo();
    const first = await sent.phone.begin();
    const other = new Phone(sent.link);
    await other.move();
    const code = await codeSentTo(sent.to);
    for (const wrong of wrongCodes(code)) {
      await other.moveCode(wrong);
    }
    expect((await other.moveCode(code)).step).toBe("move_code");
    // Ended numbers stay ended, whatever is typed then.
    expect(textOf(await other.moveCode("12"))).toContain("These numbers have ended.");
    expect((await journey.answerRight(sent, first)).step).toBe("verified");
  });

  it("types what was sent in full-width digits, and half of it costs no try", async () => {
    const sent = await journey.sendTo();
    const first = await sent.phone.begin();
    const other = journey.phone(sent.person, sent.link);
    await other.move();
    const code = await codeSentTo(sent.to);
    for (const slip of ["", code.slice(0, 3), "hello", `${code}0`]) {
      expect(await other.moveCode(slip), slip).toMatchObject({ status: 400, step: "move_code" });
    }
    const wide = [...code].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join(" ");
    expect((await other.moveCode(wide)).step).toBe(first.step);
  });

  it("cannot use the code of a third browser", async () => {
    const sent = await journey.sendTo();
    await sent.phone.begin();
    const other = new Phone(sent.link);
    const third = new Phone(sent.link);
    await other.move();
    const code = await codeSentTo(sent.to);
    // With the token of the page that it does have.
    const press = hidden((await third.open()).html, "press");
    await pause(READING_MS);
    expect(await third.press("move-code", { code, press })).toMatchObject({ status: 409, step: "other_browser" });
  });

  it("may ask for a code three times", async () => {
    const sent = await journey.sendTo();
    await sent.phone.begin();
    const other = new Phone(sent.link);
    const { html } = await other.open();
    const again = new Array<string>();
    for (let page = 1; page <= 4; page += 1) {
      await pause(READING_MS);
      again.push(hidden((await other.open("")).html, "press"));
    }
    await pause(READING_MS);
    const replies = [];
    for (const press of [hidden(html, "press"), ...again]) {
      replies.push((await other.press("move", { press })).status);
    }
    expect(replies).toEqual([200, 200, 200, 409, 409]);
  });

  it("who only holds the link sends nothing without a page, uses up nothing, and adds nothing to the check", async () => {
    const sent = await journey.sendTo();
    const first = await sent.phone.begin();
    const thief = new Phone(sent.link, { network: "tor" });
    for (const press of ["", String(Date.now()), "made.up.token"]) {
      expect((await thief.press("move", { page: String(Date.now()), press })).step).toBe("other_browser");
    }
    const codes = () =>
      outbox(journey.instance.url, sent.to).then((list) => list.filter(({ link }) => link === undefined));
    expect(await codes()).toEqual([]);
    // With pages of their own they get no further than a message to the requester.
    for (const browser of [thief, new Phone(sent.link), new Phone(sent.link)]) {
      expect((await browser.move()).step).toBe("move_code");
    }
    expect((await new Phone(sent.link).move()).step).toBe("move_code");
    expect((await journey.answerRight(sent, first)).step).toBe("verified");
    const { assessment } = await journey.ended(sent);
    expect(assessment?.findings.length).toBeGreaterThan(0);
    expect(assessment?.findings.map(({ id }) => id)).not.toContain("other_browser");
  });
});

describe.concurrent("a Begin whose reply was lost", () => {
  it("goes on in the same browser without a code, pressed again or opened again", async () => {
    const sent = await journey.sendTo();
    const { html } = await sent.phone.open();
    const press = hidden(html, "press");
    const copy = sent.phone.copy();
    await pause(READING_MS);
    // It arrived; what came back never reached the phone.
    const lost = await copy.press("begin", { started: "i_contacted", press, claims: "" });
    expect(await sent.phone.open()).toMatchObject({ status: 200, step: lost.step, heading: lost.heading });
    const again = await sent.phone.press("begin", { started: "i_contacted", press, claims: "" });
    expect(again).toMatchObject({ status: 200, step: lost.step });
    expect((await journey.answerRight(sent, again)).step).toBe("verified");
  });

  it("gives nothing to who holds the link, not even with the page's own token", async () => {
    const sent = await journey.sendTo();
    const { html } = await sent.phone.open();
    const thief = new Phone(sent.link);
    await thief.open();
    await sent.phone.begin();
    const stolen = { started: "i_contacted", press: hidden(html, "press"), claims: "" };
    expect(await thief.press("begin", stolen)).toMatchObject({ status: 409, step: "other_browser" });
    expect(await thief.begin()).toMatchObject({ step: "other_browser" });
  });
});

describe.concurrent("an app that keeps no cookies", () => {
  it("is told so at Begin, and the link still works in a browser", async () => {
    const sent = await journey.sendTo();
    const page = await new Phone(sent.link, { cookies: false }).begin();
    expect(page).toMatchObject({ status: 200, step: "no_cookies", heading: "Open this in your browser" });
    // The way on, also for a page without script.
    expect(page.html).toContain(`value="${sent.link}"`);
    const live = await journey.live(sent);
    expect(live.timeline.find(({ kind }) => kind === "begun")?.state).not.toBe("done");
    expect((await journey.answerRight(sent, await sent.phone.begin())).step).toBe("verified");
  });

  it("asks for no code that it could not use", async () => {
    const sent = await journey.sendTo();
    const first = await sent.phone.begin();
    const inApp = new Phone(sent.link, { cookies: false });
    expect((await inApp.open()).step).toBe("other_browser");
    expect((await inApp.move()).step).toBe("no_cookies");
    // None of the three moves is used up, and nothing was sent.
    for (let ask = 1; ask <= 3; ask += 1) {
      expect((await new Phone(sent.link).move()).step).toBe("move_code");
    }
    expect((await sent.phone.open()).step).toBe(first.step);
  });

  it("may still say that it was somebody else", async () => {
    const sent = await journey.sendTo();
    expect((await new Phone(sent.link, { cookies: false }).begin("someone")).step).toBe("warning");
  });
});

describe.concurrent("the spoken code", () => {
  const onTheLine = () => journey.sendTo({ callerOnLine: true });

  const digitsOf = (sent: Sent) =>
    eventually(
      () => sent.desk.live(sent.id),
      ({ body }) => body.code !== undefined,
      { what: "the code" },
    ).then(({ body }) => body.code?.digits ?? "");

  it("is shown to the agent in charge only, after Begin only", async () => {
    const sent = await onTheLine();
    expect((await journey.live(sent)).code).toBeUndefined();
    expect((await sent.phone.begin()).step).toBe("code");
    expect(await digitsOf(sent)).toMatch(/^\d{6}$/);
    const colleague = await journey.someAgent().live(sent.id);
    expect(colleague.body).toMatchObject({ own: false, status: "code" });
    expect(colleague.body.code).toBeUndefined();
    expect((await sent.desk.details(sent.id)).body).not.toHaveProperty("code");
  });

  it("is never sent to the phone", async () => {
    const sent = await onTheLine();
    const page = await sent.phone.begin();
    const digits = await digitsOf(sent);
    expect(page.html).not.toContain(digits);
    const messages = await outbox(journey.instance.url, sent.to);
    expect(messages.map(({ text }) => text.replaceAll(" ", "")).join(" ")).not.toContain(digits);
  });

  it("leads to the questions, and is a proof of the pass", async () => {
    const sent = await onTheLine();
    await sent.phone.begin();
    const digits = await digitsOf(sent);
    const page = await sent.phone.press("code", { code: `${digits.slice(0, 3)} ${digits.slice(3)}` });
    expect(page.step).toBe("question:1:1");
    expect((await journey.answerRight(sent, page)).step).toBe("verified");
    const { assurance } = await journey.ended(sent);
    expect(assurance.proven.map(({ proof }) => proof)).toEqual(["contact_on_record", "spoken_code"]);
    expect((await journey.notes(sent.ticket, 3)).at(-1)).toContain("Proven Phone on record, spoken code");
  });

  it("is the same in other digits, with signs between, and a slip that is no code costs no try", async () => {
    const sent = await onTheLine();
    await sent.phone.begin();
    const digits = await digitsOf(sent);
    for (const slip of ["", digits.slice(0, 5), `${digits}1`, "IT never told me", `${digits.slice(0, 5)}o`]) {
      const page = await sent.phone.press("code", { code: slip });
      expect(page, slip).toMatchObject({ status: 400, step: "code" });
      expect(textOf(page)).toContain("Type all 6 numbers. That did not use up a try.");
    }
    expect((await journey.live(sent)).code).toMatchObject({ triesLeft: 3 });
    const arabic = [...digits].map((digit) => String.fromCodePoint(0x660 + Number(digit))).join("");
    const pasted = `\u200f${arabic.slice(0, 3)}-${arabic.slice(3)}\u200e`;
    expect((await sent.phone.press("code", { code: pasted })).step).toBe("question:1:1");
  });

  it("fails the check after three wrong tries, with a neutral page", async () => {
    const sent = await onTheLine();
    await sent.phone.begin();
    const [first, second, third] = wrongCodes(await digitsOf(sent));
    expect(await sent.phone.press("code", { code: first })).toMatchObject({ status: 200, step: "code" });
    expect(await sent.phone.press("code", { code: first })).toMatchObject({ status: 200, step: "code" });
    expect(await sent.phone.press("code", { code: second })).toMatchObject({ status: 200, step: "code" });
    expect((await sent.phone.press("code", { code: third })).step).toBe("not_verified");
    const { row, banner } = await journey.ended(sent);
    expect(row).toMatchObject({ status: "failed", detail: "proof_missing" });
    expect(banner.verb).toBe("STOP");
    const note = (await journey.notes(sent.ticket, 3)).at(-1);
    expect(note).toContain("Verification Outcome: Failed (Proof Missing)");
    expect(note).toContain("Proof missing: spoken code");
  });

  it("is replaced by a new one without new tries", async () => {
    const sent = await onTheLine();
    await sent.phone.begin();
    const old = await digitsOf(sent);
    await sent.phone.press("code", { code: wrongCodes(old)[0] });
    expect((await sent.desk.post(`/api/verifications/${sent.id}/new-code`, {})).status).toBe(200);
    const { code } = await journey.live(sent);
    expect(code).toMatchObject({ triesLeft: 2 });
    expect(code?.digits).not.toBe(old);
    expect((await sent.phone.press("code", { code: code?.digits ?? "" })).step).toBe("question:1:1");
  });

  it("is not asked for an identity check", async () => {
    const sent = await journey.sendTo({ callerOnLine: true, category: "Identity check" });
    expect((await sent.phone.begin()).step).toBe("question:1:1");
  });

  it("cannot be skipped by answering", async () => {
    const sent = await onTheLine();
    await sent.phone.begin();
    expect(await sent.phone.press("answer", { ordinal: "1", attempt: "1", skip: "1" })).toMatchObject({
      status: 409,
      step: "code",
    });
  });
});
