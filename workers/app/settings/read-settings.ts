/** What the settings pages show: values without secrets, who set what, and what does not serve. */
import { z } from "zod";
import type {
  DeploymentNews,
  FieldSchema,
  PluginForm,
  SettingsField,
  SettingsHistoryReply,
  SettingsOverviewReply,
  SettingsSectionReply,
  WaitingChange,
} from "../../contract/console/settings.ts";
import { defined } from "../../core/kit/defined.ts";
import { DAY_MS } from "../../core/kit/time.ts";
import { toUser } from "../../core/messages/desk-mail.ts";
import { SECTION_IDS, sectionOf, type SectionId } from "../../core/settings/registry.ts";
import { isSecret, secretKeys, type SettingsSection } from "../../core/settings/section.ts";
import type { Deps, SettingsPlugin } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { DeskMailProgress } from "../ports/desk-mails.ts";
import type { SettingsProposal, SettingsVersion, SpoiledVersion } from "../ports/settings.ts";
import { isBeingSetUp } from "./being-set-up.ts";
import { pluginLabel } from "./plugin-label.ts";
import { deploymentTakesPlace, waitingOf } from "./held-deployment.ts";
import { approval, approvalOfDeployment } from "./second-admin.ts";
import { changeReply } from "./settings-replies.ts";
import { takesPlace } from "./takes-place.ts";

const HISTORY_SHOWN = 20;
const DEPLOYMENT_SHOWN_MS = 30 * DAY_MS;
const HOW_WRITTEN = /^(?:JSON|List)\. /;

/** Refuses nothing. */
export async function readSettingsOverview(
  deps: Deps,
  agent: Pick<AgentRecord, "id">,
): Promise<Omit<SettingsOverviewReply, "version">> {
  const { store, deployments } = deps.settings;
  const held = deps.settings.deployed.compared?.held ?? [];
  const [{ versions, refused }, waiting, deployment] = await Promise.all([
    store.load(),
    store.waiting(),
    held.length > 0 ? heldDeployment(deps, agent) : deployments.weakened(deps.clock() - DEPLOYMENT_SHOWN_MS),
  ]);
  const sections = SECTION_IDS.map((id) => {
    const { title, purpose, summary } = sectionOf(id);
    const newest = versions.find(({ section }) => section === id);
    return {
      id,
      title,
      purpose,
      summary: summary(deps.config, (pluginId) => pluginLabel(deps, id, pluginId)),
      ...(newest === undefined ? {} : { changed: { at: newest.at, by: newest.agentName } }),
      waiting: waiting.some(({ section }) => section === id) || held.includes(id),
      problem: isLeftOut(deps, id) || isSpoiled(refused, id),
    };
  });
  return { sections, ...defined({ deployment }) };
}

/** Refuses nothing. */
export async function readSettingsSection(
  deps: Deps,
  agent: AgentRecord,
  id: SectionId,
): Promise<SettingsSectionReply> {
  const [history, { refused }, waiting, beingSetUp] = await Promise.all([
    deps.settings.store.history(id, HISTORY_SHOWN),
    // As the rows are now: what serves here was read from them before.
    deps.settings.store.load(),
    deps.settings.store.waiting(),
    isBeingSetUp(deps),
  ]);
  const [newest] = history;
  const proposal = waiting.find(({ section }) => section === id);
  const waits = proposal === undefined ? undefined : await waitingReply(deps, proposal, agent);
  const { title, changedWith, purpose } = sectionOf(id);
  const leftOut = deps.settings.problems.filter(({ section }) => section === id).map(({ version }) => version);
  const plugins = deps.settings.plugins(id);
  return {
    id,
    title,
    changedWith,
    purpose,
    version: newest?.version ?? 0,
    fields: fieldsOf(deps, sectionOf(id), newest),
    secretsSet: newest?.secretsSet ?? {},
    history: history.map(changeReply),
    changedOutside: isSpoiled(refused, id),
    beingSetUp,
    ...(deps.settings.deployed.compared?.held.includes(id) === true ? { heldBack: true } : {}),
    ...(leftOut.length === 0 ? {} : { leftOut }),
    ...defined({ waiting: waits }),
    ...(plugins === undefined ? {} : { plugins: plugins.map(pluginForm) }),
  };
}

/** Refuses nothing: a page of the history, the newest one or of what came before a version. */
export async function readOlderSettings(
  { settings }: Pick<Deps, "settings">,
  { id, before }: { readonly id: SectionId; readonly before?: number | undefined },
): Promise<SettingsHistoryReply> {
  const older = await settings.store.history(id, HISTORY_SHOWN, before);
  return { history: older.map(changeReply) };
}

const isLeftOut = ({ settings }: Deps, id: SectionId): boolean =>
  settings.problems.some(({ section }) => section === id);

const isSpoiled = (refused: readonly SpoiledVersion[], id: SectionId): boolean =>
  refused.some(({ section }) => section === id);

