import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { described, violations } from "./architecture-rules.ts";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const WALKED = ["workers", "durable-objects", "console", "dev"];

function repositorySources(): Map<string, string> {
  const sources = new Map<string, string>();
  for (const folder of WALKED) {
    for (const entry of readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })) {
      if (entry.isFile() && /\.tsx?$/.test(entry.name)) {
        const file = join(entry.parentPath, entry.name);
        sources.set(relative(ROOT, file).split(sep).join("/"), readFileSync(file, "utf8"));
      }
    }
  }
  return sources;
}

/** Rules broken by a few files, as "path:line rule". */
const broken = (files: Record<string, string>): string[] =>
  violations(new Map(Object.entries(files))).map(({ path, line, rule }) => `${path}:${line} ${rule}`);

describe("the repository", () => {
  it("keeps the dependency rules", () => {
    const sources = repositorySources();
    expect(sources.size).toBeGreaterThan(10);
    expect(violations(sources).map(described)).toEqual([]);
  });
});

describe("what is allowed", () => {
  const allowed: readonly (readonly [string, string])[] = [
    ["workers/core/risk/model.ts", 'import { z } from "zod"; import type { EpochMs } from "../kit/time.ts";'],
    ["workers/core/risk/replay.ts", "export const at = (now: number) => new Date(now).toISOString();"],
    [
      "workers/app/send.ts",
      'import { ok } from "../core/kit/result.ts"; import type { HttpClient } from "./ports/http.ts";',
    ],
    ["workers/app/actions/x.ts", 'import { reservedCall } from "../../core/actions/grant.ts";'],
    ["workers/app/notes.ts", 'import { pathTo } from "../contract/console/paths.ts";'],
    [
      "workers/adapters/d1/tickets.ts",
      'import { eq } from "drizzle-orm"; import type { ItsmConnector } from "../../app/ports/itsm.ts";',
    ],
    ["workers/adapters/sockets.ts", 'import { connect } from "cloudflare:sockets";'],
    ["workers/contract/shapes.ts", 'import type { Level } from "../core/risk/levels.ts"; import { z } from "zod";'],
    ["workers/http/routes/send.ts", 'import { send } from "../../app/send.ts"; import { Hono } from "hono";'],
    ["workers/http/routes/files.ts", 'import { csvHead } from "../../../console/files/verifications-csv.ts";'],
    ["workers/http/routes/portal.ts", 'import { render } from "../../../console/portal/render.tsx";'],
    ["workers/worker.ts", 'import { compose } from "./compose.ts"; export { Feed } from "../durable-objects/feed.ts";'],
    ["workers/compose.ts", 'import { x } from "./adapters/itsm/registry.ts"; import { y } from "./http/app.ts";'],
    [
      "durable-objects/feed.ts",
      'import { DurableObject } from "cloudflare:workers"; import { compose } from "../workers/compose.ts";',
    ],
    [
      "console/agent/send-page.tsx",
      'import { signInRequest } from "../../workers/contract/console/access.ts"; import { h } from "preact";',
    ],
    [
      "console/portal/landing.tsx",
      'import { FIELDS, type PortalFrame } from "../../workers/contract/portal.ts"; import { useState } from "preact/hooks";',
    ],
    ["console/portal/render.tsx", 'import { render } from "preact-render-to-string";'],
    ["dev/worker/entry.ts", 'import { compose } from "../../workers/compose.ts";'],
    ["workers/app/send.test.ts", 'import { demo } from "../../dev/demo/organisation.ts"; import { it } from "vitest";'],
  ];

  it.each(allowed)("%s", (path, source) => {
    expect(broken({ [path]: source })).toEqual([]);
  });
});

