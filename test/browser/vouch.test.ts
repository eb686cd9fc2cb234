/**
 * A manager in the browser: asked by the desk, in at the company's sign-in once, called, and typing the two digits that
 * stand on the person's page; with axe and pictures.
 */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { approvals as desk } from "../../console/copy/desk/approvals.ts";
import { send } from "../../console/copy/desk/send.ts";
import { me as words } from "../../console/copy/me/en.ts";
import { answersFor } from "../../dev/demo/answers.ts";
import { DEMO_PEOPLE } from "../../dev/demo/cast.ts";
import { DEMO_AGENTS } from "../../dev/demo/desk.ts";
import { personOf } from "../../dev/demo/organisation.ts";
import { startInstance, type Instance } from "../../dev/local/instance.ts";
import { Phone } from "../../dev/walkthrough/client.ts";
import { contactOf, linkSentTo, openTicket } from "../../dev/walkthrough/story.ts";
import type { LiveReply } from "../../workers/contract/console/live.ts";
import { createKeyring } from "../../workers/adapters/crypto/keyring.ts";
import { attest } from "../support/attest.ts";
import { launchBrowser, PHONE, type Size } from "../support/browser.ts";
import { look } from "../support/look.ts";

const DESKTOP: Size = { viewport: { width: 1440, height: 900 } };

const AGENT = DEMO_AGENTS.aisha.email;

let browser: Browser;
let instance: Instance;

beforeAll(async () => {
  [browser, instance] = await Promise.all([
    launchBrowser(),
    startInstance({ port: 0, changeGearPort: 0, identityPort: 0 }),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await instance?.close();
});

async function opened(size: Size): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext(size);
  return { context, page: await context.newPage() };
}

async function signedIn(page: Page): Promise<void> {
  await page.goto(await instance.signInLink(AGENT));
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { level: 1, name: /Verifications/u }).waitFor();
}

/** The same page on a phone by day and on a desk by night. */
async function lookBoth(page: Page, name: string): Promise<void> {
  const before = page.viewportSize() ?? { width: 1440, height: 900 };
  for (const [size, viewport, colorScheme] of [
    ["phone", { width: 390, height: 844 }, "light"],
    // As high as the form: the bar with its button covers nothing that is looked at.
    ["desktop", { width: 1440, height: 1300 }, "dark"],
  ] as const) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await look(page, `vouch-${name}-${size}`);
  }
  await page.setViewportSize(before);
  await page.emulateMedia({ colorScheme: "light" });
}

/** As if it had been asked for three minutes before. */
async function nobodyAnswers(page: Page): Promise<void> {
  await page.route(/\/live$/u, async (route) => {
    const response = await route.fetch();
    const live = (await response.json()) as LiveReply;
    const approvals = live.approvals?.map((one) => ({ ...one, askedAt: one.askedAt - 180_000 })) ?? [];
    await route.fulfill({ response, json: { ...live, approvals } });
  });
  await page.reload();
  await page.getByText(desk.ask.slow).waitFor();
  await lookBoth(page, "4-nobody-answers");
  await page.unroute(/\/live$/u);
  await page.reload();
  await page.getByText(/seen \d\d:\d\d/u).waitFor();
  expect(await page.getByText(desk.ask.slow).count()).toBe(0);
}

