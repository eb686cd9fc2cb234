/**
 * A new installation's first hour in a real browser, from `npm start -- --empty`: the first admin comes by the
 * deployment's link, sets everything up on screens, and checks himself. Axe and a photograph of each screen; in a
 * quick run only of those that no other test looks at.
 */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { en } from "../../console/copy/desk/en.ts";
import { DEMO_AGENTS } from "../../dev/demo/desk.ts";
import { freePort, startInstance, type Instance } from "../../dev/local/instance.ts";
import { attestedRowsInto, type SeedDatabase } from "../../dev/local/seed.ts";
import { newInvitation, type Invitation } from "../../dev/setup/invitation.ts";
import { eventually, outbox } from "../../dev/walkthrough/client.ts";
import { createKeyring } from "../../workers/adapters/crypto/keyring.ts";
import { isLong, launchBrowser, PHONE, quick, type Size } from "../support/browser.ts";
import { look } from "../support/look.ts";

const DESKTOP: Size = { viewport: { width: 1440, height: 900 } };
const READING_MS = 600;
const TIME_MS = 240_000;
const MANAGER = { given: "Grace", family: "Mwangi" };
const GROUP = "Summer fair committee";

const ONLY_HERE: ReadonlySet<string> = new Set(["2-set-up", "9-own-check", "10-landing", "11-passed", "12-done"]);

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const SETTINGS = [
  { name: "desktop", size: DESKTOP, scheme: "light" },
  { name: "phone", size: PHONE, scheme: "dark" },
] as const;

async function empty(): Promise<{ readonly instance: Instance; readonly invitation: Invitation }> {
  const port = await freePort();
  const consoleOrigin = `http://localhost:${String(port)}`;
  const invitation = newInvitation({ email: DEMO_AGENTS.jonas.email, consoleOrigin, now: Date.now() });
  const instance = await startInstance({
    port,
    changeGearPort: 0,
    identityPort: 0,
    demo: "none",
    variables: { ADMIN_INVITATION: invitation.secret },
  });
  return { instance, invitation };
}

async function save(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText(/Saved as version/).waitFor();
}

/** To a step's own page, from the Set-up page, as somebody who follows it would. */
async function goTo(page: Page, step: string): Promise<void> {
  await page.getByRole("link", { name: "All steps" }).click();
  await page.getByRole("link", { name: step, exact: true }).click();
}

async function answer(page: Page): Promise<void> {
  const before = await page.locator("main").getAttribute("data-step");
  const heading = await page.locator("h1").first().innerText();
  if (heading.includes("manager")) {
    await page.fill("#answer", `${MANAGER.given} ${MANAGER.family}`);
    await page.getByRole("button", { name: "Continue" }).click();
  } else if (heading.includes("start")) {
    await page.getByText("2024", { exact: true }).click();
    await page.locator('button[name="month"][value="3"]').click();
  } else {
    const own = page.getByRole("button", { name: GROUP });
    await ((await own.count()) > 0 ? own : page.getByRole("button", { name: "None of these" })).click();
  }
  await page.waitForFunction((old) => document.querySelector("main")?.dataset["step"] !== old, before);
}

interface Hour {
  readonly page: Page;
  readonly instance: Instance;
  readonly sees: (place: string, page?: Page) => Promise<void>;
}

async function arrives({ page, sees }: Hour, { link }: Invitation): Promise<void> {
  await page.goto(link);
  await page.getByLabel("Your name").fill(DEMO_AGENTS.jonas.name);
  await sees("1-link");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { level: 1, name: "Set-up" }).waitFor();
  await page.getByText("SMS takes days to weeks").waitFor();
  expect(await page.getByText("Not done", { exact: true }).count()).toBe(7);
  await sees("2-set-up");
}

/** Which tries what was just set. */
async function linksOwnAccount(page: Page, sees: Hour["sees"]): Promise<void> {
  await page.getByRole("link", { name: "All steps" }).click();
  await page.getByText("To be tried", { exact: true }).waitFor();
  await page.getByRole("link", { name: "Link your account" }).click();
  await page.getByRole("button", { name: /^Link: / }).waitFor();
  await sees("3a-own-account");
  await page.getByRole("button", { name: /^Link: / }).click();
  await page.getByRole("button", { name: DEMO_AGENTS.jonas.name }).click();
  await page.getByText("Your company account is linked").waitFor();
  await sees("3b-linked");
}

