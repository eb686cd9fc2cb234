/**
 * The dependency rules of the repository as data, and the checker that applies them. Works on
 * a map of path to source, so that each rule can be seen to fail on a few lines of fixture.
 * Test files are free in what they import; nothing else is. A type-only import counts like
 * any other unless a rule says so: what cannot be read apart cannot be changed apart.
 */
import { lineOf, parseModule, visit, type Import, type Module } from "./module-imports.ts";

export interface Violation {
  readonly path: string;
  readonly line: number;
  readonly rule: string;
  readonly message: string;
}

type Verdict = readonly [rule: string, message: string] | undefined;

/** Tests, and the fixtures that only tests import. */
export const isTestFile = (path: string): boolean => /\.(?:test|fixture)\.tsx?$/.test(path);

const within = (path: string, ...folders: readonly string[]): boolean =>
  folders.some((folder) => path === folder || path.startsWith(`${folder}/`));

const DOORS = ["workers/http", "workers/queue", "workers/cron", "durable-objects"] as const;
const PRODUCTION = ["workers", "durable-objects", "console"] as const;
/** Of `workers/contract`, what the pages on the portal's host take as values. */
const PORTAL_CONSTANTS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["workers/contract/portal.ts", new Set(["FIELDS", "PORTAL_PATHS"])],
  ["workers/contract/me.ts", new Set(["ME_PATHS"])],
]);

/** Plain addresses: use cases build the links in notes from them. */
const CONSOLE_PATHS = "workers/contract/console/paths.ts";

/** What a check is called, in table, note and file alike: words and nothing else. */
const STANDING_WORDS = "workers/core/verdict/standing.ts";

/** What finds a name, in a list that the browser has as in the directory: one pure function. */
const SEARCH_NAMES = "workers/core/people/search-name.ts";

/** What the use cases ask of the outside: one file per port. */
const PORTS = "workers/app/ports";

/** One ring of the repository: which files it holds and what they may import. */
interface Ring {
  readonly holds: readonly string[];
  readonly rule: string;
  readonly says: string;
  readonly local: (target: string, found: Import) => boolean;
  /** Absent: any package that no other rule forbids. */
  readonly packages?: (name: string, from: string) => boolean;
}

const isZod = (name: string): boolean => name === "zod";

const RINGS: readonly Ring[] = [
  {
    holds: ["workers/core"],
    rule: "core-is-pure",
    says: "workers/core imports zod, any-ascii and itself only",
    local: (target) => within(target, "workers/core"),
    // A table of letters, as pure as the rest.
    packages: (name) => isZod(name) || name === "any-ascii",
  },
  {
    holds: ["workers/app"],
    rule: "app-to-core",
    says: `workers/app imports workers/core and itself, ${CONSOLE_PATHS}, and types of workers/contract and workers/config.ts; the outside is a port`,
    local: (target, { typeOnly }) =>
      within(target, "workers/app", "workers/core", CONSOLE_PATHS) ||
      (typeOnly && within(target, "workers/contract", "workers/config.ts")),
  },
  {
    holds: ["workers/adapters"],
    rule: "adapters-to-ports",
    says: `workers/adapters imports workers/core, ${PORTS} and itself`,
    local: (target) => within(target, "workers/adapters", "workers/core", PORTS),
  },
  {
    holds: ["workers/contract"],
    rule: "contract-is-shapes",
    says: "workers/contract imports zod, itself and, as types only, workers/core",
    local: (target, { typeOnly }) => within(target, "workers/contract") || (typeOnly && within(target, "workers/core")),
    packages: isZod,
  },
  {
    holds: ["workers/config.ts"],
    rule: "config-is-a-schema",
    says: "workers/config.ts imports zod and workers/core",
    local: (target) => within(target, "workers/core"),
    packages: isZod,
  },
  {
    holds: ["console/agent"],
    rule: "console-to-contract",
    says: `console/agent imports console, workers/contract, preact, papaparse, the words of ${STANDING_WORDS} and ${SEARCH_NAMES}`,
    local: (target) => within(target, "console", "workers/contract", STANDING_WORDS, SEARCH_NAMES),
    packages: (name) => within(name, "preact", "papaparse"),
  },
  {
    holds: ["console"],
    rule: "portal-to-contract-types",
    says: "outside console/agent the console imports itself, preact and, as types only, workers/contract (but for the constants of contract/portal.ts and contract/me.ts), so that zod stays off the phone",
    local: (target, { typeOnly, values }) =>
      within(target, "console") ||
      (within(target, "workers/contract") && typeOnly) ||
      (values.length > 0 && values.every((name) => PORTAL_CONSTANTS.get(target)?.has(name) === true)),
    packages: (name, from) =>
      within(name, "preact") ||
      (name === "preact-render-to-string" &&
        (from.startsWith("console/portal/render") || from === "console/files/report.tsx")),
  },
  ...DOORS.map((door): Ring => ({
    holds: [door],
    rule: "doors-to-app",
    says: `${door} imports workers/app, workers/core, workers/contract and itself`,
    local: (target, { typeOnly }) =>
      within(target, door, "workers/app", "workers/core", "workers/contract") ||
      (typeOnly && target === "workers/config.ts") ||
      (door === "workers/http" && (target.startsWith("console/portal/render") || within(target, "console/files"))) ||
      (door === "durable-objects" && target === "workers/compose.ts"),
  })),
];

