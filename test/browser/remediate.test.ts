/**
 * After a check that did not pass: a requester who asks for a person, an agent who remediates, and the block after
 * "This wasn't me" lifted, in a real browser at desktop and at phone size, with axe and a photograph of each new screen.
 */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { en } from "../../console/copy/desk/en.ts";
import { Phone } from "../../dev/walkthrough/client.ts";
import { contactOf, linkSentTo, openTicket, signedIn, type OpenedTicket } from "../../dev/walkthrough/story.ts";
import { wrongAnswerFor } from "../../dev/demo/answers.ts";
import { DEMO_PEOPLE, type DemoName } from "../../dev/demo/cast.ts";
import { DEMO_AGENTS } from "../../dev/demo/desk.ts";
import { personOf } from "../../dev/demo/organisation.ts";
import { startInstance, type Instance } from "../../dev/local/instance.ts";
import { ageSignIns } from "../support/age-sign-ins.ts";
import { launchBrowser, PHONE, quick, type Size } from "../support/browser.ts";
import { look } from "../support/look.ts";
import { signInAgain } from "../support/sign-in-again.ts";

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

/** By Aisha, to the mobile on record. */
async function sentTo(name: DemoName): Promise<{ id: string; ticket: OpenedTicket; phone: Phone }> {
  const person = personOf(instance.organisation, DEMO_PEOPLE[name]);
  const desk = await signedIn(instance, DEMO_AGENTS.aisha);
  const ticket = await openTicket(instance, { category: "Password reset", person });
  const contact = contactOf(person, "sms");
  const destination = { type: "contact", contactId: contact.id } as const;
  const { body } = await desk.send({ ticketId: ticket.ticketId, callerOnLine: false, destination });
  return { id: body.id, ticket, phone: new Phone(await linkSentTo(instance, contact.value), { network: "mobile" }) };
}

/** Somebody answers all questions wrong and then asks for a person. */
async function failedAndAsked(name: DemoName): Promise<{ id: string; ticket: OpenedTicket; promised: string }> {
  const { id, ticket, phone } = await sentTo(name);
  await phone.answerAll(await phone.begin(), wrongAnswerFor(instance.organisation, DEMO_PEOPLE[name]));
  const page = await phone.press("person");
  return { id, ticket, promised: /(\d\d:\d\d) London time/.exec(page.html)?.[1] ?? "no time" };
}

async function signedInPage(agent: { readonly email: string }): Promise<Page> {
  const page = await (await browser.newContext(DESKTOP)).newPage();
  await page.goto(await instance.signInLink(agent.email));
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("navigation", { name: en.nav.label }).waitFor();
  return page;
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

it(
  "a block is lifted by another agent: after a call back, and without one once it is shown again who is there",
  async () => {
    const { lift, block } = en.people;
    const [called, known] = await Promise.all([sentTo("austin"), sentTo("bengaluru")]);
    await called.phone.report();
    await known.phone.report();
    const personPage = (name: DemoName): string => `${instance.url}/people/${DEMO_PEOPLE[name]}`;

    const page = await signedInPage(DEMO_AGENTS.lee);
    const dialog = page.getByRole("dialog");
    const press = dialog.getByRole("button", { name: lift.button.report });
    await page.goto(personPage("austin"));
    await page.getByText(/^Locked until/).waitFor();
    await look(page, "lift-1-blocked");
    await page.getByRole("button", { name: lift.button.report }).click();
    await dialog.getByRole("radio", { name: /^I called back/ }).waitFor();
    await dialog.getByText("Give a reason of at least 5 characters.").waitFor();
    expect(await press.isDisabled()).toBe(true);
    await dialog.getByLabel(lift.reason, { exact: true }).fill("Called back, a link had been forwarded by mistake");
    await look(page, "lift-2-call-back");
    await press.click();
    await page.getByText(block.lifted.report(DEMO_AGENTS.lee.name)).waitFor();
    await page.getByText(/called back \+/).waitFor();
    expect(await page.getByText(/^Locked until/).count()).toBe(0);
    await page.goto(`${instance.url}/verifications/${called.id}`);
    // What the check was stays what it was.
    await page.getByText(/Lock lifted \d\d:\d\d/).waitFor();
    await page.getByText("REJECT").first().waitFor();
    await look(page, "lift-3-reported-after");

    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: "dark" });
    await page.goto(personPage("bengaluru"));
    await page.getByRole("button", { name: lift.button.report }).waitFor();
    await ageSignIns(instance, DEMO_AGENTS.lee.id);
    await page.getByRole("button", { name: lift.button.report }).click();
    await dialog.getByRole("radio", { name: new RegExp(`^${lift.colleague}`) }).check();
    await dialog.getByLabel(lift.reason, { exact: true }).fill("Sits across from me and shows the message");
    await look(page, "lift-4-colleague-phone-dark");
    await press.click();
    await page.getByRole("heading", { name: "Sign in again to go on" }).waitFor();
    await look(page, "lift-5-step-up-phone-dark");
    await signInAgain(page);
    await page.getByText(block.lifted.report(DEMO_AGENTS.lee.name)).waitFor();
    await page.getByText(block.withoutCall, { exact: false }).waitFor();
    await look(page, "lift-6-lifted-phone-dark");
    await page.context().close();
  },
  TIME_MS,
);

it(
  "a person is erased by an admin: not while a check of theirs runs, and then they are not there",
  async () => {
    const { erase } = en.people;
    const person = personOf(instance.organisation, DEMO_PEOPLE.london);
    const { phone } = await sentTo("london");
    const page = await signedInPage(DEMO_AGENTS.jonas);
    const dialog = page.getByRole("dialog");
    const press = dialog.getByRole("button", { name: erase.confirm });
    const address = `${instance.url}/people/${DEMO_PEOPLE.london}`;
    await page.goto(address);
    await page.getByRole("button", { name: erase.button }).click();
    await press.click();
    await dialog.getByText("A check of this person is running").waitFor();
    await look(page, "erase-1-check-open");
    await phone.begin();
    await phone.report();

    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: "dark" });
    await page.goto(address);
    await page.getByRole("button", { name: erase.button }).waitFor();
    await look(page, "erase-2-page-phone-dark");
    await ageSignIns(instance, DEMO_AGENTS.jonas.id);
    await page.getByRole("button", { name: erase.button }).click();
    await look(page, "erase-3-asks-phone-dark");
    await press.click();
    await page.getByRole("heading", { name: "Sign in again to go on" }).waitFor();
    await signInAgain(page);
    await page.getByRole("heading", { name: erase.doneTitle(person.displayName) }).waitFor();
    await look(page, "erase-4-done-phone-dark");
    await page.goto(address);
    await page.getByText("There is no such person in the directory").waitFor();
    await page.context().close();
  },
  TIME_MS,
);
