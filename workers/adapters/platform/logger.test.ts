import { afterEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { consoleLogger } from "./logger.ts";

const CANARY = "canary +447700900123";

function logged(error: unknown): string {
  const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
  consoleLogger().failure("queue.handle", error, { attempts: 2 });
  expect(log).toHaveBeenCalledTimes(1);
  return String(log.mock.calls[0]?.[0]);
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("an error", () => {
  it("is logged as one line with its class and place", () => {
    const line = JSON.parse(logged(new TypeError("x"))) as Record<string, unknown>;
    expect(line).toMatchObject({ event: "queue.handle", attempts: 2, error: "TypeError" });
    expect(line["at"]).toMatch(/^at .*logger\.test\.ts:\d+/);
  });

  it.each([
    ["one line", `failed for ${CANARY}`],
    ["several lines", `failed\n${CANARY}\n${CANARY}`],
    ["lines that look like a stack", `failed\n    at ${CANARY} (/x.ts:1:1)\n    at ${CANARY}`],
    ["nothing but a line end", `\n${CANARY}`],
  ])("keeps its text of %s to itself", (_name, message) => {
    expect(logged(new Error(message))).not.toContain("canary");
  });

  it("keeps to itself what it was caused by, and its name when that is free text", () => {
    const error = new Error("x", { cause: new Error(CANARY) });
    error.name = CANARY;
    expect(logged(error)).not.toContain("canary");
  });

  it("of a schema keeps to itself what it choked on", () => {
    const parsed = z.object({ phone: z.literal("x") }).safeParse({ phone: CANARY });
    expect(logged(parsed.error)).not.toContain("canary");
  });

  it.each([CANARY, { message: CANARY }, null, undefined, 7])("that is none (%j) shows its type only", (thrown) => {
    const text = logged(thrown);
    expect(text).not.toContain("canary");
    expect(JSON.parse(text)).toMatchObject({ error: typeof thrown });
  });

  it("without a stack is logged all the same", () => {
    const error = new Error(CANARY);
    delete error.stack;
    expect(JSON.parse(logged(error))).toEqual({ event: "queue.handle", attempts: 2, error: "Error", at: "" });
  });
});
