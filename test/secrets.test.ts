/**
 * No key material in the repository, not even in a fixture: a scanner cannot tell a sample
 * from a leak, and neither can a reader. Tests make their keys when they run.
 */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
/** Never committed, or written by the package manager. */
const SKIPPED = new Set([
  ".git",
  "node_modules",
  "dist",
  ".wrangler",
  ".state",
  "test-results",
  ".dev.vars",
  "package-lock.json",
]);
const BINARY = /\.(png|jpe?g|gif|ico|woff2?|wasm|zip|sqlite)$/i;

const SECRETS: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["a private key", /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ["a private JWK", /"d"\s*:\s*"[A-Za-z0-9_-]{40,}"/],
  ["a signed token", /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{20,}/],
  ["a GitHub token", /\bgh[pousr]_[A-Za-z0-9]{36}|\bgithub_pat_[A-Za-z0-9_]{40,}/],
  ["an AWS key", /\b(AKIA|ASIA)[A-Z0-9]{16}\b/],
  ["a Google key", /\bAIza[A-Za-z0-9_-]{35}/],
  ["a Slack token", /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/],
  ["a Slack webhook", /hooks\.slack\.com\/services\/T[A-Z0-9]{6,}/],
  ["a SendGrid key", /\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/],
  ["a Resend key", /\bre_[A-Za-z0-9]{8}_[A-Za-z0-9]{20,}/],
  ["a Twilio key", /\bSK[0-9a-f]{32}\b/],
  ["a secret in wrangler.toml", /^\s*[A-Z_]*(SECRET|TOKEN|PASSWORD|API_KEY|PRIVATE)[A-Z_]*\s*=\s*"[^"]+"/m],
];

function secretsIn(path: string, text: string): string[] {
  return SECRETS.filter(([what]) => what !== "a secret in wrangler.toml" || path === "wrangler.toml").flatMap(
    ([what, pattern]) => {
      const hit = pattern.exec(text);
      return hit ? [`${path}:${text.slice(0, hit.index).split("\n").length} looks like ${what}`] : [];
    },
  );
}

function* files(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (SKIPPED.has(entry.name)) {
      continue;
    }
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      yield* files(path);
    } else if (entry.isFile() && !BINARY.test(entry.name)) {
      yield path;
    }
  }
}

describe("the repository", () => {
  it("holds no key material", () => {
    const found = [...files(ROOT)].flatMap((path) =>
      secretsIn(relative(ROOT, path).split(sep).join("/"), readFileSync(path, "utf8")),
    );
    expect(found).toEqual([]);
  });

  it("keeps local secrets out of git", () => {
    expect(readFileSync(join(ROOT, ".gitignore"), "utf8").split(/\r?\n/)).toContain(".dev.vars");
  });
});

describe("the scan itself", () => {
  /** Filled in when run, so that this file passes its own scan. */
  const samples: readonly (readonly [path: string, text: string])[] = [
    ["a.pem", ["-----BEGIN", "PRIVATE KEY-----"].join(" ")],
    ["a.json", `{"kty":"EC","d":"${"a".repeat(43)}"}`],
    ["a.ts", [`eyJ${"a".repeat(12)}`, `eyJ${"b".repeat(12)}`, "c".repeat(30)].join(".")],
    ["a.ts", `ghp_${"a".repeat(36)}`],
    ["a.ts", `AKIA${"B".repeat(16)}`],
    ["a.ts", `AIza${"b".repeat(35)}`],
    ["a.ts", `xoxb-${"1".repeat(12)}`],
    ["a.ts", `hooks.slack.com/services/T${"A".repeat(8)}`],
    ["a.ts", ["SG", "a".repeat(20), "b".repeat(30)].join(".")],
    ["a.ts", ["re", "a".repeat(8), "b".repeat(24)].join("_")],
    ["a.ts", `SK${"0a".repeat(16)}`],
    ["wrangler.toml", 'name = "x"\nROOT_SECRET = "hunter"'],
  ];

  it.each(samples)("finds %s: %s", (path, text) => {
    expect(secretsIn(path, `first line\n${text}`)).toHaveLength(1);
  });

  it("leaves ordinary code alone", () => {
    expect(secretsIn("a.ts", 'const SIGNING_SECRET = "root secret label"; const id = "vrf_0123456789abcdef";')).toEqual(
      [],
    );
  });
});
