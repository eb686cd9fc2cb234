/** The portal on a phone beyond the main job: the action after it, the browser's own Back, other languages at small sizes. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { en } from "../../console/copy/desk/en.ts";
import { answersFor } from "../../dev/demo/answers.ts";
import { DEMO_AGENTS } from "../../dev/demo/desk.ts";
import { CLOSES_TICKETS } from "../../dev/local/variables.ts";
import { eventually } from "../../dev/walkthrough/client.ts";
import { questionOf } from "../../dev/walkthrough/page.ts";
import { startRange } from "../contracts/support/mock-range.ts";
import { launchBrowser, PHONE } from "../support/browser.ts";
import { countInput } from "../support/count-input.ts";
import { useJourney, type Sent } from "../support/journey.ts";
import { look } from "../support/look.ts";

const READING_MS = 600;
const SMALLEST = { width: 320, height: 640 };

const DESKTOP = { viewport: { width: 1440, height: 900 } };
/** Dana's, so that nothing but the answers is to be judged. */
const AT_HOME = {
  locale: "en-GB",
  timezoneId: "Europe/Lisbon",
  extraHTTPHeaders: { "x-dev-network": "home", "sec-ch-ua": '"Chromium";v="153"' },
};
/** Faster answers count against whoever gives them. */
const QUESTION_READING_MS = 2_500;
const PASSWORD = "Copper-maple-drift-swan-7";

const range = await startRange();
const journey = useJourney({
  directoryPort: 0,
  settings: CLOSES_TICKETS,
  variables: {
    LEAKED_PASSWORDS_ORIGIN: range.vendor.url,
    CATEGORIES: {
      "Password reset": { action: "password_reset" },
      "Account unlock": { action: "account_unlock", agentActs: true },
    },
  },
});
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await range.vendor.close();
});

const stepOf = (page: Page) => page.locator("main").getAttribute("data-step");
const shows = (page: Page, step: string) => page.locator(`main[data-step="${step}"]`).waitFor();

async function begin(page: Page, label: string): Promise<void> {
  // A press that comes faster than a person reads is not taken for one.
  await page.waitForTimeout(READING_MS);
  await page.getByRole("button", { name: label }).click();
  await shows(page, "question:1:1");
}

async function phone(locale: string): Promise<BrowserContext> {
  return browser.newContext({ ...PHONE, locale, extraHTTPHeaders: { "x-dev-network": "mobile" } });
}

describe("Back", () => {
  it("leads to the answer that may still be changed, never to a page left behind, never out", async () => {
    const { link } = await journey.sendTo();
    const context = await phone("en-GB");
    const page = await context.newPage();
    await page.goto(link);
    await page.getByRole("link", { name: "This wasn't me" }).click();
    await page.getByRole("link", { name: "No, go back" }).click();
    await begin(page, "I contacted IT");
    await page.locator('button[name="skip"]').click();
    await shows(page, "question:2:1");
    await page.goBack();
    await shows(page, "question:1:2");
    for (let press = 1; press <= 3; press += 1) {
      await page.goBack();
      await page.waitForLoadState();
      expect(await stepOf(page), `Back pressed ${String(press)} times more`).toBe("question:1:2");
    }
    // Opened again from the message, with nothing behind it.
    const again = await context.newPage();
    await again.goto(link);
    await shows(again, "question:1:2");
    await again.goBack();
    expect(await stepOf(again)).toBe("question:1:2");
    await context.close();
  });
});

async function signedIn({ email }: { readonly email: string }, options: Parameters<Browser["newContext"]>[0]) {
  const page = await (await browser.newContext(options)).newPage();
  await page.goto(await journey.instance.signInLink(email));
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { level: 1, name: /Verifications/ }).waitFor();
  return page;
}

/** Its details, from the desk's computer in the light and from a phone in the dark. */
async function lookAtDetails({ id }: Sent, name: string, shows: string): Promise<void> {
  const sizes = [
    ["desktop", { ...DESKTOP, colorScheme: "light" }],
    ["phone", { ...PHONE, colorScheme: "dark" }],
  ] as const;
  for (const [size, options] of sizes) {
    const page = await signedIn(DEMO_AGENTS.aisha, options);
    await page.goto(`${journey.instance.url}/verifications/${id}`);
    await page.getByText(shows).first().scrollIntoViewIfNeeded();
    await look(page, `${name}-${size}`);
    await page.context().close();
  }
}

