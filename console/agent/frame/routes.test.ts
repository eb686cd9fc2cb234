import { describe, expect, it } from "vitest";
import { routeOf, safeReturn } from "./routes.ts";

describe("routeOf", () => {
  it.each([
    ["/", { page: "verifications" }],
    ["/verifications", { page: "verifications" }],
    ["/verifications/vrf_8Q2K7M", { page: "details", id: "vrf_8Q2K7M" }],
    ["/tickets/tkt_39/send", { page: "send-ticket", ticketId: "tkt_39" }],
    ["/send", { page: "send" }],
    ["/sign-in", { page: "sign-in" }],
    ["/verifications/a/b", { page: "unknown" }],
    ["/verifications/<script>", { page: "unknown" }],
  ])("reads %s", (path, route) => {
    expect(routeOf(path)).toEqual(route);
  });
});

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
    expect(safeReturn(wanted)).toBe("/verifications");
  });
});
