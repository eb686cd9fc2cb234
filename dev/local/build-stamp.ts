/**
 * Remembers from which sources dist/ was built, so that a later start does not build again.
 * Goes by content, not by file times: a checkout of another commit changes times at will.
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const STAMP = join(ROOT, "dist", "built-from.txt");
/** From the root of the repository. */
export const HISTORY_BUNDLE = "dist/local/history.js";
export const WORKER_OPTIONS = "dist/local/worker-options.json";
const SOURCES = [
  "console",
  "workers",
  "durable-objects",
  "dev/worker",
  "dev/history",
  "dev/demo",
  "dev/changegear",
  "dev/local/seed.ts",
  "dev/local/build.ts",
  "dev/docs/help-pages.ts",
  "docs/native-rights.md",
  "wrangler.toml",
  "package.json",
  "package-lock.json",
];
const PRODUCTS = [
  "dist/assets/index.html",
  "dist/assets/help/native-rights.html",
  "dist/local/main.js",
  HISTORY_BUNDLE,
  WORKER_OPTIONS,
  "workers/http/portal-assets.generated.ts",
  "workers/http/report-assets.generated.ts",
  "workers/http/version.generated.ts",
];
const NOT_BUILT = /\.test\.tsx?$|\.generated\.ts$/;

/** Digest over the names and contents of everything that the build reads. */
export async function sourcesDigest(): Promise<string> {
  const files = (await Promise.all(SOURCES.map((source) => filesOf(join(ROOT, source))))).flat();
  const kept = files.filter((file) => !NOT_BUILT.test(file)).toSorted();
  const contents = await Promise.all(kept.map((file) => readFile(file)));
  const hash = createHash("sha256");
  kept.forEach((file, index) => {
    const content = contents[index] ?? "";
    hash.update(`${relative(ROOT, file).split(sep).join("/")}\0${String(content.length)}\0`).update(content);
  });
  return hash.digest("hex");
}

export async function isBuilt(): Promise<boolean> {
  if (![STAMP, ...PRODUCTS.map((product) => join(ROOT, product))].every((file) => existsSync(file))) {
    return false;
  }
  return (await readFile(STAMP, "utf8")) === (await sourcesDigest());
}

/** Takes the digest from before the build: a source saved meanwhile asks for another one. */
export async function markBuilt(digest: string): Promise<void> {
  await writeFile(STAMP, digest);
}

async function filesOf(path: string): Promise<string[]> {
  if ((await stat(path)).isFile()) {
    return [path];
  }
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
