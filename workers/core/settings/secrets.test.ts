import { expect, it } from "vitest";
import { patched } from "./secrets.ts";

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
