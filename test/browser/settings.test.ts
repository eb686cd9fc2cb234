/** What stands under Settings, in a real browser with axe and a photograph of each screen: sections, and people from a file. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { en } from "../../console/copy/desk/en.ts";
import { DEMO_AGENTS } from "../../dev/demo/desk.ts";
import { startInstance, type Instance } from "../../dev/local/instance.ts";
import { createTicket, ticketSystem } from "../../dev/walkthrough/story.ts";
import { launchBrowser, PHONE, quick, type Size } from "../support/browser.ts";
import { look } from "../support/look.ts";

const DESKTOP: Size = { viewport: { width: 1440, height: 900 } };
const TIME_MS = 120_000;

let browser: Browser;
let instance: Instance;

beforeAll(async () => {
  [browser, instance] = await Promise.all([
    launchBrowser(),
    startInstance({ port: 0, changeGearPort: 0, settingsInProduct: true }),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await instance?.close();
});

/** Twelve people of the demo with another private mail, one who is new, and one row that nobody can read. */
function fileOf(prefix: string): Buffer {
  const known = instance.organisation.people.filter(({ active }) => active).slice(0, 12);
  const rows = [
    ...known.map(({ externalId, email, displayName }, index) => [
      externalId,
      email,
      displayName,
      "",
      `${prefix}${String(index)}@mailbox.example`,
    ]),
    [`${prefix}-1`, `${prefix}@halden.example`, "Noor Haddad", known[0]?.email ?? "", `${prefix}@post.example`],
    [`${prefix}-2`, "no address", '=HYPERLINK("https://evil.example")', "", ""],
  ];
  const lines = [["Person id", "Work email", "Full name", "Reports to", "Private email"], ...rows];
  return Buffer.from(
    lines.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(";")).join("\r\n"),
  );
}

const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 80"><script>parent.document.title = "taken"</script><rect width="200" height="80" fill="#7a1fa2"/></svg>`;
const isDrawn = (image: Element): boolean => (image as HTMLImageElement).naturalWidth > 0;
const fillOf = (control: Element): string => getComputedStyle(control).backgroundColor;

const SETTINGS = [
  { name: "desktop", size: DESKTOP, scheme: "light" },
  { name: "phone", size: PHONE, scheme: "dark" },
] as const;

async function adminPage(options: Size & { readonly colorScheme: "light" | "dark" }): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  await page.goto(await instance.signInLink(DEMO_AGENTS.jonas.email));
  await page.getByRole("button", { name: "Sign in" }).click();
  // The page of the link has a heading too.
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  return page;
}

