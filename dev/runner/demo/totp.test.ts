import { expect, it } from "vitest";
import { codeAt, stepAt } from "./totp.ts";

/** The last six digits of the vectors of RFC 6238, appendix B. */
it.each([
  [59, "287082"],
  [1_111_111_109, "081804"],
  [1_234_567_890, "005924"],
  [20_000_000_000, "353130"],
])("at second %i", (second, code) => {
  expect(codeAt(Buffer.from("12345678901234567890"), stepAt(second * 1_000))).toBe(code);
});