async function connects({ page, instance, sees }: Hour): Promise<void> {
  const { account, webhook, identity, changeGearUrl } = instance;
  await page.getByRole("link", { name: "Sign-in settings" }).click();
  await page.getByLabel("Name of a new one").fill("company");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page
    .getByLabel("Button")
    .first()
    .fill(identity?.provider.label ?? "");
  await page.getByLabel("Issuer").fill(identity?.provider.issuer ?? "");
  await page.getByLabel("Client id").fill(identity?.provider.clientId ?? "");
  await page
    .locator('input[type="password"]')
    .first()
    .fill(identity?.clientSecret ?? "");
  await sees("3-sign-in");
  await save(page);
  await linksOwnAccount(page, sees);

  await goTo(page, "Ticket systems");
  await page.getByLabel("Name of a new one").fill("main");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByLabel("Address", { exact: true }).fill(changeGearUrl);
  const secrets = page.locator('input[type="password"]');
  for (const [place, text] of [account.username, account.password, webhook.username, webhook.password].entries()) {
    await secrets.nth(place).fill(text);
  }
  await save(page);
  await page.getByRole("button", { name: "Test connection", exact: true }).click();
  await page.getByText("Signed in and read the list of tickets").waitFor();
  await sees("4-ticket-system");
  await instance.sweep();
}

async function fillsTheDesk({ page, sees }: Hour): Promise<void> {
  await goTo(page, "Categories and policies");
  const categories = page.getByRole("region", { name: "Categories" });
  await categories.getByLabel("Name of a new one").fill("Password reset");
  await categories.getByRole("button", { name: "Add", exact: true }).click();
  await categories.getByLabel("Action").selectOption("password_reset");
  await sees("5-categories");
  await save(page);

  await goTo(page, "SMS and mail settings");
  await page.getByRole("combobox", { name: "Mail provider" }).selectOption("local");
  await sees("6-delivery");
  await save(page);

  await goTo(page, "Organisation");
  await page.getByLabel("Name", { exact: true }).fill("Halden");
  await page.getByLabel("Time zone").fill("Europe/London");
  await sees("6a-organisation");
  await save(page);

  await goTo(page, "Import people");
  await page.getByLabel("Choose a file").setInputFiles("docs/people-sample.csv");
  await page.getByRole("button", { name: "Show what changes" }).click();
  await page.getByRole("button", { name: "Write to the directory" }).click();
  await page.getByRole("heading", { name: "The import is done" }).waitFor();
  await sees("7-people");

  await goTo(page, "Invite the desk");
  await page.getByRole("button", { name: "Invite" }).click();
  await page.getByLabel("Full name").fill(DEMO_AGENTS.lee.name);
  await page.getByRole("dialog").getByLabel(/email/i).fill(DEMO_AGENTS.lee.email);
  await sees("8-invite");
  await page.getByRole("dialog").getByLabel(/email/i).press("Enter");
  await page.getByText(DEMO_AGENTS.lee.email).first().waitFor({ state: "attached" });
  await page.keyboard.press("Escape");

  await goTo(page, "Security contact");
  await page.getByLabel("Mailbox").fill("security@halden.example");
  await save(page);
}

/** Once contact and facts are there, the link comes. */
async function asksForTheLink({ page, instance, sees }: Hour): Promise<void> {
  await goTo(page, "Check yourself");
  await page.getByRole("button", { name: "Send a code" }).click();
  const code = page.getByLabel("Code", { exact: true });
  await code.waitFor();
  const coded = await eventually(
    async () => (await outbox(instance.url)).flatMap(({ text }) => /\d{3} \d{3}/.exec(text) ?? []),
    (all) => all.length > 0,
  );
  await code.fill(coded[0] ?? "");
  await page.getByRole("button", { name: "Confirm" }).click();
  await page.getByLabel("Your manager's first name").fill(MANAGER.given);
  await page.getByLabel("Your manager's last name").fill(MANAGER.family);
  await page.getByLabel(/^Month in which you started/).fill("2024-03");
  await page.getByLabel(/^A team or group/).fill(GROUP);
  await sees("9-own-check");
  await page.getByRole("button", { name: "Send me the link" }).click();
  await eventually(
    () => outbox(instance.url),
    (all) => all.some(({ link }) => link !== undefined),
  );
}

/** As somebody at this machine would: from the page that catches the messages, on a phone at home. */
async function answersOnThePhone({ instance, sees }: Hour): Promise<void> {
  const home = await browser.newContext({ ...PHONE, timezoneId: "Europe/London" });
  const phone = await home.newPage();
  await phone.goto(`${instance.url}/dev/outbox`);
  await phone.getByText("From another network").first().click();
  await phone.getByRole("link", { name: "Home broadband in London" }).first().click();
  await phone.getByText("It counts for nothing").waitFor();
  await sees("10-landing", phone);
  // A press that comes faster than a person reads is not taken for one.
  await phone.waitForTimeout(READING_MS);
  await phone.getByRole("button", { name: "I contacted IT" }).click();
  await phone.locator('main[data-step^="question"]').waitFor();
  while ((await phone.locator("main").getAttribute("data-step"))?.startsWith("question") === true) {
    await answer(phone);
  }
  expect(await phone.locator("main").getAttribute("data-step")).toBe("verified");
  await home.close();
}

