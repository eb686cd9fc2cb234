/**
 * `npm run setup` and `npm run update` against a stand-in for Cloudflare's API. Wrangler's own
 * deploys and migrations are not run here: a recorder stands in its place.
 */
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "smol-toml";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Refusal } from "../../dev/local/cli.ts";
import { collectAnswers, type Answers } from "../../dev/setup/answers.ts";
import { cloudflareApi, plannedApi } from "../../dev/setup/cloudflare-api.ts";
import { readDeployment, TRACKED_CONFIG } from "../../dev/setup/local-config.ts";
import { setUp, type SetupTools } from "../../dev/setup/provision.ts";
import { update } from "../../dev/setup/renew.ts";
import { plannedWrangler, type Wrangler } from "../../dev/setup/wrangler.ts";
import { readConfig } from "../../workers/config.ts";
import { ACCOUNT, CloudflareStandIn, refusal, TOKEN } from "../support/cloudflare.ts";

const WORKER = "imper-edge";
const QUEUES = [
  "imper-edge-delivery",
  "imper-edge-notes",
  "imper-edge-coverage",
  "imper-edge-delivery-dead",
  "imper-edge-notes-dead",
];

let cloudflare: CloudflareStandIn;
let baseUrl: string;
let folder: string;
let local: string;
let printed: string[];
let waited: number[];
let ran: string[];
let token: string;

beforeEach(async () => {
  cloudflare = new CloudflareStandIn();
  baseUrl = await cloudflare.start();
  folder = mkdtempSync(join(tmpdir(), "setup-"));
  local = join(folder, "wrangler.local.toml");
  [printed, waited, ran, token] = [[], [], [], TOKEN];
});

afterEach(async () => {
  await cloudflare.stop();
  rmSync(folder, { recursive: true });
});

const print = (line: string): void => void printed.push(line);
const wait = (ms: number): Promise<void> => Promise.resolve(void waited.push(ms));

/** Does what a deploy and `secret put` do to the account. */
const wrangler: Wrangler = (args, input) => {
  ran.push(args.join(" "));
  const [verb, , name = ""] = args;
  if (verb === "deploy" && !cloudflare.workers.has(WORKER)) {
    cloudflare.workers.set(WORKER, new Map());
  }
  if (verb === "secret") {
    cloudflare.workers.get(WORKER)!.set(name, input ?? "");
  }
  return Promise.resolve();
};

const answers = (change: Partial<Answers> = {}): Answers => ({
  accountId: ACCOUNT,
  region: "eu",
  consoleOrigin: "https://console.example.com",
  portalOrigin: "https://verify.example.com",
  brand: "Checkpoint",
  organisation: "Example Ltd",
  adminEmail: "kim@example.com",
  rootSecretFile: join(folder, "root-secret.txt"),
  ...change,
});

const tools = (change: Partial<SetupTools> = {}): SetupTools => ({
  api: cloudflareApi({ accountId: ACCOUNT, token, baseUrl, wait, print }),
  wrangler,
  announce: (link) => Promise.resolve(void ran.push(`announce ${new URL(link).origin}`)).then(() => 2),
  build: () => Promise.resolve(void ran.push("build")),
  files: { tracked: TRACKED_CONFIG, local },
  print,
  now: () => 1_000,
  dryRun: false,
  ...change,
});

const run = (change: Partial<Answers> = {}): Promise<void> => setUp(answers(change), tools());
const written = () => parse(readFileSync(local, "utf8")) as Record<string, Record<string, unknown>>;
const secretsOf = () => Object.fromEntries(cloudflare.workers.get(WORKER) ?? []);
const posts = () => cloudflare.calls.filter(({ call }) => call.startsWith("POST"));

