import { expect, it } from "vitest";
import type { SettingsSectionReply } from "../../../workers/contract/console/settings.ts";
import { changedEntries } from "./changed-entries.ts";
import { PROVIDERS } from "./first-entry.ts";

const KEYS = { key: PROVIDERS, secrets: "SIGN_IN_SECRETS" };

const section = (value: object, secretsSet: SettingsSectionReply["secretsSet"] = {}): SettingsSectionReply => ({
  id: "sign_in",
  title: "",
  changedWith: "settings.change",
  purpose: "",
  version: 1,
  fields: [
    { key: PROVIDERS, title: "", description: "", schema: {}, value, secret: false, setByDeployment: false },
    { key: "BREAK_GLASS", title: "", description: "", schema: {}, value: ["a"], secret: false, setByDeployment: false },
  ],
  secretsSet,
  history: [],
  changedOutside: false,
  beingSetUp: false,
});

it("tests after a save what was added and what is set otherwise, and nothing else", () => {
  const same = { issuer: "https://same.example" };
  const before = section({ same, other: { issuer: "https://a.example" }, gone: same });
  const after = section({ same, other: { issuer: "https://b.example" }, added: same });
  expect(changedEntries(before, after, KEYS)).toEqual(["other", "added"]);
  expect(changedEntries(after, after, KEYS)).toEqual([]);
});

it("tests one whose secret alone was typed anew", () => {
  const providers = { same: { issuer: "https://same.example" }, samewise: { issuer: "https://b.example" } };
  const set = (at: number) => section(providers, { "SIGN_IN_SECRETS.same": { at, by: "Jonas" } });
  expect(changedEntries(set(1), set(2), KEYS)).toEqual(["same"]);
});
