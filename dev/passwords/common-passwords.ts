/** Writes the list of common passwords that the Worker carries: `node dev/passwords/common-passwords.ts`. */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { SHORTEST_PASSWORD } from "../../workers/core/actions/new-password.ts";
import { foldedPassword } from "../../workers/core/actions/known-password.ts";

export const COMMON_PASSWORDS_FILE = new URL(
  "../../workers/adapters/platform/common-passwords-list.ts",
  import.meta.url,
);

const PACKAGE = "@zxcvbn-ts/language-common";
const { resolve } = createRequire(import.meta.url);
const read = (file: string): string => readFileSync(resolve(`${PACKAGE}/${file}`), "utf8");

/** The licence asks to stand in every copy. */
const header = (): string => `/*
Written by dev/passwords/common-passwords.ts from ${PACKAGE}. One string, because thousands of strings would be made at
every start of an isolate.

${read("LICENSE.txt").trim()}
*/
`;

/** Shorter ones are refused for their length; the list is kept in words without a space. */
export function commonPasswordsModule(): string {
  const passwords = JSON.parse(read("src/passwords.json")) as readonly string[];
  const kept = new Set(
    passwords
      .map(foldedPassword)
      .filter((password) => [...password].length >= SHORTEST_PASSWORD && !/[\s"\\]/u.test(password)),
  );
  return `${header()}export const COMMON_PASSWORDS =\n  "${[...kept].toSorted().join(" ")}";\n`;
}

if (import.meta.main) {
  writeFileSync(COMMON_PASSWORDS_FILE, commonPasswordsModule());
}
