/**
 * A new installation's first hour in a real browser, from `npm start -- --empty`: the first admin comes by the
 * deployment's link, sets everything up on screens, and checks himself. Axe and a photograph of each screen; in a
 * quick run only of those that no other test looks at.
 */
import type { Browser, Locator, Page } from "playwright-core";
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

/** What somebody does and reads on the way; what the stand-ins alone ask for is not counted. */
class Meter {
  fields = 0;
  presses = 0;
  words = 0;

  async fill(field: Locator, text: string): Promise<void> {
    this.fields += 1;
    await field.fill(text);
  }
  async choose(field: Locator, value: string): Promise<void> {
    this.fields += 1;
    await field.selectOption(value);
  }
  async attach(field: Locator, file: string): Promise<void> {
    this.fields += 1;
    await field.setInputFiles(file);
  }
  async press(button: Locator): Promise<void> {
    this.presses += 1;
    await button.click();
  }
  /** Everything that a place shows; what is folded away is not read. */
  async read(page: Page): Promise<void> {
    const place = page.locator("dialog[open], .page, main, body");
    const text = await place.evaluateAll((found) => {
      const most = ["dialog[open]", ".page", "main", "body"].flatMap((one) =>
        found.filter((node) => node.matches(one)),
      );
      return most[0] instanceof HTMLElement ? most[0].innerText : "";
    });
    this.words += text.split(/\s+/u).filter(Boolean).length;
  }
  /** Ten seconds a field, two a press, and 220 words a minute. */
  get minutes(): number {
    return (this.fields * 10 + this.presses * 2) / 60 + this.words / 220;
  }
}

/** What was pressed is gone: the keyboard goes on where it stood, and not at the top of the page. */
async function keepsTheFocus(page: Page): Promise<void> {
  await page.waitForFunction(() => document.activeElement !== document.body);
}

async function save({ page, meter }: Hour): Promise<void> {
  await meter.press(page.getByRole("button", { name: "Save", exact: true }));
  await page.getByText(/Saved as version/).waitFor();
}

/** As somebody who follows the banner would. */
async function goOn({ page, meter }: Hour, step: string): Promise<void> {
  await meter.press(page.getByRole("link", { name: `Next: ${step}` }));
}

async function answer({ meter }: Hour, phone: Page): Promise<void> {
  const before = await phone.locator("main").getAttribute("data-step");
  const heading = await phone.locator("h1").first().innerText();
  await meter.read(phone);
  if (heading.includes("manager")) {
    await meter.fill(phone.locator("#answer"), `${MANAGER.given} ${MANAGER.family}`);
    await meter.press(phone.getByRole("button", { name: "Continue" }));
  } else if (heading.includes("start")) {
    await meter.press(phone.getByText("2024", { exact: true }));
    await meter.press(phone.locator('button[name="month"][value="3"]'));
  } else {
    const own = phone.getByRole("button", { name: GROUP });
    await meter.press((await own.count()) > 0 ? own : phone.getByRole("button", { name: "None of these" }));
  }
  await phone.waitForFunction((old) => document.querySelector("main")?.dataset["step"] !== old, before);
}

interface Hour {
  readonly page: Page;
  readonly instance: Instance;
  readonly meter: Meter;
  readonly sees: (place: string, page?: Page) => Promise<void>;
}

async function arrives({ page, meter, sees }: Hour, { link }: Invitation): Promise<void> {
  await page.goto(link);
  await meter.fill(page.getByLabel("Your name"), DEMO_AGENTS.jonas.name);
  await sees("1-link");
  await meter.press(page.getByRole("button", { name: "Sign in" }));
  await page.getByRole("heading", { level: 1, name: "Set-up" }).waitFor();
  await page.getByText("SMS takes days to weeks").waitFor();
  expect(await page.getByText("Not done", { exact: true }).count()).toBe(7);
  await sees("2-set-up");
}

