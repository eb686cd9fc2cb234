/**
 * A person's own page in the browser, with the product on two hosts: in with the company's account, a passkey added, not
 * offered on the console's host, and taken away by whoever was told of it.
 */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { me as words } from "../../console/copy/me/en.ts";
import { DEMO_PEOPLE } from "../../dev/demo/cast.ts";
import { personOf } from "../../dev/demo/organisation.ts";
import { startCompanySignIn } from "../../dev/local/company-sign-in.ts";
import { freePort, startInstance, type Instance } from "../../dev/local/instance.ts";
import { eventually, outbox } from "../../dev/walkthrough/client.ts";
import { launchBrowser, PHONE } from "../support/browser.ts";
import { look } from "../support/look.ts";
import { withAuthenticator } from "../support/virtual-authenticator.ts";

let browser: Browser;
let instance: Instance;
let company: Awaited<ReturnType<typeof startCompanySignIn>>;
let hosts: { readonly console: string; readonly portal: string };

beforeAll(async () => {
  const port = await freePort();
  hosts = {
    console: `http://console.localhost:${String(port)}`,
    portal: `http://verify.localhost:${String(port)}`,
  };
  company = await startCompanySignIn({ port: 0, product: port, now: Date.now(), hosts });
  [browser, instance] = await Promise.all([
    launchBrowser(),
    startInstance({
      port,
      changeGearPort: 0,
      variables: { ...company.variables, CONSOLE_ORIGIN: hosts.console, PORTAL_ORIGIN: hosts.portal },
    }),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await instance?.close();
  await company?.close();
});

const dana = () => personOf(instance.organisation, DEMO_PEOPLE.dana);

async function signIn(page: Page): Promise<void> {
  await page.goto(`${hosts.portal}/me`);
  await page.getByRole("link", { name: /^Continue with/u }).click();
  await atCompany(page);
}

/** The provider says since when it knows somebody only where it was asked to ask anew. */
async function signInOnceMore(page: Page): Promise<void> {
  await page.getByRole("link", { name: words.passkeys.confirm }).last().click();
  await atCompany(page);
}

async function atCompany(page: Page): Promise<void> {
  await page.getByLabel("Somebody else's email").fill(dana().email);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("heading", { name: words.heading, level: 1 }).waitFor();
}

/** What a page gets that asks for this very passkey, under a name that its own host may use. */
const asksFor = (page: Page, credentialId: string): Promise<string> =>
  page.evaluate(async (id) => {
    const bytes = Uint8Array.from(atob(id), (sign) => sign.charCodeAt(0));
    try {
      await navigator.credentials.get({
        publicKey: {
          challenge: new Uint8Array(32),
          allowCredentials: [{ type: "public-key", id: bytes }],
          userVerification: "required",
          timeout: 3_000,
        },
      });
      return "shown";
    } catch (error) {
      return error instanceof DOMException ? error.name : "failed";
    }
  }, credentialId);

/** Where a message about the passkey leads that went to this address. The sweep sends it. */
async function undoLink(to: string): Promise<string> {
  const linkIn = (text: string) => text.match(/http:\/\/\S+\/me\/not-me\/[\w-]{46}/u)?.[0];
  await instance.sweep();
  const messages = await eventually(
    () => outbox(instance.url, to),
    (sent) => sent.some(({ text }) => linkIn(text) !== undefined),
    { what: "the message about the passkey" },
  );
  return messages.map(({ text }) => linkIn(text)).find((link) => link !== undefined) ?? "";
}

it("opens by the company's account, takes a passkey that the console's host is not offered, and lets it be taken away", async () => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${hosts.portal}/me`);
  await look(page, "me-sign-in-desktop");
  await signIn(page);
  const { session, id } = await withAuthenticator(page);
  await look(page, "me-desktop");
  await signInOnceMore(page);
  await page.getByRole("button", { name: words.passkeys.add }).click();
  await page.getByRole("textbox", { name: words.passkeys.name }).first().waitFor();
  await page.getByText(words.passkeys.usual).first().waitFor();
  const { credentials } = await session.send("WebAuthn.getCredentials", { authenticatorId: id });
  expect(credentials.map(({ rpId }) => rpId)).toEqual([new URL(hosts.portal).hostname]);
  const credentialId = credentials[0]?.credentialId ?? "";

  expect(await asksFor(page, credentialId)).toBe("shown");
  await page.goto(`${hosts.console}/sign-in`);
  expect(await asksFor(page, credentialId)).toBe("NotAllowedError");
  // Neither host's sign-in is one on the other.
  const statusOf = (path: string) => page.evaluate(async (address) => (await fetch(address)).status, path);
  expect([await statusOf("/api/session"), await statusOf("/me")]).toEqual([401, 404]);

  const phone = await (await browser.newContext(PHONE)).newPage();
  const to = dana().contacts[0]?.value ?? "";
  await phone.goto(await undoLink(to));
  await look(phone, "me-not-me-phone");
  await phone.waitForTimeout(500);
  await phone.getByRole("button", { name: words.notMe.yes }).click();
  await phone.getByRole("heading", { name: words.notMe.undoneHeading }).waitFor();
  await page.goto(`${hosts.portal}/me`);
  await page.getByRole("heading", { name: words.signIn.heading }).waitFor();
});

it("reads well on a phone, in the dark and without a script", async () => {
  const context = await browser.newContext({ ...PHONE, javaScriptEnabled: false });
  const page = await context.newPage();
  await signIn(page);
  await signInOnceMore(page);
  expect(await page.getByText(words.passkeys.script).isVisible()).toBe(true);
  const scripted = await (await browser.newContext(PHONE)).newPage();
  await signIn(scripted);
  await look(scripted, "me-phone");
  await scripted.emulateMedia({ colorScheme: "dark" });
  await look(scripted, "me-phone-dark");
  await scripted.goto(`${hosts.portal}/me?lang=he`);
  await look(scripted, "me-phone-hebrew");
  // What was pressed is not lost on the way over the company.
  await scripted.locator('a[href*="fresh=1"]').first().click();
  await scripted.getByLabel("Somebody else's email").fill(dana().email);
  await scripted.getByRole("button", { name: "Continue" }).click();
  await scripted.waitForURL(`${hosts.portal}/me?lang=he`);
  expect(await scripted.locator("html").getAttribute("dir")).toBe("rtl");
});