it.each(quick(SETTINGS, "desktop"))(
  "a section is changed, refused, and what protects less waits, on a $name in $scheme",
  async ({ name, size, scheme }) => {
    const page = await adminPage({ ...size, colorScheme: scheme });
    await page.goto(`${instance.url}/settings`);
    await page.getByRole("link", { name: "Directory" }).waitFor();
    await look(page, `settings-${name}`);
    for (const section of ["ticket_systems", "delivery", "security_contact"]) {
      await page.goto(`${instance.url}/settings/${section}`);
      await page.getByRole("heading", { name: "History" }).waitFor();
      await look(page, `settings-${section}-${name}`);
    }

    await page.goto(`${instance.url}/settings/branding`);
    await page
      .getByLabel("Choose a picture")
      .setInputFiles({ name: "logo.svg", mimeType: "image/svg+xml", buffer: Buffer.from(LOGO) });
    await page.getByAltText("The logo in the light theme").waitFor();
    await page.getByLabel("Accent colour", { exact: true }).fill("#e0a800");
    await page.getByText(/^Dark: #e0a800/).waitFor();
    await look(page, `settings-branding-${name}`);
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText(/Saved as version/).waitFor();
    await page.waitForFunction(() => document.activeElement?.textContent === "Save");
    // Without a reload, under the address that its content gives it.
    const logo = page.locator('.brand .brand-logo[src^="/brand/"]').first();
    await logo.waitFor({ state: "attached" });
    await expect.poll(() => logo.evaluate(isDrawn), { timeout: 10_000 }).toBe(true);
    expect(await page.getByRole("button", { name: "Save" }).evaluate(fillOf)).not.toBe("rgb(47, 87, 201)");

    await page.goto(`${instance.url}/settings/categories`);
    await page.getByText("Password reset", { exact: true }).first().click();
    await page
      .getByText(/^More settings/)
      .first()
      .click();
    await page.getByLabel("Spoken code").first().selectOption("always");
    await look(page, `settings-categories-${name}`);
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText(/Saved as version/).waitFor();
    await page
      .getByText("Categories › Password reset › Spoken code: When the caller is on the line → Always")
      .first()
      .waitFor();

    await page.goto(`${instance.url}/settings/organisation`);
    await page.getByLabel("Time zone").fill("Mars/Olympus");
    await page.getByRole("button", { name: "Save" }).click();
    await page
      .getByText(/must be an IANA time zone/)
      .first()
      .waitFor();
    await look(page, `settings-refused-${name}`);

    // What was typed and not saved stands there again after a look elsewhere, until it is discarded.
    await page.getByRole("link", { name: "Settings", exact: true }).first().click();
    await page.getByRole("link", { name: "Organisation" }).first().click();
    await page.getByText("did not save stands in the form again").waitFor();
    expect(await page.getByLabel("Time zone").inputValue()).toBe("Mars/Olympus");
    await look(page, `settings-draft-${name}`);
    await page.getByRole("button", { name: "Discard it" }).click();
    expect(await page.getByLabel("Time zone").inputValue()).not.toBe("Mars/Olympus");
    await page.reload();
    await page.getByRole("heading", { name: "History" }).waitFor();
    expect(await page.getByText("did not save stands in the form again").count()).toBe(0);

    await page.goto(`${instance.url}/settings/categories`);
    await page.getByRole("button", { name: "Back to version 1", exact: true }).click();
    await page.getByRole("dialog").getByText("What version 1 said").waitFor();
    await look(page, `settings-back-${name}`);
    await page.getByRole("button", { name: "Go back", exact: true }).click();
    await page.getByText("A change was proposed", { exact: false }).first().waitFor();
    await look(page, `settings-waiting-${name}`);
    await page.getByRole("button", { name: "Withdraw" }).click();
    await page.getByText("The change was taken away", { exact: false }).first().waitFor();
    await page.context().close();
  },
  TIME_MS,
);

it.each(quick(SETTINGS, "phone"))(
  "a ticket system's call is waited for, and what came is told, on a $name in $scheme",
  async ({ name, size, scheme }) => {
    const { webhook } = en.settings;
    const page = await adminPage({ ...size, colorScheme: scheme });
    await page.goto(`${instance.url}/settings/ticket_systems`);
    const group = page.getByRole("group", { name: webhook.title, exact: true });
    const waits = group.getByText(/^Waiting for its (?:first|next) call/);
    const next = group.getByRole("button", { name: webhook.next });
    await waits.or(next).waitFor();
    if (await next.isVisible()) await next.click();
    await waits.waitFor();
    await group.getByText(instance.webhook.username, { exact: true }).waitFor();
    await group.getByText(instance.webhook.url, { exact: true }).waitFor();
    await group.getByRole("status").last().scrollIntoViewIfNeeded();
    await look(page, `webhook-waits-${name}`);

    const refused = await fetch(instance.webhook.url, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Basic ${btoa("changegear:guess")}` },
      body: "{}",
    });
    expect(refused.status).toBe(401);
    await group.getByText(webhook.refused["wrong credentials"]).waitFor();
    await waits.waitFor();
    await look(page, `webhook-refused-${name}`);

    const person = instance.organisation.people.find(({ active }) => active);
    const id = await createTicket(instance, { ...(person && { person }), category: "Password reset" });
    const { record } = await ticketSystem(instance).ticket(id);
    await group.getByText(`${webhook.ticket(record.ItemID, "Password reset")} ${webhook.required}`).waitFor();
    await group.getByText(webhook.requester.found).waitFor();
    expect(await waits.count()).toBe(0);
    await look(page, `webhook-taken-${name}`);
    await page.context().close();
  },
  TIME_MS,
);

it.each(quick(SETTINGS, "phone"))(
  "a file becomes people, and is taken back, on a $name in $scheme",
  async ({ name, size, scheme }) => {
    const page = await adminPage({ ...size, colorScheme: scheme });
    await page.goto(`${instance.url}/settings/directory`);
    await page.getByText("Choose a file").waitFor();
    await look(page, `directory-choose-${name}`);

    const choose = (text: string, buffer: Buffer) =>
      page.getByLabel("Choose a file").setInputFiles({ name: text, mimeType: "text/csv", buffer });
    await choose("letter.txt", Buffer.from("Dear colleagues,"));
    await page.getByRole("alert").getByText("This file is no table").waitFor();

    await choose("people.csv", fileOf(name));
    await page.getByRole("heading", { name: "What the columns are" }).waitFor();
    expect(await page.getByLabel("What “Work email” is").inputValue()).toBe("email");
    await page.getByLabel("What “Reports to” is").selectOption("manager");
    await page.getByText("People, or the desk, can change this themselves").first().waitFor();
    expect(await page.getByLabel("The ticket system knows people by this id").isChecked()).toBe(false);
    await look(page, `directory-columns-${name}`);

    await page.getByRole("button", { name: "Show what changes" }).click();
    await page.getByRole("heading", { name: "What changes" }).waitFor();
    await page.getByText("This is no email address").waitFor();
    const write = page.getByRole("button", { name: "Write to the directory" });
    expect(await write.isDisabled()).toBe(true);
    await page.getByLabel("Yes, these contacts have really changed").check();
    await page.getByLabel("Yes, these managers have really changed").check();
    await look(page, `directory-preview-${name}`);
    await write.click();
    await page.getByRole("heading", { name: "The import is done" }).waitFor();
    await look(page, `directory-done-${name}`);

    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await look(page, `directory-undo-${name}`);
    await page.getByRole("button", { name: "Undo the import" }).click();
    await page.getByText("Undone", { exact: true }).first().waitFor();
    await page.context().close();
  },
  TIME_MS,
);

/** New people, in three parts. */
const MANY = 1_100;
const many = Buffer.from(
  [
    "Work email,Full name,Private email,Admin account",
    ...Array.from(
      { length: MANY },
      (_, index) =>
        `m${String(index)}@many.example,Many ${String(index)},m${String(index)}@post.example,adm-${String(index)}`,
    ),
  ].join("\n"),
);

async function manyKnown(): Promise<{ readonly people: number; readonly contacts: number }> {
  const db = await instance.miniflare.getD1Database("DB");
  const counted = await db
    .prepare(
      `SELECT COUNT(DISTINCT person.email) AS people, COUNT(contact.id) AS contacts FROM people AS person
       JOIN person_contacts AS contact ON contact.person_id = person.id WHERE person.email LIKE '%@many.example'`,
    )
    .first<{ people: number; contacts: number }>();
  return counted ?? { people: 0, contacts: 0 };
}

/** Resolves when that part is to be written; it never is by this page. */
const heldAt = (page: Page, number: number): Promise<void> =>
  new Promise((resolve) => {
    void page.route("**/chunks", async (route) => {
      const part = route.request().postDataJSON() as { phase: string; number: number };
      if (part.phase === "writing" && part.number === number) resolve();
      else await route.continue();
    });
  });

it(
  "an import goes on after a closed tab and after a stop, and an undo takes all of it back",
  async () => {
    const first = await adminPage({ ...DESKTOP, colorScheme: "light" });
    const open = async (page: Page): Promise<void> => {
      await page.goto(`${instance.url}/settings/directory`);
      await page.getByText("Choose a file").waitFor();
    };
    const choose = (page: Page) =>
      page.getByLabel("Choose a file").setInputFiles({ name: "many.csv", mimeType: "text/csv", buffer: many });
    const asked = (page: Page) => page.getByText("Choose many.csv again to go on where it stopped.").waitFor();
    await open(first);
    const closing = heldAt(first, 1);
    await choose(first);
    await first.getByRole("button", { name: "Show what changes" }).click();
    await first.getByRole("button", { name: "Write to the directory" }).click();
    await closing;
    expect(await manyKnown()).toEqual({ people: 500, contacts: 500 });
    const page = await first.context().newPage();
    await first.close();

    const stopping = heldAt(page, 2);
    await open(page);
    const goOn = page.getByRole("button", { name: "Go on" });
    await goOn.click();
    await asked(page);
    await look(page, "directory-go-on");
    await choose(page);
    await stopping;
    await page.getByRole("button", { name: "Stop" }).first().click();
    await page.getByText("Stopped", { exact: true }).waitFor();
    expect(await manyKnown()).toEqual({ people: 1_000, contacts: 1_000 });

    await page.unrouteAll({ behavior: "ignoreErrors" });
    await goOn.click();
    await asked(page);
    await choose(page);
    await page.getByRole("heading", { name: "The import is done" }).waitFor();
    await page.getByText("1,100 people new, 0 people changed.").first().waitFor();
    expect(await manyKnown()).toEqual({ people: MANY, contacts: MANY });

    await page.getByRole("button", { name: "Undo", exact: true }).first().click();
    await page.getByRole("button", { name: "Undo the import" }).click();
    await page.getByRole("listitem").filter({ hasText: "many.csv" }).getByText("Undone", { exact: true }).waitFor();
    expect(await manyKnown()).toEqual({ people: 0, contacts: 0 });
    await page.context().close();
  },
  TIME_MS,
);
