import { expect, it } from "vitest";
import { usualCategories } from "./usual-categories.ts";

it("knows by their names which categories usually ask for a verification", () => {
  const names = ["Printer", "Password reset", "MFA reset", "Account unlock", "New laptop", "Identity check"];
  expect(usualCategories(names)).toEqual([
    { name: "Password reset", action: "password_reset" },
    { name: "MFA reset", action: "mfa_reset" },
    { name: "Account unlock", action: "account_unlock" },
    { name: "Identity check", action: "identity_check" },
  ]);
});

it.each([
  ["Kennwort zurücksetzen", "password_reset"],
  ["2FA: new phone", "mfa_reset"],
  ["Password / MFA", "mfa_reset"],
  ["Locked out", "account_unlock"],
])("takes %s for %s", (name, action) => {
  expect(usualCategories([name])).toEqual([{ name, action }]);
});

it.each(["Software request", "Unlocated hardware", "Blocked website", "Headlock"])("offers nothing for %s", (name) => {
  expect(usualCategories([name])).toEqual([]);
});
