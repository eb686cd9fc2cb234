/** A newer version on a deployment: the way back is taken first, and said whatever happens afterwards. */
import { readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { Refusal } from "../local/cli.ts";
import type { CloudflareApi } from "./cloudflare-api.ts";
import { localConfig, resourcesOf, type Deployment } from "./local-config.ts";
import { currentBookmark, ensureQueues } from "./resources.ts";
import { deploy, migrate, type Wrangler } from "./wrangler.ts";

export interface UpdateTools {
  readonly api: CloudflareApi;
  readonly wrangler: Wrangler;
  readonly build: () => Promise<void>;
  readonly files: { readonly tracked: string; readonly local: string };
  readonly print: (line: string) => void;
  readonly wait: (ms: number) => Promise<void>;
  readonly fetch: (url: string, options: { redirect: "manual" }) => Promise<Response>;
  /** Of this checkout. */
  readonly version: string;
}

const TRIES = 10;
const BETWEEN_MS = 3_000;
const health = z.object({ status: z.literal("ok"), version: z.string() });

export async function update(deployment: Deployment, tools: UpdateTools): Promise<void> {
  const { wrangler, print, files } = tools;
  const tracked = readFileSync(files.tracked, "utf8");
  const bookmark = await currentBookmark(tools.api, deployment.databaseId);
  const { queues, ...named } = resourcesOf(tracked);
  try {
    writeFileSync(files.local, localConfig(tracked, deployment, readFileSync(files.local, "utf8")));
    // A version may bring a queue, and is not deployed without it.
    await ensureQueues(tools.api, { names: queues, region: deployment.region }, print);
    await tools.build();
    // Migrations only add: the version that runs now works on the newer database.
    await migrate(wrangler);
    await deploy(wrangler);
    await confirm(deployment, tools);
  } finally {
    print(wayBack({ ...named, bookmark, local: files.local }));
  }
}

function wayBack(of: { readonly database: string; readonly bookmark: string; readonly local: string }): string {
  return `To go back:
  npx wrangler rollback --config ${of.local}
    the code. It runs on the newer database
  npx wrangler d1 time-travel restore ${of.database} --bookmark ${of.bookmark} --config ${of.local}
    the database as it was before, only if its data is wrong: what came since is lost`;
}

/** Access in front of the console answers with its own page; that it does is all that can be seen then. */
async function confirm(
  { consoleOrigin }: Deployment,
  { fetch, files, wait, print, version }: UpdateTools,
): Promise<void> {
  const url = `${consoleOrigin}/healthz`;
  let seen = "";
  for (let tried = 1; tried <= TRIES; tried += 1) {
    const reply = await fetch(url, { redirect: "manual" }).catch(() => undefined);
    if (reply !== undefined && reply.status >= 300 && reply.status < 400) {
      print(`${url} leads to a sign-in page: open it after signing in, it must say ${version}`);
      return;
    }
    const running = health.safeParse(await reply?.json().catch(() => undefined)).data?.version;
    if (running === version) {
      print(`${url} says that ${version} runs`);
      return;
    }
    seen = running === undefined ? `answered ${String(reply?.status ?? "nothing")}` : `still says ${running}`;
    // A deploy reaches every place within a minute.
    await wait(BETWEEN_MS);
  }
  throw new Refusal(
    `${url} ${seen}, not that ${version} runs.\n  Next: npx wrangler tail --config ${files.local} shows what it logs; or go back.`,
  );
}
