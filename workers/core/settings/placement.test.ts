import { expect, it } from "vitest";
import { misplacedIn } from "./placement.ts";

const connections = { CONNECTIONS: {} };
const credentials = { CONNECTION_SECRETS: { main: { password: "hunter2" } } };

it("has nothing to say where settings and secrets each stand in their place", () => {
  expect(misplacedIn("ticket_systems", { document: connections, secrets: credentials })).toEqual([]);
});

it.each([
  ["a secret among the settings", { document: credentials, secrets: {} }, "CONNECTION_SECRETS", "is secret"],
  ["a setting among the secrets", { document: {}, secrets: connections }, "CONNECTIONS", "is no secret"],
  ["a key of another section", { document: { BRAND_NAME: "x" }, secrets: {} }, "BRAND_NAME", "is not a setting"],
  ["one among the secrets", { document: {}, secrets: { toString: "x" } }, "toString", "is not a setting"],
])("names %s, without its value", (_what, values, key, words) => {
  const found = misplacedIn("ticket_systems", values);
  expect(found).toEqual([{ key, message: expect.stringContaining(words) as string }]);
  expect(JSON.stringify(found)).not.toContain("hunter2");
});
