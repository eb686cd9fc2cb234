/** The three entrances, made from one composition. A local build passes its extras; production passes nothing. */
import { removeExpired } from "./app/upkeep/retention.ts";
import type { Deps } from "./app/deps.ts";
import { endSetUpWithFirstCheck } from "./app/settings/being-set-up.ts";
import { applyDueChanges } from "./app/settings/change-settings.ts";
import { settleDeployment } from "./app/settings/held-deployment.ts";
import { tellOfSpoiledSettings } from "./app/settings/spoiled-settings.ts";
import { keepCounting } from "./app/people/count-coverage.ts";
import { compareDatabase } from "./app/upkeep/compare-database.ts";
import { probeIntegrations } from "./app/upkeep/probe-integrations.ts";
import { sweep } from "./app/upkeep/sweep.ts";
import type { LocalExtras } from "./compose.ts";
import { createComposer } from "./settings-snapshot.ts";
import { createApp, type AppOptions } from "./http/app.ts";
import { consume } from "./queue/consume.ts";

export interface WorkerExtras extends LocalExtras {
  readonly extend?: NonNullable<AppOptions["extend"]>;
  readonly onRequest?: (request: Request, env: Env) => Request | Promise<Request>;
}

export function createWorker(extras: WorkerExtras = {}): ExportedHandler<Env> {
  const { snapshot, fresh } = createComposer(extras);
  const app = createApp({
    compose: snapshot,
    fresh,
    ...(extras.extend === undefined ? {} : { extend: extras.extend }),
  });
  return {
    fetch: async (request, env, context) =>
      app.fetch((await extras.onRequest?.(request, env)) ?? request, env, context),
    queue: async (batch, env) => {
      const ready = await fresh(env);
      if (ready === undefined) {
        batch.retryAll();
        return;
      }
      await consume(ready, batch);
    },
    scheduled: async (_event, env) => {
      const ready = await fresh(env);
      if (ready !== undefined) {
        await upkeep(ready);
      }
    },
  };
}

/** What every minute does. */
export const UPKEEP: Readonly<Record<string, (deps: Deps) => Promise<unknown>>> = {
  sweep,
  retention: removeExpired,
  integrations: probeIntegrations,
  settings: applyDueChanges,
  spoiled_settings: tellOfSpoiledSettings,
  set_up: endSetUpWithFirstCheck,
  deployment: settleDeployment,
  database: compareDatabase,
  coverage: keepCounting,
};

/** Side by side: a slow sweep, or one that fails, keeps nothing from being deleted. */
async function upkeep(deps: Deps): Promise<void> {
  await Promise.all(
    Object.entries(UPKEEP).map(([name, run]) =>
      run(deps).catch((error: unknown) => deps.log.failure(`${name}.failed`, error)),
    ),
  );
}
