import { describe, expect, it } from "vitest";
import { agentId } from "../kit/ids.ts";
import { isOfOurs, isStrongEnough, mayLinkOwn, roleByGroups, roleOfKnown, type Identity } from "./who-enters.ts";

const identity = (change: Partial<Identity> = {}): Identity => ({
  issuer: "https://id.example",
  subject: "1",
  groups: [],
  amr: [],
  ...change,
});
const none = { secondFactor: { acr: [], amr: [] } };
const factor = { secondFactor: { acr: ["2fa"], amr: ["mfa", "hwk"] } };
const anyTime = { fresh: false };

describe("a way of signing in", () => {
  it("needs no second factor where none is named", () => {
    expect(isStrongEnough(identity(), none, anyTime).ok).toBe(true);
  });

  it.each([[{ acr: "2fa" }], [{ amr: ["pwd", "mfa"] }], [{ amr: ["hwk"] }]])("has a second factor by %j", (shown) => {
    expect(isStrongEnough(identity(shown), factor, anyTime).ok).toBe(true);
  });

  it.each([[{}], [{ acr: "1fa" }], [{ acr: "mfa" }], [{ amr: ["pwd"] }], [{ amr: ["2fa"] }]])(
    "has none by %j",
    (shown) => {
      expect(isStrongEnough(identity(shown), factor, anyTime)).toMatchObject({ error: "sign_in.second_factor" });
    },
  );

  it("is fresh for five minutes, and never where the provider does not say", () => {
    const fresh = { fresh: true };
    expect(isStrongEnough(identity({ age: 300 }), none, fresh).ok).toBe(true);
    expect(isStrongEnough(identity({ age: 301 }), none, fresh)).toMatchObject({ error: "sign_in.stale" });
    expect(isStrongEnough(identity(), none, fresh)).toMatchObject({ error: "sign_in.stale" });
    expect(isStrongEnough(identity({ age: 301 }), none, anyTime).ok).toBe(true);
  });
});

describe("an issuer that serves several organisations", () => {
  const google = { organisation: { values: ["halden.example", "halden.test"] } };

  it("lets in whom it says to be of ours, letter by letter, and nobody else", () => {
    expect(isOfOurs({ organisation: "halden.test" }, google)).toBe(true);
    for (const organisation of ["other.example", "HALDEN.test", "halden.example.evil.test", ""]) {
      expect(isOfOurs({ organisation }, google), organisation).toBe(false);
    }
    expect(isOfOurs({}, google)).toBe(false);
    expect(isOfOurs({}, { organisation: { values: [] } })).toBe(true);
  });
});

describe("groups", () => {
  const roles = { roles: { agent: ["desk"], analyst: ["soc", "ir"], auditor: ["audit"] } };

  it.each([
    [["desk"], "agent"],
    [["x", "ir"], "analyst"],
    [["audit", "desk"], "agent"],
    [["Desk"], undefined],
    [[], undefined],
  ])("%j give the role %s", (groups, role) => {
    expect(roleByGroups(groups, roles)).toBe(role);
  });
});

describe("linking one's own account", () => {
  const [owner, other] = [agentId.parse("agt_kim-park"), agentId.parse("agt_lee-tanaka")];
  const plain = { owner, current: owner, holder: undefined, hasOther: false };

  it.each([
    ["free", plain, "1", { value: "link" }],
    ["one's own already", { ...plain, holder: owner, hasOther: true }, "1", { value: "is_linked" }],
    ["somebody else's", { ...plain, holder: other }, "1", { error: "sign_in.taken" }],
    ["a second one", { ...plain, hasOther: true }, "1", { error: "sign_in.other_account" }],
    ["begun by another", { ...plain, current: other }, "1", { error: "sign_in.other_person" }],
    ["a mail address", plain, "lee@id.example", { error: "sign_in.mail_only" }],
    ["a mail address in a longer name", plain, "apps|lee@id.example", { error: "sign_in.mail_only" }],
  ])("%s", (_what, linking, subject, result) => {
    expect(mayLinkOwn(identity({ subject }), linking)).toMatchObject(result);
  });
});

describe("somebody known", () => {
  const known = { role: "analyst", active: true, byGroups: false } as const;

  it("keeps the role that an admin gave, whatever the groups say", () => {
    expect(roleOfKnown(known, "agent")).toMatchObject({ value: "analyst" });
    expect(roleOfKnown(known, undefined)).toMatchObject({ value: "analyst" });
  });

  it("who came by a group has what the groups say now, or nothing", () => {
    const came = { ...known, byGroups: true };
    expect(roleOfKnown(came, "agent")).toMatchObject({ value: "agent" });
    expect(roleOfKnown(came, undefined)).toMatchObject({ error: "sign_in.no_access" });
    expect(roleOfKnown({ ...came, role: "admin" }, "agent")).toMatchObject({ value: "admin" });
    expect(roleOfKnown({ ...came, role: "admin" }, undefined)).toMatchObject({ error: "sign_in.no_access" });
  });

  it("who was deactivated does not come back by a provider", () => {
    expect(roleOfKnown({ ...known, active: false }, "agent")).toMatchObject({ error: "sign_in.inactive" });
  });
});
