/** Every action that the code writes into the audit log has words, however it is put together there. */
import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { AUDIT_WORDS } from "../workers/core/policy/audit-words.ts";
import { TERMINAL_STATUSES } from "../workers/core/session/status.ts";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** What stands behind the prefix of an action that is put together. */
const PUT_TOGETHER: Readonly<Record<string, readonly string[]>> = {
  verification: TERMINAL_STATUSES,
  message: ["queued", "sending", "sent", "delivered", "failed"],
  settings: ["applied", "withdrawn", "refused", "outdated", "lapsed"],
  directory: ["import_started", "import_stopped", "import_resumed", "import_finished", "undo_started", "import_undone"],
};

const lines = globSync("{workers,durable-objects}/**/*.ts", { cwd: ROOT })
  .filter((path) => !/\.(?:test|fixture)\.ts$/.test(path) && !path.endsWith("audit-words.ts"))
  .flatMap((path) => readFileSync(join(ROOT, path), "utf8").split("\n"))
  .filter((line) => /\baction\b|\baudit\(|\bsignOut\(/.test(line));

const written = lines.flatMap((line) =>
  [...line.matchAll(/(?<!\btype: )"([a-z_]+\.[a-z_]+)"/g)].map(([, action]) => action ?? ""),
);
const prefixes = lines.flatMap((line) => [...line.matchAll(/`([a-z_]+)\.\$\{/g)].map(([, prefix]) => prefix ?? ""));

const made = new Set([
  ...written,
  ...prefixes.flatMap((prefix) => (PUT_TOGETHER[prefix] ?? ["?"]).map((end) => `${prefix}.${end}`)),
]);

it("finds what is written", () => {
  expect(made.size).toBeGreaterThan(40);
  expect(prefixes.toSorted()).toEqual(Object.keys(PUT_TOGETHER).toSorted());
});

it.each([...made].toSorted())("%s has words", (action) => {
  expect(Object.keys(AUDIT_WORDS)).toContain(action);
});
