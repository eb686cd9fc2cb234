import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { COMMON_PASSWORDS_FILE, commonPasswordsModule } from "./common-passwords.ts";

it("is what the Worker carries", () => {
  expect(readFileSync(COMMON_PASSWORDS_FILE, "utf8") === commonPasswordsModule()).toBe(true);
});
