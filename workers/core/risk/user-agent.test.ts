import { expect, it } from "vitest";
import { MAC_AGENT, PHONE_AGENT, WINDOWS_AGENT } from "./evidence.fixture.ts";
import { browserFamily, platformFamily, saysMobile } from "./user-agent.ts";

it.each([
  [WINDOWS_AGENT, "Chrome", "windows", false],
  [`${WINDOWS_AGENT} Edg/142.0`, "Edge", "windows", false],
  [MAC_AGENT, "Safari", "apple", false],
  [PHONE_AGENT, "Safari", "apple", true],
  ["Mozilla/5.0 (Android 16; Mobile; rv:144.0) Gecko/144.0 Firefox/144.0", "Firefox", "unix", true],
  [
    "Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 SamsungBrowser/29.0 Chrome/136.0 Mobile Safari/537.36",
    "Samsung Internet",
    "unix",
    true,
  ],
  ["curl/8.9", undefined, undefined, false],
])("%s", (agent, ...read) => {
  expect([browserFamily(agent), platformFamily(agent), saysMobile(agent)]).toEqual(read);
});

it("silence has no family", () => {
  expect(browserFamily(undefined)).toBeUndefined();
  expect(platformFamily(undefined)).toBeUndefined();
});
