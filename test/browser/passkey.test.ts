/**
 * The requester's own passkey in the browser: added at their page, and asked for after the questions. A privileged
 * person and an MFA reset need nothing else; what was given up, is on no device here or is suspended is said, and nothing lost.
 */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { en } from "../../console/copy/portal/en.ts";
import { me } from "../../console/copy/me/en.ts";
import { answersFor } from "../../dev/demo/answers.ts";
import { DEMO_PEOPLE } from "../../dev/demo/cast.ts";
import { DEMO_AGENTS } from "../../dev/demo/desk.ts";
import type { DemoPerson } from "../../dev/demo/model.ts";
import { personOf } from "../../dev/demo/organisation.ts";
import { hasPlaceAround, isWellKnown } from "../../dev/demo/well-known.ts";
import type { ApprovalReply } from "../../workers/contract/console/approvals.ts";
import { startInstance, type Instance } from "../../dev/local/instance.ts";
import { eventually, READING_MS } from "../../dev/walkthrough/client.ts";
import { homeNetwork } from "../../dev/worker/home-device.ts";
import { contactOf, linkSentTo, openTicket, signedIn } from "../../dev/walkthrough/story.ts";
import { agePasskeys } from "../support/age-passkeys.ts";
import { answerQuestions } from "../support/answer-question.ts";
import { launchBrowser, PHONE, type Size } from "../support/browser.ts";
import { look } from "../support/look.ts";
import { PEOPLE_SIGN_IN, personCookie } from "../support/person-cookie.ts";
import { withAuthenticator, type VirtualAuthenticator } from "../support/virtual-authenticator.ts";

const DESKTOP: Size = { viewport: { width: 1440, height: 900 } };
const words = en.approving.passkey;

let browser: Browser;
let instance: Instance;
let desk: Page;

beforeAll(async () => {
  [browser, instance] = await Promise.all([
    launchBrowser(),
    startInstance({ port: 0, changeGearPort: 0, variables: PEOPLE_SIGN_IN }),
  ]);
  desk = await (await browser.newContext(DESKTOP)).newPage();
  await desk.goto(await instance.signInLink("aisha.bello@halden.example"));
  await desk.getByRole("button", { name: "Sign in" }).click();
  await desk.getByRole("heading", { level: 1, name: /Verifications/ }).waitFor();
});
afterAll(async () => {
  await browser?.close();
  await instance?.close();
});

interface Person {
  readonly person: DemoPerson;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly authenticator: VirtualAuthenticator;
}

/** Somebody at their phone, at home, and in no test browser: neither would pass anybody. */
async function atPhone(person: DemoPerson): Promise<Person> {
  const context = await browser.newContext(PHONE);
  await context.addCookies([{ name: "dev-device", value: homeNetwork(person.office.city), url: instance.url }]);
  const page = await context.newPage();
  return { person, context, page, authenticator: await withAuthenticator(page) };
}

/** Whose device has a passkey that they added on their page so many days ago. */
async function personWith(name: keyof typeof DEMO_PEOPLE, days: number): Promise<Person> {
  const made = await atPhone(personOf(instance.organisation, DEMO_PEOPLE[name]));
  const { person, context, page } = made;
  const agent = await page.evaluate(() => navigator.userAgent);
  const [cookie = "", value = ""] = (await personCookie(instance, { id: person.id, browser: agent })).split("=");
  await context.addCookies([{ name: cookie, value, url: instance.url.replace("http:", "https:"), httpOnly: true }]);
  await page.goto(`${instance.url}/me`);
  await page.getByRole("button", { name: me.passkeys.add }).click();
  await page.getByRole("button", { name: me.passkeys.remove }).waitFor();
  if (name === "privileged") await lookAround(page, "passkey-0-added");
  await agePasskeys(instance, person.id, days);
  return made;
}

/** Sent by the desk, opened on the phone, every question answered. */
async function answered({ person, page }: Person, category: string): Promise<void> {
  const ticket = await openTicket(instance, { category, person });
  await desk.goto(`${instance.url}/tickets/${ticket.ticketId}/send`);
  await desk
    .getByRole("radio", { name: /SMS to/ })
    .first()
    .check({ force: true });
  await desk
    .getByRole("switch", { name: /on the line/i })
    .uncheck({ force: true })
    .catch(() => undefined);
  await desk.getByText("can use a passkey").waitFor();
  await look(desk, `passkey-${category.replaceAll(" ", "-")}-1-send-desktop`);
  await desk.getByRole("button", { name: "Send", exact: true }).click();
  await desk.getByText("Delivered", { exact: true }).first().waitFor();
  await answerAll({ person, page });
  await page.getByRole("heading", { name: words.heading }).waitFor();
}

async function answerAll({ person, page }: Pick<Person, "person" | "page">): Promise<void> {
  await page.goto(await linkSentTo(instance, contactOf(person, "sms").value, []));
  await page.waitForTimeout(READING_MS);
  await page.getByRole("button", { name: en.landing.started.i_contacted }).click();
  await page.locator('main[data-step^="question"]').waitFor();
  await answerQuestions(page, answersFor(instance.organisation, person.id));
}

