/** What goes over the wire, compressed as Cloudflare compresses it. Read from a build. */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { bundle, ROOT } from "./bundles.ts";
import type { SeenPage } from "./product.ts";

/** Cloudflare compresses replies of a Worker with these, by what the browser accepts. */
const GZIP_LEVEL = 6;
const BROTLI_QUALITY = 4;

const ASSETS = join(ROOT, "dist", "assets");

export interface Sizes {
  readonly pages: readonly {
    readonly name: string;
    readonly plain: number;
    readonly gzip: number;
    readonly brotli: number;
    readonly headers: number;
  }[];
  readonly portalScript: number;
  readonly consoleFirstPage: number;
  readonly workerBundle: number;
}

const gzip = (content: string | Buffer): number => gzipSync(content, { level: GZIP_LEVEL }).length;

const brotli = (content: string): number =>
  brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }).length;

export async function measureSizes(pages: readonly SeenPage[]): Promise<Sizes> {
  return {
    pages: pages.map(({ name, html, headerBytes }) => ({
      name,
      plain: Buffer.byteLength(html),
      gzip: gzip(html),
      brotli: brotli(html),
      headers: headerBytes,
    })),
    portalScript: await portalScript(),
    consoleFirstPage: await consoleFirstPage(),
    workerBundle: await workerBundle(),
  };
}

async function portalScript(): Promise<number> {
  const names = (await readdir(join(ASSETS, "assets"))).filter((name) => /^portal-.+\.js$/.test(name));
  return sumOf(names.map((name) => join(ASSETS, "assets", name)));
}

/** Every script that the one document asks for before it shows anything. */
async function consoleFirstPage(): Promise<number> {
  const html = await readFile(join(ASSETS, "index.html"), "utf8");
  const scripts = [...html.matchAll(/<(?:script|link)[^>]*(?:src|href)="([^"]+\.js)"/g)].map((match) => match[1] ?? "");
  return sumOf(scripts.map((path) => join(ASSETS, path)));
}

async function sumOf(files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(files.map(async (file) => gzip(await readFile(file))));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Production's entry, minified: the local build carries the outbox page and source names. */
async function workerBundle(): Promise<number> {
  const into = await mkdtemp(join(tmpdir(), "imper-edge-bundle-"));
  try {
    return gzip(await readFile(bundle("workers/index.ts", { into, minify: true })));
  } finally {
    await rm(into, { recursive: true, force: true });
  }
}
