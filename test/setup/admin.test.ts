/** `npm run admin` as it is typed. With `--remote` the real wrangler runs, against a stand-in for Cloudflare's API. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { INVITATION_FILE } from "../../dev/local/invitation-file.ts";
import { wranglerFor } from "../../dev/setup/wrangler.ts";
import { adminInvitation } from "../../workers/config.ts";
import { ACCOUNT, CloudflareStandIn, refusal, TOKEN } from "../support/cloudflare.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const LINK = /(https?:\/\/\S+)\/sign-in#(\S+)/u;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "admin-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

interface Ended {
  readonly code: number;
  readonly output: string;
}

function admin(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const script = join(ROOT, "dev", "setup", "admin.ts");
  return new Promise((settle) => {
    execFile(process.execPath, [script, ...args], { env: { ...process.env, ...env } }, (error, stdout, stderr) => {
      settle({ code: typeof error?.code === "number" ? error.code : 0, output: `${stdout}${stderr}` });
    });
  });
}

const hashOf = (token: string): string => createHash("sha256").update(token).digest("base64url");
const invitationIn = (text: string) => adminInvitation.parse(JSON.parse(text));

describe("on this machine", () => {
  it("refuses what it does not understand, and writes nothing", async () => {
    const wrong = [[], ["kim"], ["kim@example.com", "lee@example.com"], ["kim@example.com", "--remot"]];
    const ended = await Promise.all(wrong.map((args) => admin([...args, "--state", folder])));
    expect(
      ended.map(({ code, output }) => [code, LINK.test(output), /^(Say for whom|Unknown option)/u.exec(output)?.[0]]),
    ).toEqual([...wrong.slice(1).map(() => [1, false, "Say for whom"]), [1, false, "Unknown option"]]);
    expect(existsSync(join(folder, INVITATION_FILE))).toBe(false);
  });

  it("leaves an invitation for its owner's eyes, without the token that the link has", async () => {
    const state = join(folder, "new");
    const { output } = await admin(["Kim@example.com", "--state", state, "--origin", "http://localhost:9000"]);
    const [, origin, token = ""] = LINK.exec(output) ?? [];
    const file = join(state, INVITATION_FILE);
    const text = readFileSync(file, "utf8");
    expect(origin).toBe("http://localhost:9000");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(invitationIn(text)).toMatchObject({ email: "kim@example.com", tokenHash: hashOf(token) });
    expect(text).not.toContain(token);
  });
});

describe("--remote", () => {
  let cloudflare: CloudflareStandIn;
  let env: Readonly<Record<string, string>>;
  let config: string;
  let desk: Awaited<ReturnType<typeof startDesk>>;
  let told: [string | undefined, string][];
  let answer: number;
  let recipients: number;

  /** What is deployed, as far as it is told of an invitation. */
  async function startDesk() {
    const server = createServer((request, reply) => {
      void text(request).then((body) => {
        told.push([request.url, body]);
        reply.writeHead(answer).end(JSON.stringify({ told: recipients }));
      });
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return { server, url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}` };
  }

  beforeEach(async () => {
    cloudflare = new CloudflareStandIn();
    cloudflare.workers.set("imper-edge", new Map());
    env = { CLOUDFLARE_API_BASE_URL: await cloudflare.start(), CLOUDFLARE_API_TOKEN: TOKEN };
    config = join(folder, "wrangler.local.toml");
    [told, answer, recipients] = [[], 200, 2];
    desk = await startDesk();
    const vars = `[vars]\nCONSOLE_ORIGIN = "${desk.url}"\n`;
    writeFileSync(config, `name = "imper-edge"\naccount_id = "${ACCOUNT}"\ncompatibility_date = "2026-10-20"\n${vars}`);
  });

  afterEach(async () => {
    desk.server.close();
    await cloudflare.stop();
  });

  it("puts the invitation into the Worker, has it told, then shows the link that it fits", async () => {
    const { code, output } = await admin(["kim@example.com", "--remote", "--config", config], env);
    const [, origin, token = ""] = LINK.exec(output) ?? [];
    expect(told).toEqual([["/api/sign-in/announce", JSON.stringify({ token })]]);
    const secret = cloudflare.workers.get("imper-edge")?.get("ADMIN_INVITATION") ?? "{}";
    expect([code, origin]).toEqual([0, desk.url]);
    expect(invitationIn(secret)).toMatchObject({ email: "kim@example.com", tokenHash: hashOf(token) });
    expect(output).not.toContain(hashOf(token));
    expect(output).toMatch(/Told before this link is shown.*: 2 /);
  });

  it("says it where nobody could be told, as for the first admin", async () => {
    recipients = 0;
    const { code, output } = await admin(["kim@example.com", "--remote", "--config", config], env);
    expect([code, LINK.test(output)]).toEqual([0, true]);
    expect(output).toContain("Nobody was told");
  });

  it("shows no link where the company's sign-in works and the address is not for emergencies", async () => {
    answer = 403;
    const { code, output } = await admin(["kim@example.com", "--remote", "--config", config], env);
    expect([code, told.length]).toEqual([1, 1]);
    expect(output).toContain("not one for emergencies");
    expect(output).not.toMatch(LINK);
  });

  it("shows no link when Cloudflare does not take it", async () => {
    const path = "PUT /workers/scripts/imper-edge/secrets";
    cloudflare.misbehave(path, refusal(403, 10_000, "Authentication error"));
    const { code, output } = await admin(["kim@example.com", "--remote", "--config", config], env);
    expect([code, cloudflare.asked(path).length]).toEqual([1, 1]);
    expect(output).toContain("10000");
    expect(output).not.toMatch(LINK);
  });

  it("needs to know the console's address", async () => {
    writeFileSync(config, 'name = "imper-edge"\n');
    const { code, output } = await admin(["kim@example.com", "--remote", "--config", config], env);
    expect([code, cloudflare.calls]).toEqual([1, []]);
    expect(output).toContain("CONSOLE_ORIGIN is not in");
  });
});

describe("wrangler, as a program", () => {
  const standIn = (exitCode: number): string => {
    const program = join(folder, "stand-in.mjs");
    const record = join(folder, "record.json");
    writeFileSync(
      program,
      `import { readFileSync, writeFileSync } from "node:fs";
      const { argv, env } = process;
      const input = argv.includes("put") ? readFileSync(0, "utf8") : "";
      writeFileSync(${JSON.stringify(record)}, JSON.stringify({ args: argv.slice(2), input, metrics: env.WRANGLER_SEND_METRICS, all: JSON.stringify(env) }));
      process.exit(${String(exitCode)});`,
    );
    return program;
  };
  const record = () =>
    JSON.parse(readFileSync(join(folder, "record.json"), "utf8")) as {
      args: string[];
      input: string;
      metrics: string;
      all: string;
    };

  it("gets a secret over stdin alone, and the deployment's configuration", async () => {
    await wranglerFor({ config: "a.toml", program: standIn(0) })(["secret", "put", "X"], "a-hidden-value");
    const { args, input, metrics, all } = record();
    expect({ args, input, metrics }).toEqual({
      args: ["secret", "put", "X", "--config", "a.toml"],
      input: "a-hidden-value",
      metrics: "false",
    });
    expect(all).not.toContain("a-hidden-value");
  });

  it("that fails is named with its command and its code", async () => {
    await expect(wranglerFor({ config: "a.toml", program: standIn(3) })(["deploy"])).rejects.toThrow(
      /^wrangler deploy --config a\.toml\n {2}ended with 3;.*\n {2}Next: /u,
    );
  });
});
