/**
 * An admin manages users and reads the audit log, in a real browser at desktop and at phone size:
 * the sign-in that is too old is renewed in a second window, and what was typed goes on. And people, Coverage, passkeys.
 */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { en } from "../../console/copy/desk/en.ts";
import { DEMO_AGENTS } from "../../dev/demo/desk.ts";
import { startInstance, type Instance } from "../../dev/local/instance.ts";
import { ageSignIns } from "../support/age-sign-ins.ts";
import { launchBrowser, PHONE, quick, type Size } from "../support/browser.ts";
import { look } from "../support/look.ts";
import { signInAgain } from "../support/sign-in-again.ts";
import { smallTargets } from "../support/targets.ts";

const DESKTOP: Size = { viewport: { width: 1440, height: 900 } };
const TIME_MS = 120_000;

let browser: Browser;
let instance: Instance;

beforeAll(async () => {
  [browser, instance] = await Promise.all([launchBrowser(), startInstance({ port: 0, changeGearPort: 0 })]);
});
afterAll(async () => {
  await browser?.close();
  await instance?.close();
});

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
    await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
    await page.goto(`${instance.url}/sign-ins`);
    await page.getByText("This one").waitFor();
    await look(page, `${name}-users-0-own-sign-ins`);
    await page.goto(`${instance.url}/settings/users`);
    await page.getByText(DEMO_AGENTS.aisha.email).first().waitFor();
    await look(page, `${name}-users-1-list`);
    const widthOf = (node: Element): number => node.getBoundingClientRect().width;
    expect(await page.locator(".user-list .mark .dot").first().evaluate(widthOf), "the dot of a status").toBe(8);

    await ageSignIns(instance, DEMO_AGENTS.jonas.id);
    const invited = `New ${name}`;
    await page.getByRole("button", { name: "Invite" }).click();
    await page.getByLabel("Names and work emails").fill(`${invited} <new.${name}@halden.example>`);
    await look(page, `${name}-users-2-invite`);
    await page.getByRole("dialog").getByRole("button", { name: "Invite" }).click();
    await page.getByRole("heading", { name: "Sign in again to go on" }).waitFor();
    await look(page, `${name}-users-3-step-up`);
    await signInAgain(page);
    await page.getByText(`It is being sent to new.${name}@halden.example.`).waitFor();
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

it.each(quick(SETTINGS, "phone"))(
  "at $name size people are found, one is read, and the directory is counted to who is weak",
  async ({ name, size, scheme }) => {
    const page = await (await browser.newContext({ ...size, colorScheme: scheme })).newPage();
    await page.goto(await instance.signInLink(DEMO_AGENTS.jonas.email));
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
    await page.goto(`${instance.url}/people`);
    await page.getByLabel(en.people.search).fill("ma");
    await page.getByRole("button", { name: en.people.go, exact: true }).click();
    await page.getByRole("list", { name: en.people.results }).waitFor();
    await look(page, `${name}-people-1-search`);
    await page.locator(".people-found").first().click();
    await page.getByRole("heading", { name: en.people.about }).waitFor();
    await look(page, `${name}-people-2-person`);

    await page.goto(`${instance.url}/coverage`);
    await page.getByText(en.coverage.none.title).waitFor();
    await page.getByRole("button", { name: en.coverage.count }).click();
    await page.getByRole("heading", { name: en.coverage.requests.title }).waitFor();
    await look(page, `${name}-coverage-1-count`);
    await page.getByRole("link", { name: `${en.coverage.requests.list}: MFA reset` }).click();
    await page.getByRole("heading", { name: en.coverage.weak.request("MFA reset") }).waitFor();
    await look(page, `${name}-coverage-2-weak`);
    await page.context().close();
  },
  TIME_MS,
);

/** Those that no other test photographs on a phone. */
const PAGES = [
  "",
  "/delivery",
  "/settings",
  "/settings/directory",
  "/audit",
  "/set-up",
  "/send",
  ...["categories", "sign_in", "ticket_systems", "retention", "branding"].map((id) => `/settings/${id}`),
];

it("a finger hits every link, button and field on a phone, folded parts too", { timeout: TIME_MS }, async () => {
  const page = await (await browser.newContext(PHONE)).newPage();
  await page.goto(await instance.signInLink(DEMO_AGENTS.jonas.email));
  await page.getByRole("button", { name: "Sign in" }).click();
  for (const path of PAGES) {
    await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
    await page.goto(`${instance.url}${path}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.locator(".skeleton").waitFor({ state: "detached" });
    const folded = page.locator("details:not([open]) > summary");
    while ((await folded.filter({ visible: true }).count()) > 0) await folded.filter({ visible: true }).first().click();
    expect(await smallTargets(page), path).toEqual([]);
  }
  await page.context().close();
});

/** Chromium's own, in place of a finger on a device. */
async function withAuthenticator(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

it(
  "takes a passkey in place of a link, for signing in and for showing once more who is there",
  { timeout: TIME_MS },
  async () => {
    const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
    await withAuthenticator(page);
    await page.goto(await instance.signInLink(DEMO_AGENTS.marisol.email));
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
    await page.goto(`${instance.url}/sign-ins`);
    await page.getByRole("button", { name: en.passkeys.add }).click();
    await page.getByLabel(en.passkeys.name).fill("Blue key");
    await look(page, "passkey-add");
    await page.getByRole("button", { name: en.passkeys.goOn }).click();
    await page.getByRole("button", { name: en.passkeys.codes.make }).click();
    await page.getByRole("dialog").getByRole("button", { name: en.passkeys.codes.make }).click();
    const code = (await page.getByRole("dialog").locator("code").first().textContent()) ?? "";
    await look(page, "passkey-codes");
    await page.getByRole("button", { name: en.passkeys.codes.done }).click();
    const remove = page.getByRole("button", { name: "Remove: Blue key" });
    await remove.waitFor();
    await look(page, "passkeys");
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize({ width: 390, height: 844 });
    await look(page, "passkeys-phone-dark");
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole("button", { name: en.signOut }).click();
    await page.getByRole("button", { name: en.passkeys.signIn }).click();
    await page.getByRole("heading", { name: en.list.title, level: 1 }).waitFor();
    await page.goto(`${instance.url}/sign-ins`);
    // The page has read: a request between the two writes of ageing would end the sign-in.
    await remove.waitFor();
    await ageSignIns(instance, DEMO_AGENTS.marisol.id);
    await remove.click();
    await page.getByRole("dialog").getByRole("button", { name: en.passkeys.remove }).click();
    const confirm = page.getByRole("button", { name: en.passkeys.confirm });
    await confirm.waitFor();
    await look(page, "passkey-step-up");
    await confirm.click();
    await page.getByText(en.passkeys.empty).waitFor();
    await page.getByRole("button", { name: en.signOut }).click();
    await page.getByText(en.passkeys.codes.use).click();
    await page.getByLabel(en.passkeys.codes.label).fill(code);
    await look(page, "passkey-code-sign-in");
    await page.getByRole("button", { name: en.passkeys.codes.signIn }).click();
    await page.getByRole("heading", { name: en.list.title, level: 1 }).waitFor();
  },
);
