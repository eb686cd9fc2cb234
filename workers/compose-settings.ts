/** From the deployment's variables and what admins have set to the values that serve. */
import type { Settings } from "./app/deps.ts";
import type { LoadedSettings } from "./app/ports/settings.ts";
import type { NewestDeployments } from "./app/ports/seen-deployments.ts";
import { settingsCheck, type SettingsCheck } from "./compose-peers.ts";
import { deployedIn, isSetByDeployment, withDeployed, type Config } from "./config.ts";
import { defined } from "./core/kit/defined.ts";
import { comparable, compareDeployed } from "./core/settings/held-back.ts";
import { resolveSettings, type Resolved } from "./core/settings/resolve.ts";

/** `deployments`: absent where nobody has looked, as while the database is away; nothing is held back then. */
export interface Stored extends LoadedSettings {
  readonly deployments?: NewestDeployments;
}

export interface Serving extends Pick<Settings, "deployed" | "isSetByDeployment" | "problems"> {
  readonly config: Config;
  readonly check: SettingsCheck;
}

/** Undefined when not even the defaults pass the check. */
export function servingSettings(env: object, stored: Stored, extraProviders: readonly string[]): Serving | undefined {
  const { versions, deployments } = stored;
  const resolved = (said: object): (Resolved<Config> & { readonly check: SettingsCheck }) | undefined => {
    const check = settingsCheck(said, extraProviders);
    const found = resolveSettings(versions, (values) => {
      const read = check(values);
      return read.ok ? { ok: true, value: read.config } : { ok: false, keys: read.problems.map(({ key }) => key) };
    });
    return found && { ...found, check };
  };
  const now = deployedIn(env);
  const before = deployments?.serves?.values;
  const compared =
    before &&
    compareDeployed({ before, now }, (deployed) => {
      const read = resolved(withDeployed(env, deployed));
      return read && comparable({ ...read.value });
    });
  const said = compared === undefined ? env : withDeployed(env, compared.serves);
  const serving = resolved(said);
  return (
    serving && {
      config: serving.value,
      check: serving.check,
      problems: serving.problems,
      isSetByDeployment: (key) => isSetByDeployment(said, key),
      deployed: { says: now, ...defined({ newest: deployments, compared }) },
    }
  );
}
