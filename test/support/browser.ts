/**
 * Chromium for tests: CHROMIUM_PATH, else one that is installed, else the one of the npm package
 * `@sparticuz/chromium`, which brings its libraries along and so needs no system package.
 */
import { existsSync } from "node:fs";
import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { chromium, devices, type Browser, type BrowserContextOptions } from "playwright-core";

/** What makes a context a phone or a desktop. */
export type Size = Pick<
  BrowserContextOptions,
  "viewport" | "deviceScaleFactor" | "isMobile" | "hasTouch" | "userAgent"
>;

const { userAgent } = devices["Pixel 7"];
export const PHONE: Size = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
  userAgent,
};

const ARGUMENTS = [
  // Containers and CI run as root, where the sandbox cannot start; tests open our own pages only.
  "--no-sandbox",
  // Nothing but the page under test may use the network.
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-domain-reliability",
  "--disable-sync",
  "--no-default-browser-check",
  "--no-first-run",
  "--no-pings",
  // Containers have a small /dev/shm; a full one crashes the page.
  "--disable-dev-shm-usage",
  "--font-render-hinting=none",
];

const FONT_SETTINGS = "imper-edge-fonts.conf";

interface Program {
  readonly path: string;
  readonly environment?: Readonly<Record<string, string>>;
}

export async function launchBrowser(): Promise<Browser> {
  const { path, environment } = installedProgram() ?? (await packagedProgram());
  return chromium.launch({
    executablePath: path,
    args: ARGUMENTS,
    env: { ...definedEnvironment(), ...environment },
  });
}

function installedProgram(): Program | undefined {
  const given = process.env["CHROMIUM_PATH"];
  if (given !== undefined && given !== "") {
    return { path: given };
  }
  const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter(Boolean);
  const places = [
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    join(process.env["PROGRAMFILES"] ?? "C:\\Program Files", "Google", "Chrome", "Application", "chrome.exe"),
  ];
  const path = places.find((place) => existsSync(place));
  return path === undefined ? undefined : { path };
}

async function packagedProgram(): Promise<Program> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error("no Chromium found: install Chrome or Chromium, or set CHROMIUM_PATH to one");
  }
  const home = await unpacked();
  return {
    path: join(home, "chromium"),
    environment: { LD_LIBRARY_PATH: join(home, "al2023", "lib"), FONTCONFIG_FILE: join(home, FONT_SETTINGS) },
  };
}

/** Unpacked once per version, beside the other temporary files; moved into place whole, so that a killed run leaves no half browser. */
async function unpacked(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  const root = dirname(dirname(entry));
  const { default: manifest } = (await import(`${root}/package.json`, { with: { type: "json" } })) as {
    default: { version: string };
  };
  const home = join(tmpdir(), `imper-edge-chromium-${manifest.version}`);
  if (existsSync(home)) {
    return home;
  }
  const partial = await mkdtemp(`${home}-`);
  await unpackInto(partial, join(root, "bin"));
  await writeFile(join(partial, FONT_SETTINGS), fontSettings(home));
  await rename(partial, home).catch(async (error: unknown) => {
    // Another run was faster.
    await rm(partial, { recursive: true, force: true });
    if (!existsSync(home)) {
      throw error;
    }
  });
  return home;
}

/** The package's own settings know its fonts under /tmp only. */
function fontSettings(home: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${join(home, "fonts")}</dir>
  <cachedir>${join(home, "fonts-cache")}</cachedir>
</fontconfig>
`;
}

async function unpackInto(directory: string, archives: string): Promise<void> {
  const { default: packaged, inflate } = await import("@sparticuz/chromium");
  const before = process.env["TMPDIR"];
  // The package unpacks into the folder for temporary files, wherever that is at the time.
  process.env["TMPDIR"] = directory;
  try {
    await packaged.executablePath();
    await inflate(join(archives, "al2023.tar.br"));
  } finally {
    if (before === undefined) {
      delete process.env["TMPDIR"];
    } else {
      process.env["TMPDIR"] = before;
    }
  }
}

function definedEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}

export const isLong = process.env["TEST_LONG"] === "1";

/** One of the sizes in a quick run; all of them in `npm run test:long`. Each costs a whole walk. */
export function quick<Row extends { readonly name: string }>(rows: readonly Row[], name: Row["name"]): readonly Row[] {
  return isLong ? rows : rows.filter((row) => row.name === name);
}
