/**
 * `npm run admin -- you@company.example [--remote]`: one link that signs its opener in as an admin,
 * within ten minutes. It proves the right to deploy: the invitation is a secret of the Worker.
 *   --remote     of the deployment (`wrangler secret put`)
 *   --state dir  of a product on this machine, `.state` unless given; taken with its next `npm start`
 */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { unstable_readConfig } from "wrangler";
import { z } from "zod";
import { Refusal, ROOT, run } from "../local/cli.ts";
import { INVITATION_FILE } from "../local/invitation-file.ts";
import { newInvitation } from "./invitation.ts";

const CONFIGS = ["wrangler.local.toml", "wrangler.toml"] as const;

await run(async () => {
  const { values, positionals } = read();
  const email = z.email().safeParse(positionals[0]?.toLowerCase());
  if (!email.success || positionals.length > 1) {
    throw new Refusal("Say for whom: npm run admin -- you@company.example [--remote]");
  }
  const state = resolve(values.state ?? join(ROOT, ".state"));
  const origin = values.remote ? deployedOrigin() : (values.origin ?? "http://localhost:8787");
  const { secret, link } = newInvitation({ email: email.data, consoleOrigin: origin, now: Date.now() });
  if (values.remote) {
    await putSecret(secret);
  } else {
    mkdirSync(state, { recursive: true });
    writeFileSync(join(state, INVITATION_FILE), secret, { mode: 0o600 });
    console.log("Taken with the next `npm start` on this state.");
  }
  console.log(`Open within ten minutes, once, to sign in as an admin (${email.data}):\n${link}`);
});

function read() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        remote: { type: "boolean", default: false },
        state: { type: "string" },
        origin: { type: "string" },
      },
    });
  } catch (error) {
    throw new Refusal(error instanceof Error ? error.message : String(error));
  }
}

function configPath(): string {
  return CONFIGS.map((name) => join(ROOT, name)).find((path) => existsSync(path)) ?? join(ROOT, "wrangler.toml");
}

function deployedOrigin(): string {
  const { vars } = unstable_readConfig({ config: configPath() });
  const origin = (vars as Readonly<Record<string, unknown>>)["CONSOLE_ORIGIN"];
  if (typeof origin !== "string") {
    throw new Refusal("CONSOLE_ORIGIN is not in the deployment's configuration: see docs/deploy.md.");
  }
  return origin;
}

/** Over stdin: a secret on a command line is in the list of processes. */
async function putSecret(value: string): Promise<void> {
  const wrangler = join(ROOT, "node_modules", "wrangler", "bin", "wrangler.js");
  const child = spawn(process.execPath, [wrangler, "secret", "put", "ADMIN_INVITATION", "--config", configPath()], {
    cwd: ROOT,
    stdio: ["pipe", "inherit", "inherit"],
  });
  child.stdin.end(value);
  const code = await new Promise<number | null>((settle) => child.once("close", settle));
  if (code !== 0) {
    throw new Refusal("The invitation was not taken; wrangler says above why.");
  }
}
