/**
 * A pass that is held, over HTTP: stopped by a press on a notice and from the page, released by a colleague, and over
 * by its time, for the browser that answered and for no other.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { HeldReply } from "../../workers/contract/console/approvals.ts";
import { eventually, outbox } from "../../dev/walkthrough/client.ts";
import { contactOf } from "../../dev/walkthrough/story.ts";
import { newSecrets } from "../../dev/local/instance.ts";
import { ageSignIns } from "../support/age-sign-ins.ts";
import { DEMO_AGENTS } from "../../dev/demo/desk.ts";
import { Journey, textOf, titles, type Sent } from "../support/journey.ts";
import { noticeLink, pressNotice } from "../support/notices.ts";

/** This desk does without a second person where an agent types a number, and so relies on the hold. */
const CATEGORIES = { "Password reset": { action: "password_reset", typedWithoutSecondPerson: true } };
const GOOD = "Copper-maple-drift-swan-7";
const HELD_MINUTES = 30;

let directory: string;
let journey: Journey;
const kept = { secrets: newSecrets(), now: Date.now(), variables: { CATEGORIES } };

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "hold-"));
  journey = new Journey({ ...kept, stateDirectory: directory, directoryPort: 0 });
  await journey.start();
});

afterAll(async () => {
  await journey.close();
  await rm(directory, { recursive: true, force: true });
});

async function held(number: string): Promise<Sent> {
  const to = `+351${number}`;
  const destination = { type: "sms", country: "PT", number, reason: "Phone on record is lost" } as const;
  const sent = await journey.sendTo({ typed: { destination, to } });
  const page = await journey.answerRight(sent, await sent.phone.begin());
  expect(page.step).toBe("holding");
  await eventually(
    () => sent.desk.details(sent.id),
    ({ body }) => body.row.status === "holding",
    { what: "the hold" },
  );
  return sent;
}

async function release({ id }: Sent, desk: Sent["desk"]) {
  const digest = (await desk.details(id)).body.hold?.release?.digest ?? "x".repeat(43);
  return desk.post<{ code?: string }>(`/api/verifications/${id}/release`, { digest });
}
const password = ({ phone }: Sent) => phone.press("password", { password: GOOD });

it("says on page and banner until when, and lets nobody do anything before", async () => {
  const sent = await held("910000971");
  const page = await sent.phone.open();
  expect(textOf(page)).toMatch(/Come back at \d\d:\d\d, in this browser/);
  expect((await password(sent)).step).toBe("holding");
  expect(await sent.phone.copy().open()).toMatchObject({ step: "holding" });
  expect((await journey.phone(sent.person, sent.link).open()).step).toBe("ended");
  const { body } = await sent.desk.details(sent.id);
  expect(body.banner).toMatchObject({
    verb: "WAIT",
    headline: expect.stringMatching(/^held until \d\d:\d\d/) as string,
  });
  expect(body.hold).not.toHaveProperty("release");
  const took = await sent.desk.post<{ code: string }>(`/api/verifications/${sent.id}/desk-action`, {});
  expect([took.status, took.body.code]).toEqual([409, "desk_action.over"]);
});

it("is released by a colleague with a fresh sign-in alone, and the person goes on at once", async () => {
  const sent = await held("910000972");
  expect((await release(sent, sent.desk)).body.code).toBe("approval.own_check");
  const lee = await journey.agent("lee");
  expect((await lee.details(sent.id)).body.hold?.release?.signs).toBe(false);
  const listed = async (desk: Sent["desk"]): Promise<readonly string[]> =>
    ((await desk.get("/api/approvals/held")).body as HeldReply).held.map(({ id }) => id);
  expect(await listed(lee)).toContain(sent.id);
  expect(await listed(sent.desk)).not.toContain(sent.id);
  await ageSignIns(journey.instance, DEMO_AGENTS.lee.id);
  expect((await release(sent, lee)).body.code).toBe("step_up.needed");
  expect((await release(sent, journey.someAgent())).status).toBe(200);
  expect((await sent.phone.open()).step).toBe("action");
  expect((await journey.phone(sent.person, sent.link).open()).step).toBe("ended");
  // In the language of whoever it is: the link once more, in other words than at first.
  const messages = await eventually(
    async () => (await outbox(journey.instance.url, sent.to)).filter(({ text }) => text.includes(sent.link)),
    ({ length }) => length === 2,
    { what: "the message that it goes on" },
  );
  expect(new Set(messages.map(({ text }) => text)).size).toBe(2);
  expect((await password(sent)).step).toBe("action_done");
  const notes = titles(await journey.notesWith(sent.ticket, "Verification Outcome: Passed"));
  expect(notes.slice(notes.indexOf("Held"))).toEqual(
    expect.arrayContaining(["Held", "Hold released", "Verification Outcome: Passed"]),
  );
  expect((await release(sent, journey.someAgent())).body.code).toBe("session.ended");
});

it("is stopped by a press on a notice, for good", async () => {
  const sent = await held("910000973");
  const link = await noticeLink(journey, contactOf(sent.person, "sms").value);
  expect(await pressNotice(journey, link)).toContain("It is stopped");
  expect((await sent.phone.open()).step).toBe("reported");
  expect((await release(sent, journey.someAgent())).body.code).toBe("session.ended");
  await journey.notesWith(sent.ticket, "Verification Outcome: Failed (Reported)");
});

it("is stopped from its own page", async () => {
  const sent = await held("910000974");
  expect((await sent.phone.report()).step).toBe("reported");
  expect((await password(sent)).step).toBe("reported");
});

it("outlives a stop of the product, and begins at its end in the same browser and in no other", async () => {
  const [back, left] = [await held("910000975"), await held("910000976")];
  const { port } = new URL(journey.instance.url);
  const changeGearPort = Number(new URL(journey.instance.changeGearUrl).port);
  await journey.close();
  // Its alarms are set for later than what its clock says now.
  const clockRate = 1.5;
  const clockFrom = Date.now() - ((HELD_MINUTES + 1) * 60_000) / (clockRate - 1);
  journey = new Journey({
    ...kept,
    stateDirectory: directory,
    directoryPort: 0,
    port: Number(port),
    changeGearPort,
    clockRate,
    clockFrom,
  });
  await journey.start();
  expect((await journey.phone(back.person, back.link).open()).step).toBe("ended");
  const page = await back.phone.open();
  expect([page.step, textOf(page)]).toEqual(["action", expect.stringContaining("Set your new password")]);
  expect((await password(back)).step).toBe("action_done");
  expect((await password(back)).step).toBe("action_done");
  const { url } = journey.instance.demoDirectory ?? { url: "" };
  const signIn = new URLSearchParams({ user: back.person.userName, password: GOOD });
  expect(await (await fetch(url, { method: "POST", body: signIn })).text()).toContain("Second factor");
  const notes = titles(await journey.notesWith(back.ticket, "Action done: password reset"));
  expect(notes.filter((title) => title === "Action done: password reset")).toHaveLength(1);
  await journey.instance.sweep();
  const desk = journey.someAgent();
  expect((await journey.ended({ desk, id: left.id })).row).toMatchObject({ status: "passed" });
  const told = await eventually(
    () => outbox(journey.instance.url, left.to),
    (messages) => messages.some(({ text }) => text.includes("you can go on")),
    { what: "the message that it goes on", withinMs: 20_000 },
  );
  expect(told.some(({ text }) => text.includes(left.link))).toBe(true);
});
