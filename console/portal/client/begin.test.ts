import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { addEvidence, within } from "./begin.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("within", () => {
  it("gives the value that is in time", async () => {
    expect(await within(Promise.resolve("proof"), 300)).toBe("proof");
  });

  it("gives nothing for a value that never comes", async () => {
    const waiting = within(new Promise<string>(() => undefined), 300);
    await vi.advanceTimersByTimeAsync(300);
    expect(await waiting).toBeUndefined();
  });

  it("gives nothing for a value that fails", async () => {
    expect(await within(Promise.reject(new Error("no storage")), 300)).toBeUndefined();
  });
});

describe("addEvidence", () => {
  it.each(["someone", "unknown"])("collects nothing when the check ends with %s", async (started) => {
    const body = new URLSearchParams({ started, press: "p", claims: "" });
    await addEvidence({ dataset: { begin: "locator" } } as unknown as HTMLFormElement, body);
    expect(body.get("claims")).toBe("");
  });

  it("collects nothing for any other form", async () => {
    const body = new URLSearchParams({ option: "1" });
    await addEvidence({ dataset: {} } as unknown as HTMLFormElement, body);
    expect(body.toString()).toBe("option=1");
  });
});