describe("a first set-up", () => {
  it("makes database and queues in the region, then deploys, migrates, deploys and prints one link", async () => {
    await run();
    expect(posts().map(({ body }) => body)).toEqual([
      { name: WORKER, jurisdiction: "eu" },
      ...QUEUES.map((name) => ({ queue_name: name, jurisdiction: "eu" })),
    ]);
    expect(ran).toEqual([
      "build",
      "deploy",
      "secret put ROOT_SECRET",
      "d1 migrations apply DB --remote",
      "deploy",
      "secret put ADMIN_INVITATION",
    ]);
    expect(printed.join("\n").match(/https:\/\/console\.example\.com\/\S+#\S+/gu)).toHaveLength(1);
  });

  it("says no region and no name where none is wanted: what the deployment says is read-only under Settings", async () => {
    await run({ region: undefined, brand: undefined, organisation: undefined });
    expect(posts().filter(({ body }) => "jurisdiction" in body)).toEqual([]);
    expect(Object.keys(written()["vars"] ?? {})).toEqual(["CONSOLE_ORIGIN", "PORTAL_ORIGIN"]);
  });

  it("writes a configuration with which the Worker starts, beside a tracked one that is as it was", async () => {
    const tracked = readFileSync(TRACKED_CONFIG, "utf8");
    await run();
    const { vars, ...rest } = written();
    expect(readConfig({ ...vars, ...secretsOf() })).toMatchObject({
      ok: true,
      config: { BRAND_NAME: "Checkpoint", ORGANISATION_NAME: "Example Ltd", JURISDICTION: "eu" },
    });
    expect(rest).toMatchObject({
      account_id: ACCOUNT,
      routes: ["console.example.com", "verify.example.com"].map((pattern) => ({ pattern, custom_domain: true })),
      d1_databases: [{ binding: "DB", database_id: "id-of-imper-edge", migrations_dir: "migrations" }],
    });
    const { vars: _vars, routes: _routes, account_id: _account, d1_databases: _d1, ...same } = written();
    const { d1_databases: _tracked, ...before } = parse(tracked);
    expect(same).toEqual(before);
    expect(readFileSync(TRACKED_CONFIG, "utf8")).toBe(tracked);
  });

  it("keeps a copy of the root secret for its owner alone, and prints it nowhere", async () => {
    await run();
    const { ROOT_SECRET: secret = "" } = secretsOf();
    expect(readFileSync(join(folder, "root-secret.txt"), "utf8").trim()).toBe(secret);
    expect(statSync(join(folder, "root-secret.txt")).mode & 0o777).toBe(0o600);
    expect(secret.length).toBeGreaterThan(60);
    expect([...printed, ...ran, readFileSync(local, "utf8")].filter((text) => text.includes(secret))).toEqual([]);
  });

  it("writes the copy before the Worker has it, so that a stop in between loses nothing", async () => {
    const stops: Wrangler = (args, input) =>
      args.includes("ROOT_SECRET") ? Promise.reject(new Error("stopped")) : wrangler(args, input);
    await expect(setUp(answers(), tools({ wrangler: stops }))).rejects.toThrow("stopped");
    const kept = readFileSync(join(folder, "root-secret.txt"), "utf8").trim();
    await run();
    expect(secretsOf()["ROOT_SECRET"]).toBe(kept);
  });
});

describe("run again", () => {
  it("makes nothing, keeps the root secret and what was added to the variables, and deploys once", async () => {
    await run();
    const secret = secretsOf()["ROOT_SECRET"];
    writeFileSync(
      local,
      `${readFileSync(local, "utf8")}\n[vars.CATEGORIES."Password reset"]\naction = "password_reset"\n`,
    );
    cloudflare.calls.length = 0;
    ran.length = 0;
    await run({ adminEmail: undefined, organisation: "Example plc" });
    expect(posts()).toEqual([]);
    expect(ran).toEqual(["build", "d1 migrations apply DB --remote", "deploy"]);
    expect(secretsOf()["ROOT_SECRET"]).toBe(secret);
    expect(written()["vars"]).toMatchObject({
      CATEGORIES: { "Password reset": { action: "password_reset" } },
      ORGANISATION_NAME: "Example plc",
    });
  });

  it("has the desk tell of another admin's link before it is shown, and says to how many", async () => {
    await run();
    cloudflare.databases[0] = { name: WORKER, id: "id-of-imper-edge", jurisdiction: "eu", tables: 30 };
    [printed.length, ran.length] = [0, 0];
    await run({ adminEmail: "lee@example.com" });
    expect(ran.slice(-2)).toEqual(["secret put ADMIN_INVITATION", "announce https://console.example.com"]);
    expect(printed.slice(-2)).toEqual([
      expect.stringMatching(/Told before this link is shown.*: 2 /),
      expect.stringMatching(/lee@example\.com\):\nhttps:\/\/console/),
    ]);
  });

  it("shows no link where the desk refuses it, as once the company's sign-in works", async () => {
    await run();
    cloudflare.databases[0] = { name: WORKER, id: "id-of-imper-edge", jurisdiction: "eu", tables: 30 };
    printed.length = 0;
    const announce = () => Promise.reject(new Refusal("The company's sign-in works there"));
    await expect(setUp(answers(), tools({ announce }))).rejects.toThrow("The company's sign-in works there");
    expect(printed.join("\n")).not.toMatch(/sign-in#/);
  });

  it.each(["POST /queues", "GET /workers/scripts/imper-edge/secrets"])("goes on after %s was refused", async (call) => {
    cloudflare.misbehave(call, refusal(403, 10_000, "Authentication error"));
    await expect(run()).rejects.toThrow("Authentication error");
    expect(ran).toEqual([]);
    await run();
    expect(cloudflare.asked("POST /d1/database")).toHaveLength(1);
    expect(cloudflare.queues.map(({ name }) => name)).toEqual(QUEUES);
    expect(secretsOf()).toHaveProperty("ROOT_SECRET");
  });

  it("finds its database behind others whose names hold its own", async () => {
    for (const name of ["imper-edge-old", "imper-edge-test", "my-imper-edge", WORKER]) {
      cloudflare.databases.push({ name, id: `id-of-${name}`, jurisdiction: "eu" });
    }
    await run();
    expect(posts().map(({ call }) => call)).not.toContain("POST /d1/database");
    expect(readDeployment(local)?.databaseId).toBe("id-of-imper-edge");
  });

  it("refuses what is there in another region", async () => {
    cloudflare.databases.push({ name: WORKER, id: "id", jurisdiction: null });
    await expect(run()).rejects.toThrow(/in no region, and in the region eu was asked for.*\n.*--region none/u);
    expect([...posts(), ...ran]).toEqual([]);
  });

  it("forgets the region when all was made anew without one", async () => {
    await run();
    [cloudflare.databases, cloudflare.queues].forEach((things) => things.splice(0));
    await run({ region: undefined });
    expect(written()["vars"]).not.toHaveProperty("JURISDICTION");
  });

  it("says what it cannot see: the region of a queue that was there", async () => {
    cloudflare.tellsRegionOfQueues = false;
    cloudflare.queues.push({ name: "imper-edge-delivery", id: "id", jurisdiction: "us" });
    await run();
    expect(printed).toContainEqual(expect.stringContaining("does not say in which region imper-edge-delivery is"));
  });

  it("makes no second root secret for a database that holds data", async () => {
    cloudflare.databases.push({ name: WORKER, id: "id", jurisdiction: "eu", tables: 30 });
    await expect(run()).rejects.toThrow("a new one could not read that data");
    expect(ran).toEqual([]);
    writeFileSync(join(folder, "root-secret.txt"), "the-one-that-was-kept-the-one-that-was-kept\n");
    await run();
    expect(secretsOf()["ROOT_SECRET"]).toBe("the-one-that-was-kept-the-one-that-was-kept");
  });
});

describe("a call that fails", () => {
  it("is shown whole, with what to do", async () => {
    cloudflare.misbehave("POST /d1/database", refusal(403, 10_000, "Authentication error"));
    await expect(run()).rejects.toThrow(
      [
        `POST /accounts/${ACCOUNT}/d1/database`,
        "  403 Forbidden",
        "  10000: Authentication error",
        '  Next: put right what Cloudflare says above. The token needs the permission "Account, D1, Edit" on this account, and the account id must be its own. Then run the same command again.',
      ].join("\n"),
    );
  });

  it("names the token that is not taken, and never shows it", async () => {
    token = "wrong-token";
    const failure = (await run().catch((error: unknown) => error)) as Error;
    expect(failure.message).toMatch(/401 Unauthorized\n {2}10000: .*\n {2}Next: .*CLOUDFLARE_API_TOKEN/u);
    expect(failure.message).not.toContain("wrong-token");
  });

  it("waits as long as Cloudflare asks, and goes on", async () => {
    cloudflare.misbehave("POST /queues", refusal(429, 971, "Please wait", { "retry-after": "17" }));
    await run();
    expect(waited).toEqual([17_000]);
    expect(cloudflare.queues).toHaveLength(QUEUES.length);
  });

  it("tries a look-up again, a few times", async () => {
    cloudflare.misbehave("GET /queues", { status: 502, body: "<html>Bad gateway</html>" });
    cloudflare.misbehave("GET /queues", "no answer");
    await run();
    expect(waited).toEqual([1_000, 2_000]);
    for (let time = 0; time < 4; time += 1) {
      cloudflare.misbehave("GET /queues", { status: 502, body: "<html>Bad gateway</html>" });
    }
    await expect(run()).rejects.toThrow(
      /502 Bad Gateway\n {2}not JSON: <html>.*\n {2}Next: the fault is Cloudflare's/u,
    );
  });

  it.each([
    ["made it", true, 1],
    ["did not", false, 2],
  ])("and %s is looked for before it is made again", async (_what, afterwards, times) => {
    cloudflare.misbehave("POST /d1/database", refusal(500, 7_500, "internal error"), { afterwards });
    await run();
    expect(cloudflare.databases).toHaveLength(1);
    expect(cloudflare.asked("POST /d1/database")).toHaveLength(times);
  });
});

it("a dry run shows every call and command, makes none and writes nothing", async () => {
  await setUp(
    answers(),
    tools({ api: plannedApi({ accountId: ACCOUNT, print }), wrangler: plannedWrangler(local, print), dryRun: true }),
  );
  expect(cloudflare.calls).toEqual([]);
  expect([existsSync(local), existsSync(join(folder, "root-secret.txt"))]).toEqual([false, false]);
  const root = `/accounts/${ACCOUNT}`;
  expect(printed).toEqual([
    `GET ${root}/d1/database?name=imper-edge&per_page=100&page=1`,
    `POST ${root}/d1/database {"name":"imper-edge","jurisdiction":"eu"}`,
    ...QUEUES.flatMap((name) => [
      `GET ${root}/queues?name=${name}&page=1`,
      `POST ${root}/queues {"queue_name":"${name}","jurisdiction":"eu"}`,
    ]),
    `GET ${root}/workers/scripts/imper-edge/secrets`,
    `wrangler deploy --config ${local}`,
    `wrangler secret put ROOT_SECRET --config ${local} (the value over stdin)`,
    `wrangler d1 migrations apply DB --remote --config ${local}`,
    `wrangler deploy --config ${local}`,
    `wrangler secret put ADMIN_INVITATION --config ${local} (the value over stdin)`,
  ]);
});

it("as it is typed: a dry run needs no token, and what is missing ends it", async () => {
  const flags = { account: ACCOUNT, region: "us", console: "console.example.com", portal: "verify.example.com" };
  const args = Object.entries(flags).flatMap(([flag, value]) => [`--${flag}`, value]);
  const [whole, lacking] = await Promise.all([typed([...args, "--dry-run"]), typed(["--region", "mars", "--dry-run"])]);
  expect([whole.code, whole.output.match(/^POST .*"jurisdiction":"us"/gmu)?.length]).toEqual([0, 1 + QUEUES.length]);
  expect([lacking.code, lacking.output]).toEqual([1, expect.stringContaining("--region is none of")]);
});

function typed(args: readonly string[]): Promise<{ readonly code: number; readonly output: string }> {
  const script = join(import.meta.dirname, "..", "..", "dev", "setup", "setup.ts");
  const { CLOUDFLARE_API_TOKEN: _token, ...env } = process.env;
  return new Promise((settle) => {
    execFile(process.execPath, [script, ...args], { env }, (error, stdout, stderr) => {
      settle({ code: typeof error?.code === "number" ? error.code : 0, output: `${stdout}${stderr}` });
    });
  });
}

describe("the answers", () => {
  const FLAGS = {
    account: ACCOUNT,
    region: "none",
    console: "https://Console.example.com/",
    portal: "verify.example.com",
  };

  it("come from flags, without a terminal", async () => {
    expect(await collectAnswers({ flags: FLAGS, before: undefined, print })).toEqual({
      ...answers({ region: undefined, brand: undefined, organisation: undefined, adminEmail: undefined }),
      rootSecretFile: "imper-edge-root-secret.txt",
    });
  });

  it("are refused together, each by its flag", async () => {
    const flags = { account: "mine", region: "mars", portal: "console.example.com", brand: "x".repeat(41) };
    await expect(collectAnswers({ flags, before: undefined, print })).rejects.toThrow(
      /--account is no account id.*\n {2}--region is none of none, eu, us, fedramp\n {2}--console is missing.*\n {2}--brand has at most 40 characters$/u,
    );
    await expect(
      collectAnswers({ flags: { ...FLAGS, console: "x.workers.dev" }, before: undefined, print }),
    ).rejects.toThrow("--console must be a name of your own domain");
    await expect(
      collectAnswers({ flags: { ...FLAGS, portal: "console.example.com" }, before: undefined, print }),
    ).rejects.toThrow("--portal must be another host");
  });

  it("are asked of a person until they are understood, and not twice over two runs", async () => {
    const typed = [ACCOUNT, "europe", "eu", "console.example.com", "verify.example.com", "", "Checkpoint", "", ""];
    const ask = () => Promise.resolve(typed.shift()!);
    const first = await collectAnswers({ flags: {}, before: undefined, ask, print });
    expect(first).toMatchObject({ region: "eu", organisation: undefined, brand: "Checkpoint", adminEmail: undefined });
    expect(printed).toEqual(['"europe" is none of none, eu, us, fedramp']);
    await setUp({ ...first, rootSecretFile: undefined }, tools());
    const again = await collectAnswers({
      flags: { console: "desk.example.com" },
      before: readDeployment(local),
      print,
    });
    expect(again).toEqual({ ...first, consoleOrigin: "https://desk.example.com" });
  });
});

describe("an update", () => {
  const health =
    (body: unknown, status = 200) =>
    () =>
      Promise.resolve(Response.json(body, { status }));
  const deployment = () => readDeployment(local)!;
  const updateTools = (fetch: () => Promise<Response>) => ({ ...tools(), wait, fetch, version: "0.2.0" });

  beforeEach(async () => {
    await run();
    printed.length = 0;
    ran.length = 0;
  });

  const said = () => printed.filter((line) => !/^Queue \S+ is there$/u.test(line));
  const wayBack = expect.stringContaining("time-travel restore imper-edge --bookmark 0000-of-now") as string;

  it("takes a bookmark, migrates before it deploys, looks at the version and says how to go back", async () => {
    const seen: string[] = [];
    const fetch = (url: string) =>
      health(seen.push(url) < 3 ? { status: "ok", version: "0.1.0" } : { status: "ok", version: "0.2.0" })();
    await update(deployment(), { ...updateTools(health({})), fetch });
    expect(ran).toEqual(["build", "d1 migrations apply DB --remote", "deploy"]);
    expect(seen[0]).toBe("https://console.example.com/healthz");
    expect(said()).toEqual(["https://console.example.com/healthz says that 0.2.0 runs", wayBack]);
  });

  it("makes a queue that the version before had not, in the deployment's region", async () => {
    cloudflare.queues.splice(2, 1);
    await update(deployment(), updateTools(health({ status: "ok", version: "0.2.0" })));
    expect(cloudflare.queues.map(({ name }) => name).toSorted()).toEqual(QUEUES.toSorted());
    expect(cloudflare.queues.at(-1)).toMatchObject({ name: QUEUES[2], jurisdiction: "eu" });
  });

  it("says how to go back when it fails, too", async () => {
    const tool = updateTools(health({ status: "ok", version: "0.1.0" }));
    await expect(update(deployment(), tool)).rejects.toThrow("still says 0.1.0, not that 0.2.0 runs");
    expect(said()).toEqual([wayBack]);
    await expect(update(deployment(), { ...tool, fetch: health("no", 503) })).rejects.toThrow("answered 503");
    await expect(update(deployment(), { ...tool, wrangler: () => Promise.reject(new Error("no")) })).rejects.toThrow(
      "no",
    );
    expect(said()).toEqual([wayBack, wayBack, wayBack]);
  });

  it("does not begin without a bookmark", async () => {
    cloudflare.misbehave("GET /d1/database/id-of-imper-edge/time_travel/bookmark", refusal(403, 10_000, "no"));
    await expect(update(deployment(), updateTools(health({})))).rejects.toThrow("time_travel/bookmark");
    expect(ran).toEqual([]);
  });

  it("takes the sign-in page of Access for what it is", async () => {
    const access = () =>
      Promise.resolve(new Response(null, { status: 302, headers: { location: "https://team.example/" } }));
    await update(deployment(), updateTools(access));
    expect(said()[0]).toContain("leads to a sign-in page");
  });
});
