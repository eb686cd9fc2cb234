/** One look at a page in the browser, as a person and as a checker of accessibility would take it. */
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { smallTargets } from "./targets.ts";

const PICTURES = join(import.meta.dirname, "..", "..", "test-results", "browser");

/** As the styles say it. */
const PHONE_UNDER = 720;
/** Its pages, with and without a session; not those of the portal and of the stand-ins. */
const CONSOLE = ".shell, .sign-in";

/** Photographs the screen and holds it against WCAG 2.2 AA. */
export async function look(page: Page, name: string): Promise<void> {
  await standsStill(page);
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  const serious = violations.filter((violation) => violation.impact === "serious" || violation.impact === "critical");
  expect(
    serious.map(
      (violation) =>
        `${name}: ${violation.id}: ${violation.nodes
          .map((node) => node.html)
          .join(" ")
          .slice(0, 300)}`,
    ),
  ).toEqual([]);
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sideways, `${name} scrolls sideways`).toBeLessThanOrEqual(0);
  const isConsole = (await page.locator(CONSOLE).count()) > 0;
  if (isConsole && (page.viewportSize()?.width ?? Infinity) < PHONE_UNDER) {
    expect(await smallTargets(page), `${name} has targets that a finger misses`).toEqual([]);
  }
}

/** Half-way between two looks a colour is neither. What turns for ever is left turning. */
async function standsStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}
