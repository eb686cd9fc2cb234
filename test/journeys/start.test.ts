/** `npm start` as a newcomer meets it: the real script in a process of its own, on free ports and a state directory of its own. */
import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { answers } from "../../dev/local/cli.ts";
import { demoDataOf } from "../../dev/local/demo-data.ts";
import { freePort } from "../../dev/local/instance.ts";

const DEV = join(import.meta.dirname, "..", "..", "dev", "local");
const READY = /Ready in [\d.]+ s: (http:\S+)/;
const LINK = /Sign-in link\s+\S+#(\S+)/;

/** A script's process and all it printed. */
class Script {
  readonly process: ChildProcessByStdio<null, Readable, Readable>;
  readonly exit: Promise<number | null>;
  output = "";

  constructor(file: string, args: readonly string[], nodeArgs: readonly string[] = []) {
    this.process = spawn(process.execPath, [...nodeArgs, join(DEV, file), ...args], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.process.stdout.on("data", (chunk: Buffer) => (this.output += chunk.toString()));
    this.process.stderr.on("data", (chunk: Buffer) => (this.output += chunk.toString()));
    this.exit = once(this.process, "close").then(([code]) => code as number | null);
  }

  /** The first group of the pattern, once it is printed. */
  async says(pattern: RegExp): Promise<string> {
    for (;;) {
      const match = pattern.exec(this.output);
      if (match !== null) {
        return match[1] ?? match[0];
      }
      const ended = await Promise.race([
        once(this.process.stdout, "data").then(() => false),
        this.exit.then(() => true),
      ]);
      if (ended && !pattern.test(this.output)) {
        throw new Error(`ended without ${String(pattern)}:\n${this.output}`);
      }
    }
  }

  async stop(): Promise<number | null> {
    this.process.kill("SIGINT");
    return this.exit;
  }
}

let folder: string;
let ports: readonly [number, number];
let scripts: Script[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "imper-edge-start-"));
  ports = await twoFreePorts();
  scripts = [];
});
afterEach(async () => {
  for (const script of scripts) {
    script.process.kill("SIGTERM");
    await script.exit;
  }
  rmSync(folder, { recursive: true, force: true });
});

async function twoFreePorts(): Promise<readonly [number, number]> {
  const one = await freePort();
  const other = await freePort();
  // An empty start takes the one after ChangeGear's for its sign-in.
  return one === other || one === other + 1 ? twoFreePorts() : [one, other];
}

async function listening(port: number): Promise<Server> {
  const server = createServer().listen(port, "127.0.0.1");
  await once(server, "listening");
  return server;
}

function begin(file: string, args: readonly string[], nodeArgs: readonly string[] = []): Script {
  const script = new Script(file, args, nodeArgs);
  scripts.push(script);
  return script;
}

/** Without people and past: a history would take its seconds each time, and has a test of its own. */
const start = (): Script =>
  begin("start.ts", ["--port", String(ports[0]), "--changegear-port", String(ports[1]), "--state", folder, "--empty"]);

async function createTicket(): Promise<void> {
  const origin = `http://localhost:${String(ports[1])}`;
  const form = { category: "Printer", requester: "1001", summary: "Paper jam", description: "" };
  await fetch(`${origin}/CGWeb/Tickets`, { method: "POST", body: new URLSearchParams(form), headers: { origin } });
}

async function tickets(): Promise<string[]> {
  const reply = await fetch(`http://localhost:${String(ports[1])}/control/tickets`);
  return ((await reply.json()) as { Summary: string }[]).map(({ Summary }) => Summary);
}

