import { describe, expect, it } from "vitest";
import { safeReturn } from "./safe-return.ts";

describe("safeReturn", () => {
  it("keeps a page of the console with its filters", () => {
    expect(safeReturn("/verifications?status=failed&open=vrf_1")).toBe("/verifications?status=failed&open=vrf_1");
    expect(safeReturn("/tickets/tkt_39/send")).toBe("/tickets/tkt_39/send");
  });

  it("drops search words and fragments", () => {
    expect(safeReturn("/verifications?q=Dana&level=high#x")).toBe("/verifications?level=high");
  });

  it.each([
    "https://evil.example/verifications",
    "//evil.example/verifications",
    "/\\evil.example",
    "/verifications\\..",
    "javascript:alert(1)",
    "/api/verifications",
    "/sign-in",
    "",
    null,
    undefined,
  ])("falls back to the first page for %s", (wanted) => {
    expect(safeReturn(wanted)).toBe("/");
  });
});
