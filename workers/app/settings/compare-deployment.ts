/**
 * The deployment's own variables against what they said before. A variable cannot wait for a second admin:
 * what protects less serves as soon as it is deployed, and then it is recorded, audited and told.
 */
import { isSecret } from "../../core/settings/section.ts";
import { SECTION_IDS, sectionOf } from "../../core/settings/registry.ts";
import { weakenings } from "../../core/settings/weakens.ts";
import type { Deps } from "../deps.ts";
import type { SettingsValues } from "../ports/settings.ts";
import { isBeingSetUp } from "./change-settings.ts";
import { receiversOf } from "./tell-of-changes.ts";

const AUDIT_WORDS = 2_000;

/** Refuses nothing. The first time there is nothing to compare with: what stands then is what later ones are held to. */
export async function compareDeployment(deps: Deps): Promise<void> {
  const { deployments } = deps.settings;
  const before = await deployments.newest();
  const document = deployedValues(deps);
  if (before !== undefined && JSON.stringify(before.document) === JSON.stringify(document)) {
    return;
  }
  const at = deps.clock();
  const weakens =
    before === undefined || (await isBeingSetUp(deps)) ? [] : await weakenedBy(deps, before.document, document);
  if (weakens.length === 0) {
    await deployments.add({ at, document, weakens }, [], undefined);
    return;
  }
  await deployments.add({ at, document, weakens }, await receiversOf(deps), {
    at,
    actor: "system",
    action: "deployment.weakened",
    subject: "deployment",
    details: { weakens: weakens.join("; ").slice(0, AUDIT_WORDS) },
  });
}

/** What a section of the settings could say, and the deployment says itself; without secrets. */
function deployedValues({ config, settings }: Deps): SettingsValues {
  const values: SettingsValues = { ...config };
  return Object.fromEntries(
    fields()
      .filter(([key]) => settings.isSetByDeployment(key))
      .map(([key]) => [key, values[key]]),
  );
}

const fields = () =>
  SECTION_IDS.flatMap((id) => Object.entries(sectionOf(id).fields)).filter(([, schema]) => !isSecret(schema));

/** A variable that is new stood before what the product says there, and one that is gone leaves it to the product. */
async function weakenedBy(deps: Deps, before: SettingsValues, after: SettingsValues): Promise<readonly string[]> {
  const { versions } = await deps.settings.store.load();
  const newest = versions.filter(
    (one, place) => versions.findIndex(({ section }) => section === one.section) === place,
  );
  const stored: SettingsValues = Object.assign({}, ...newest.map(({ document }) => document)) as SettingsValues;
  const whole = (deployed: SettingsValues): SettingsValues =>
    Object.fromEntries(
      fields().map(([key, schema]) => {
        const said = Object.hasOwn(deployed, key) ? deployed[key] : stored[key];
        const read = schema.safeParse(said);
        return [key, read.success ? read.data : said];
      }),
    );
  return weakenings(whole(before), whole(after));
}