async function signsIn(hour: Hour): Promise<void> {
  const { page, instance, meter, sees } = hour;
  const { identity } = instance;
  // Before anything else, on the page where everything begins: what the address and the browser say.
  await meter.press(page.getByRole("button", { name: "Call it “Halden”, in Europe/London" }));
  await page.getByText("In the name of Halden, with times in Europe/London.").waitFor();
  await keepsTheFocus(page);
  await meter.press(page.getByRole("link", { name: "Sign-in settings" }));
  await meter.fill(page.getByLabel("Issuer"), identity?.provider.issuer ?? "");
  await meter.fill(page.getByLabel("Client id"), identity?.provider.clientId ?? "");
  await meter.fill(page.locator('input[type="password"]').first(), identity?.clientSecret ?? "");
  await sees("3-sign-in");
  await save(hour);
  await page.getByText("company answers as it should").waitFor();
  await meter.press(page.getByRole("button", { name: "Link your account" }));
  await meter.press(page.getByRole("button", { name: DEMO_AGENTS.jonas.name }));
  await page.getByText("Your company account is linked").waitFor();
  await sees("3b-linked");
}

async function enters({ page, instance, meter }: Hour): Promise<void> {
  const { account, webhook, changeGearUrl } = instance;
  await meter.fill(page.getByLabel("Address", { exact: true }), changeGearUrl);
  for (const [label, text] of [
    ["User name", account.username],
    ["Password", account.password],
    ["Password of the webhook", webhook.password],
  ] as const) {
    await meter.fill(page.getByLabel(label, { exact: true }), text);
  }
}

async function connects(hour: Hour): Promise<void> {
  const { page, sees } = hour;
  await goOn(hour, "Ticket system");
  await enters(hour);
  await sees("4-ticket-system");
  await save(hour);
  await page.getByText("Signed in and read the list of tickets").waitFor();
  await look(page, "first-hour-4a-tried");
}

async function fillsTheDesk(hour: Hour): Promise<void> {
  const { page, meter, sees } = hour;
  await goOn(hour, "Request categories");
  await meter.press(page.getByRole("button", { name: "List these 4" }));
  await page.locator("summary", { hasText: "Password reset" }).waitFor();
  await keepsTheFocus(page);
  await sees("5-categories");
  await save(hour);

  await goOn(hour, "SMS and mail");
  await meter.choose(page.getByRole("combobox", { name: "Mail provider" }), "local");
  await sees("6-delivery");
  await save(hour);

  await goOn(hour, "People");
  await meter.attach(page.getByLabel("Choose a file"), "docs/people-sample.csv");
  await meter.press(page.getByRole("button", { name: "Show what changes" }));
  await page.getByRole("button", { name: "Write to the directory" }).waitFor();
  await sees("7-people");
  await meter.press(page.getByRole("button", { name: "Write to the directory" }));
  await page.getByRole("heading", { name: "The import is done" }).waitFor();

  await meter.press(page.getByRole("link", { name: "All steps" }));
  await meter.press(page.getByRole("link", { name: "Invite the desk" }));
  const dialog = page.getByRole("dialog");
  const desk = [DEMO_AGENTS.lee, DEMO_AGENTS.aisha].map(({ name, email }) => `${name} <${email}>`).join("\n");
  await meter.fill(dialog.getByLabel("Names and work emails"), desk);
  await sees("8-invite");
  await meter.press(dialog.getByRole("button", { name: "Invite", exact: true }));
  await dialog.getByText("2 users were invited").waitFor();
  await look(page, "first-hour-8a-invited");
  await meter.press(dialog.getByRole("button", { name: "Done" }));

  await goOn(hour, "Security contact");
  await meter.fill(page.getByLabel("Mailbox"), "security@halden.example");
  await sees("8b-security");
  await save(hour);
}

/** Once contact and facts are there, the link comes. */
async function asksForTheLink(hour: Hour): Promise<void> {
  const { page, instance, meter, sees } = hour;
  await goOn(hour, "Your own check");
  await meter.press(page.getByRole("button", { name: "Send a code" }));
  const code = page.getByLabel("Code", { exact: true });
  await code.waitFor();
  const coded = await eventually(
    async () => (await outbox(instance.url)).flatMap(({ text }) => /\d{3} \d{3}/.exec(text) ?? []),
    (all) => all.length > 0,
  );
  await meter.fill(code, coded[0] ?? "");
  await meter.press(page.getByRole("button", { name: "Confirm" }));
  await meter.fill(page.getByLabel("Your manager's first name"), MANAGER.given);
  await meter.fill(page.getByLabel("Your manager's last name"), MANAGER.family);
  await meter.fill(page.getByLabel(/^Month in which you started/), "2024-03");
  await meter.fill(page.getByLabel(/^A team or group/), GROUP);
  await sees("9-own-check");
  await meter.press(page.getByRole("button", { name: "Send me the link" }));
  await eventually(
    () => outbox(instance.url),
    // The invitations have links too, and are there before.
    (all) => all[0]?.link?.includes("/v/") === true,
  );
}

