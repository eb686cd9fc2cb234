/** `npm run secrets`: writes ROOT_SECRET to `.dev.vars` unless one is there. */
import { appendFileSync, chmodSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { ROOT, run } from "./cli.ts";
import { newRootSecret } from "../setup/root-secret.ts";
import { DEV_VARS, generatedRootSecret } from "./local-secrets.ts";

await run(async () => {
  const text = existsSync(DEV_VARS) ? readFileSync(DEV_VARS, "utf8") : "";
  if ((parseEnv(text)["ROOT_SECRET"] ?? "") !== "") {
    console.log(".dev.vars already has a ROOT_SECRET; nothing changed.");
    return;
  }
  // The one that local data was written with, if any: it stays readable.
  const rootSecret = generatedRootSecret(join(ROOT, ".state")) ?? newRootSecret();
  const gap = text === "" || text.endsWith("\n") ? "" : "\n";
  appendFileSync(DEV_VARS, `${gap}ROOT_SECRET=${rootSecret}\n`, { mode: 0o600 });
  chmodSync(DEV_VARS, 0o600);
  console.log("Wrote ROOT_SECRET to .dev.vars, for local runs only.");
  console.log("A deployment gets its own from `npm run setup`.");
});
