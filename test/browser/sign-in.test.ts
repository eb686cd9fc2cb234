/** Signing in with a company account, as an agent meets it: the button, the company's page, back to what was wanted, and out. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { en } from "../../console/copy/desk/en.ts";
import { SIGN_IN_PROBLEMS } from "../../console/copy/desk/sign-in.ts";
import { DEMO_AGENTS } from "../../dev/demo/desk.ts";
import { startInstance, type Instance } from "../../dev/local/instance.ts";
import { ageSignIns } from "../support/age-sign-ins.ts";
import { launchBrowser, PHONE } from "../support/browser.ts";
import { look } from "../support/look.ts";

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

const company = (page: Page) => page.getByRole("link", { name: `${instance.organisation.name} account` });

it("leads through the company's page to the page that was wanted, and out of both", async () => {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await page.goto(`${instance.url}/delivery`);
  await company(page).waitFor();
  await look(page, "sign-in-desktop");
  await page.emulateMedia({ colorScheme: "dark" });
  await look(page, "sign-in-desktop-dark");
  await page.emulateMedia({ colorScheme: "light" });
  await company(page).click();
  const lee = page.getByRole("button", { name: DEMO_AGENTS.lee.name });
  await lee.waitFor();
  await look(page, "company-desktop");
  await lee.click();
  await page.getByRole("heading", { name: en.delivery.title, level: 1 }).waitFor();
  expect(page.url()).toBe(`${instance.url}/delivery`);
  await page.getByRole("button", { name: en.signOut }).click();
  // The company asks whether its own session is to end.
  await page.waitForURL(/session\/end/);
  await page.getByRole("button", { name: "Sign out" }).click();
  await company(page).click();
  // The company asks again who it is: its session has ended as well.
  await lee.waitFor();
});

it("shows once more who is there through the company's page, and the act goes on by itself", async () => {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await page.goto(`${instance.url}/verifications`);
  await company(page).click();
  await page.getByRole("button", { name: DEMO_AGENTS.jonas.name }).click();
  await page.getByRole("navigation", { name: en.nav.label }).waitFor();
  await page.goto(`${instance.url}/settings/users`);
  const take = page.getByRole("button", { name: en.users.csv });
  await take.waitFor();
  await ageSignIns(instance, DEMO_AGENTS.jonas.id);

  await take.click();
  const dialog = page.getByRole("dialog");
  const again = dialog.getByRole("button", { name: `${instance.organisation.name} account` });
  await again.waitFor();
  await look(page, "sign-in-step-up");
  const [opened, file] = [page.context().waitForEvent("page"), page.waitForEvent("download")];
  await again.click();
  const second = await opened;
  const closed = second.waitForEvent("close");
  await second.getByRole("button", { name: DEMO_AGENTS.jonas.name }).click();
  await closed;
  expect((await file).suggestedFilename()).toMatch(/\.csv$/u);
  expect(await dialog.count()).toBe(0);
});

it("says in a page that stood open that its sign-in was ended elsewhere", async () => {
  const [page, other] = await Promise.all(
    [1, 2].map(async () => {
      const one = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
      await one.goto(await instance.signInLink(DEMO_AGENTS.aisha.email));
      await one.getByRole("button", { name: "Sign in", exact: true }).click();
      await one.getByRole("heading", { name: en.list.title, level: 1 }).waitFor();
      return one;
    }),
  );
  if (page === undefined || other === undefined) throw new Error("no page");
  // Of this page nothing is read again by itself.
  await page.goto(`${instance.url}/people`);
  await page.getByRole("heading", { name: en.people.title, level: 1 }).waitFor();
  await other.goto(`${instance.url}/sign-ins`);
  await other.getByRole("button", { name: en.users.own.end }).click();
  await other.getByRole("button", { name: en.users.own.end }).waitFor({ state: "detached" });
  // As the browser says when somebody comes back to the tab.
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await page.getByText(en.signIn.ended).waitFor();
  await company(page).waitFor();
  await look(page, "sign-in-ended");
});

it("says on a phone what went wrong, and offers the ways that are left", async () => {
  const page = await (await browser.newContext(PHONE)).newPage();
  await page.goto(`${instance.url}/sign-in?problem=sign_in.not_linked`);
  await page.getByText(SIGN_IN_PROBLEMS["sign_in.not_linked"]).waitFor();
  await company(page).waitFor();
  await look(page, "sign-in-problem-phone");
  await page.emulateMedia({ colorScheme: "dark" });
  await look(page, "sign-in-problem-phone-dark");
  await page.goto(await instance.signInLink(DEMO_AGENTS.lee.email));
  await page.getByRole("button", { name: `${instance.organisation.name} account` }).waitFor();
  await page.getByText(`The link is for ${DEMO_AGENTS.lee.name} (${DEMO_AGENTS.lee.email}).`).waitFor();
  await look(page, "sign-in-link-phone");
});

it("takes a link that is pasted where the sign-in page stands, and leaves nothing of it in the address", async () => {
  const page = await (await browser.newContext(PHONE)).newPage();
  await page.goto(`${instance.url}/sign-in`);
  await page.getByText(en.signIn.where).waitFor();
  await page.goto(await instance.signInLink(DEMO_AGENTS.lee.email));
  await page.getByText(`The link is for ${DEMO_AGENTS.lee.name} (${DEMO_AGENTS.lee.email}).`).waitFor();
  expect(page.url()).toBe(`${instance.url}/sign-in`);
});
