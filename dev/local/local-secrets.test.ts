import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Refusal } from "./cli.ts";
import { generatedRootSecret, localSecrets } from "./local-secrets.ts";

let folder: string;
let devVars: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "imper-edge-secrets-"));
  devVars = join(folder, ".dev.vars");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const load = () => localSecrets(folder, devVars);
const write = (line: string): void => writeFileSync(devVars, `${line}\n`);
/** Made here: no secret stands in a fixture. */
const given = "given ".repeat(8).trim();

function refusal(): string {
  try {
    load();
  } catch (error) {
    if (error instanceof Refusal) {
      return error.message;
    }
  }
  throw new Error("not refused");
}

describe("without .dev.vars", () => {
  it("makes secrets once and keeps them", () => {
    const first = load();
    expect(first.secrets.rootSecret.length).toBeGreaterThanOrEqual(32);
    expect(load()).toEqual(first);
    expect(generatedRootSecret(folder)).toBe(first.secrets.rootSecret);
  });

  it("makes others in another directory", () => {
    const first = load().secrets;
    rmSync(join(folder, "secrets.json"));
    expect(load().secrets).not.toEqual(first);
  });

  it.skipIf(process.platform === "win32")("lets nobody else read them", () => {
    load();
    expect(statSync(join(folder, "secrets.json")).mode & 0o077).toBe(0);
  });

  it("refuses a damaged file by name", () => {
    writeFileSync(join(folder, "secrets.json"), "{");
    expect(refusal()).toMatch(/secrets\.json is damaged/);
  });
});

describe("with .dev.vars", () => {
  it("takes its ROOT_SECRET and stores no copy", () => {
    write(`ROOT_SECRET='${given}'`);
    expect(load().secrets.rootSecret).toBe(given);
    expect(readFileSync(join(folder, "secrets.json"), "utf8")).not.toContain(given);
    expect(generatedRootSecret(folder)).toBeUndefined();
  });

  it("asks for a ROOT_SECRET when there is none", () => {
    write("OTHER=1");
    expect(refusal()).toBe(".dev.vars has no ROOT_SECRET: run `npm run secrets` to add one.");
  });

  it("refuses a short one without showing it", () => {
    write("ROOT_SECRET=hunter2");
    expect(refusal()).toMatch(/shorter than 32 characters/);
    expect(refusal()).not.toContain("hunter2");
  });
});

describe("data that another ROOT_SECRET sealed", () => {
  it("is refused when .dev.vars changed", () => {
    write(`ROOT_SECRET='${given}'`);
    load();
    write(`ROOT_SECRET='${given.toUpperCase()}'`);
    expect(refusal()).toMatch(/written with another ROOT_SECRET/);
  });

  it("is refused when .dev.vars is gone", () => {
    write(`ROOT_SECRET='${given}'`);
    load();
    rmSync(devVars);
    expect(refusal()).toMatch(/written with another ROOT_SECRET/);
  });

  it("is read on when the same secret moves into .dev.vars", () => {
    const { rootSecret } = load().secrets;
    write(`ROOT_SECRET=${rootSecret}`);
    expect(load().secrets.rootSecret).toBe(rootSecret);
  });
});