async function isDone({ page, sees }: Hour): Promise<void> {
  await page.getByText("Passed", { exact: true }).waitFor();
  await sees("11-passed");
  await page.getByRole("link", { name: "Back to the set-up" }).click();
  await page.getByText("The set-up is done").waitFor();
  await sees("12-done");
  await page.getByRole("link", { name: "To the verifications" }).click();
  await page.getByRole("heading", { name: "No verification yet" }).waitFor();
  expect(await page.getByRole("link", { name: "Set-up", exact: true }).count()).toBe(0);
}

it.each(quick(SETTINGS, "desktop"))(
  "from nothing to an own check that passed, on a $name in $scheme",
  async ({ name, size, scheme }) => {
    const { instance, invitation } = await empty();
    const page = await (await browser.newContext({ ...size, colorScheme: scheme })).newPage();
    const hour: Hour = {
      page,
      instance,
      sees: async (place, shown = page) => {
        if (isLong || ONLY_HERE.has(place)) {
          await look(shown, `first-hour-${name}-${place}`);
        }
      },
    };
    try {
      await arrives(hour, invitation);
      await connects(hour);
      await fillsTheDesk(hour);
      await asksForTheLink(hour);
      await answersOnThePhone(hour);
      await isDone(hour);
    } finally {
      await page.context().close();
      await instance.close();
    }
  },
  TIME_MS,
);

const MONTH_MS = 30 * 86_400_000;

/** Two people who have been admins for long enough to approve for each other. */
async function twoAdmins({ miniflare, rootSecret }: Instance): Promise<void> {
  const db = (await miniflare.getD1Database("DB")) as unknown as SeedDatabase;
  const rows = [DEMO_AGENTS.jonas, DEMO_AGENTS.edith].map(({ id, name, email }) => ({
    id,
    name,
    email,
    role: "admin",
    person_id: null,
    active: 1,
    created_at: Date.now() - MONTH_MS,
  }));
  await db.batch([...attestedRowsInto(db, createKeyring(rootSecret, {}), { table: "agents", rows })]);
}

async function directoryOf(instance: Instance, { email }: { readonly email: string }, size: Size): Promise<Page> {
  const page = await (await browser.newContext(size)).newPage();
  await page.goto(await instance.signInLink(email));
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  await page.goto(`${instance.url}/settings/directory`);
  return page;
}

it(
  "one admin proposes the first file as the baseline, another one accepts it, and only then it is written",
  async () => {
    const { preview, history, done } = en.directory;
    const { instance } = await empty();
    try {
      await twoAdmins(instance);
      const page = await directoryOf(instance, DEMO_AGENTS.jonas, DESKTOP);
      await page.getByLabel("Choose a file").setInputFiles("docs/people-sample.csv");
      await page.getByRole("button", { name: "Show what changes" }).click();
      await page.getByLabel(preview.baseline).check();
      await page.getByText(preview.baselineTwo).waitFor();
      await page.getByRole("button", { name: preview.write }).click();
      await page.getByText(preview.baselineAsked(DEMO_AGENTS.jonas.name)).waitFor();
      await look(page, "baseline-1-proposed");
      const goOn = page.getByRole("button", { name: preview.goOn, exact: true }).first();
      await goOn.click();
      await page.getByText(preview.stillWaits).waitFor();

      const other = await directoryOf(instance, DEMO_AGENTS.edith, PHONE);
      await other.emulateMedia({ colorScheme: "dark" });
      await other.getByText(history.asked).waitFor();
      await look(other, "baseline-2-waits-phone-dark");
      await other.getByRole("button", { name: history.accept }).click();
      const dialog = other.getByRole("dialog");
      await dialog.getByText(history.acceptText(DEMO_AGENTS.jonas.name)).waitFor();
      await look(other, "baseline-3-accept-phone-dark");
      await dialog.getByRole("button", { name: history.accept }).click();
      await other.getByText(history.asked).waitFor({ state: "detached" });

      await goOn.click();
      await page.getByRole("heading", { name: done.title }).waitFor();
      const imported = page.getByRole("list", { name: history.caption }).getByRole("listitem").first();
      await imported.getByText(history.baseline, { exact: true }).waitFor();
      await look(page, "baseline-4-done");
      await Promise.all([page.context().close(), other.context().close()]);
    } finally {
      await instance.close();
    }
  },
  TIME_MS,
);
