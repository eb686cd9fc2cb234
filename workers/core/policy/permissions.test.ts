import { expect, it } from "vitest";
import { ROLES } from "../kit/roles.ts";
import { isFreshSignIn, may, PERMISSIONS, permissionsOf } from "./permissions.ts";

it("lists for each role what it may, and nothing else", () => {
  for (const role of ROLES) {
    expect(permissionsOf(role).every((permission) => may(role, permission))).toBe(true);
  }
  expect(permissionsOf("admin").length).toBeGreaterThan(permissionsOf("agent").length);
  expect(permissionsOf("auditor")).not.toContain("answers.read");
});

it("asks for a fresh sign-in for what a session left open must not be enough for", () => {
  const fresh = Object.entries(PERMISSIONS).flatMap(([name, { stepUp }]) => (stepUp ? [name] : []));
  expect(fresh).toEqual([
    "passkeys.change",
    "accounts.link",
    "verifications.export",
    "reports.export",
    "approvals.give",
    "answers.open",
    "checks.judge",
    "people.erase",
    "coverage.export",
    "blocks.lift",
    "settings.change",
    "delivery.test",
    "directory.write",
    "audit.export",
    "users.export",
    "users.change",
  ]);
});

it.each([
  [0, true],
  [5 * 60_000, true],
  [5 * 60_000 + 1, false],
])("a sign-in of %i ms is fresh: %s", (age, isFresh) => {
  expect(isFreshSignIn(1_000, 1_000 + age)).toBe(isFresh);
});
