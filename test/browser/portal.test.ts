/** The portal on a phone beyond the main job: the browser's own Back, and other languages at small sizes. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, PHONE } from "../support/browser.ts";
import { useJourney } from "../support/journey.ts";
import { look } from "../support/look.ts";

const READING_MS = 600;
const SMALLEST = { width: 320, height: 640 };

const journey = useJourney();
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

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