it("vouches for somebody of the team with what they read out", { timeout: 300_000 }, async () => {
  const person = personOf(instance.organisation, DEMO_PEOPLE.dana);
  const lead = personOf(instance.organisation, DEMO_PEOPLE.nkechi);
  const agent = await opened(DESKTOP);
  await signedIn(agent.page);
  const ticket = await openTicket(instance, { category: "MFA reset", person });
  await agent.page.goto(`${instance.url}/tickets/${ticket.ticketId}/send`);
  await agent.page.getByText("Nkechi Obi, the manager, can be asked to vouch").waitFor();
  await lookBoth(agent.page, "1-before-send");
  await agent.page
    .getByRole("radio", { name: /SMS to/ })
    .first()
    .check({ force: true });
  await agent.page.getByRole("button", { name: "Send", exact: true }).click();
  await agent.page.getByText("Delivered", { exact: true }).first().waitFor();
  const link = await linkSentTo(instance, contactOf(person, "sms").value, []);

  const manager = await opened(PHONE);
  await manager.page.goto(`${instance.url}/me`);
  await manager.page.getByText(words.signIn.vouch).waitFor();
  await lookBoth(manager.page, "2-sign-in");
  await manager.page.getByRole("link", { name: /to vouch/u }).click();
  await manager.page.getByLabel("Somebody else's email").fill(lead.email);
  await manager.page.getByRole("button", { name: "Continue" }).click();
  await manager.page.getByText(words.vouches.none).waitFor();

  await agent.page.getByRole("button", { name: "Ask Nkechi Obi" }).click();
  await agent.page.getByText(/asked \d\d:\d\d/).waitFor();
  await manager.page.reload();
  await manager.page.getByRole("group", { name: new RegExp(person.displayName) }).waitFor();
  await lookBoth(manager.page, "3-still-answering");
  await agent.page.getByText(/seen \d\d:\d\d/).waitFor();
  await nobodyAnswers(agent.page);

  // The requester's own browser, moved on by the answers that were given beside it.
  const requester = await opened(PHONE);
  const phone = new Phone(link, { network: "home" });
  const { page: last } = await phone.answerAll(await phone.begin(), answersFor(instance.organisation, person.id));
  expect(last.step).toBe("approving");
  const cookies = phone.cookie.split("; ").map((pair) => pair.split("="));
  await requester.context.addCookies(
    // By https, as such a name demands; a browser sends it to this machine all the same.
    cookies.map(([name = "", value = ""]) => ({
      name,
      value,
      url: instance.url.replace("http:", "https:"),
      secure: true,
    })),
  );
  await requester.page.setExtraHTTPHeaders({ "x-dev-network": "home" });
  await requester.page.goto(link);
  const shown = requester.page.locator(".read-out");
  await shown.waitFor();
  await lookBoth(requester.page, "5-requester");
  const digits = (await shown.textContent())?.trim() ?? "";
  await agent.page.getByText("manager's word needed").first().waitFor();
  await lookBoth(agent.page, "6-desk-seen");

  await manager.page.reload();
  const field = manager.page.getByLabel(words.vouches.digits);
  await field.waitFor();
  await lookBoth(manager.page, "7-digits");
  await field.fill(String((Number(digits) + 1) % 100).padStart(2, "0"));
  await manager.page.getByRole("button", { name: words.vouches.vouch }).click();
  await manager.page.getByText(words.problems.vouch_wrong).waitFor();
  await lookBoth(manager.page, "8-wrong");
  await manager.page.getByLabel(words.vouches.digits).fill(digits);
  await manager.page.getByRole("button", { name: words.vouches.vouch }).click();
  await manager.page.getByText(words.done.vouched).waitFor();
  await lookBoth(manager.page, "9-vouched");
  await agent.page.getByText("PROCEED").first().waitFor();
  await lookBoth(agent.page, "10-proceed");
  await Promise.all([agent.context.close(), manager.context.close(), requester.context.close()]);
});

it(
  "says before Send that nobody can stand behind an address, and sends it as evidence",
  { timeout: 120_000 },
  async () => {
    const person = personOf(instance.organisation, DEMO_PEOPLE.london);
    const db = await instance.miniflare.getD1Database("DB");
    const keyring = createKeyring(instance.rootSecret, {});
    // A week ago nobody else was there, and the directory names no manager.
    await db.batch([
      db.prepare("UPDATE agents SET created_at = ? WHERE email <> ?").bind(Date.now(), AGENT),
      db.prepare("UPDATE people SET manager_id = NULL WHERE id = ?").bind(person.id),
    ]);
    await attest(db, keyring, { table: "agents", column: "active", value: 1 });
    await attest(db, keyring, { table: "people", column: "id", value: person.id });
    const { page, context } = await opened(DESKTOP);
    await signedIn(page);
    const ticket = await openTicket(instance, { category: "Password reset", person });
    await page.goto(`${instance.url}/tickets/${ticket.ticketId}/send`);
    await page.getByRole("radio", { name: "Another destination" }).check({ force: true });
    await page.getByText(send.cannotPass.nobody).waitFor();
    await page.getByText(desk.ask.whyNot).first().click();
    await page.getByText(desk.ask.noManager).first().waitFor();
    await page.getByLabel(send.country).selectOption("PT");
    await page.getByLabel(send.numberLabel).fill("910000971");
    await page.getByLabel(send.reason).selectOption({ index: 1 });
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await page.getByRole("checkbox", { name: send.cannotPass.choice }).and(page.locator("[aria-invalid]")).waitFor();
    await lookBoth(page, "11-nobody");
    await page.getByRole("checkbox", { name: send.cannotPass.choice }).check();
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await page.getByText("Delivered", { exact: true }).first().waitFor();
    await context.close();
  },
);
