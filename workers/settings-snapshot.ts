/** Dependencies with the settings that admins have made, kept per isolate. */
import type { Deps } from "./app/deps.ts";
import { MINUTE_MS } from "./core/kit/time.ts";
import { sectionsWithoutGood } from "./core/settings/resolve.ts";
import { compose, composeWith, type LocalExtras } from "./compose.ts";

/** Older, and a request that does not decide anything renews it behind its reply. */
const SNAPSHOT_FRESH_MS = 5_000;
/** A row that was changed by SQL has no number of its own: so old, and the rows themselves are read again. */
const READ_AGAIN_MS = MINUTE_MS;
/** What is read again where every version that was read of a section is broken, and there are older ones. */
const DEEPER = 8;
/** The first request of an isolate waits so long for the settings; then the deployment's own variables serve it. */
const FIRST_LOAD_MS = 1_500;

interface Snapshot {
  readonly deps: Deps;
  /** When it was last known to be the newest. */
  readonly readAt: number;
  readonly loadedAt: number;
}

export interface Composer {
  /** What there is, at once; renewed behind the reply when it is old. Waits only for an isolate's very first. */
  readonly snapshot: (env: Env, later: (work: Promise<unknown>) => void) => Promise<Deps | undefined>;
  /** With the newest settings; for what decides. `head` where the caller has read it already. */
  readonly fresh: (env: Env, head?: number) => Promise<Deps | undefined>;
}

export function createComposer(extra?: LocalExtras): Composer {
  const snapshots = new WeakMap<object, Snapshot>();
  const renewing = new WeakMap<object, Promise<Deps | undefined>>();

  const keep = (env: Env, deps: Deps, loadedAt = Date.now()): Deps => {
    snapshots.set(env, { deps, readAt: Date.now(), loadedAt });
    return deps;
  };
  const load = async (env: Env): Promise<Deps | undefined> => {
    const base = compose(env, extra);
    if (base === undefined) {
      return undefined;
    }
    const { store, deployments } = base.settings;
    for (let loaded = await store.load(); ; loaded = await store.load(loaded.depth * DEEPER)) {
      // After the head, as the versions are: a deployment that was let in meanwhile is found by whoever asks next.
      const deps = composeWith(env, { ...loaded, deployments: await deployments.newest() }, extra);
      if (deps === undefined || sectionsWithoutGood(loaded, deps.settings.problems).length === 0) {
        return deps && keep(env, deps);
      }
    }
  };
  const fresh: Composer["fresh"] = async (env, head) => {
    const known = snapshots.get(env);
    if (known === undefined || Date.now() - known.loadedAt > READ_AGAIN_MS) {
      return load(env);
    }
    const newest = head ?? (await known.deps.settings.store.head());
    return newest === known.deps.settings.head ? keep(env, known.deps, known.loadedAt) : load(env);
  };
  const renew = (env: Env): Promise<Deps | undefined> => {
    const running = renewing.get(env) ?? fresh(env).finally(() => renewing.delete(env));
    renewing.set(env, running);
    return running;
  };
  return {
    fresh,
    async snapshot(env, later) {
      const known = snapshots.get(env);
      if (known === undefined) {
        // While the database is away a requester still gets a page, and "This wasn't me" still works.
        return (await firstOf(renew(env), FIRST_LOAD_MS)) ?? compose(env, extra);
      }
      if (Date.now() - known.readAt > SNAPSHOT_FRESH_MS) {
        later(renew(env).catch((error: unknown) => known.deps.log.failure("settings.renew", error)));
      }
      return known.deps;
    },
  };
}

/** Undefined when it failed, or is not there in time. */
async function firstOf<Value>(work: Promise<Value>, milliseconds: number): Promise<Value | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((settle) => {
    timer = setTimeout(() => settle(undefined), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } catch {
    // Told by whoever asks next: nothing is kept of it.
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
