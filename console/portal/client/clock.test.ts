import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { rewriteTimes, watchDeadline } from "./clock.ts";

interface Note {
  textContent: string;
}

/** A time limit on the page, as the script sees it. */
function page(leftSeconds: number): Note {
  const note: Note = { textContent: "" };
  const bar = { dataset: { left: String(leftSeconds), soon: "Two minutes left." }, querySelector: () => note };
  vi.stubGlobal("document", { querySelector: () => bar });
  return note;
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.stubGlobal("document", { querySelector: () => null });
  watchDeadline(() => undefined);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("watchDeadline", () => {
  it("reminds two minutes before the end, not earlier", () => {
    const note = page(600);
    watchDeadline(() => undefined);
    vi.advanceTimersByTime(480_000);
    expect(note.textContent).toBe("");
    vi.advanceTimersByTime(2_000);
    expect(note.textContent).toBe("Two minutes left.");
  });

  it("reminds once", () => {
    const note = page(100);
    watchDeadline(() => undefined);
    expect(note.textContent).toBe("Two minutes left.");
    note.textContent = "";
    watchDeadline(() => undefined);
    expect(note.textContent).toBe("");
  });

  it("asks again after the end, and goes on asking while nothing comes", () => {
    const over = vi.fn();
    page(60);
    watchDeadline(over);
    vi.advanceTimersByTime(60_000);
    expect(over).not.toHaveBeenCalled();
    vi.advanceTimersByTime(2_000);
    expect(over).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(5_000);
    expect(over).toHaveBeenCalledTimes(2);
  });

  it("counts the time a phone slept", () => {
    const over = vi.fn();
    page(600);
    watchDeadline(over);
    vi.setSystemTime(Date.now() + 700_000);
    watchDeadline(over);
    expect(over).toHaveBeenCalledTimes(1);
  });

  it("does not ask in a circle when a page comes without time left", () => {
    const over = vi.fn();
    page(0);
    watchDeadline(over);
    vi.advanceTimersByTime(4_900);
    expect(over).not.toHaveBeenCalled();
  });
});

describe("rewriteTimes", () => {
  it("writes the phone's clock time and leaves what is no instant", () => {
    const at = new Date(2026, 10, 24, 9, 5);
    const times = [
      { dateTime: at.toISOString(), textContent: "server" },
      { dateTime: "soon", textContent: "server" },
    ];
    rewriteTimes({ querySelectorAll: () => times } as unknown as ParentNode, "en-GB");
    expect(times.map((time) => time.textContent)).toEqual(["09:05", "server"]);
  });
});
