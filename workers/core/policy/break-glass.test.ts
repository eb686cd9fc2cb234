import { describe, expect, it } from "vitest";
import { becomesAdmin, BREAK_GLASS, isRepaired, linkOpens, mayMakeAdmins, type LinkCase } from "./break-glass.ts";
import { PERMISSIONS, permissionsOf } from "./permissions.ts";

const BASE: LinkCase = { providerWorks: true, named: false, invitation: false };

describe("a one-time link", () => {
  it.each<[string, Partial<LinkCase>, ReturnType<typeof linkOpens>]>([
    ["opens nothing once a provider works", {}, "nothing"],
    ["signs in as long as none does", { providerWorks: false }, "sign_in"],
    ["of an invitation still signs in", { invitation: true }, "sign_in"],
    ["of a named address repairs", { named: true }, "break_glass"],
    ["of a named address that was invited repairs, too", { named: true, invitation: true }, "break_glass"],
    ["of a named address is like any other while no provider works", { providerWorks: false, named: true }, "sign_in"],
  ])("%s", (_what, change, opens) => {
    expect(linkOpens({ ...BASE, ...change })).toBe(opens);
  });
});

describe("an emergency sign-in", () => {
  it("may what repairs sign-in, users and connections, and nothing else", () => {
    expect(permissionsOf("admin", "break_glass")).toEqual([
      "session.own",
      "accounts.link",
      "connections.read",
      "connections.retry",
      "settings.read",
      "settings.change",
      "connections.test",
      "sign_in.test",
      "users.read",
      "users.change",
    ]);
    expect(permissionsOf("agent", "break_glass")).toEqual(["session.own", "accounts.link", "connections.read"]);
    expect(permissionsOf("admin", "oidc")).toHaveLength(Object.keys(PERMISSIONS).length);
  });

  it("changes two sections of the settings", () => {
    const sections = ["organisation", "sign_in", "ticket_systems", "delivery", "categories", "security_contact"];
    expect(sections.filter(isRepaired)).toEqual(["sign_in", "ticket_systems"]);
  });
});

describe("whoever becomes an admin", () => {
  const admin = { role: "admin", active: true } as const;
  it.each([
    ["somebody new", undefined, admin, true],
    ["an agent", { role: "agent", active: true }, admin, true],
    ["an admin who may sign in again", { role: "admin", active: false }, admin, true],
    ["an agent who may sign in again, in the same act", { role: "agent", active: false }, admin, true],
    ["not who is one already", admin, admin, false],
    ["not who may not sign in", { role: "agent", active: false }, { role: "admin", active: false }, false],
    ["not who is one no longer", admin, { role: "agent", active: true }, false],
  ] as const)("is %s", (_name, before, after, becomes) => {
    expect(becomesAdmin(before, after)).toBe(becomes);
  });

  it("is nobody in an emergency", () => {
    expect([mayMakeAdmins(BREAK_GLASS), mayMakeAdmins("link"), mayMakeAdmins(undefined)]).toEqual([false, true, true]);
  });
});
