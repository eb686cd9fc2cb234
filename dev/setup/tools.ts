/** What the set-up scripts have in common: the token, the build, and a person at a terminal. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { setTimeout as delay } from "node:timers/promises";
import { Refusal, ROOT } from "../local/cli.ts";
import { cloudflareApi, type CloudflareApi } from "./cloudflare-api.ts";

export const print = (line: string): void => console.log(line);

export function remoteApi(accountId: string): CloudflareApi {
  const token = process.env["CLOUDFLARE_API_TOKEN"];
  if (token === undefined || token === "") {
    throw new Refusal(
      "Set CLOUDFLARE_API_TOKEN to a token of the account; docs/deploy.md says which permissions it needs.",
    );
  }
  const wait = (ms: number): Promise<void> => delay(ms);
  return cloudflareApi({ accountId, token, baseUrl: process.env["CLOUDFLARE_API_BASE_URL"], wait, print });
}

export async function buildFrontEnds(): Promise<void> {
  const child = spawn(process.execPath, [join(ROOT, "dev", "local", "build.ts")], { cwd: ROOT, stdio: "inherit" });
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) {
    throw new Refusal("The front ends could not be built; the messages above say why.");
  }
}

/** Undefined without a terminal. */
export function terminal(): { ask: (question: string) => Promise<string>; close: () => void } | undefined {
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    return undefined;
  }
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  lines.once("SIGINT", () => process.exit(130));
  return { ask: (question) => lines.question(question), close: () => lines.close() };
}
