/** A second person in two browsers: asked on the Send page, approved on a page of its own, PROCEED; with axe and pictures. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { answersFor } from "../../dev/demo/answers.ts";
import { DEMO_PEOPLE } from "../../dev/demo/cast.ts";
import { personOf } from "../../dev/demo/organisation.ts";
import { startInstance, type Instance } from "../../dev/local/instance.ts";
import { Phone } from "../../dev/walkthrough/client.ts";
import { contactOf, linkSentTo, openTicket } from "../../dev/walkthrough/story.ts";
import { launchBrowser, PHONE, type Size } from "../support/browser.ts";
import { look } from "../support/look.ts";

const DESKTOP: Size = { viewport: { width: 1440, height: 900 } };

let browser: Browser;
let instance: Instance;

beforeAll(async () => {
  [browser, instance] = await Promise.all([launchBrowser(), startInstance({ port: 0, changeGearPort: 0 })]);
});
afterAll(async () => {
  await browser?.close();
  await instance?.close();
});

async function deskOf(email: string, scheme: "light" | "dark"): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ ...DESKTOP, colorScheme: scheme });
  const page = await context.newPage();
  await page.goto(await instance.signInLink(email));
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { level: 1, name: /Verifications/ }).waitFor();
  return { context, page };
}

/** The same page as a phone shows it. */
async function lookBoth(page: Page, name: string): Promise<void> {
  await look(page, `approvals-${name}-desktop`);
  await page.setViewportSize(PHONE.viewport ?? { width: 390, height: 844 });
  await look(page, `approvals-${name}-phone`);
  await page.setViewportSize(DESKTOP.viewport ?? { width: 1440, height: 900 });
}

it("asks a colleague, who approves, and the agent proceeds", { timeout: 240_000 }, async () => {
  const person = personOf(instance.organisation, DEMO_PEOPLE.dana);
  const [sender, approver] = [
    await deskOf("aisha.bello@halden.example", "light"),
    await deskOf("lee.tanaka@halden.example", "dark"),
  ];
  const ticket = await openTicket(instance, { category: "MFA reset", person });
  await sender.page.goto(`${instance.url}/tickets/${ticket.ticketId}/send`);
  await sender.page.getByText("This needs a second person as well").waitFor();
  await sender.page
    .getByRole("radio", { name: /SMS to/ })
    .first()
    .check({ force: true });
  await lookBoth(sender.page, "1-send");
  await sender.page.getByRole("button", { name: "Send", exact: true }).click();
  await sender.page.getByText("Delivered", { exact: true }).first().waitFor();

  const phone = new Phone(await linkSentTo(instance, contactOf(person, "sms").value, []), { network: "home" });
  const { page: screen } = await phone.answerAll(await phone.begin(), answersFor(instance.organisation, person.id));
  expect(screen.step).toBe("approving");

  await sender.page.getByText("second approval needed").waitFor();
  await lookBoth(sender.page, "2-waits");
  await sender.page.getByRole("button", { name: "Ask Lee Tanaka" }).click();
  await sender.page.getByText(/asked \d\d:\d\d/).waitFor();

  await approver.page.getByText("1 waiting for you").waitFor({ state: "attached" });
  await approver.page.getByText(`asks you to be the second person: MFA reset, ${person.displayName}`).waitFor();
  expect(await approver.page.title()).toMatch(/^\(1\) /u);
  await lookBoth(approver.page, "3-told");
  await approver.page.getByRole("link", { name: /Approvals/ }).click();
  await approver.page.getByRole("link", { name: new RegExp(person.displayName) }).waitFor();
  await lookBoth(approver.page, "3-list");
  await approver.page.getByRole("link", { name: new RegExp(person.displayName) }).click();
  await approver.page.getByRole("button", { name: "Approve", exact: true }).waitFor();
  await lookBoth(approver.page, "4-approval");
  await sender.page.getByText(/seen \d\d:\d\d/).waitFor();
  await lookBoth(sender.page, "5-seen");
  await approver.page.getByRole("button", { name: "Approve", exact: true }).click();
  await approver.page.getByText("You approved it.").waitFor();
  await lookBoth(approver.page, "6-approved");

  await sender.page.getByText("PROCEED").first().waitFor();
  await sender.page.getByRole("button", { name: "I do it now" }).waitFor();
  await lookBoth(sender.page, "7-proceed");
  // No passkey of the colleague is asked for: one press, and nobody else acts on the pass.
  await approver.page.goto(`${instance.url}/verifications`);
  await approver.page
    .getByRole("link", { name: new RegExp(person.displayName) })
    .first()
    .click();
  await sender.page.getByRole("button", { name: "I do it now" }).click();
  await sender.page.getByText("you act now, then record what you did").waitFor();
  await lookBoth(sender.page, "8-acts");
  await approver.page.getByText("A. Bello acts now").first().waitFor();
  expect(await approver.page.getByRole("button", { name: "I do it now" }).count()).toBe(0);
  await look(approver.page, "approvals-9-colleague-acts");
  await sender.page.getByRole("button", { name: "I did not do it" }).click();
  await sender.page.getByRole("dialog").getByText("No right to do it in that system").waitFor();
  await lookBoth(sender.page, "10-not-done");
  await sender.page.getByRole("button", { name: "Cancel" }).click();
  await sender.page.getByRole("button", { name: "I did it", exact: true }).click();
  await sender.page.getByText("you did it").waitFor();
  await sender.page.getByRole("link", { name: "Open the details" }).click();
  await sender.page.getByRole("heading", { name: "What it led to" }).waitFor();
  await sender.page.getByText("Done by the agent: MFA reset").waitFor();
  await lookBoth(sender.page, "11-details");
  await approver.page.getByText("A. Bello did it").first().waitFor();
  await sender.context.close();
  await approver.context.close();
});