describe("what is refused", () => {
  const refused: readonly (readonly [rule: string, path: string, source: string])[] = [
    ["core-is-pure", "workers/core/x.ts", 'import { d } from "../app/ports/itsm.ts";'],
    ["core-is-pure", "workers/core/x.ts", 'import type { D } from "../app/ports/itsm.ts";'],
    ["core-is-pure", "workers/core/x.ts", 'import { p } from "libphonenumber-js";'],
    ["core-is-pure", "workers/core/x.ts", 'type T = import("../adapters/d1/rows.ts").Row;'],
    ["core-is-pure", "workers/core/x.ts", "const at = Date.now();"],
    ["core-is-pure", "workers/core/x.ts", "const at = new Date();"],
    ["core-is-pure", "workers/core/x.ts", "const pick = Math.random();"],
    ["core-is-pure", "workers/core/x.ts", 'const reply = fetch("https://halden.example");'],
    ["core-is-pure", "workers/core/x.ts", "const id = crypto.randomUUID();"],
    ["no-test-code-in-production", "workers/core/x.ts", 'import { P } from "./y.fixture.ts";'],
    ["seeded-chance-is-for-demo", "dev/local/x.ts", 'import { seededRandom } from "../demo/seeded-random.ts";'],
    ["core-is-a-stack", "workers/core/risk/x.ts", 'import type { S } from "../session/session.ts";'],
    ["core-is-a-stack", "workers/core/kit/x.ts", 'import { P } from "../policy/policy.ts";'],
    ["core-is-a-stack", "workers/core/x.ts", 'import { P } from "./policy/policy.ts";'],
    ["app-to-core", "workers/app/x.ts", 'import { d } from "../adapters/d1/rows.ts";'],
    ["app-to-core", "workers/app/x.ts", 'import { FIELDS } from "../contract/portal.ts";'],
    ["app-to-core", "workers/app/x.ts", 'const late = await import("../http/app.ts");'],
    ["adapters-to-ports", "workers/adapters/itsm/x.ts", 'import { send } from "../../app/send.ts";'],
    ["adapters-to-ports", "workers/adapters/itsm/x.ts", 'import type { T } from "../../contract/console/access.ts";'],
    ["contract-is-shapes", "workers/contract/x.ts", 'import { LEVELS } from "../core/risk/levels.ts";'],
    ["contract-is-shapes", "workers/contract/x.ts", 'import { Hono } from "hono";'],
    ["config-is-a-schema", "workers/config.ts", 'import { d } from "./adapters/itsm/registry.ts";'],
    ["doors-to-app", "workers/http/x.ts", 'import { d } from "../adapters/d1/rows.ts";'],
    ["doors-to-app", "workers/http/x.ts", 'import { v } from "../../console/portal/landing.tsx";'],
    ["doors-to-app", "workers/queue/x.ts", 'import { v } from "../http/app.ts";'],
    ["doors-to-app", "workers/cron/x.ts", 'import { v } from "../../console/portal/render.tsx";'],
    ["doors-to-app", "durable-objects/x.ts", 'export { d } from "../workers/adapters/d1/rows.ts";'],
    ["doors-to-app", "workers/queue/x.ts", 'import { readConfig } from "../config.ts";'],
    ["console-to-contract", "console/agent/x.ts", 'import type { L } from "../../workers/core/risk/levels.ts";'],
    ["console-to-contract", "console/agent/x.ts", 'import { Hono } from "hono";'],
    [
      "portal-to-contract-types",
      "console/portal/x.ts",
      'import { signInRequest } from "../../workers/contract/console/access.ts";',
    ],
    [
      "portal-to-contract-types",
      "console/portal/x.ts",
      'import { FIELDS, other } from "../../workers/contract/portal.ts";',
    ],
    ["portal-to-contract-types", "console/portal/x.ts", 'import * as portal from "../../workers/contract/portal.ts";'],
    ["portal-to-contract-types", "console/portal/x.ts", 'import "../../workers/contract/portal.ts";'],
    ["portal-to-contract-types", "console/ui/x.ts", 'import { z } from "zod";'],
    ["portal-to-contract-types", "console/portal/x.tsx", 'import { render } from "preact-render-to-string";'],
    ["compose-is-the-root", "dev/changegear/x.ts", 'import { compose } from "../../workers/compose.ts";'],
    ["no-test-code-in-production", "workers/compose.ts", 'import { demo } from "../dev/demo/organisation.ts";'],
    ["no-test-code-in-production", "workers/index.ts", 'import { t } from "../test/support/clock.ts";'],
    ["no-test-code-in-production", "workers/core/x.ts", 'import { fixture } from "./y.test.ts";'],
    ["sql-in-one-place", "workers/app/x.ts", 'import { eq } from "drizzle-orm";'],
    ["sql-in-one-place", "workers/adapters/itsm/x.ts", 'import { drizzle } from "drizzle-orm/d1";'],
    ["platform-at-the-edge", "workers/http/x.ts", 'import { env } from "cloudflare:workers";'],
    [
      "no-action-without-a-grant",
      "workers/adapters/actions/x.ts",
      'import { reservedCall } from "../../core/actions/grant.ts";',
    ],
    ["no-action-without-a-grant", "workers/app/desk/x.ts", 'import * as g from "../../core/actions/grant.ts";'],
    [
      "no-action-without-a-grant",
      "workers/app/actions/x.ts",
      'import type { ReservedCall } from "../../core/actions/grant.ts"; const call = {} as ReservedCall;',
    ],
    ["no-barrels", "workers/http/routes/index.ts", "export {};"],
    ["no-barrels", "console/agent/index.tsx", "export {};"],
    ["no-utils", "workers/core/utils/text.ts", "export {};"],
  ];

  it.each(refused)("%s: %s: %s", (rule, path, source) => {
    expect(violations(new Map([[path, source]])).map((each) => each.rule)).toEqual([rule]);
  });

  it("with the line it stands on", () => {
    expect(broken({ "workers/core/x.ts": '// why\n\nimport { Hono } from "hono";\nconst at = Date.now();' })).toEqual([
      "workers/core/x.ts:3 core-is-pure",
      "workers/core/x.ts:4 core-is-pure",
    ]);
  });

  it("compose from a ring is two breaches", () => {
    expect(broken({ "workers/http/app.ts": 'import type { Deps } from "../compose.ts";' })).toEqual([
      "workers/http/app.ts:1 doors-to-app",
      "workers/http/app.ts:1 compose-is-the-root",
    ]);
  });

  it("a cycle, once, even of types and through a re-export", () => {
    const files = {
      "workers/core/a.ts": 'import { b } from "./b.ts";',
      "workers/core/b.ts": 'export { c } from "./c.ts";',
      "workers/core/c.ts": 'import type { A } from "./a.ts";',
    };
    expect(violations(new Map(Object.entries(files))).map(described)).toEqual([
      "workers/core/a.ts:1 [no-cycles] workers/core/a.ts -> workers/core/b.ts -> workers/core/c.ts -> workers/core/a.ts",
    ]);
  });

  it("a file that does not parse, by name", () => {
    expect(() => violations(new Map([["workers/core/x.ts", "import {"]]))).toThrow("workers/core/x.ts");
  });
});
