/**
 * The secrets of a local run: ROOT_SECRET from `.dev.vars` when there is one, otherwise made
 * on the first start and kept in the state directory. Never prints the root secret.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { z } from "zod";
import { Refusal, ROOT } from "./cli.ts";
import { newSecrets } from "./instance.ts";
import type { LocalSecrets } from "./variables.ts";

export const DEV_VARS = join(ROOT, ".dev.vars");
const FILE = "secrets.json";
const ROOT_SECRET_CHARACTERS = 32;

const fileSchema = z.object({
  /** Absent when `.dev.vars` holds it. */
  rootSecret: z.string().optional(),
  /** Tells whether the state was written with this root secret, without telling the secret. */
  rootSecretMark: z.string(),
  changeGearPassword: z.string(),
  webhookPassword: z.string(),
  /** The demo organisation's "now", in epoch milliseconds: its people keep the same past on every start. */
  createdAt: z.number(),
});
type SecretsFile = z.infer<typeof fileSchema>;

export interface LocalState {
  readonly secrets: LocalSecrets;
  readonly createdAt: number;
}

/** Reads or makes them. Refuses a root secret that cannot open what the state directory holds. */
export function localSecrets(directory: string, devVars = DEV_VARS): LocalState {
  const path = join(directory, FILE);
  const given = readRootSecret(devVars);
  const file = readSecretsFile(path) ?? createFile(path, given);
  const rootSecret = given ?? file.rootSecret;
  if (rootSecret === undefined || markOf(rootSecret) !== file.rootSecretMark) {
    throw new Refusal(
      `The data in ${directory} was written with another ROOT_SECRET: put that one back into .dev.vars, or start anew with \`npm run reset\`.`,
    );
  }
  const { changeGearPassword, webhookPassword, createdAt } = file;
  return { secrets: { rootSecret, changeGearPassword, webhookPassword }, createdAt };
}

/** The root secret that a state directory was made with, when it was made there. */
export function generatedRootSecret(directory: string): string | undefined {
  return readSecretsFile(join(directory, FILE))?.rootSecret;
}

function createFile(path: string, given: string | undefined): SecretsFile {
  const { rootSecret, ...passwords } = newSecrets();
  const file: SecretsFile = {
    ...(given === undefined ? { rootSecret } : {}),
    rootSecretMark: markOf(given ?? rootSecret),
    ...passwords,
    createdAt: Date.now(),
  };
  writeFileSync(path, `${JSON.stringify(file, undefined, 2)}\n`, { mode: 0o600, flag: "wx" });
  return file;
}

function readSecretsFile(path: string): SecretsFile | undefined {
  if (!existsSync(path)) {
    return undefined;
  }
  try {
    return fileSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    throw new Refusal(`${path} is damaged, and nothing can be read without it: start anew with \`npm run reset\`.`);
  }
}

/** Undefined without `.dev.vars`. */
function readRootSecret(devVars: string): string | undefined {
  if (!existsSync(devVars)) {
    return undefined;
  }
  const value = parseEnv(readFileSync(devVars, "utf8"))["ROOT_SECRET"] ?? "";
  if (value === "") {
    throw new Refusal(".dev.vars has no ROOT_SECRET: run `npm run secrets` to add one.");
  }
  if (value.length < ROOT_SECRET_CHARACTERS) {
    throw new Refusal(
      `ROOT_SECRET in .dev.vars is shorter than ${String(ROOT_SECRET_CHARACTERS)} characters: remove it and run \`npm run secrets\` to make one.`,
    );
  }
  return value;
}

const markOf = (rootSecret: string): string =>
  createHash("sha256").update(`imper-edge state\0${rootSecret}`).digest("hex").slice(0, 16);