/** As somebody at this machine would: from the page that catches the messages, on a phone at home. */
async function answersOnThePhone(hour: Hour): Promise<void> {
  const { instance, meter, sees } = hour;
  const home = await browser.newContext({ ...PHONE, timezoneId: "Europe/London" });
  const phone = await home.newPage();
  await phone.goto(`${instance.url}/dev/outbox`);
  await phone.getByText("From another network").first().click();
  await phone.getByRole("link", { name: "Home broadband in London" }).first().click();
  await phone.getByText("It counts for nothing").waitFor();
  await sees("10-landing", phone);
  // A press that comes faster than a person reads is not taken for one.
  await phone.waitForTimeout(READING_MS);
  await meter.press(phone.getByRole("button", { name: "I contacted IT" }));
  await phone.locator('main[data-step^="question"]').waitFor();
  while ((await phone.locator("main").getAttribute("data-step"))?.startsWith("question") === true) {
    await answer(hour, phone);
  }
  expect(await phone.locator("main").getAttribute("data-step")).toBe("verified");
  await home.close();
}

async function isDone({ page, meter, sees }: Hour): Promise<void> {
  await page.getByText("Passed", { exact: true }).waitFor();
  await sees("11-passed");
  await meter.press(page.getByRole("link", { name: "Back to the set-up" }));
  await page.getByText("The set-up is done").waitFor();
  await sees("12-done");
  await page.getByRole("link", { name: "To the verifications" }).click();
  await page.getByRole("heading", { name: "No verification yet" }).waitFor();
  expect(await page.getByRole("link", { name: "Set-up", exact: true }).count()).toBe(0);
}

/** As docs/deploy.md says it. */
const COUNTED = { fields: 18, presses: 32 };
const MOST_MINUTES = 15;

it.each(quick(SETTINGS, "desktop"))(
  "from nothing to an own check that passed, within 15 minutes, on a $name in $scheme",
  async ({ name, size, scheme }) => {
    const { instance, invitation } = await empty();
    const context = await browser.newContext({ ...size, colorScheme: scheme, timezoneId: "Europe/London" });
    const page = await context.newPage();
    const meter = new Meter();
    const hour: Hour = {
      page,
      instance,
      meter,
      sees: async (place, shown = page) => {
        await meter.read(shown);
        if (isLong || ONLY_HERE.has(place)) {
          await look(shown, `first-hour-${name}-${place}`);
        }
      },
    };
    try {
      await arrives(hour, invitation);
      await signsIn(hour);
      await connects(hour);
      await fillsTheDesk(hour);
      await asksForTheLink(hour);
      await answersOnThePhone(hour);
      await isDone(hour);
      const { fields, presses, minutes } = meter;
      expect({ fields, presses }).toEqual(COUNTED);
      expect(minutes).toBeLessThanOrEqual(MOST_MINUTES);
    } finally {
      await context.close();
      await instance.close();
    }
  },
  TIME_MS,
);

it(
  "a type of ticket that is not offered is typed, and red where the ticket system does not know it",
  async () => {
    const { test, other, otherOf } = en.settings;
    const { instance, invitation } = await empty();
    const page = await (await browser.newContext(PHONE)).newPage();
    const hour: Hour = { page, instance, meter: new Meter(), sees: () => Promise.resolve() };
    try {
      await page.goto(invitation.link);
      await page.getByLabel("Your name").fill(DEMO_AGENTS.jonas.name);
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByRole("heading", { level: 1, name: "Set-up" }).waitFor();
      await page.goto(`${instance.url}/settings/ticket_systems`);
      await enters(hour);
      await save(hour);
      await page.getByText(test.read).waitFor();
      await page.getByText(en.settings.webhook.state.first).waitFor();
      await look(page, "type-0-saved-phone");
      await page.reload();

      await page
        .getByText(/^More settings/)
        .first()
        .click();
      // A field to type in until the ticket system has said what it offers.
      const type = page.getByRole("combobox", { name: "Type of ticket", exact: true });
      await type.selectOption({ label: other });
      await page.getByLabel(otherOf("Type of ticket")).fill("OwnRequest");
      await look(page, "type-1-typed-phone");
      await save(hour);
      await page.getByText(test.readFailed(test.problems["peer.not_found"] ?? "")).waitFor();
      await look(page, "type-2-refused-phone");
      await page.context().close();
    } finally {
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
