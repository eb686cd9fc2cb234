/**
 * The main job in a real browser, from the ticket's page to the result note, at desktop and at
 * phone size. Every screen on the way is checked with axe and photographed (test-results/browser).
 */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually, outbox } from "../../dev/walkthrough/client.ts";
import { answersFor } from "../../dev/demo/answers.ts";
import { DEMO_PEOPLE } from "../../dev/demo/cast.ts";
import { startInstance, type Instance } from "../../dev/local/instance.ts";
import { answerQuestion, stepOf } from "../support/answer-question.ts";
import { launchBrowser, PHONE, quick, type Size } from "../support/browser.ts";
import { look } from "../support/look.ts";

const DESKTOP: Size = { viewport: { width: 1440, height: 900 } };
const READING_MS = 600;
const JOURNEY_MS = 240_000;

let browser: Browser;
let instance: Instance;

beforeAll(async () => {
  [browser, instance] = await Promise.all([launchBrowser(), startInstance({ port: 0, changeGearPort: 0 })]);
});
afterAll(async () => {
  await browser?.close();
  await instance?.close();
});

interface Setting {
  readonly name: string;
  readonly size: Size;
  readonly scheme: "light" | "dark";
  readonly person: keyof typeof DEMO_PEOPLE;
  /** Where that person is at home. */
  readonly network: string;
}

const settings: readonly Setting[] = [
  { name: "desktop", size: DESKTOP, scheme: "light", person: "dana", network: "home" },
  { name: "phone", size: PHONE, scheme: "dark", person: "london", network: "home-london" },
];

async function createTicket(page: Page, setting: Setting): Promise<void> {
  const person = instance.organisation.people.find((other) => other.id === DEMO_PEOPLE[setting.person]);
  await page.goto(`${instance.changeGearUrl}/CGWeb/`);
  await look(page, `${setting.name}-1-tickets`);
  await page.getByRole("link", { name: "New ticket" }).first().click();
  await page.getByLabel("Summary").fill("Cannot sign in after holiday");
  await page.getByLabel("Description").fill("The password is no longer accepted since this morning.");
  await page.getByLabel("Incident type").selectOption({ label: "Password reset" });
  await page.getByLabel("Requester").selectOption({ value: person?.externalId ?? "" });
  await page.getByRole("button", { name: /create/i }).click();
  await page.getByRole("link", { name: "Send Verification via imper.ai Portal" }).waitFor();
  await look(page, `${setting.name}-2-ticket-with-link`);
}

async function signIn(page: Page, setting: Setting): Promise<void> {
  await page.goto(await instance.signInLink("aisha.bello@halden.example"));
  await look(page, `${setting.name}-3-sign-in`);
  await page.getByRole("button", { name: "Sign in" }).click();
  // On a phone the heading is the short one.
  await page.getByRole("heading", { level: 1, name: /Verifications/ }).waitFor();
  await look(page, `${setting.name}-4-list`);
}

async function send(page: Page, setting: Setting): Promise<void> {
  await page
    .getByRole("radio", { name: /SMS to/ })
    .first()
    .check({ force: true });
  await look(page, `${setting.name}-5-send`);
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.getByText("Delivered", { exact: true }).first().waitFor();
}

async function verify(context: BrowserContext, desk: Page, setting: Setting): Promise<void> {
  const messages = await eventually(
    () => outbox(instance.url),
    (all) => all.length > 0,
  );
  const phone = await context.newPage();
  await phone.goto(messages[0]?.link ?? "");
  await look(phone, `${setting.name}-6-landing`);
  await phone.getByRole("link", { name: "This wasn't me" }).click();
  await look(phone, `${setting.name}-7-this-wasnt-me`);
  await phone.getByRole("link", { name: "No, go back" }).click();
  // A press that comes faster than a person reads is not taken for one.
  await phone.waitForTimeout(READING_MS);
  await phone.getByRole("button", { name: "I contacted IT" }).click();
  await phone.getByLabel(/6 numbers/).waitFor();
  await look(phone, `${setting.name}-8-code`);
  await look(desk, `${setting.name}-9-live-code`);
  const digits = (await desk.locator(".code-digits").innerText()).replaceAll(/\D/g, "");
  await phone.getByLabel(/6 numbers/).pressSequentially(digits);
  await phone.locator('main[data-step^="question"]').waitFor();
  let asked = 0;
  while ((await stepOf(phone)).startsWith("question")) {
    asked += 1;
    await look(phone, `${setting.name}-10-question-${String(asked)}`);
    await answerQuestion(phone, answersFor(instance.organisation, DEMO_PEOPLE[setting.person]));
  }
  expect(asked).toBeGreaterThanOrEqual(3);
  expect(await stepOf(phone)).toBe("verified");
  await look(phone, `${setting.name}-11-verified`);
  await phone.getByRole("button", { name: "Easy" }).click();
  await phone.getByText("Thank you.").waitFor();
}

describe.each(quick(settings, "desktop"))("at $name size", (setting) => {
  it(
    "goes from the ticket's page to the result note",
    async () => {
      const desk = await browser.newContext({
        ...setting.size,
        colorScheme: setting.scheme,
        timezoneId: "Europe/London",
      });
      const home = await browser.newContext({
        ...setting.size,
        colorScheme: setting.scheme,
        timezoneId: "Europe/London",
        extraHTTPHeaders: { "x-dev-network": setting.network },
      });
      const page = await desk.newPage();
      await signIn(page, setting);
      await createTicket(page, setting);
      const ticketPage = page.url();
      const link = await page.getByRole("link", { name: "Send Verification via imper.ai Portal" }).getAttribute("href");
      await page.goto(link ?? "");
      await send(page, setting);
      await verify(home, page, setting);
      await page.getByText("User verified successfully").first().waitFor();
      await look(page, `${setting.name}-12-send-passed`);
      await page.goto(ticketPage);
      await page.getByText("Verification Outcome: Passed").waitFor();
      await look(page, `${setting.name}-13-ticket-result`);
      await page.getByRole("link", { name: "Open the verification" }).click();
      await page.getByText("Verification Summary Panel").first().waitFor();
      await look(page, `${setting.name}-14-details`);
      await page.goto(`${instance.url}/verifications`);
      await page
        .getByText(/valid until/)
        .first()
        .waitFor();
      await look(page, `${setting.name}-15-list`);
      await Promise.all([desk.close(), home.close()]);
    },
    JOURNEY_MS,
  );
});
