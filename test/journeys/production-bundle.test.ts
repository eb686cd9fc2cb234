/** What only a developer's machine may have is not in the deployed Worker; the local entry shows that the search would find it. */
import { join } from "node:path";
import { build } from "esbuild";
import { expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "..", "..");
const LOCAL_ONLY = [
  "x-dev-network",
  "dev_outbox",
  "/dev/outbox",
  "dev-device",
  "dev_phones",
  "/dev/phone",
  "local-strip",
  "SAMEORIGIN",
];

async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, entry)],
    bundle: true,
    write: false,
    format: "esm",
    external: ["cloudflare:*", "node:*"],
    conditions: ["workerd", "worker", "browser"],
    jsx: "automatic",
    jsxImportSource: "preact",
  });
  return outputFiles[0]?.text ?? "";
}

it("holds no outbox, no local provider, no recorded network, no played phone and no frame", async () => {
  const [deployed, local] = await Promise.all([bundle("workers/index.ts"), bundle("dev/worker/main.ts")]);
  expect(LOCAL_ONLY.filter((word) => !local.includes(word))).toEqual([]);
  expect(LOCAL_ONLY.filter((word) => deployed.includes(word))).toEqual([]);
});
