/**
 * The deployment's own variables against what they said before. A variable cannot wait for a second admin:
 * what protects less serves as soon as it is deployed, and then it is recorded, audited and told.
 */
import type { z } from "zod";
import type { Secret } from "../../core/kit/secret.ts";
import { valuesOf } from "../../core/settings/resolve.ts";
import { isSecret } from "../../core/settings/section.ts";
import { SECTION_IDS, sectionOf } from "../../core/settings/registry.ts";
import { weakenings } from "../../core/settings/weakens.ts";
import type { Deps } from "../deps.ts";
import type { SettingsValues } from "../ports/settings.ts";
import { isBeingSetUp } from "./being-set-up.ts";
import { settingsMails } from "../delivery/desk-mails.ts";

const AUDIT_WORDS = 2_000;

/** Refuses nothing. The first time there is nothing to compare with: what stands then is what later ones are held to. */
export async function compareDeployment(deps: Deps): Promise<void> {
  const { deployments } = deps.settings;
  const before = await deployments.newest();
  const document = await deployedValues(deps);
  if (before !== undefined && JSON.stringify(before.document) === JSON.stringify(document)) {
    return;
  }
  const at = deps.clock();
  const weakens =
    before === undefined || (await isBeingSetUp(deps)) ? [] : await weakenedBy(deps, before.document, document);
  if (weakens.length === 0) {
    await deployments.add({ at, document, weakens }, () => [], undefined);
    return;
  }
  await deployments.add({ at, document, weakens }, await settingsMails(deps, "deployed"), {
    at,
    actor: "system",
    action: "deployment.weakened",
    subject: "deployment",
    details: { weakens: weakens.join("; ").slice(0, AUDIT_WORDS) },
  });
}

/** Under which key the digests of secrets were made; no key of the configuration. */
const DIGESTS = "digests";

const FIELDS = SECTION_IDS.flatMap((id) => Object.entries(sectionOf(id).fields));
const SECRETS = FIELDS.filter(([, schema]) => isSecret(schema));

/** What a section of the settings could say, and the deployment says itself; of secrets digests only. */
async function deployedValues(deps: Deps): Promise<SettingsValues> {
  const config: SettingsValues = { ...deps.config };
  const isSet = ([key]: readonly [string, unknown]): boolean => deps.settings.isSetByDeployment(key);
  return {
    ...Object.fromEntries(FIELDS.filter(isSet).map(([key]) => [key, config[key]])),
    ...(await digestsOf(
      deps,
      SECRETS.filter(isSet).map(([key]) => [key, config[key]]),
    )),
    [DIGESTS]: await deps.vault.tag(DIGESTS, ""),
  };
}

/** One for each name in a secret: that it is another one than before can be told, and nothing else. */
async function digestsOf(
  { vault }: Deps,
  secrets: readonly (readonly [key: string, secret: unknown])[],
): Promise<SettingsValues> {
  const all = secrets.map(async ([key, secret]) => {
    const named = Object.entries((secret as Secret<SettingsValues>).reveal()).map(
      async ([name, entry]) => [name, await vault.tag(DIGESTS, JSON.stringify([key, name, entry]))] as const,
    );
    return [key, Object.fromEntries(await Promise.all(named))] as const;
  });
  return Object.fromEntries(await Promise.all(all));
}

/** A variable that is new stood before what the product says there, and one that is gone leaves it to the product. */
async function weakenedBy(deps: Deps, before: SettingsValues, after: SettingsValues): Promise<readonly string[]> {
  const { versions } = await deps.settings.store.load(deps.settings.depth);
  const newest = versions.filter(
    (one, place) => versions.findIndex(({ section }) => section === one.section) === place,
  );
  const stored = valuesOf(newest);
  const read = (key: string, schema: z.ZodType, said: unknown): (readonly [string, unknown])[] => {
    const { success, data } = schema.safeParse(said);
    return success ? [[key, data]] : isSecret(schema) ? [] : [[key, said]];
  };
  const digests = await digestsOf(
    deps,
    SECRETS.flatMap(([key, schema]) => read(key, schema, stored[key])),
  );
  const whole = (deployed: SettingsValues): SettingsValues =>
    Object.fromEntries(
      FIELDS.flatMap(([key, schema]) => {
        const said = Object.hasOwn(deployed, key) ? deployed : isSecret(schema) ? digests : stored;
        return isSecret(schema) ? [[key, said[key]]] : read(key, schema, said[key]);
      }),
    );
  // Under another key every digest is another one, whatever it is of.
  const unsaid = Object.fromEntries(SECRETS.map(([key]) => [key, {}]));
  const comparable = (values: SettingsValues): SettingsValues =>
    before[DIGESTS] === after[DIGESTS] ? values : { ...values, ...unsaid };
  return weakenings(whole(comparable(before)), whole(comparable(after)));
}
