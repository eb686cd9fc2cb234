/** The two pages behind the link of a notice, as whoever was told of a check sees them. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { me as german } from "../../console/copy/me/de.ts";
import { me as words } from "../../console/copy/me/en.ts";
import { eventually, outbox } from "../../dev/walkthrough/client.ts";
import { contactOf } from "../../dev/walkthrough/story.ts";
import { launchBrowser, PHONE } from "../support/browser.ts";
import { useJourney } from "../support/journey.ts";
import { look } from "../support/look.ts";

const journey = useJourney();
const DESKTOP = { viewport: { width: 1440, height: 900 } };
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

it("says what a press does, in the reader's language, and then that it is done", async () => {
  const address = "caller@elsewhere.example";
  const destination = { type: "email", address, reason: "Says the phone is lost" } as const;
  const sent = await journey.sendTo({ typed: { destination, to: address } });
  await journey.instance.sweep();
  const { value } = contactOf(sent.person, "sms");
  const linkIn = (text: string) => text.match(/http:\/\/\S+\/me\/stop\/[\w-]{46}/u)?.[0];
  const messages = await eventually(
    () => outbox(journey.instance.url, value),
    (all) => all.some(({ text }) => linkIn(text) !== undefined),
    { what: "the notice" },
  );
  const link = messages.map(({ text }) => linkIn(text)).find((found) => found !== undefined) ?? "";

  const phone = await (await browser.newContext({ ...PHONE, javaScriptEnabled: false })).newPage();
  await phone.goto(link);
  await look(phone, "stop-phone");
  await phone.getByRole("link", { name: "Deutsch" }).click();
  await phone.getByRole("heading", { name: german.stop.heading }).waitFor();
  await phone.getByRole("link", { name: "English" }).click();
  const desktop = await (await browser.newContext({ ...DESKTOP, colorScheme: "dark" })).newPage();
  await desktop.goto(link);
  await look(desktop, "stop-desktop-dark");
  await phone.waitForTimeout(500);
  await phone.getByRole("button", { name: words.stop.yes }).click();
  await phone.getByRole("heading", { name: words.stop.stoppedHeading }).waitFor();
  await look(phone, "stop-done-phone");
  expect((await sent.phone.open()).step).toBe("reported");
  await desktop.reload();
  await desktop.getByRole("heading", { name: words.stop.stoppedHeading }).waitFor();
  await look(desktop, "stop-done-desktop-dark");
});
