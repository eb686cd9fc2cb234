/** The two pages behind the link of a notice, as whoever was told of a check sees them, and a pass that is held for them. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { me as german } from "../../console/copy/me/de.ts";
import { en } from "../../console/copy/portal/en.ts";
import { me as words } from "../../console/copy/me/en.ts";
import { answersFor } from "../../dev/demo/answers.ts";
import { eventually, outbox } from "../../dev/walkthrough/client.ts";
import { contactOf } from "../../dev/walkthrough/story.ts";
import { homeNetwork } from "../../dev/worker/home-device.ts";
import { answerQuestions } from "../support/answer-question.ts";
import { launchBrowser, PHONE } from "../support/browser.ts";
import { useJourney } from "../support/journey.ts";
import { look } from "../support/look.ts";

/** This desk does without a second person where an agent types an address, and relies on the hold. */
const CATEGORIES = { "Password reset": { action: "password_reset", typedWithoutSecondPerson: true } };
const journey = useJourney({ directoryPort: 0, variables: { CATEGORIES } });
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
  // The checker of accessibility needs scripts, and the page none.
  const seen = await (await browser.newContext(PHONE)).newPage();
  await seen.goto(link);
  await look(seen, "stop-phone");
  await phone.getByRole("link", { name: "Deutsch" }).click();
  await phone.getByRole("heading", { name: german.stop.heading }).waitFor();
  await phone.getByRole("link", { name: "English" }).click();
  const desktop = await (await browser.newContext({ ...DESKTOP, colorScheme: "dark" })).newPage();
  await desktop.goto(link);
  await look(desktop, "stop-desktop-dark");
  await phone.waitForTimeout(500);
  await phone.getByRole("button", { name: words.stop.yes }).click();
  await phone.getByRole("heading", { name: words.stop.stoppedHeading }).waitFor();
  await seen.reload();
  await look(seen, "stop-done-phone");
  expect((await sent.phone.open()).step).toBe("reported");
  await desktop.reload();
  await desktop.getByRole("heading", { name: words.stop.stoppedHeading }).waitFor();
  await look(desktop, "stop-done-desktop-dark");
});

const READING_MS = 500;

/** In both colours, wide and narrow. */
async function lookAll(page: Page, name: string): Promise<void> {
  const own = page.viewportSize();
  for (const colorScheme of ["light", "dark"] as const) {
    // Without motion: colours that are still on their way are no colours to judge.
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const [size, viewport] of Object.entries({ desktop: DESKTOP.viewport, phone: PHONE.viewport })) {
      await page.setViewportSize(viewport ?? DESKTOP.viewport);
      await look(page, `${name}-${size}-${colorScheme}`);
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize(own ?? DESKTOP.viewport);
}

it(
  "is held for them: the person reads when to come back, and a colleague releases it",
  { timeout: 240_000 },
  async () => {
    const address = "new.phone@elsewhere.example";
    const destination = { type: "email", address, reason: "Phone is lost" } as const;
    const sent = await journey.sendTo({ typed: { destination, to: address } });
    const context = await browser.newContext(PHONE);
    // At home, and no test browser: neither would pass anybody.
    const device = homeNetwork(sent.person.office.city);
    await context.addCookies([{ name: "dev-device", value: device, url: journey.instance.url }]);
    const phone = await context.newPage();
    await phone.goto(sent.link);
    await phone.waitForTimeout(READING_MS);
    await phone.getByRole("button", { name: en.landing.started.i_contacted }).click();
    await phone.locator('main[data-step^="question"]').waitFor();
    await answerQuestions(phone, answersFor(journey.instance.organisation, sent.person.id));
    await phone.getByRole("heading", { name: /Come back at/u }).waitFor();
    await lookAll(phone, "hold-1-page");
    await phone.goto(`${sent.link}?lang=he`);
    await look(phone, "hold-1-page-hebrew");
    await phone.goto(sent.link);

    const desk = await (await browser.newContext(DESKTOP)).newPage();
    await desk.goto(await journey.instance.signInLink("lee.tanaka@halden.example"));
    await desk.getByRole("button", { name: "Sign in" }).click();
    await desk.getByRole("heading", { level: 1, name: /Verifications/ }).waitFor();
    await desk.getByText("held", { exact: false }).first().waitFor();
    await look(desk, "hold-2-list-desktop");
    await desk.goto(`${journey.instance.url}/approvals`);
    await desk.getByRole("heading", { name: "Held passes" }).waitFor();
    await lookAll(desk, "hold-2-approvals");
    await desk.getByRole("link", { name: sent.person.displayName }).click();
    await desk
      .getByText(/held until/u)
      .first()
      .waitFor();
    await lookAll(desk, "hold-3-details");
    await desk.getByRole("button", { name: "Release early" }).click();
    await desk.getByRole("dialog").waitFor();
    await lookAll(desk, "hold-4-release");
    await desk.getByRole("dialog").getByRole("button", { name: "Release early" }).click();
    await desk.getByText("NOTHING TO DO").first().waitFor();
    await phone.getByRole("link", { name: en.holding.again }).click();
    await phone.locator('main[data-step="action"]').waitFor();
  },
);
