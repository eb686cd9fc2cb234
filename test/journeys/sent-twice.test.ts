/** A press whose reply was lost is sent again by the script, the browser or a proxy: it counts once. */
import { describe, expect, it } from "vitest";
import { eventually, outbox, pause, Phone, READING_MS } from "../../dev/walkthrough/client.ts";
import { hidden } from "../../dev/walkthrough/page.ts";
import { useJourney, type Sent } from "../support/journey.ts";
import { moreTime } from "../support/presses.ts";

const journey = useJourney();
const TEN_MINUTES = 10 * 60_000;

/** The body of a press, as the page that is open now would post it. */
async function bodyOf(phone: Phone, form: "more-time" | "move"): Promise<Record<string, string>> {
  const { html } = await phone.open();
  const field = form === "move" ? "press" : "deadline";
  await pause(READING_MS);
  return { [field]: hidden(html, field, form) };
}

const deadlineOf = async (sent: Sent): Promise<number> => (await journey.live(sent)).deadlineAt ?? 0;

/** Every code that went to the contact, oldest first. */
async function codesSentTo({ to }: Sent): Promise<readonly string[]> {
  const messages = await eventually(
    () => outbox(journey.instance.url, to),
    (list) => list.some(({ link }) => link === undefined),
    { what: "a code" },
  );
  return messages
    .filter(({ link }) => link === undefined)
    .map(({ text }) => /\b(\d{3}) ?(\d{3})\b/.exec(text)?.slice(1).join("") ?? "");
}

describe.concurrent("more time", () => {
  it("is added once by one page, and again by the next", async () => {
    const sent = await journey.sendTo();
    const first = await sent.phone.begin();
    const before = await deadlineOf(sent);
    const body = await bodyOf(sent.phone, "more-time");
    const replies = [await sent.phone.press("more-time", body), await sent.phone.press("more-time", body)];
    expect(replies).toMatchObject([first, first].map(({ step }) => ({ status: 200, step })));
    expect(await deadlineOf(sent)).toBe(before + TEN_MINUTES);
    await moreTime(sent.phone);
    // A page that was left open meanwhile adds nothing either.
    await sent.phone.press("more-time", body);
    expect(await deadlineOf(sent)).toBe(before + 2 * TEN_MINUTES);
  });

  it("is added once by twenty posts at the same moment", async () => {
    const sent = await journey.sendTo();
    await sent.phone.begin();
    const before = await deadlineOf(sent);
    const body = await bodyOf(sent.phone, "more-time");
    const replies = await Promise.all(Array.from({ length: 20 }, () => sent.phone.press("more-time", body)));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await deadlineOf(sent)).toBe(before + TEN_MINUTES);
  });

  it("is not added by a form that does not say what it is about", async () => {
    const sent = await journey.sendTo();
    const first = await sent.phone.begin();
    const before = await deadlineOf(sent);
    for (const deadline of [undefined, "", "soon", "-1"]) {
      const reply = await sent.phone.press("more-time", deadline === undefined ? {} : { deadline });
      // The page as it stands, so that the person can press again.
      expect(reply).toMatchObject({ status: 400, step: first.step });
    }
    expect(await deadlineOf(sent)).toBe(before);
  });
});

describe.concurrent("continue here instead", () => {
  it("sends one code, and goes on although the first reply was lost", async () => {
    const sent = await journey.sendTo();
    const first = await sent.phone.begin();
    const other = journey.phone(sent.person, sent.link);
    const body = await bodyOf(other, "move");
    const replies = [await other.copy().press("move", body), await other.press("move", body)];
    expect(replies.map(({ step }) => step)).toEqual(["move_code", "move_code"]);
    const codes = await codesSentTo(sent);
    expect(codes).toHaveLength(1);
    const moved = await other.moveCode(codes[0] ?? "");
    expect(moved).toMatchObject({ status: 200, step: first.step, heading: first.heading });
    // That very press again, later than everything: the browser has what it asked for.
    expect(await other.press("move", body)).toMatchObject({ status: 200, step: moved.step, heading: moved.heading });
    expect((await journey.answerRight({ ...sent, phone: other }, moved)).step).toBe("verified");
    expect(await codesSentTo(sent)).toHaveLength(1);
  });

  it("spends one of its three times per page, however often each is sent", async () => {
    const sent = await journey.sendTo();
    await sent.phone.begin();
    const other = new Phone(sent.link);
    const fresh = await bodyOf(other, "move");
    for (let ask = 1; ask <= 3; ask += 1) {
      const { html, step } = await other.press("move", fresh);
      expect(step).toBe("move_code");
      expect(hidden(html, "press", "move-code")).not.toBe(fresh["press"]);
      await other.press("move", fresh);
    }
    expect(await codesSentTo(sent)).toHaveLength(1);
  });
});
