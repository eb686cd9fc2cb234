/** The bundles that a bench runs or weighs, made as wrangler makes them for a deploy. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));
const WRANGLER = join(ROOT, "node_modules", "wrangler", "bin", "wrangler.js");

/** Path of the bundle. */
export function bundle(entry: string, options: { readonly into: string; readonly minify?: boolean }): string {
  const { into, minify = false } = options;
  execFileSync(
    process.execPath,
    [WRANGLER, "deploy", entry, "--dry-run", "--outdir", into, ...(minify ? ["--minify"] : [])],
    { cwd: ROOT, stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, WRANGLER_SEND_METRICS: "false" } },
  );
  return join(into, `${entry.split("/").at(-1)?.replace(/\.ts$/, "") ?? ""}.js`);
}
