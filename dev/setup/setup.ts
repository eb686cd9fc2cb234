/**
 * `npm run setup`: a deployment on your own Cloudflare account, from nothing to the first admin's
 * sign-in link. Asks what it must know; with flags it needs no terminal. Safe to run again.
 *   --account id  --region none|eu|us|fedramp  --console host  --portal host
 *   --organisation name|none  --brand name|none  --admin mail|none  --root-secret-file file|none
 *   --dry-run     prints every call and command, and makes none
 * Needs CLOUDFLARE_API_TOKEN; see docs/deploy.md.
 */
import { readOptions, run } from "../local/cli.ts";
import { ANSWER_FLAGS, collectAnswers } from "./answers.ts";
import { announceInvitation } from "./announce.ts";
import { plannedApi } from "./cloudflare-api.ts";
import { LOCAL_CONFIG, readDeployment, TRACKED_CONFIG } from "./local-config.ts";
import { setUp } from "./provision.ts";
import { buildFrontEnds, print, remoteApi, terminal } from "./tools.ts";
import { plannedWrangler, wranglerFor } from "./wrangler.ts";

await run(async () => {
  const { "dry-run": dryRun = false, ...flags } = readOptions(ANSWER_FLAGS, ["dry-run"]);
  const person = terminal();
  const before = readDeployment(LOCAL_CONFIG);
  const answers = await collectAnswers({ flags, before, ask: person?.ask, print }).finally(() => person?.close());
  const { accountId } = answers;
  if (dryRun) {
    print(`Nothing is called or written. A run on an empty account makes these calls, and writes ${LOCAL_CONFIG}:`);
  }
  await setUp(answers, {
    api: dryRun ? plannedApi({ accountId, print }) : remoteApi(accountId),
    wrangler: dryRun ? plannedWrangler(LOCAL_CONFIG, print) : wranglerFor({ config: LOCAL_CONFIG }),
    announce: announceInvitation,
    build: dryRun ? () => Promise.resolve(print("node dev/local/build.ts")) : buildFrontEnds,
    files: { tracked: TRACKED_CONFIG, local: LOCAL_CONFIG },
    print,
    now: Date.now,
    dryRun,
  });
});