const ringOf = (path: string): Ring | undefined => RINGS.find(({ holds }) => within(path, ...holds));

function ringVerdict(path: string, found: Import): Verdict {
  const ring = ringOf(path);
  if (ring === undefined) {
    return undefined;
  }
  const allowed = found.local ? ring.local(found.target, found) : (ring.packages?.(found.target, path) ?? true);
  return allowed ? undefined : [ring.rule, ring.says];
}

function composeVerdict(path: string, { target }: Import): Verdict {
  const allowed =
    ["workers/worker.ts", "workers/settings-snapshot.ts"].includes(path) ||
    within(path, "durable-objects", "dev/worker", "dev/history", "bench");
  return target === "workers/compose.ts" && !allowed
    ? [
        "compose-is-the-root",
        "only workers/worker.ts, durable-objects and local entries import compose.ts; others are handed what they need",
      ]
    : undefined;
}

function productionVerdict(path: string, { target, local }: Import): Verdict {
  return local && within(path, ...PRODUCTION) && (within(target, "dev", "test", "bench") || isTestFile(target))
    ? ["no-test-code-in-production", "workers, durable-objects and console never import dev, test or bench"]
    : undefined;
}

function drizzleVerdict(path: string, { target, local }: Import): Verdict {
  return !local && within(target, "drizzle-orm") && !within(path, "workers/adapters/d1", "durable-objects")
    ? ["sql-in-one-place", "drizzle-orm is imported in workers/adapters/d1 and durable-objects only"]
    : undefined;
}

function platformVerdict(path: string, { target, local }: Import): Verdict {
  return !local &&
    target.startsWith("cloudflare:") &&
    !within(path, "durable-objects", "workers/adapters", "workers/index.ts", "dev/worker")
    ? [
        "platform-at-the-edge",
        "cloudflare:* is imported in durable-objects, workers/adapters, workers/index.ts and dev/worker only",
      ]
    : undefined;
}

/** `workers/core` is a stack: each room imports itself and what stands before it here. */
const CORE_STACK = [
  "kit",
  "policy",
  "settings",
  "messages",
  "questions",
  "risk",
  "people",
  "actions",
  "session",
  "verdict",
  "tickets",
] as const;

const heightInCore = (path: string): number => CORE_STACK.findIndex((room) => within(path, `workers/core/${room}`));

function stackVerdict(path: string, { target, local }: Import): Verdict {
  return local &&
    within(path, "workers/core") &&
    within(target, "workers/core") &&
    heightInCore(target) > heightInCore(path)
    ? [
        "core-is-a-stack",
        `workers/core is a stack (${CORE_STACK.join(", ")}): a room imports itself and those before it`,
      ]
    : undefined;
}

/** 32 bits hide nothing: chance that can be reproduced from a text is for demo data and tests. */
function seededVerdict(path: string, { target }: Import): Verdict {
  return target === "dev/demo/seeded-random.ts" &&
    !within(path, "dev/demo", "dev/history", "dev/changegear", "test", "bench")
    ? [
        "seeded-chance-is-for-demo",
        "dev/demo/seeded-random.ts is imported by demo data and its history, the stand-in, tests and benches only; what hides takes core/kit/keyed.ts",
      ]
    : undefined;
}

const GRANT = "workers/core/actions/grant.ts";

/** Nothing is changed in a target system but for a grant: only the use cases of actions turn one into a call. */
function grantVerdict(path: string, { target, values }: Import): Verdict {
  return target === GRANT &&
    values.some((name) => ["reservedCall", "followUpCall", "doubtfulCall", "*"].includes(name)) &&
    !within(path, "workers/app/actions")
    ? ["no-action-without-a-grant", "only workers/app/actions makes the call of a reserved grant"]
    : undefined;
}

