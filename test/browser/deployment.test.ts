/** A deployment whose variables protect less, from its start to an admin's press, over HTTP and in a browser. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { DEMO_AGENTS } from "../../dev/demo/desk.ts";
import { freePort, newSecrets, startInstance, type Instance } from "../../dev/local/instance.ts";
import { signedIn } from "../../dev/walkthrough/story.ts";
import type { SettingsSectionReply } from "../../workers/contract/console/settings.ts";
import { launchBrowser, PHONE } from "../support/browser.ts";
import { look } from "../support/look.ts";

const DESKTOP = { viewport: { width: 1440, height: 900 } };
const TIME_MS = 120_000;
const CONTACT = { SECURITY_CONTACT: { mail: "security@halden.example" } };
const GB = { ...CONTACT, SMS_COUNTRIES: "GB" };
const LOOSER = { ...CONTACT, SMS_COUNTRIES: "GB,PT" };

const stateDirectory = mkdtempSync(join(tmpdir(), "imper-edge-deployment-"));
const kept = { stateDirectory, secrets: newSecrets(), now: Date.now(), keepsDeployment: true };
let browser: Browser;
let instance: Instance;
let deploy: (variables: Readonly<Record<string, unknown>>) => Promise<Instance>;

beforeAll(async () => {
  const [port, changeGearPort] = [await freePort(), await freePort()];
  deploy = async (variables) => {
    await instance?.close();
    instance = await startInstance({ ...kept, port, changeGearPort, variables });
    return instance;
  };
  browser = await launchBrowser();
  await (await deploy(GB)).sweep();
  await deploy(LOOSER);
}, TIME_MS);
afterAll(async () => {
  await browser?.close();
  await instance?.close();
  rmSync(stateDirectory, { recursive: true, force: true });
});

async function countries(): Promise<unknown> {
  const desk = await signedIn(instance, DEMO_AGENTS.jonas);
  const { fields } = (await desk.get("/api/settings/delivery")).body as SettingsSectionReply;
  return fields.find(({ key }) => key === "SMS_COUNTRIES")?.value;
}

async function settingsOf(options: object): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  await page.goto(await instance.signInLink(DEMO_AGENTS.jonas.email));
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  await page.goto(`${instance.url}/settings`);
  await page.getByRole("heading", { name: "What the deployment says would protect less, and waits" }).waitFor();
  return page;
}

it(
  "waits until an admin approves it, on a desktop and a phone",
  async () => {
    expect(await countries()).toEqual(["GB"]);
    const first = await settingsOf({ ...DESKTOP, colorScheme: "light" });
    expect(await first.getByText("Within a minute everybody is told").count()).toBe(1);
    expect(await first.getByRole("button", { name: "Approve" }).count()).toBe(0);
    await instance.sweep();
    await expect
      .poll(
        async () => {
          await first.reload();
          await first.getByText("Without a decision it serves").waitFor({ timeout: 5_000 });
          return first.getByRole("button", { name: "Approve" }).count();
        },
        { timeout: 20_000 },
      )
      .toBe(1);
    await look(first, "settings-deployment-desktop");
    const phone = await settingsOf({ ...PHONE, colorScheme: "dark" });
    await look(phone, "settings-deployment-phone");
    await phone.goto(`${instance.url}/settings/delivery`);
    await phone.getByText("what it said before serves").waitFor();
    await look(phone, "settings-deployment-section-phone");
    expect(await countries()).toEqual(["GB"]);

    await first.getByRole("button", { name: "Approve" }).click();
    await first.getByText("What the deployment says serves from now on").waitFor();
    expect(await countries()).toEqual(["GB", "PT"]);
    await look(first, "settings-deployment-approved-desktop");
    expect(await first.getByRole("heading", { name: "would protect less" }).count()).toBe(0);
  },
  TIME_MS,
);

it(
  "goes on as before when it is refused, also after the next start",
  async () => {
    await deploy({ ...LOOSER, SMS_COUNTRIES: "GB,PT,IN" });
    await instance.sweep();
    const page = await settingsOf({ ...PHONE, colorScheme: "light" });
    await page.getByRole("button", { name: "Refuse" }).click();
    await page.getByText("What the deployment said before goes on serving").waitFor();
    await page.getByText(`${DEMO_AGENTS.jonas.name} refused it`).waitFor();
    await look(page, "settings-deployment-refused-phone");
    await deploy({ ...LOOSER, SMS_COUNTRIES: "GB,PT,IN" });
    await instance.sweep();
    expect(await countries()).toEqual(["GB", "PT"]);
  },
  TIME_MS,
);
