/**
 * Builds the front ends and, for local runs, the Worker bundle. Production's bundle is made by
 * wrangler at deploy; the local one differs by its entry only (`dev/worker/main.ts`).
 *   node dev/local/build.ts            front ends
 *   node dev/local/build.ts --worker   and the local Worker bundle
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import preact from "@preact/preset-vite";
import { transform } from "lightningcss";
import { build as bundle } from "esbuild";
import { build, type InlineConfig } from "vite";
import { unstable_getMiniflareWorkerOptions } from "wrangler";
import { writeHelpPages } from "../docs/help-pages.ts";
import { HISTORY_BUNDLE, markBuilt, sourcesDigest, WORKER_OPTIONS } from "./build-stamp.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const ASSETS = join(ROOT, "dist", "assets");
const REPORT_MODULE = join(ROOT, "workers", "http", "report-assets.generated.ts");
const VERSION_MODULE = join(ROOT, "workers", "http", "version.generated.ts");
const PORTAL_MODULE = join(ROOT, "workers", "http", "portal-assets.generated.ts");

const quiet: InlineConfig = { configFile: false, logLevel: "warn" };

export async function buildFrontEnds(): Promise<void> {
  await rm(ASSETS, { recursive: true, force: true });
  await mkdir(ASSETS, { recursive: true });
  await build({
    ...quiet,
    root: join(ROOT, "console"),
    base: "/",
    plugins: [preact()],
    build: { outDir: ASSETS, emptyOutDir: false, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  });
  await buildPhoneScript("portal", "client/main.ts");
  await buildPhoneScript("phone-passkey", "passkey-client/main.ts");
  await buildPhoneScript("me", "me-client/main.ts");
  await Promise.all([
    writePortalModule(),
    writeReportModule(),
    writeVersionModule(),
    writeHelpPages({ root: ROOT, assets: ASSETS }, smallStyle),
  ]);
}

/** One file under the portal's host. */
async function buildPhoneScript(name: string, entry: string): Promise<void> {
  await build({
    ...quiet,
    root: join(ROOT, "console", "portal"),
    publicDir: false,
    build: {
      outDir: ASSETS,
      emptyOutDir: false,
      lib: { entry, formats: ["es"] },
      rollupOptions: { output: { entryFileNames: `assets/${name}-[hash].js` } },
      minify: true,
    },
  });
}

async function writeVersionModule(): Promise<void> {
  const { version } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8")) as { version: string };
  await writeFile(
    VERSION_MODULE,
    `// Written by dev/local/build.ts.
export const VERSION = ${JSON.stringify(version)};
`,
  );
}

/** A report leaves alone: its style goes with it. */
async function writeReportModule(): Promise<void> {
  const { css, hash } = await inlineStyle([
    "console/ui/tokens.css",
    "console/ui/base.css",
    "console/agent/panel/panel.css",
    "console/files/report.css",
  ]);
  await writeFile(
    REPORT_MODULE,
    `// Written by dev/local/build.ts.
export const REPORT_CSS = ${JSON.stringify(css)};
export const REPORT_STYLE_HASH = ${JSON.stringify(hash)};
`,
  );
}

/** A style for inside a document, with the hash that its policy allows it by. */
async function inlineStyle(files: readonly string[]): Promise<{ css: string; hash: string }> {
  const css = await smallStyle(files);
  return { css, hash: `sha256-${createHash("sha256").update(css).digest("base64")}` };
}

/** The portal's style is inlined and allowed by hash; the Worker therefore needs its exact text. */
async function writePortalModule(): Promise<void> {
  const { css, hash } = await inlineStyle(["console/ui/tokens.css", "console/portal/styles.css"]);
  const built = await readdir(join(ASSETS, "assets"));
  const scriptOf = (name: string): string => {
    const script = built.find((file) => file.startsWith(`${name}-`) && file.endsWith(".js"));
    if (script === undefined) {
      throw new Error("the portal's scripts were not built");
    }
    return JSON.stringify(`/assets/${script}`);
  };
  await writeFile(
    PORTAL_MODULE,
    `// Written by dev/local/build.ts.
export const PORTAL_CSS = ${JSON.stringify(css)};
export const PORTAL_STYLE_HASH = ${JSON.stringify(hash)};
export const PORTAL_SCRIPT_URL = ${scriptOf("portal")};
export const PASSKEY_SCRIPT_URL = ${scriptOf("phone-passkey")};
export const ME_SCRIPT_URL = ${scriptOf("me")};
`,
  );
}

async function smallStyle(files: readonly string[]): Promise<string> {
  const parts = await Promise.all(files.map((file) => readFile(join(ROOT, file), "utf8")));
  return transform({ filename: "style.css", code: Buffer.from(parts.join("\n")), minify: true })
    .code.toString()
    .trim();
}

/** One file, as wrangler bundles it for a deploy, with the local entry. */
export async function buildLocalWorker(): Promise<void> {
  const wrangler = join(ROOT, "node_modules", "wrangler", "bin", "wrangler.js");
  const child = spawn(
    process.execPath,
    [wrangler, "deploy", "dev/worker/main.ts", "--dry-run", "--outdir", join(ROOT, "dist", "local")],
    { cwd: ROOT, stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, WRANGLER_SEND_METRICS: "false" } },
  );
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) {
    throw new Error("wrangler could not bundle the Worker");
  }
}

async function writeWorkerOptions(): Promise<void> {
  const { workerOptions } = unstable_getMiniflareWorkerOptions(join(ROOT, "wrangler.toml"));
  // Rules of how modules are found: what runs is one file.
  const { modulesRules: _rules, rootPath: _root, assets, ...options } = workerOptions as Record<string, unknown>;
  // From the root, wherever it is moved to.
  const moved = { ...(assets as object), directory: relative(ROOT, ASSETS) };
  await writeFile(join(ROOT, WORKER_OPTIONS), JSON.stringify({ ...options, assets: moved }));
}

/** The thread that makes the demo's history: the product in Node, with what stands in for the platform. */
async function buildHistory(): Promise<void> {
  const platform = join(ROOT, "dev", "history", "platform");
  await bundle({
    absWorkingDir: ROOT,
    entryPoints: ["dev/history/thread.ts"],
    outfile: HISTORY_BUNDLE,
    bundle: true,
    // A tenth of the thread's time is reading it.
    minify: true,
    platform: "node",
    format: "esm",
    target: "node24",
    alias: {
      "cloudflare:workers": join(platform, "cloudflare-workers.ts"),
      "cloudflare:sockets": join(platform, "cloudflare-sockets.ts"),
      "@simplewebauthn/server": join(platform, "simplewebauthn-server.ts"),
    },
  });
}

/** Everything that a local run needs; `isBuilt` in build-stamp.ts then says so until a source changes. */
export async function buildAll(): Promise<void> {
  const digest = await sourcesDigest();
  await buildFrontEnds();
  await buildLocalWorker();
  await buildHistory();
  await writeWorkerOptions();
  await markBuilt(digest);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await (process.argv.includes("--worker") ? buildAll() : buildFrontEnds());
}
