/** What is wrong with a change before it is made, by field. Names of keys, never a value. */
import { secretsToTypeAgain } from "../../core/settings/moved-addresses.ts";
import { hostProblems } from "../../core/settings/named-hosts.ts";
import { misplacedIn } from "../../core/settings/placement.ts";
import { newValueProblems } from "../../core/settings/new-values.ts";
import { sectionOf, type SectionId } from "../../core/settings/registry.ts";
import type { Deps } from "../deps.ts";
import type { SettingsValues, SettingsVersion } from "../ports/settings.ts";

export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** Without what the deployment sets: there the stored entries say nothing of which there are. */
export const ofProduct = ({ settings }: Deps, document: SettingsValues): SettingsValues =>
  Object.fromEntries(Object.entries(document).filter(([key]) => !settings.isSetByDeployment(key)));

export interface SecretsAsked {
  readonly section: SectionId;
  readonly current: SettingsVersion | undefined;
  readonly document: SettingsValues;
  readonly typed: SettingsValues;
}

/** Secrets that would go to another host than they were typed for. */
export function handedOver(
  deps: Deps,
  { section, current, document, typed, secrets }: SecretsAsked & { readonly secrets: SettingsValues },
): readonly FieldProblem[] {
  return secretsToTypeAgain({
    before: ofProduct(deps, current?.document ?? {}),
    after: ofProduct(deps, document),
    secrets: ofProduct(deps, secrets),
    typed,
    plugins: deps.settings.plugins(section) ?? [],
  }).map(({ key, message }) => ({ field: key, message }));
}

/** Of these values of the section, together with what serves of the others. */
export async function problemsOf(
  deps: Deps,
  section: SectionId,
  { document, secrets }: Pick<SettingsVersion, "document" | "secrets">,
): Promise<readonly FieldProblem[]> {
  const { fields } = sectionOf(section);
  const values = { ...document, ...secrets };
  const serving = await servingVersions(deps);
  const others = serving.filter((version) => version.section !== section);
  const before = serving.find((version) => version.section === section)?.document ?? {};
  const all = Object.assign({}, ...others.map((other) => ({ ...other.document, ...other.secrets })), values) as object;
  return [
    ...[
      ...misplacedIn(section, { document, secrets }),
      ...newValueProblems(sectionOf(section), { before, after: document }),
      ...hostProblems({
        before: ofProduct(deps, before),
        after: ofProduct(deps, document),
        plugins: deps.settings.plugins(section) ?? [],
        allowLoopback: deps.config.LOCAL_MODE,
      }),
    ].map(({ key, message }) => ({ field: key, message })),
    ...deps.settings
      .check({ ...all }, { wanted: chosenCarriers(deps, document) })
      .filter(({ key }) => Object.hasOwn(fields, key.split(".")[0] ?? ""))
      .map(({ key, message }) => ({ field: key, message })),
  ];
}

/** Chosen here: the carriers that come with the product are none until somebody has said so. */
function chosenCarriers(deps: Deps, document: SettingsValues): readonly string[] {
  const { SMS_PROVIDER: sms, EMAIL_PROVIDER: mail } = ofProduct(deps, document);
  return [sms, mail].filter((id) => typeof id === "string");
}

async function servingVersions({ settings }: Deps): Promise<readonly SettingsVersion[]> {
  const { versions } = await settings.store.load(settings.depth);
  const leftOut = new Set(settings.problems.map(({ section, version }) => `${section}/${String(version)}`));
  const good = versions.filter(({ section, version }) => !leftOut.has(`${section}/${String(version)}`));
  return good.filter((one, place) => good.findIndex(({ section }) => section === one.section) === place);
}
