/**
 * After a check that did not pass: a requester who asks for a person, and an agent who remediates,
 * in a real browser at desktop and at phone size, with axe and a photograph of each new screen.
 */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Phone } from "../../dev/walkthrough/client.ts";
import { contactOf, linkSentTo, openTicket, signedIn, type OpenedTicket } from "../../dev/walkthrough/story.ts";
import { wrongAnswerFor } from "../../dev/demo/answers.ts";
import { DEMO_PEOPLE, type DemoName } from "../../dev/demo/cast.ts";
import { DEMO_AGENTS } from "../../dev/demo/desk.ts";
import { personOf } from "../../dev/demo/organisation.ts";
import { startInstance, type Instance } from "../../dev/local/instance.ts";
import { launchBrowser, PHONE, quick, type Size } from "../support/browser.ts";
import { look } from "../support/look.ts";

const DESKTOP: Size = { viewport: { width: 1440, height: 900 } };
const TIME_MS = 120_000;

let browser: Browser;
let instance: Instance;

beforeAll(async () => {
  const variables = { SECURITY_CONTACT: { mail: "soc@halden.example" } };
  [browser, instance] = await Promise.all([launchBrowser(), startInstance({ port: 0, changeGearPort: 0, variables })]);
});
afterAll(async () => {
  await browser?.close();
  await instance?.close();
});

/** Somebody answers all questions wrong and then asks for a person. */
async function failedAndAsked(name: DemoName): Promise<{ id: string; ticket: OpenedTicket; promised: string }> {
  const person = personOf(instance.organisation, DEMO_PEOPLE[name]);
  const desk = await signedIn(instance, DEMO_AGENTS.aisha);
  const ticket = await openTicket(instance, { category: "Password reset", person });
  const contact = contactOf(person, "sms");
  const destination = { type: "contact", contactId: contact.id } as const;
  const { body } = await desk.send({ ticketId: ticket.ticketId, callerOnLine: false, destination });
  const phone = new Phone(await linkSentTo(instance, contact.value), { network: "mobile" });
  await phone.answerAll(await phone.begin(), wrongAnswerFor(instance.organisation, person.id));
  const page = await phone.press("person");
  return { id: body.id, ticket, promised: /(\d\d:\d\d) London time/.exec(page.html)?.[1] ?? "no time" };
}

const SETTINGS = [
  { name: "desktop", size: DESKTOP, scheme: "light", person: "dana" },
  { name: "phone", size: PHONE, scheme: "dark", person: "london" },
] as const;

it.each(quick(SETTINGS, "phone"))(
  "at $name size the desk sees who asks for a person, reports it, and says what it found out",
  async ({ name, size, scheme, person }) => {
    const { id, ticket, promised } = await failedAndAsked(person);
    const context = await browser.newContext({ ...size, colorScheme: scheme, timezoneId: "Europe/London" });
    const page = await context.newPage();
    await page.goto(await instance.signInLink("aisha.bello@halden.example"));
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("button", { name: "Asks for a person" }).click();
    const row = page.locator(`[data-row="${id}"]`);
    await row.getByText("Asks for a person").waitFor();
    expect(await row.innerText()).toContain(promised);
    await look(page, `${name}-remediate-1-list`);

    await page.goto(`${instance.url}/verifications/${id}`);
    await page.getByText(/Call back on a contact on record/).waitFor();
    await page.getByRole("button", { name: "Report to security" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("not sent yet").waitFor();
    await look(page, `${name}-remediate-2-report`);
    await dialog.getByRole("button", { name: "Report to security" }).click();
    await dialog.getByText(/Reported by Aisha Bello/).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Report to security" }).waitFor({ state: "detached" });

    await page.getByRole("button", { name: "Remediate", exact: true }).click();
    await look(page, `${name}-remediate-3-menu`);
    await page.getByRole("button", { name: "Update verification status" }).click();
    await dialog.getByRole("radio", { name: /Confirmed genuine/ }).check();
    await dialog.getByLabel("How do you know?").fill("Called back on the number on record");
    await look(page, `${name}-remediate-4-status`);
    await dialog.getByRole("button", { name: "Update verification status" }).click();
    await dialog.waitFor({ state: "detached" });
    await page
      .getByText(/Confirmed genuine, A\. Bello/)
      .first()
      .waitFor();
    // A word beside the verdict, which stays what it was; whoever asked has been answered.
    await page.getByText("High risk detected - Reject this request").waitFor();
    expect(await page.getByText(/^Asks for a person/).count()).toBe(0);
    await look(page, `${name}-remediate-5-details`);
    await page.goto(`${instance.url}/verifications?asked=1&q=${ticket.number}`);
    await page.getByText("Nothing matches these filters").waitFor();
    await context.close();
  },
  TIME_MS,
);
