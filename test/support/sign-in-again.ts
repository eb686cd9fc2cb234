import type { Page } from "playwright-core";

/** For an act that asks once more who is there: by a new link, in a window of its own that closes itself. */
export async function signInAgain(page: Page): Promise<void> {
  const opened = page.context().waitForEvent("page");
  await page.getByRole("button", { name: "Open a new sign-in link" }).click();
  const second = await opened;
  const closed = second.waitForEvent("close");
  await second.getByRole("button", { name: "Sign in" }).click();
  await closed;
}
