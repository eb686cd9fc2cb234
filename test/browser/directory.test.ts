/** People from a file, from choosing it to the undo, in a real browser with axe and a photograph of each screen. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { DEMO_AGENTS } from "../../dev/demo/desk.ts";
import { startInstance, type Instance } from "../../dev/local/instance.ts";
import { launchBrowser, PHONE, type Size } from "../support/browser.ts";
import { look } from "../support/look.ts";

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

/** Twelve people of the demo with another private mail, one who is new, and one row that nobody can read. */
function fileOf(prefix: string): Buffer {
  const known = instance.organisation.people.filter(({ active }) => active).slice(0, 12);
  const rows = [
    ...known.map(({ externalId, email, displayName }, index) => [
      externalId,
      email,
      displayName,
      "",
      `${prefix}${String(index)}@mailbox.example`,
    ]),
    [`${prefix}-1`, `${prefix}@halden.example`, "Noor Haddad", known[0]?.email ?? "", `${prefix}@post.example`],
    [`${prefix}-2`, "no address", '=HYPERLINK("https://evil.example")', "", ""],
  ];
  const lines = [["Person id", "Work email", "Full name", "Reports to", "Private email"], ...rows];
  return Buffer.from(
    lines.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(";")).join("\r\n"),
  );
}

const SETTINGS = [
  { name: "desktop", size: DESKTOP, scheme: "light" },
  { name: "phone", size: PHONE, scheme: "dark" },
] as const;

it.each(SETTINGS)(
  "a file becomes people, and is taken back, on a $name in $scheme",
  async ({ name, size, scheme }) => {
    const context = await browser.newContext({ ...size, colorScheme: scheme });
    const page = await context.newPage();
    await page.goto(await instance.signInLink(DEMO_AGENTS.jonas.email));
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    await page.goto(`${instance.url}/settings/directory`);
    await page.getByText("Choose a file").waitFor();
    await look(page, `directory-choose-${name}`);

    const choose = (text: string, buffer: Buffer) =>
      page.getByLabel("Choose a file").setInputFiles({ name: text, mimeType: "text/csv", buffer });
    await choose("letter.txt", Buffer.from("Dear colleagues,"));
    await page.getByRole("alert").getByText("This file is no table").waitFor();

    await choose("people.csv", fileOf(name));
    await page.getByRole("heading", { name: "What the columns are" }).waitFor();
    expect(await page.getByLabel("What “Work email” is").inputValue()).toBe("email");
    await page.getByLabel("What “Reports to” is").selectOption("manager");
    await page.getByText("People can change this themselves").first().waitFor();
    await look(page, `directory-columns-${name}`);

    await page.getByRole("button", { name: "Show what changes" }).click();
    await page.getByRole("heading", { name: "What changes" }).waitFor();
    await page.getByText("This is no email address").waitFor();
    const write = page.getByRole("button", { name: "Write to the directory" });
    expect(await write.isDisabled()).toBe(true);
    await page.getByLabel("Yes, these contacts have really changed").check();
    await page.getByLabel("Yes, these managers have really changed").check();
    await look(page, `directory-preview-${name}`);
    await write.click();
    await page.getByRole("heading", { name: "The import is done" }).waitFor();
    await look(page, `directory-done-${name}`);

    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await look(page, `directory-undo-${name}`);
    await page.getByRole("button", { name: "Undo the import" }).click();
    await page.getByText("Undone", { exact: true }).first().waitFor();
    await context.close();
  },
  TIME_MS,
);
