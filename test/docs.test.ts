/**
 * Documentation that a machine can hold against the repository: generated pages are what the
 * code would write today, relative links lead somewhere, and every `npm run` that is named exists.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { generatedPages } from "../dev/docs/docs.ts";
import { HELP_PATHS } from "../workers/contract/console/paths.ts";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8").replaceAll("\r\n", "\n");

interface Page {
  /** From the root of the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

function pages(): Page[] {
  const atRoot = readdirSync(ROOT).filter((name) => name.endsWith(".md"));
  const inDocs = readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name.replaceAll("\\", "/")}`);
  return [...atRoot, ...inDocs].map((path) => ({ path, text: read(path) }));
}

/** A bracket in code is not a link. */
const withoutFences = (text: string): string => text.replaceAll(/^```[\s\S]*?^```/gm, "");

/** As GitHub makes them from headings. */
function anchors(text: string): Set<string> {
  const headings = [...withoutFences(text).matchAll(/^#{1,6} +(.+)$/gm)].map(([, heading = ""]) => heading);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
        .replaceAll(" ", "-"),
    ),
  );
}

/** Links that lead nowhere, as "page: link". */
function deadLinks({ path, text }: Page): string[] {
  return [...withoutFences(text).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = ""]) => {
    if (/^[a-z]+:/i.test(link)) {
      return [];
    }
    const [file = "", anchor] = link.split("#");
    const target = join(dirname(path), file);
    const alive = file === "" || existsSync(join(ROOT, target));
    const found = alive && (anchor === undefined || anchors(file === "" ? text : read(target)).has(anchor));
    return found ? [] : [`${path}: ${link}`];
  });
}

/** Scripts that are named and do not exist, as "page: script". */
function unknownScripts({ path, text }: Page, scripts: readonly string[]): string[] {
  const named = [...text.matchAll(/\bnpm (?:run (?:--silent )?([a-z][\w:-]*)|(start|test)\b)/g)];
  return named
    .map(([, run, short]) => run ?? short ?? "")
    .filter((name) => !scripts.includes(name))
    .map((name) => `${path}: ${name}`);
}

describe("generated pages", () => {
  it.each(Object.values(HELP_PATHS))("the build has %s, which the console links to", (path) => {
    expect(read(join("dist/assets", `${path}.html`))).toContain("</h1>");
  });

  it.each(["docs/configuration.md", "docs/state-machine.md"])(
    "%s is what `node dev/docs/docs.ts` writes",
    async (path) => {
      expect(read(path)).toBe((await generatedPages()).get(path));
    },
  );
});

describe("hand-written pages", () => {
  it("link to what exists", () => {
    expect(pages().flatMap(deadLinks)).toEqual([]);
  });

  it("name scripts that exist", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    expect(pages().flatMap((page) => unknownScripts(page, Object.keys(scripts)))).toEqual([]);
  });
});

describe("the checks themselves", () => {
  const page = (text: string): Page => ({ path: "docs/page.md", text });

  it.each([
    ["a missing file", "[x](nowhere.md)", ["docs/page.md: nowhere.md"]],
    ["a missing heading", "[x](dependencies.md#nothing-here)", ["docs/page.md: dependencies.md#nothing-here"]],
    ["a heading of its own", "# One thing\n[x](#one-thing)", []],
    ["a file above", "[x](../package.json)", []],
    ["another site", "[x](https://example.com)", []],
    ["code", "```\n[x](nowhere.md)\n```", []],
  ])("reads %s", (_what, text, dead) => {
    expect(deadLinks(page(text))).toEqual(dead);
  });

  it("finds a script that is gone", () => {
    const text = "`npm run gone`, `npm run kept`, `npm run --silent gone2 -- --print`, `npm start`, `npm ci`";
    expect(unknownScripts(page(text), ["kept"])).toEqual([
      "docs/page.md: gone",
      "docs/page.md: gone2",
      "docs/page.md: start",
    ]);
  });
});
