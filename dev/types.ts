/** `npm run types`: every project side by side, and what each of them found; needs no build. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { ROOT } from "./local/cli.ts";

/** Every TypeScript file is in one of them; a test compares. */
export const PROJECTS = ["workers/core", ".", "console", "dev", "dev/history", "test"] as const;

const run = promisify(execFile);
const bin = (...path: readonly string[]): string => join(ROOT, "node_modules", ...path);

export async function tsc(args: readonly string[]): Promise<string> {
  const { stdout } = await run(process.execPath, [bin("typescript", "bin", "tsc"), ...args], {
    cwd: ROOT,
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}

async function bindings(): Promise<string> {
  const options = ["--check", "--include-runtime=false", "--env-file", ".dev.vars.example"];
  const { stdout } = await run(process.execPath, [bin("wrangler", "bin", "wrangler.js"), "types", ...options], {
    cwd: ROOT,
    env: { ...process.env, WRANGLER_SEND_METRICS: "false" },
  });
  return stdout;
}

async function main(): Promise<void> {
  const checks: Readonly<Record<string, () => Promise<string>>> = {
    bindings,
    ...Object.fromEntries(PROJECTS.map((project) => [project, () => tsc(["-p", project, "--pretty", "false"])])),
  };
  const found = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => {
      try {
        await check();
        return [];
      } catch (error) {
        const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
        return [`${name}:\n${stdout}${stderr}`];
      }
    }),
  );
  for (const problem of found.flat()) {
    console.error(problem);
    process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main();
}
