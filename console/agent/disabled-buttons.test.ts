/** Whoever cannot press a button reads why, beside it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const CONSOLE = join(import.meta.dirname, "..");
/** While a press is under way; over in a moment, and nothing is asked of anybody. */
const UNDER_WAY = /^(?:\w+\.)?busy$/;
/** Says on itself how long it has to wait. */
const COUNTS_DOWN = "{resend.label}";

const buttons = readdirSync(CONSOLE, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".tsx") && !file.endsWith(".test.tsx"))
  .flatMap((file) => [...readFileSync(join(CONSOLE, file), "utf8").matchAll(/<button\b.*?<\/button>/gs)])
  .map(([button]) => ({ button, disabled: /\bdisabled=\{([^{}]*)\}/.exec(button)?.[1] }))
  .filter(({ disabled }) => disabled !== undefined && !UNDER_WAY.test(disabled));

it("each button that can be disabled has words for it", () => {
  expect(buttons.length).toBeGreaterThan(4);
  const silent = buttons.filter(
    ({ button }) => !/aria-describedby|\btitle=/.test(button) && !button.includes(COUNTS_DOWN),
  );
  expect(silent).toEqual([]);
});