/** The agent's cookie. */
async function signIn(url: string, token: string): Promise<string> {
  const reply = await fetch(`${url}/api/sign-in`, {
    method: "POST",
    body: JSON.stringify({ token }),
    headers: { "content-type": "application/json", origin: url },
  });
  return reply.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

const got = async (url: string, cookie: string): Promise<{ total: number }> =>
  (await fetch(url, { headers: { cookie } })).json() as Promise<{ total: number }>;

const statusOf = async (url: string, cookie = ""): Promise<number> =>
  (await fetch(url, { headers: { cookie } })).status;

describe("npm start", { timeout: 180_000 }, () => {
  it("serves all it names, stops on Ctrl-C, and keeps everything until reset", async () => {
    const first = start();
    const url = await first.says(READY);
    const cookie = await signIn(url, await first.says(LINK));
    expect(await statusOf(`${url}/api/verifications`, cookie)).toBe(200);
    expect(await statusOf(`${url}/dev/outbox`)).toBe(200);
    await createTicket();
    expect(await first.stop()).toBe(0);
    expect(await Promise.all(ports.map((port) => answers(port)))).toEqual([false, false]);

    const second = begin("start.ts", [
      "--port",
      String(ports[0]),
      "--changegear-port",
      String(ports[1]),
      "--state",
      folder,
    ]);
    await second.says(READY);
    expect((await got(`${url}/api/verifications`, cookie)).total).toBe(0);
    expect(await tickets()).toContain("Paper jam");
    expect(await statusOf(`${url}/api/verifications`, cookie)).toBe(200);
    expect(await statusOf(`${url}/api/verifications`)).toBe(401);
    expect(await second.stop()).toBe(0);

    expect(await begin("reset.ts", ["--state", folder]).exit).toBe(0);
    expect(existsSync(folder)).toBe(false);
  });

  it("calls no state empty that is not", async () => {
    mkdirSync(join(folder, "worker"));
    const refused = start();
    expect(await refused.exit).toBe(1);
    expect(refused.output).toMatch(/has demo data: clear it with `npm run reset -- --empty`/);
    expect(await begin("reset.ts", ["--state", folder, "--empty"]).exit).toBe(0);
    expect(readdirSync(folder)).toEqual(["demo-data.json"]);
    expect(demoDataOf(folder, { empty: false })).toBe("none");
  });

  it("refuses a state in use, to start and to reset, and harms nothing", async () => {
    const running = start();
    const url = await running.says(READY);
    const again = start();
    expect(await again.exit).toBe(1);
    expect(again.output).toMatch(/^The state in .+ is in use by process \d+ at http:\/\/localhost:\d+: .+\n$/);
    const reset = begin("reset.ts", ["--state", folder]);
    expect(await reset.exit).toBe(1);
    expect(reset.output).toMatch(/^The state in .+ is in use .+\n$/);
    expect(await statusOf(`${url}/dev/outbox`)).toBe(200);
  });

  it("takes over from a start that was killed", async () => {
    const killed = start();
    await killed.says(READY);
    await createTicket();
    killed.process.kill("SIGKILL");
    // Not its output's end: its workerd lives on and holds the pipe.
    await once(killed.process, "exit");
    const next = start();
    await next.says(READY);
    expect(await tickets()).toContain("Paper jam");
  });

  it.each([0, 1] as const)("names a busy port (%i)", async (busy) => {
    const port = ports[busy];
    const other = await listening(port);
    const refused = start();
    expect(await refused.exit).toBe(1);
    expect(refused.output).toMatch(new RegExp(`^Port ${String(port)} is taken by another program: .+\\n$`));
    await once(other.close(), "close");
  });

  it("names an option it does not know", async () => {
    const refused = begin("start.ts", ["--prot", "1"]);
    expect(await refused.exit).toBe(1);
    expect(refused.output).toMatch(/^Unknown option '--prot'.*\n$/);
  });

  it("says what to do on a Node that is too old", async () => {
    const old = 'data:text/javascript,Object.defineProperty(process, "versions", { value: { node: "20.20.2" } })';
    const refused = begin("start.mjs", [], ["--import", old]);
    expect(await refused.exit).toBe(1);
    expect(refused.output).toMatch(/^This is Node 20\.20\.2, .+ run `npm ci` again .+\n$/);
  });
});

describe("npm run reset", () => {
  it("deletes nothing that a local run did not write", async () => {
    writeFileSync(join(folder, "letter.txt"), "mine");
    mkdirSync(join(folder, "worker"));
    expect(await begin("reset.ts", ["--state", folder]).exit).toBe(0);
    expect(readFileSync(join(folder, "letter.txt"), "utf8")).toBe("mine");
    expect(existsSync(join(folder, "worker"))).toBe(false);
  });
});