function fieldsOf(deps: Deps, { fields }: SettingsSection, newest?: SettingsVersion): readonly SettingsField[] {
  const config: Readonly<Record<string, unknown>> = { ...deps.config };
  return Object.entries(fields).map(([key, schema]) => {
    const { title, description } = schema.meta() ?? {};
    const secret = isSecret(schema);
    const setByDeployment = deps.settings.isSetByDeployment(key);
    // As it stands in the newest version, also where an older one serves: it is what the form changes.
    const stored = setByDeployment || secret ? undefined : newest?.document[key];
    const read = stored === undefined ? undefined : schema.safeParse(stored);
    const value = read?.success === true ? read.data : (stored ?? config[key]);
    return {
      key,
      title: title ?? key,
      description: inWords(deps, description ?? ""),
      schema: forPeople(deps, formSchema(schema)),
      ...(secret ? {} : { value }),
      secret,
      setByDeployment,
    };
  });
}

/** How a variable is written does not concern whoever fills in a form; the console's own address does. */
const inWords = ({ config }: Deps, description: string): string =>
  description.replace(HOW_WRITTEN, "").replace("CONSOLE_ORIGIN", config.CONSOLE_ORIGIN);

const forPeople = (deps: Deps, { description, ...schema }: FieldSchema): FieldSchema => ({
  ...schema,
  ...(typeof description === "string" ? { description: inWords(deps, description) } : {}),
});

/** What is secret is typed apart from the settings: it is write-only. */
export function pluginForm({ id, label, channels, settings, secrets }: SettingsPlugin): PluginForm {
  return {
    id,
    label,
    settings: without(formSchema(settings), secretKeys(settings)),
    secrets: settings === secrets ? only(formSchema(secrets), secretKeys(secrets)) : formSchema(secrets),
    ...(channels === undefined ? {} : { channels }),
  };
}

const only = (schema: FieldSchema, keys: ReadonlySet<string>): FieldSchema => picked(schema, (key) => keys.has(key));
const without = (schema: FieldSchema, keys: ReadonlySet<string>): FieldSchema =>
  picked(schema, (key) => !keys.has(key));

function picked(schema: FieldSchema, wanted: (key: string) => boolean): FieldSchema {
  const { properties = {}, required = [] } = schema as { properties?: object; required?: readonly string[] };
  return {
    ...schema,
    properties: Object.fromEntries(Object.entries(properties).filter(([key]) => wanted(key))),
    required: required.filter(wanted),
  };
}

const formSchema = (schema: z.ZodType): FieldSchema => z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });

async function waitingReply(deps: Deps, proposal: SettingsProposal, agent: AgentRecord): Promise<WaitingChange> {
  const { id, at, agentName, agentId, reason, changes, weakens } = proposal;
  const [news, takesPlaceThen, allowed] = await Promise.all([
    deps.deskMails.progress("settings_proposed", id),
    takesPlace(deps, { ...proposal, event: "proposed" }),
    approval(deps, agent, proposal),
  ]);
  const told = toldOf(news.filter(({ recipient }) => recipient !== toUser(agentId)));
  const problem = allowed.ok || allowed.error === "own_change" ? undefined : allowed.error;
  const said = { at, by: agentName, own: agentId === agent.id, changes, weakens, told };
  return { ...said, ...defined({ reason, mayNotApprove: problem, appliesAt: takesPlaceThen }) };
}

function toldOf(news: readonly DeskMailProgress[]): WaitingChange["told"] {
  const count = (wanted: (one: DeskMailProgress) => boolean): number => news.filter(wanted).length;
  return {
    told: count(({ sentAt }) => sentAt !== undefined),
    waiting: count(({ sentAt, failed }) => sentAt === undefined && !failed),
    failed: count(({ failed }) => failed),
  };
}

async function heldDeployment(deps: Deps, agent: Pick<AgentRecord, "id">): Promise<DeploymentNews> {
  const { held = [], weakens = [] } = deps.settings.deployed.compared ?? {};
  const sections = held.map((id) => sectionOf(id).title);
  const known = waitingOf(deps);
  if (known === undefined) {
    return { weakens, held: { sections, told: toldOf([]) } };
  }
  const { at, number, state, decidedBy } = known;
  const [news, appliesAt, allowed, refuser] = await Promise.all([
    deps.deskMails.progress("settings_deployed", String(number)),
    state === "waits" ? deploymentTakesPlace(deps, known) : undefined,
    approvalOfDeployment(deps, agent, known),
    decidedBy === undefined ? undefined : deps.agents.byId(decidedBy),
  ]);
  const problem = allowed.ok || allowed.error === "own_change" ? undefined : allowed.error;
  const refusedBy = state === "refused" ? (refuser?.name ?? "an admin") : undefined;
  const said = { number, sections, told: toldOf(news) };
  return { at, weakens, held: { ...said, ...defined({ appliesAt, refusedBy, mayNotApprove: problem }) } };
}
