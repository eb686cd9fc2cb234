/**
 * `npm run update`: this checkout's version on the deployment that `npm run setup` made. Takes a
 * bookmark of the database, migrates, deploys, looks whether the version runs, says how to go back.
 * Needs CLOUDFLARE_API_TOKEN; see docs/deploy.md.
 */
import { setTimeout as delay } from "node:timers/promises";
import manifest from "../../package.json" with { type: "json" };
import { readOptions, Refusal, run } from "../local/cli.ts";
import { LOCAL_CONFIG, readDeployment, TRACKED_CONFIG } from "./local-config.ts";
import { update } from "./renew.ts";
import { buildFrontEnds, print, remoteApi } from "./tools.ts";
import { wranglerFor } from "./wrangler.ts";

await run(async () => {
  readOptions([]);
  const deployment = readDeployment(LOCAL_CONFIG);
  if (deployment === undefined) {
    throw new Refusal("There is no wrangler.local.toml here: `npm run setup` makes it, and the deployment.");
  }
  await update(deployment, {
    api: remoteApi(deployment.accountId),
    wrangler: wranglerFor({ config: LOCAL_CONFIG }),
    build: buildFrontEnds,
    files: { tracked: TRACKED_CONFIG, local: LOCAL_CONFIG },
    print,
    wait: (ms) => delay(ms),
    fetch,
    version: manifest.version,
  });
});
