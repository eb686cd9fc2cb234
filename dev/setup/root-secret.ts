/** The root of all keys of a deployment: made once, kept by a person, never printed. */
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { Refusal } from "../local/cli.ts";

const SHORTEST = 32;

export const newRootSecret = (): string => randomBytes(48).toString("base64url");

/**
 * From the file, or a new one that is written there first: a secret that a Worker has and nobody
 * keeps would be lost with the Worker.
 */
export function rootSecretOf(file: string | undefined): string {
  if (file !== undefined && existsSync(file)) {
    const kept = readFileSync(file, "utf8").trim();
    if (kept.length < SHORTEST) {
      throw new Refusal(`${file} holds no root secret: it has fewer than ${String(SHORTEST)} characters.`);
    }
    return kept;
  }
  const fresh = newRootSecret();
  if (file !== undefined) {
    writeFileSync(file, `${fresh}\n`, { mode: 0o600, flag: "wx" });
  }
  return fresh;
}
