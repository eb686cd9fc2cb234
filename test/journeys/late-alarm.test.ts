/**
 * An alarm that does not come. The product is stopped and started again with its clock an hour
 * ahead: every deadline is past, while the platform's alarms are still set for later. Deadlines
 * must hold all the same, by a request or by the sweep.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEMO_AGENTS } from "../../dev/demo/desk.ts";
import { newSecrets } from "../../dev/local/instance.ts";
import { signedIn } from "../../dev/walkthrough/story.ts";
import type { Page } from "../../dev/walkthrough/page.ts";
import { Journey, titles, type Sent } from "../support/journey.ts";

const AHEAD_MINUTES = 60;

interface Story {
  readonly journey: Journey;
  readonly unopened: Sent;
  readonly swept: Sent;
  readonly answering: Sent & { readonly page: Page };
}

let directory: string;
let story: Story;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "late-alarm-"));
  const kept = { stateDirectory: directory, secrets: newSecrets(), now: Date.now() };
  const before = new Journey(kept);
  await before.start();
  const [unopened, swept, begun] = [await before.sendTo(), await before.sendTo(), await before.sendTo()];
  const answering = { ...begun, page: await begun.phone.begin() };
  await before.notes(begun.ticket, 2);
  const { port } = new URL(before.instance.url);
  const changeGearPort = Number(new URL(before.instance.changeGearUrl).port);
  await before.close();

  // At this rate the clock is an hour ahead now and drifts by less than a second per second.
  const clockRate = 1.5;
  const clockFrom = Date.now() - (AHEAD_MINUTES * 60_000) / (clockRate - 1);
  const journey = new Journey({ ...kept, port: Number(port), changeGearPort, clockRate, clockFrom });
  await journey.start();
  // The agents of before have idled out by now.
  const desk = await signedIn(journey.instance, DEMO_AGENTS.jonas);
  story = { journey, unopened: { ...unopened, desk }, swept: { ...swept, desk }, answering: { ...answering, desk } };
});

afterAll(async () => {
  await story.journey.close();
  await rm(directory, { recursive: true, force: true });
});

describe("without its alarm", () => {
  it("an overdue link is shown as ended; looking changes nothing, trying to begin ends the check", async () => {
    const { journey, unopened } = story;
    expect(await unopened.phone.open()).toMatchObject({ status: 410, step: "ended" });
    expect((await journey.live(unopened)).status).toBe("sent");
    const page = await unopened.phone.press("begin", { started: "someone" });
    expect(page).toMatchObject({ status: 409, step: "ended" });
    expect((await journey.ended(unopened)).row).toMatchObject({ status: "timed_out", detail: "never_opened" });
    expect(titles(await journey.notes(unopened.ticket, 3)).at(-1)).toBe("Verification Outcome: Failed (Timed Out)");
  });

  it("an overdue session takes no answer and never passes", async () => {
    const { journey, answering } = story;
    const page = await journey.answerRight(answering, answering.page);
    expect(page).toMatchObject({ status: 409, step: "timed_out" });
    expect((await journey.ended(answering)).row).toMatchObject({ status: "timed_out", detail: "not_finished" });
    expect(titles(await journey.notes(answering.ticket, 3)).at(-1)).toBe("Verification Outcome: Failed (Timed Out)");
  });

  it("the sweep ends what nobody touches", async () => {
    const { journey, swept } = story;
    expect((await journey.live(swept)).status).toBe("sent");
    await journey.instance.sweep();
    expect((await journey.ended(swept)).row).toMatchObject({ status: "timed_out", detail: "never_opened" });
    expect(titles(await journey.notes(swept.ticket, 3)).at(-1)).toBe("Verification Outcome: Failed (Timed Out)");
  });
});
