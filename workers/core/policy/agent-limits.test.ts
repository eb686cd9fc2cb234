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
  ])("of three, after %o", (times, expected) => {
    expect(goesOnAt(times, 3)).toBe(expected);
  });

  it("counts what the audit log has names for", () => {
    expect(
      Object.values(COUNTED)
        .flat()
        .filter((action) => !Object.hasOwn(AUDIT_WORDS, action)),
    ).toEqual([]);
  });
});
