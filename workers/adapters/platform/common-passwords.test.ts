import { expect, it } from "vitest";
import { COMMON_PASSWORDS } from "./common-passwords-list.ts";
import { isCommonPassword } from "./common-passwords.ts";

it.each([
  ["password1", true],
  ["qwertyuiop", true],
  ["xpassword1x", false],
  ["copper-maple-drift", false],
  ["", false],
])("says of %s: %s", (folded, common) => {
  expect(isCommonPassword(folded)).toBe(common);
});

it("knows whole passwords, and not two that stand side by side", () => {
  const [first = "", second = ""] = COMMON_PASSWORDS.split(" ");
  expect([first, second, `${first} ${second}`].map(isCommonPassword)).toEqual([true, true, false]);
});
