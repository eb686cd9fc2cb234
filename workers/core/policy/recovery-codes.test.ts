import { assert, property, uint8Array } from "fast-check";
import { describe, expect, it } from "vitest";
import { readRecoveryCode, RECOVERY_CODE_SIGNS, recoveryCode } from "./recovery-codes.ts";

describe("a recovery code", () => {
  it("is read as it is shown, and however it is typed", () => {
    const bytes = uint8Array({ minLength: RECOVERY_CODE_SIGNS, maxLength: RECOVERY_CODE_SIGNS });
    assert(
      property(bytes, (random) => {
        const code = recoveryCode(random);
        expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
        const typed = code.toLowerCase().replaceAll("-", " \u2013").replaceAll("0", "o").replaceAll("1", "l");
        expect([readRecoveryCode(code), readRecoveryCode(typed)]).toEqual([code, code]);
      }),
    );
  });

  it.each(["", "0123-4567-89AB", "0123-4567-89AB-CDEU", "0123-4567-89AB-CDEF-0", "<script>"])("is not %o", (text) => {
    expect(readRecoveryCode(text)).toBeUndefined();
  });
});
