/**
 * `npm run secrets`: writes ROOT_SECRET to `.dev.vars` unless one is there.
 *   npm run --silent secrets -- --print    prints a new one instead, for `wrangler secret put`
 */
import { randomBytes } from "node:crypto";
import { appendFileSync, chmodSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs, parseEnv } from "node:util";
import { ROOT, run } from "./cli.ts";
import { DEV_VARS, generatedRootSecret } from "./local-secrets.ts";

const { values } = parseArgs({ options: { print: { type: "boolean", default: false } } });

await run(async () => {
  const fresh = randomBytes(48).toString("base64url");
  if (values.print) {
    process.stdout.write(fresh);
    return;
  }
  const text = existsSync(DEV_VARS) ? readFileSync(DEV_VARS, "utf8") : "";
  if ((parseEnv(text)["ROOT_SECRET"] ?? "") !== "") {
    console.log(".dev.vars already has a ROOT_SECRET; nothing changed.");
    return;
  }
  // The one that local data was written with, if any: it stays readable.
  const rootSecret = generatedRootSecret(join(ROOT, ".state")) ?? fresh;
  const gap = text === "" || text.endsWith("\n") ? "" : "\n";
  appendFileSync(DEV_VARS, `${gap}ROOT_SECRET=${rootSecret}\n`, { mode: 0o600 });
  chmodSync(DEV_VARS, 0o600);
  console.log("Wrote ROOT_SECRET to .dev.vars, for local runs only.");
  console.log(
    "For a deployment make another: npm run --silent secrets -- --print | npx wrangler secret put ROOT_SECRET",
  );
});
