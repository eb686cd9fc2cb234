/** A press whose reply was lost is sent again by the script, the browser or a proxy: it counts once. */
import { describe, expect, it } from "vitest";
import { eventually, hidden, outbox, Phone } from "../../dev/walkthrough/client.ts";
import { useJourney, type Sent } from "../support/journey.ts";
import { moreTime, moveHere } from "../support/presses.ts";

const journey = useJourney();
const TEN_MINUTES = 10 * 60_000;

/** The body of a press, as the page that is open now would post it. */
async function bodyOf(phone: Phone, form: "more-time" | "move"): Promise<Record<string, string>> {
  const { html } = await phone.open();
  const field = form === "move" ? "page" : "deadline";
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
  it("sends one code, and goes on with whichever reply arrived", async () => {
    const sent = await journey.sendTo();
    const first = await sent.phone.begin();
    const body = await bodyOf(new Phone(sent.link), "move");
    // A lost reply leaves no cookie of its own behind, so each of these starts with the page's alone.
    const [lost, arrived] = [journey.phone(sent.person, sent.link), journey.phone(sent.person, sent.link)];
    await Promise.all([lost.open(), arrived.open()]);
    expect((await lost.press("move", body)).step).toBe("move_code");
    expect((await arrived.press("move", body)).step).toBe("move_code");
    const codes = await codesSentTo(sent);
    expect(codes).toHaveLength(1);
    const moved = await arrived.press("move-code", { code: codes[0] ?? "" });
    expect(moved).toMatchObject({ status: 200, step: first.step, heading: first.heading });
    // The other reply turned up late: it opens nothing any more.
    expect((await lost.press("move-code", { code: codes[0] ?? "" })).status).toBe(409);
    expect((await journey.answerRight({ ...sent, phone: arrived }, moved)).step).toBe("verified");
    expect(await codesSentTo(sent)).toHaveLength(1);
  });

  it("leaves a browser alone that has moved already", async () => {
    const sent = await journey.sendTo();
    await sent.phone.begin();
    const other = journey.phone(sent.person, sent.link);
    const body = await bodyOf(other, "move");
    await other.press("move", body);
    const [code = ""] = await codesSentTo(sent);
    const moved = await other.press("move-code", { code });
    expect(await other.press("move", body)).toMatchObject({ status: 200, step: moved.step, heading: moved.heading });
    expect(await codesSentTo(sent)).toHaveLength(1);
  });

  it("spends one of its three times per page, however often each is sent", async () => {
    const sent = await journey.sendTo();
    await sent.phone.begin();
    for (let ask = 1; ask <= 3; ask += 1) {
      const [one, other] = [new Phone(sent.link), new Phone(sent.link)];
      const body = await bodyOf(one, "move");
      await other.open();
      await one.press("move", body);
      expect((await other.press("move", body)).step).toBe("move_code");
    }
    expect((await moveHere(new Phone(sent.link))).status).toBe(409);
  });
});
