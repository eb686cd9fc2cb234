import { describe, expect, it } from "vitest";
import { knownProblem } from "./known-password.ts";

const known = {
  userName: "a.okafor7",
  email: "amara.okafor@halden.example",
  personName: "Amara Li Okafor",
  brand: "Halden Verify",
};
const COMMON = new Set(["password", "qwertyuiop"]);
const problem = (password: string) => knownProblem(password, { known, isCommon: (folded) => COMMON.has(folded) });

describe("what is guessed first", () => {
  it.each(["password", "PassWord", "Ｐａｓｓｗｏｒｄ", "Password20262026!", "!!!qwertyuiop!!!"])(
    "is common: %s",
    (password) => {
      expect(problem(password)).toEqual({ code: "common" });
    },
  );

  it.each([
    "a.okafor7",
    "amara.okafor@halden.example",
    "AmaraOkafor2026",
    "Okafor-Okafor-Okafor-1",
    "Halden-Halden-2026!",
    "ＯＫＡＦＯＲ-verify-99",
  ])("is personal: %s", (password) => {
    expect(problem(password)).toEqual({ code: "personal" });
  });

  it.each([
    // Enough is left without the name.
    "Amara-copper-maple",
    "drift-swan-halden-copper",
    // A name of two letters stands in many words.
    "li-li-li-li-li-li",
    "passwords-of-mine",
    "Copper-maple-drift",
  ])("is not %s", (password) => {
    expect(problem(password)).toBeUndefined();
  });
});
