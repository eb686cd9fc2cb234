/**
 * docs/images/console.png again, from a local run that has its history: give it the address behind
 * "Sign-in link". The links between the parts of a local run are left out; the product has none.
 *   node dev/docs/picture.ts http://localhost:8787/sign-in#...
 */
import { join } from "node:path";
import { launchBrowser } from "../../test/support/browser.ts";
import { ROOT } from "../local/cli.ts";

const [, , link = ""] = process.argv;
const browser = await launchBrowser();
const page = await browser.newPage({
  viewport: { width: 1440, height: 900 },
  timezoneId: "Europe/London",
  bypassCSP: true,
});
await page.goto(link);
await page.getByRole("button", { name: "Sign in" }).click();
await page.getByRole("row").nth(1).waitFor();
await page.addStyleTag({ content: ".local-strip { display:none } .shell { height:100dvh }" });
await page.screenshot({ path: join(ROOT, "docs", "images", "console.png") });
await browser.close();
