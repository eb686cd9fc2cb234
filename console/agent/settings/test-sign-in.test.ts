import { expect, it } from "vitest";
import type { SettingsSectionReply } from "../../../workers/contract/console/settings.ts";
import { changedProviders, PROVIDERS } from "./test-sign-in.tsx";

const section = (value: object): SettingsSectionReply => ({
  id: "sign_in",
  title: "",
  changedWith: "settings.change",
  purpose: "",
  version: 1,
  fields: [
    { key: PROVIDERS, title: "", description: "", schema: {}, value, secret: false, setByDeployment: false },
    { key: "BREAK_GLASS", title: "", description: "", schema: {}, value: ["a"], secret: false, setByDeployment: false },
  ],
  secretsSet: {},
  history: [],
  changedOutside: false,
  beingSetUp: false,
});

it("tests after a save what was added and what is set otherwise, and nothing else", () => {
  const same = { issuer: "https://same.example" };
  const before = section({ same, other: { issuer: "https://a.example" }, gone: same });
  const after = section({ same, other: { issuer: "https://b.example" }, added: same });
  expect(changedProviders(before, after)).toEqual(["other", "added"]);
  expect(changedProviders(after, after)).toEqual([]);
});