describe("the action after the check", () => {
  it("takes seven taps and six typed characters besides the password, from the link to a closed ticket", async () => {
    const sent = await journey.sendTo({ person: journey.named("dana"), callerOnLine: true });
    const context = await browser.newContext({ ...PHONE, ...AT_HOME });
    await saysNothingOfItself(context);
    const input = await countInput(context, { besides: "password" });
    const page = await context.newPage();
    await page.goto(sent.link);
    await page.waitForTimeout(QUESTION_READING_MS);
    await page.getByRole("button", { name: "I contacted IT" }).tap();
    await shows(page, "code");
    await page.keyboard.type((await journey.live(sent)).code?.digits ?? "");
    const asked = await answerByTapping(page, sent);
    await shows(page, "action");
    await look(page, "action-phone");
    await page.getByLabel("New password", { exact: true }).tap();
    await page.keyboard.type(PASSWORD);
    await page.getByRole("button", { name: "Set this password" }).tap();
    await shows(page, "action_done");
    await look(page, "action-done-phone");
    expect(input).toEqual({ taps: expect.any(Number) as number, typed: 6, besides: PASSWORD.length });
    // The draw says whether three questions suffice; each is a tap, and a month two.
    expect([3, 4]).toContain(asked);
    expect(input.taps).toBeLessThanOrEqual(asked + 4);
    await eventually(
      () => journey.tickets.ticket(sent.ticket.id),
      ({ record }) => record.Status === "Closed",
      { what: "the closed ticket" },
    );
    await lookAtDetails(sent, "action-card-reset", en.actionCard.steps.close);
    await context.close();
  });

  it("is one agent's where agents act: a colleague finds nothing to press", async () => {
    const sent = await journey.passed({ category: "Account unlock" });
    const [own, other] = await Promise.all([
      signedIn(DEMO_AGENTS.aisha, DESKTOP),
      signedIn(DEMO_AGENTS.lee, { ...PHONE, colorScheme: "dark" }),
    ]);
    const pages = [own, other];
    await Promise.all(pages.map((page) => page.goto(`${journey.instance.url}/verifications/${sent.id}`)));
    const begin = (page: Page) => page.getByRole("button", { name: en.deskAction.begin });
    await Promise.all(pages.map((page) => begin(page).waitFor()));
    await look(own, "agent-acts-offered-desktop");
    await look(other, "agent-acts-offered-phone");
    await begin(own).click();
    await own.getByRole("button", { name: en.deskAction.done, exact: true }).waitFor();
    await begin(other).waitFor({ state: "detached" });
    await look(own, "agent-acts-taken-desktop");
    await look(other, "agent-acts-taken-phone");
    await own.getByRole("button", { name: en.deskAction.done, exact: true }).click();
    await other.getByText("DONE").first().waitFor();
    await journey.notesWith(sent.ticket, "Done by the agent: account unlock");
    await Promise.all(pages.map((page) => page.context().close()));
    await lookAtDetails(sent, "agent-acts-card", en.actionCard.desk);
  });
});

/** One that is driven, and draws in software, is asked more questions: as one without script it says nothing of that. */
async function saysNothingOfItself(context: BrowserContext): Promise<void> {
  await context.route("**/begin", async (route) => {
    const form = new URLSearchParams(route.request().postData() ?? "");
    form.set("claims", "");
    await route.continue({ postData: form.toString() });
  });
}

/** How many questions there were; each is one tap on what the person knows, a month two. */
async function answerByTapping(page: Page, { person }: Sent): Promise<number> {
  const answerer = answersFor(journey.instance.organisation, person.id);
  await shows(page, "question:1:1");
  let asked = 0;
  for (let step = await stepOf(page); step?.startsWith("question") === true; step = await stepOf(page)) {
    asked += 1;
    const heading = (await page.locator("h1").first().innerText()).replaceAll("\n", " ").trim();
    const answer = answerer(questionOf({ status: 200, html: await page.content(), step: "", heading }));
    await page.waitForTimeout(QUESTION_READING_MS);
    if (answer.type === "month") {
      await page.getByText(String(answer.year), { exact: true }).tap();
      await page.locator(`button[name="month"][value="${String(answer.month)}"]`).tap();
    } else {
      const index = answer.type === "option" ? answer.index : expect.fail("a question is typed");
      await page.locator(`button[name="option"][value="${String(index)}"]`).tap();
    }
    await page.waitForFunction((old) => document.querySelector("main")?.dataset["step"] !== old, step);
  }
  return asked;
}

describe.each([
  ["he", "he-IL", "rtl", "אני פניתי לתמיכה", "זה לא הייתי אני"],
  ["de", "de-DE", "ltr", "Ich habe mich an die IT gewandt", "Das war ich nicht"],
])("in %s", (language, locale, direction, started, report) => {
  it("is whole at 320 and 390 px, and stays in a language that was pressed", async () => {
    const { link } = await journey.sendTo();
    const context = await phone(locale);
    const page = await context.newPage();
    const lookAt = async (name: string, viewport = SMALLEST) => {
      await page.setViewportSize(viewport);
      await look(page, `${language}-${String(viewport.width)}-${name}`);
    };
    await page.goto(link);
    expect(await page.locator("html").getAttribute("dir")).toBe(direction);
    await lookAt("landing");
    await page.getByRole("link", { name: report }).click();
    await lookAt("report");
    await page.goto(link);
    await begin(page, started);
    await lookAt("question");
    await lookAt("question", PHONE.viewport ?? SMALLEST);
    await page.getByRole("link", { name: "Français" }).click();
    await page.locator('html[lang="fr"]').waitFor();
    await page.locator('button[name="skip"]').click();
    await shows(page, "question:2:1");
    expect(await page.locator("html").getAttribute("lang")).toBe("fr");
    await context.close();
  });
});
