import { describe, expect, it } from "vitest";
import { DAY_MS } from "../kit/time.ts";
import { AUDIT_WORDS } from "./audit-words.ts";
import { COUNTED, goesOnAt } from "./agent-limits.ts";

describe("a limit of an agent", () => {
  it.each([
    [[], undefined],
    [[9, 8], undefined],
    [[9, 8, 7], 7 + DAY_MS],
    // More than was allowed, from before the limit was lowered: it waits until fewer are left.
    [[9, 8, 7, 6], 7 + DAY_MS],
  ])("of three, after %o", (moments, expected) => {
    const done = moments.map((at) => ({ at, times: 1 }));
    expect(goesOnAt(done, 3)).toBe(expected);
  });

  it("counts each time of what one row says was done more than once", () => {
    const done = [
      { at: 9, times: 1 },
      { at: 8, times: 2 },
      { at: 7, times: 5 },
    ];
    expect([3, 4, 8, 9].map((limit) => goesOnAt(done, limit))).toEqual([8 + DAY_MS, 7 + DAY_MS, 7 + DAY_MS, undefined]);
  });

  it("counts what the audit log has names for", () => {
    expect(
      Object.values(COUNTED)
        .flat()
        .filter((action) => !Object.hasOwn(AUDIT_WORDS, action)),
    ).toEqual([]);
  });
});
