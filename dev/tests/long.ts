/** `npm run test:long`: the same tests at full size. Arguments go to vitest. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "../local/cli.ts";

const vitest = join(ROOT, "node_modules", "vitest", "vitest.mjs");
const child = spawn(process.execPath, [vitest, "run", ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: "inherit",
  env: { ...process.env, TEST_LONG: "1" },
});
child.once("exit", (code) => {
  process.exitCode = code ?? 1;
});
