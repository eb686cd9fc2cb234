import { describe, expect, it } from "vitest";
import { CONSOLE_PATHS, consolePlace, pathTo } from "./paths.ts";

describe("an address of the console", () => {
  it.each([
    ["/", { page: "verifications" }],
    ["/verifications", { page: "verifications" }],
    ["/verifications/vrf_8Q2K7M", { page: "details", id: "vrf_8Q2K7M" }],
    ["/tickets/tkt_39/send", { page: "sendTicket", id: "tkt_39" }],
    ["/send", { page: "send" }],
    ["/sign-in", { page: "signIn" }],
    ["/verifications/a/b", undefined],
    ["/verifications/<script>", undefined],
    ["/verifications/", undefined],
    ["/dashboards", undefined],
  ])("%s is read", (path, place) => {
    expect(consolePlace(path)).toEqual(place);
  });

  it.each(Object.keys(CONSOLE_PATHS) as (keyof typeof CONSOLE_PATHS)[])("%s is written as it is read", (page) => {
    const to = pathTo[page];
    expect(consolePlace(typeof to === "string" ? to : to("vrf_1"))).toEqual(
      typeof to === "string" ? { page } : { page, id: "vrf_1" },
    );
  });

  it("never leaves its path through an id", () => {
    expect(pathTo.details("../a?b#c")).toBe("/verifications/..%2Fa%3Fb%23c");
  });
});
