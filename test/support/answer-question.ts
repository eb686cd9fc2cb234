/** Answers as the person would, by reading the page in the browser. */
import type { FrameLocator, Page } from "playwright-core";
import { expect } from "vitest";
import type { Answerer } from "../../dev/demo/answers.ts";
import { questionOf } from "../../dev/walkthrough/page.ts";

/** A page, or one that is shown within another. */
export type Screen = Pick<Page | FrameLocator, "locator" | "getByText" | "getByRole">;

export const stepOf = async (screen: Screen): Promise<string> =>
  (await screen.locator("main").getAttribute("data-step")) ?? "";

/** The question that is open, until something else is shown. */
export async function answerQuestion(screen: Screen, answerer: Answerer): Promise<void> {
  const before = await stepOf(screen);
  const html = await screen.locator("html").innerHTML();
  const heading = (await screen.locator("h1").first().innerText()).replaceAll("\n", " ").trim();
  const answer = answerer(questionOf({ status: 200, html, step: "", heading }));
  switch (answer.type) {
    case "option":
      await screen.locator(`button[name="option"][value="${String(answer.index)}"]`).click();
      break;
    case "text":
      await screen.locator("#answer").fill(answer.text);
      await screen.getByRole("button", { name: "Continue" }).click();
      break;
    case "month":
      await screen.getByText(String(answer.year), { exact: true }).click();
      await screen.locator(`button[name="month"][value="${String(answer.month)}"]`).click();
      break;
    case "skip":
      await screen.getByRole("button", { name: "I don't know" }).click();
      break;
  }
  await expect.poll(() => stepOf(screen), { timeout: 20_000 }).not.toBe(before);
}

export async function answerQuestions(screen: Screen, answerer: Answerer): Promise<void> {
  while ((await stepOf(screen)).startsWith("question")) await answerQuestion(screen, answerer);
}
