/**
 * README's "Try this", done word for word in a real browser by somebody who has the terminal beside
 * it. A step is done by what is written in it: what to press, to type and to read is taken from its text.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { answersFor, wrongAnswerFor, type Answerer } from "../../dev/demo/answers.ts";
import { DEMO_PEOPLE } from "../../dev/demo/cast.ts";
import { DEMO_AGENTS } from "../../dev/demo/desk.ts";
import { startInstance, type Instance } from "../../dev/local/instance.ts";
import { asNumbered, TRY_THIS } from "../../dev/local/try-this.ts";
import { CLOSES_TICKETS } from "../../dev/local/variables.ts";
import { welcome } from "../../dev/local/welcome.ts";
import { answerQuestions } from "../support/answer-question.ts";
import { launchBrowser } from "../support/browser.ts";

const README = readFileSync(join(import.meta.dirname, "..", "..", "README.md"), "utf8").replaceAll("\r\n", "\n");
/** A press that comes faster than a person reads is not taken for one. */
const READING_MS = 600;

let browser: Browser;
let instance: Instance;
let page: Page;

beforeAll(async () => {
  [browser, instance] = await Promise.all([
    launchBrowser(),
    startInstance({ port: 0, changeGearPort: 0, identityPort: 0, directoryPort: 0, settings: CLOSES_TICKETS }),
  ]);
  page = await (await browser.newContext({ viewport: { width: 1600, height: 1000 } })).newPage();
});
afterAll(async () => {
  await browser?.close();
  await instance?.close();
});

const part = (id: "desk" | "tickets" | "phone"): FrameLocator => page.frameLocator(`#part-${id} iframe`);

/** What a step says to press, to type and to read, each in its order. */
function said(step: string) {
  const all = (pattern: RegExp): string[] => [...step.matchAll(pattern)].map(([, words = ""]) => words);
  return { press: all(/\*\*(.+?)\*\*/g), type: all(/`(.+?)`/g), read: all(/"(.+?)"/g) };
}

async function press(place: FrameLocator, words: string | undefined): Promise<void> {
  const named = { name: words ?? "", exact: true } as const;
  await place.getByRole("button", named).or(place.getByRole("link", named)).first().click();
}

async function reads(place: FrameLocator, words: string | undefined): Promise<void> {
  await place
    .getByText(words ?? "")
    .first()
    .waitFor();
}

async function openTicket(step: string): Promise<void> {
  const [newTicket, create] = said(step).press;
  const [summary, type, requester] = said(step).type;
  const tickets = part("tickets");
  await press(tickets, newTicket);
  await tickets.getByLabel("Summary").fill(summary ?? "");
  await tickets.getByLabel("Incident type").selectOption({ label: type ?? "" });
  const option = tickets.getByLabel("Requester").locator("option", { hasText: requester ?? "" });
  await tickets.getByLabel("Requester").selectOption((await option.first().getAttribute("value")) ?? "");
  await press(tickets, create);
}

async function send(step: string): Promise<void> {
  const [follow, go] = said(step).press;
  await press(part("tickets"), follow);
  await press(part("desk"), go);
  await part("desk").getByText("Delivered", { exact: true }).first().waitFor();
}

async function typeTheNumbers(): Promise<void> {
  await part("phone")
    .getByLabel(/6 numbers/)
    .waitFor();
  const digits = (await part("desk").locator(".code-digits").innerText()).replaceAll(/\D/g, "");
  await part("phone")
    .getByLabel(/6 numbers/)
    .pressSequentially(digits);
  await part("phone").locator('main[data-step^="question"]').waitFor();
}

const answerAll = (answerer: Answerer): Promise<void> => answerQuestions(part("phone"), answerer);

/** "As in steps 2 and 3", and back to the messages. */
async function again(messages: string | undefined): Promise<void> {
  const [, two = "", three = ""] = TRY_THIS;
  await openTicket(two);
  await send(three);
  await page
    .locator("#part-phone")
    .getByRole("link", { name: messages ?? "", exact: true })
    .click();
}

const printed = async (): Promise<string> =>
  welcome({ ...instance, signInLink: await instance.signInLink(DEMO_AGENTS.lee.email), state: "", took: "" });

function addressBehind(label: string, text: string): string {
  const line = text.split("\n").find((one) => one.includes(label)) ?? "";
  return /https?:\S+/.exec(line)?.[0] ?? "";
}

/** By its place in the list. */
const DOES: readonly ((step: string) => Promise<void>)[] = [
  async (step) => {
    const [label = ""] = said(step).read;
    await page.goto(addressBehind(label, await printed()));
    await press(part("desk"), said(step).press[0]);
    await part("desk")
      .getByRole("heading", { level: 1, name: /Verifications/ })
      .waitFor();
  },
  openTicket,
  send,
  async (step) => {
    await part("phone")
      .locator("ol > li")
      .first()
      .getByRole("link", { name: /^https?:/ })
      .click();
    await page.waitForTimeout(READING_MS);
    await press(part("phone"), said(step).press[0]);
    await typeTheNumbers();
  },
  async (step) => {
    await answerAll(answersFor(instance.organisation, DEMO_PEOPLE.dana));
    const [, end, verdict, note] = said(step).read;
    await reads(part("phone"), end);
    await reads(part("desk"), verdict);
    await reads(part("tickets"), note);
  },
  async (step) => {
    const [password = "", userName = ""] = said(step).type;
    const [done, label = "", signedIn, note] = said(step).read;
    await part("phone").getByLabel("New password", { exact: true }).fill(password);
    await press(part("phone"), said(step).press[0]);
    await reads(part("phone"), done);
    const other = await page.context().newPage();
    await other.goto(addressBehind(label, await printed()));
    await other.getByLabel("User name").fill(userName);
    await other.getByLabel("Password").fill(password);
    await other.getByRole("button", { name: "Continue" }).click();
    await other.getByLabel("Code").fill(instance.demoDirectory?.directory.codeOf(userName) ?? "");
    await other.getByRole("button", { name: "Sign in" }).click();
    await other
      .getByText(signedIn ?? "")
      .first()
      .waitFor();
    await other.close();
    await reads(part("tickets"), note);
  },
  async (step) => {
    const [messages, play, begin] = said(step).press;
    await again(messages);
    await press(part("phone"), play);
    await page.waitForTimeout(READING_MS);
    await press(part("phone"), begin);
    await typeTheNumbers();
    await answerAll(wrongAnswerFor(instance.organisation, DEMO_PEOPLE.dana));
    await reads(part("desk"), said(step).read[0]);
  },
  async (step) => {
    const [messages, play, report] = said(step).press;
    const [verdict, note] = said(step).read;
    await again(messages);
    await press(part("phone"), play);
    await page.waitForTimeout(READING_MS);
    await press(part("phone"), report);
    await reads(part("desk"), verdict);
    await reads(part("tickets"), note);
  },
];

it("is what the terminal says too", () => {
  expect(README).toContain(asNumbered(TRY_THIS));
  expect(DOES).toHaveLength(TRY_THIS.length);
});

it("works as it is written", { timeout: 240_000 }, async () => {
  const steps = [...README.matchAll(/^\d+\. (.+)$/gm)].map(([, step = ""]) => step);
  for (const [index, run] of DOES.entries()) {
    await run(steps[index] ?? "").catch((error: unknown) => {
      throw new Error(`step ${String(index + 1)}: ${String(error)}`, { cause: error });
    });
  }
});