/** In every size and light in which somebody may see it. */
async function lookAround(page: Page, name: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 390, height: 844 });
    await look(page, `${name}-phone-${colorScheme}`);
    await page.setViewportSize({ width: 1440, height: 900 });
    await look(page, `${name}-desktop-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 390, height: 844 });
}

/** Asked by whoever sent it, and given. */
async function approve(id: string): Promise<void> {
  const [aisha, lee] = await Promise.all([signedIn(instance, DEMO_AGENTS.aisha), signedIn(instance, DEMO_AGENTS.lee)]);
  await aisha.post(`/api/verifications/${id}/approvals`, { approverId: DEMO_AGENTS.lee.id });
  const { body } = await eventually(
    () => lee.get<ApprovalReply>(`/api/approvals/${id}`),
    ({ status }) => status === 200,
    { what: "the approval that is asked for" },
  );
  await lee.post(`/api/approvals/${id}/give`, { digest: body.digest });
}

async function saysWhatToDoWithoutScript(url: string, scripted: BrowserContext): Promise<void> {
  const storageState = await scripted.storageState();
  const context = await browser.newContext({ ...PHONE, javaScriptEnabled: false, storageState });
  const page = await context.newPage();
  await page.goto(url);
  await page.getByText(words.script).waitFor();
  expect(await use(page).count()).toBe(0);
  await context.close();
}

const use = (page: Page) => page.getByRole("button", { name: words.use });

it("a privileged person needs nothing else, and is held", { timeout: 120_000 }, async () => {
  const someone = await personWith("privileged", 8);
  const { page, authenticator } = someone;
  const scripts: string[] = [];
  page.on("request", (request) => {
    if (request.resourceType() === "script") scripts.push(new URL(request.url()).pathname);
  });
  await answered(someone, "Password reset");
  await use(page).waitFor();
  // Fetched at this step alone.
  expect(scripts.filter((path) => path.includes("passkey"))).toHaveLength(1);
  await desk.getByText("passkey needed").waitFor();
  await look(desk, "passkey-2-waits-desktop");
  await lookAround(page, "passkey-3-asked");

  // Given up, or the finger is not known.
  await authenticator.session.send("WebAuthn.setUserVerified", {
    authenticatorId: authenticator.id,
    isUserVerified: false,
  });
  await use(page).click();
  await page.getByText(words.none).waitFor();
  await look(page, "passkey-4-given-up");
  await authenticator.session.send("WebAuthn.setUserVerified", {
    authenticatorId: authenticator.id,
    isUserVerified: true,
  });
  await page.reload();
  await use(page).click();
  await page.locator("main:not([data-step=approving])").waitFor();
  await look(page, "passkey-5-held");
  await desk
    .getByText(/held until/u)
    .first()
    .waitFor();
  await look(desk, "passkey-6-held-desktop");
  await page.goBack();
  expect(await use(page).count()).toBe(0);
});

it("an MFA reset passes with it, after what went wrong was said", { timeout: 120_000 }, async () => {
  const someone = await personWith("dana", 7);
  const { page, context, authenticator } = someone;
  await answered(someone, "MFA reset");
  await saysWhatToDoWithoutScript(page.url(), context);
  // Another device, which has none of theirs.
  const { credentials } = await authenticator.session.send("WebAuthn.getCredentials", {
    authenticatorId: authenticator.id,
  });
  await authenticator.session.send("WebAuthn.clearCredentials", { authenticatorId: authenticator.id });
  await use(page).click();
  await page.getByText(words.none).waitFor();
  for (const credential of credentials) {
    await authenticator.session.send("WebAuthn.addCredential", { authenticatorId: authenticator.id, credential });
  }
  await page.route("**/passkey", (route) => route.abort());
  await use(page).click();
  await page.getByText(words.away).waitFor();
  await page.unroute("**/passkey");
  await page.goto(`${page.url().split("?")[0] ?? ""}?lang=he`);
  await look(page, "passkey-7-hebrew");
  await page.locator("[data-show-passkey] button").click();
  await page.locator("main:not([data-step=approving])").waitFor();
});

it("is offered to whom a colleague's word let pass", { timeout: 120_000 }, async () => {
  const known = new Set<string>(Object.values(DEMO_PEOPLE));
  const one = instance.organisation.people.find(
    (other) =>
      other.active &&
      !other.privileged &&
      !known.has(other.id) &&
      isWellKnown(other) &&
      hasPlaceAround(other, instance.organisation),
  );
  if (one === undefined) throw new Error("nobody is known well enough");
  const someone = await atPhone(one);
  const { page, authenticator } = someone;
  const ticket = await openTicket(instance, { category: "MFA reset", person: one });
  const aisha = await signedIn(instance, DEMO_AGENTS.aisha);
  const destination = { type: "contact", contactId: contactOf(one, "sms").id } as const;
  const { body } = await aisha.send({ ticketId: ticket.ticketId, callerOnLine: false, destination });
  await answerAll(someone);
  await page.getByRole("heading", { name: en.approving.heading }).waitFor();
  await approve(body.id);
  await page.reload();
  const add = page.getByRole("button", { name: me.passkeys.add });
  await add.waitFor();
  await lookAround(page, "passkey-9-offered");
  await add.click();
  await page.getByText(en.passkeyOffer.added).waitFor();
  await look(page, "passkey-9-offer-taken");
  const { credentials } = await authenticator.session.send("WebAuthn.getCredentials", {
    authenticatorId: authenticator.id,
  });
  expect(credentials).toHaveLength(1);
});