/** A cast would make one out of nothing. */
function castCalls({ path, program, source }: Module): Violation[] {
  const found: Violation[] = [];
  visit(path === GRANT ? undefined : program, (node) => {
    const cast = node["type"] === "TSAsExpression" || node["type"] === "TSTypeAssertion";
    const to = (node["typeAnnotation"] as { typeName?: { name?: string } } | undefined)?.typeName?.name;
    if (cast && (to === "ReservedCall" || to === "FollowUpCall")) {
      found.push({
        path,
        line: lineOf(source, node["start"] as number),
        rule: "no-action-without-a-grant",
        message: `casts to ${to}; only grant.ts makes one, from a grant`,
      });
    }
  });
  return found;
}

const IMPORT_RULES = [
  grantVerdict,
  ringVerdict,
  stackVerdict,
  seededVerdict,
  composeVerdict,
  productionVerdict,
  drizzleVerdict,
  platformVerdict,
];

/** What core may not touch: the clock, chance, the network and the platform's keys are handed in. */
function impurity(node: Record<string, unknown>): string | undefined {
  const named = (value: unknown): string | undefined => (value as { name?: string } | undefined)?.name;
  if (node["type"] === "MemberExpression") {
    const object = named(node["object"]);
    const whole = `${object}.${named(node["property"])}`;
    return whole === "Date.now" || whole === "Math.random" || object === "crypto" || object === "performance"
      ? whole
      : undefined;
  }
  const callee = named(node["callee"]);
  if (node["type"] === "CallExpression" && callee === "fetch") {
    return "fetch(";
  }
  const readsClock =
    node["type"] === "NewExpression" && callee === "Date" && (node["arguments"] as unknown[]).length === 0;
  return readsClock ? "new Date()" : undefined;
}

function impureUses({ path, program, source }: Module): Violation[] {
  const found: Violation[] = [];
  if (within(path, "workers/core")) {
    visit(program, (node) => {
      const use = impurity(node);
      if (use !== undefined) {
        const line = lineOf(source, node["start"] as number);
        found.push({
          path,
          line,
          rule: "core-is-pure",
          message: `uses ${use}; clock, randomness and network are handed to workers/core`,
        });
      }
    });
  }
  return found;
}

function pathViolations(path: string): Violation[] {
  const found: Violation[] = [];
  if (/(^|\/)index\.tsx?$/.test(path) && path !== "workers/index.ts") {
    found.push({
      path,
      line: 1,
      rule: "no-barrels",
      message: "index files hide where things live; name the file after what it holds",
    });
  }
  if (path.split("/").includes("utils")) {
    found.push({
      path,
      line: 1,
      rule: "no-utils",
      message: "a helper lives with its only user, or under a name that says what it is",
    });
  }
  return found;
}

/** Each cycle once, named from its alphabetically first file. */
function cycles(modules: ReadonlyMap<string, Module>): Violation[] {
  const found = new Map<string, Violation>();
  const done = new Set<string>();
  const walk = (path: string, trail: readonly string[]): void => {
    const seenAt = trail.indexOf(path);
    if (seenAt >= 0) {
      const ring = trail.slice(seenAt);
      const smallest = [...ring].sort()[0] ?? path;
      const first = ring.indexOf(smallest);
      const named = [...ring.slice(first), ...ring.slice(0, first), smallest];
      const at = modules.get(smallest)?.imports.find(({ target }) => target === named[1]);
      found.set(named.join(), { path: smallest, line: at?.line ?? 1, rule: "no-cycles", message: named.join(" -> ") });
      return;
    }
    if (!done.has(path)) {
      for (const { target } of modules.get(path)?.imports ?? []) {
        walk(target, [...trail, path]);
      }
      done.add(path);
    }
  };
  for (const path of modules.keys()) {
    walk(path, []);
  }
  return [...found.values()];
}

/** Every breach of the rules in `sources` (repository path with forward slashes to text), in path order. */
export function violations(sources: ReadonlyMap<string, string>): Violation[] {
  const production = [...sources].filter(([path]) => !isTestFile(path));
  const modules = new Map(production.map(([path, source]) => [path, parseModule(path, source)]));
  const perImport = [...modules.values()].flatMap(({ path, imports }) =>
    imports.flatMap((found) =>
      IMPORT_RULES.flatMap((rule) => {
        const verdict = rule(path, found);
        return verdict
          ? [{ path, line: found.line, rule: verdict[0], message: `imports ${found.target}: ${verdict[1]}` }]
          : [];
      }),
    ),
  );
  const all = [
    ...perImport,
    ...[...modules.values()].flatMap(impureUses),
    ...[...modules.values()].flatMap(castCalls),
    ...[...sources.keys()].flatMap(pathViolations),
    ...cycles(modules),
  ];
  return all.sort((a, b) => (a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1));
}

/** One line for people: where, which rule, what to do. */
export const described = ({ path, line, rule, message }: Violation): string => `${path}:${line} [${rule}] ${message}`;
