import { expect, it } from "vitest";
import { patched, secretsOfRemoved } from "./secrets.ts";

const stored = { main: { password: "hunter2" }, other: { password: "hunter3" } };

it.each([
  ["a record", stored],
  ["text", JSON.stringify(stored)],
])("one secret that is typed anew or taken away leaves the others, where they stood as %s", (_what, secrets) => {
  const patch = { CONNECTION_SECRETS: { main: { password: "hunter4" }, other: null } };
  expect(patched({ CONNECTION_SECRETS: secrets }, patch)).toEqual({
    CONNECTION_SECRETS: { main: { password: "hunter4" } },
  });
  expect(patched({ CONNECTION_SECRETS: secrets }, { CONNECTION_SECRETS: { main: null } })).toEqual({
    CONNECTION_SECRETS: { other: { password: "hunter3" } },
  });
});

it.each([
  ["a provider", "SIGN_IN_PROVIDERS", "SIGN_IN_SECRETS"],
  ["a connection", "CONNECTIONS", "CONNECTION_SECRETS"],
  ["a carrier", "DELIVERY_SETTINGS", "DELIVERY_SECRETS"],
  ["a webhook of security", "SECURITY_CONTACT", "SECURITY_SECRETS"],
])("what belongs to %s that is removed goes with it, and nothing else does", (_what, entries, key) => {
  const before = { [entries]: { main: {}, constructor: {} } };
  expect(secretsOfRemoved(before, { [entries]: { main: {} } })).toEqual({ [key]: { constructor: null } });
  expect(secretsOfRemoved({ [entries]: JSON.stringify(before[entries]) }, {})).toEqual({
    [key]: { main: null, constructor: null },
  });
  expect(secretsOfRemoved(before, before)).toEqual({});
  expect(secretsOfRemoved({}, { [entries]: { main: {} } })).toEqual({});
});

it("of secrets by name one is taken away, and the others stay", () => {
  const held = { CONNECTION_SECRETS: { main: { password: "hunter2", headers: { one: "1", two: "2" } } } };
  expect(patched(held, { CONNECTION_SECRETS: { main: { headers: { one: null, three: "3" } } } })).toEqual({
    CONNECTION_SECRETS: { main: { password: "hunter2", headers: { two: "2", three: "3" } } },
  });
});
