/**
 * An admin manages users and reads the audit log, in a real browser at desktop and at phone size:
 * the sign-in that is too old is renewed in a second window, and what was typed goes on.
 */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { DEMO_AGENTS } from "../../dev/demo/desk.ts";
import { startInstance, type Instance } from "../../dev/local/instance.ts";
import { createKeyring } from "../../workers/adapters/crypto/keyring.ts";
import { attest } from "../support/attest.ts";
import { launchBrowser, PHONE, quick, type Size } from "../support/browser.ts";
import { look } from "../support/look.ts";

const DESKTOP: Size = { viewport: { width: 1440, height: 900 } };
const TIME_MS = 120_000;
const SIX_MINUTES_MS = 360_000;

let browser: Browser;
let instance: Instance;

beforeAll(async () => {
  [browser, instance] = await Promise.all([launchBrowser(), startInstance({ port: 0, changeGearPort: 0 })]);
});
afterAll(async () => {
  await browser?.close();
  await instance?.close();
});

/** As if everybody had signed in six minutes ago. */
async function ageSignIns(): Promise<void> {
  const db = await instance.miniflare.getD1Database("DB");
  const { id } = DEMO_AGENTS.jonas;
  await db
    .prepare("UPDATE agent_sessions SET authenticated_at = created_at - ? WHERE agent_id = ? AND ended_at IS NULL")
    .bind(SIX_MINUTES_MS, id)
    .run();
  await attest(db, createKeyring(instance.rootSecret, {}), { table: "agent_sessions", column: "agent_id", value: id });
}

async function signsInAgain(context: BrowserContext, page: Page): Promise<void> {
  const opened = context.waitForEvent("page");
  await page.getByRole("button", { name: "Open a new sign-in link" }).click();
  const second = await opened;
  const closed = second.waitForEvent("close");
  await second.getByRole("button", { name: "Sign in" }).click();
  await closed;
}

const SETTINGS = [
  { name: "desktop", size: DESKTOP, scheme: "light" },
  { name: "phone", size: PHONE, scheme: "dark" },
] as const;

it.each(quick(SETTINGS, "desktop"))(
  "at $name size an admin invites, changes and deactivates a user, and finds it on record",
  async ({ name, size, scheme }) => {
    const context = await browser.newContext({ ...size, colorScheme: scheme, timezoneId: "Europe/London" });
    const page = await context.newPage();
    await page.goto(await instance.signInLink(DEMO_AGENTS.jonas.email));
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.goto(`${instance.url}/sign-ins`);
    await page.getByText("This one").waitFor();
    await look(page, `${name}-users-0-own-sign-ins`);
    await page.goto(`${instance.url}/settings/users`);
    await page.getByText(DEMO_AGENTS.aisha.email).first().waitFor();
    await look(page, `${name}-users-1-list`);

    await ageSignIns();
    const invited = `New ${name}`;
    await page.getByRole("button", { name: "Invite" }).click();
    await page.getByLabel("Full name").fill(invited);
    await page.getByLabel("Work email").fill(`new.${name}@halden.example`);
    await look(page, `${name}-users-2-invite`);
    await page.getByRole("button", { name: "Make the invitation" }).click();
    await page.getByRole("heading", { name: "Sign in again to go on" }).waitFor();
    await look(page, `${name}-users-3-step-up`);
    await signsInAgain(context, page);
    const link = page.getByRole("textbox", { name: "Sign-in link" });
    expect(await link.inputValue()).toContain("/sign-in#");
    await look(page, `${name}-users-4-link`);
    await page.getByRole("button", { name: "Done" }).click();

    await page.getByLabel(`Role: ${invited}`).selectOption("analyst");
    await page.getByRole("button", { name: "Change the role" }).click();
    await expect.poll(() => page.getByLabel(`Role: ${invited}`).inputValue()).toBe("analyst");
    await page.getByRole("button", { name: `Actions: ${invited}` }).click();
    await page.getByRole("button", { name: "Deactivate" }).click();
    await look(page, `${name}-users-5-deactivate`);
    await page.getByRole("dialog").getByRole("button", { name: "Deactivate" }).click();
    await page.getByText("Inactive").first().waitFor();

    await page.goto(`${instance.url}/audit`);
    await page.getByText("Deactivated a user").last().waitFor();
    await look(page, `${name}-audit-1-log`);
    await page.locator(".audit-filters select").nth(1).selectOption("user.deactivated");
    await page
      .getByRole("link", { name: `New ${name}` })
      .first()
      .waitFor();
    await context.close();
  },
  TIME_MS,
);
