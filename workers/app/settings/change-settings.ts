/**
 * Changing a section: by the form, by rolling back, and by a change that has waited. Every way makes
 * a whole new version, and every way asks whether it protects less.
 */
import type { SettingsChangeReply, SettingsChangeRequest, SettingsConflict } from "../../contract/console/settings.ts";
import type { Actor } from "../../core/kit/actor.ts";
import { err, ok, type Result } from "../../core/kit/result.ts";
import type { Secret } from "../../core/kit/secret.ts";
import type { ApprovalProblem } from "../../core/policy/may-approve.ts";
import { changesIn } from "../../core/settings/compare.ts";
import { sectionOf, type SectionId } from "../../core/settings/registry.ts";
import type { SettingsSection } from "../../core/settings/section.ts";
import { isSecret } from "../../core/settings/section.ts";
import { patched, secretsOfRemoved, secretsSetIn } from "../../core/settings/secrets.ts";
import { WAITS_MS } from "../../core/settings/takes-place.ts";
import { newWitnesses, weakenings } from "../../core/settings/weakens.ts";
import { tellOfSpoiledSettings } from "./spoiled-settings.ts";
import { settingsMails, wakeDeskMails } from "../delivery/desk-mails.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { ProposalEnd, SecretsSet, SettingsProposal, SettingsValues, SettingsVersion } from "../ports/settings.ts";
import { isBeingSetUp } from "./being-set-up.ts";
import { handedOver, ofProduct, problemsOf, type FieldProblem, type SecretsAsked } from "./change-problems.ts";
import { approval, isThereAnother } from "./second-admin.ts";
import { changeReply } from "./settings-replies.ts";
import { takesPlace } from "./takes-place.ts";

const HISTORY_COMPARED = 20;
const AUDIT_WORDS = 2_000;

export type ChangeError =
  | { readonly code: "settings.conflict"; readonly conflict: SettingsConflict }
  | {
      readonly code: "settings.invalid";
      readonly errors: readonly FieldProblem[];
    }
  | { readonly code: "settings.by_deployment" | "settings.version_unknown" | "settings.waiting" };

export type ChangeResult = Result<SettingsChangeReply, ChangeError>;

interface Candidate {
  readonly document: SettingsValues;
  readonly secrets: SettingsValues;
  readonly secretsSet: SecretsSet;
  readonly reason?: string;
}

interface Planned extends Candidate {
  readonly section: SectionId;
  readonly baseVersion: number;
  readonly changes: readonly string[];
}

/**
 * Refused without any effect: a form made from an older version (with what changed since), values that
 * do not fit, a key that the deployment sets, and any change while another one of the section waits.
 */
export async function changeSettings(
  deps: Deps,
  agent: AgentRecord,
  { section, request }: { readonly section: SectionId; readonly request: SettingsChangeRequest },
): Promise<ChangeResult> {
  const versions = await deps.settings.store.history(section, HISTORY_COMPARED);
  const [current] = versions;
  if ((current?.version ?? 0) !== request.version) {
    return err(conflict(versions, request.version));
  }
  const named = Object.keys({ ...request.values, ...request.secrets });
  const { fields } = sectionOf(section);
  if (named.some((key) => Object.hasOwn(fields, key) && deps.settings.isSetByDeployment(key))) {
    return err({ code: "settings.by_deployment" });
  }
  // What the form does not send stays as it is: the deployment may set that key today and not tomorrow.
  const document = { ...knownOf(fields, current?.document ?? {}), ...request.values };
  const asked = { section, current, document, typed: request.secrets };
  const kept = secretsWith(deps, agent, asked);
  const errors = handedOver(deps, { ...asked, ...kept });
  return errors.length > 0
    ? unfit(deps, agent, { section, errors })
    : propose(deps, agent, { section, current, candidate: { document, ...kept, ...withReason(request.reason) } });
}

/** Nothing happens but that it was tried, which is one row for each minute: names of fields, never a value. */
async function unfit(
  { audit, clock }: Pick<Deps, "audit" | "clock">,
  { id }: AgentRecord,
  { section, errors }: { readonly section: SectionId; readonly errors: readonly FieldProblem[] },
): Promise<ChangeResult> {
  const { fields } = sectionOf(section);
  const named = errors.map(({ field }) => field.split(".")[0] ?? "");
  const known = [...new Set(named.map((key) => (Object.hasOwn(fields, key) ? key : "unknown")))].sort();
  const details = { fields: known.join(" ") };
  await audit.count({ at: clock(), actor: id, action: "settings.unfit", subject: `settings:${section}`, details });
  return err({ code: "settings.invalid", errors });
}

/** A key of newer code has no field in the form: nobody could take it out, and no change would fit. */
function knownOf(fields: SettingsSection["fields"], document: SettingsValues): SettingsValues {
  return Object.fromEntries(Object.entries(document).filter(([key]) => Object.hasOwn(fields, key)));
}

/** What was typed over what was there, without what belonged to an entry that this change removes. */
function secretsWith(
  deps: Deps,
  agent: AgentRecord,
  { current, document, typed }: SecretsAsked,
): Pick<Candidate, "secrets" | "secretsSet"> {
  const removed = secretsOfRemoved(ofProduct(deps, current?.document ?? {}), ofProduct(deps, document));
  const secrets = patched(patched(current?.secrets ?? {}, typed), removed);
  const set = { at: deps.clock(), by: agent.name };
  return { secrets, secretsSet: secretsSetIn({ before: current?.secretsSet ?? {}, typed, secrets, set }) };
}

export interface Rollback {
  readonly version: number;
  readonly to: number;
  readonly reason?: string | undefined;
}

/**
 * Back to what an earlier version said; 0 is what stands without any. Secrets stay as they are, but for those of an
 * entry that this removes. Refused as a change is, and where one of them would go to another host.
 */
export async function rollBackSettings(
  deps: Deps,
  agent: AgentRecord,
  { section, request }: { readonly section: SectionId; readonly request: Rollback },
): Promise<ChangeResult> {
  const versions = await deps.settings.store.history(section, HISTORY_COMPARED);
  const [current] = versions;
  if ((current?.version ?? 0) !== request.version) {
    return err(conflict(versions, request.version));
  }
  const [target] = await deps.settings.store.history(section, 1, request.to + 1);
  if (target?.version !== request.to && request.to !== 0) {
    return err({ code: "settings.version_unknown" });
  }
  const document = target?.document ?? {};
  const asked = { section, current, document, typed: {} };
  const kept = secretsWith(deps, agent, asked);
  const errors = handedOver(deps, { ...asked, ...kept });
  const reason = request.reason ?? `Back to version ${String(request.to)}`;
  return errors.length > 0
    ? unfit(deps, agent, { section, errors })
    : propose(deps, agent, { section, current, candidate: { document, ...kept, reason } });
}

const withReason = (reason: string | undefined): { readonly reason?: string } =>
  reason === undefined || reason === "" ? {} : { reason };

async function propose(
  deps: Deps,
  agent: AgentRecord,
  {
    section,
    current,
    candidate,
  }: { readonly section: SectionId; readonly current: SettingsVersion | undefined; readonly candidate: Candidate },
): Promise<ChangeResult> {
  const [waiting, problems] = await Promise.all([waitingFor(deps, section), problemsOf(deps, section, candidate)]);
  if (waiting !== undefined) {
    return err({ code: "settings.waiting" });
  }
  if (problems.length > 0) {
    return unfit(deps, agent, { section, errors: problems });
  }
  const before = whole(section, { ...current?.document, ...current?.secrets });
  const after = whole(section, { ...candidate.document, ...candidate.secrets });
  const changes = changesIn({ ...sectionOf(section), plugins: deps.settings.plugins(section) ?? [] }, before, after);
  const baseVersion = current?.version ?? 0;
  if (changes.length === 0) {
    return ok({ outcome: "unchanged", version: baseVersion });
  }
  const planned = { ...candidate, section, baseVersion, changes };
  const witnesses = newWitnesses(before, after);
  const deployed = deployedIn(deps, section);
  const weakens = [
    // As it is stored, and as it serves beside what the deployment says.
    ...new Set([...weakenings(before, after), ...weakenings({ ...before, ...deployed }, { ...after, ...deployed })]),
    ...(witnesses.length > 0 && (await isThereAnother(deps, agent)) ? witnesses : []),
  ];
  return weakens.length === 0 || (await isBeingSetUp(deps))
    ? add(deps, { agentId: agent.id, agentName: agent.name }, planned)
    : wait(deps, agent, { ...planned, weakens });
}

async function add(
  deps: Deps,
  author: Pick<SettingsVersion, "agentId" | "agentName">,
  { baseVersion, ...made }: Planned,
): Promise<ChangeResult> {
  const { section, changes } = made;
  const [at, version] = [deps.clock(), baseVersion + 1];
  await tellOfSpoiledSettings(deps);
  const added = await deps.settings.store.add(
    { ...made, ...author, version, at },
    {
      at,
      actor: author.agentId,
      action: "settings.changed",
      subject: `settings:${section}`,
      details: { version: String(version), changes: changes.join("; ").slice(0, AUDIT_WORDS) },
    },
  );
  return added
    ? ok({ outcome: "changed", version })
    : err(conflict(await deps.settings.store.history(section, HISTORY_COMPARED), baseVersion));
}

async function wait(
  deps: Deps,
  agent: AgentRecord,
  planned: Planned & { readonly weakens: readonly string[] },
): Promise<ChangeResult> {
  const { section, weakens } = planned;
  const at = deps.clock();
  const appliesAt = at + WAITS_MS;
  const proposal = { ...planned, id: deps.vault.newId(), at, appliesAt, agentId: agent.id, agentName: agent.name };
  const mails = (await settingsMails(deps, "proposed"))(proposal.id).map((mail) => ({ ...mail, at }));
  const proposed = await deps.settings.store.propose(proposal, mails, {
    at,
    actor: agent.id,
    action: "settings.proposed",
    subject: `settings:${section}`,
    details: { weakens: weakens.join("; ").slice(0, AUDIT_WORDS) },
  });
  if (!proposed) {
    return err({ code: "settings.waiting" });
  }
  await wakeDeskMails(deps, mails);
  return ok({ outcome: "waiting", weakens, appliesAt });
}

export type DecisionError = { readonly code: "settings.not_waiting" | `settings.${ApprovalProblem}` };
export type Decision = "approve" | "withdraw" | "refuse";

/**
 * Refused: what does not wait, the approval of one's own change or by who may be its proposer, and the withdrawal of
 * somebody else's.
 */
export async function decideChange(
  deps: Deps,
  agent: AgentRecord,
  { section, decision }: { readonly section: SectionId; readonly decision: Decision },
): Promise<Result<SettingsChangeReply | undefined, DecisionError | ChangeError>> {
  const proposal = await waitingFor(deps, section);
  if (proposal === undefined) {
    return err({ code: "settings.not_waiting" });
  }
  if ((proposal.agentId === agent.id) !== (decision === "withdraw")) {
    return err({ code: "settings.own_change" });
  }
  if (decision === "approve") {
    const allowed = await approval(deps, agent, proposal);
    return allowed.ok ? apply(deps, proposal, agent.id) : err({ code: `settings.${allowed.error}` });
  }
  const ended = await end(deps, proposal, { as: decision === "withdraw" ? "withdrawn" : "refused", by: agent.id });
  return ended ? ok(undefined) : err({ code: "settings.not_waiting" });
}

/**
 * What has waited its day, and is known to somebody else. Refuses nothing: a change that no longer fits, or whose row
 * was put back after its end, ends as outdated, and one whose proposer is no active admin any more ends too. Who became an admin meanwhile is told of it.
 */
export async function applyDueChanges(deps: Deps): Promise<void> {
  for (const proposal of await deps.settings.store.waiting()) {
    const at = await takesPlace(deps, { ...proposal, event: "proposed" });
    if (await hasEnded(deps, proposal)) {
      await end(deps, proposal, { as: "outdated", by: "job:settings" });
    } else if ((at !== undefined && at <= deps.clock()) || !(await isProposedByAdmin(deps, proposal))) {
      await apply(deps, proposal, "job:settings");
    } else {
      await deps.deskMails.add((await settingsMails(deps, "proposed"))(proposal.id));
    }
  }
}

const endOf = ({ id }: SettingsProposal): string => `settings-proposal:${id}`;

/** Whatever its row says: one that waits again was put back by SQL. */
const hasEnded = ({ guards, clock }: Deps, proposal: SettingsProposal): Promise<boolean> =>
  guards.isClosed(endOf(proposal), clock());

async function isProposedByAdmin({ agents }: Deps, { agentId }: SettingsProposal): Promise<boolean> {
  const proposer = await agents.byId(agentId);
  return proposer?.active === true && proposer.role === "admin";
}

async function waitingFor({ settings }: Deps, section: SectionId): Promise<SettingsProposal | undefined> {
  return (await settings.store.waiting()).find((proposal) => proposal.section === section);
}

async function apply(
  deps: Deps,
  proposal: SettingsProposal,
  by: Actor,
): Promise<Result<SettingsChangeReply, DecisionError | ChangeError>> {
  if (!(await isProposedByAdmin(deps, proposal))) {
    await end(deps, proposal, { as: "lapsed", by });
    return err({ code: "settings.not_waiting" });
  }
  const { section, baseVersion } = proposal;
  const versions = await deps.settings.store.history(section, HISTORY_COMPARED);
  const problems = await problemsOf(deps, section, proposal);
  const ended = await hasEnded(deps, proposal);
  const fits = !ended && (versions[0]?.version ?? 0) === baseVersion && problems.length === 0;
  // First the end, which only one of two can bring about; then the version.
  if (!(await end(deps, proposal, { as: fits ? "applied" : "outdated", by }))) {
    return err({ code: "settings.not_waiting" });
  }
  const { document, secrets, secretsSet, changes, reason, agentId, agentName } = proposal;
  return fits
    ? add(
        deps,
        { agentId, agentName },
        { section, baseVersion, document, secrets, secretsSet, changes, ...withReason(reason) },
      )
    : err(conflict(versions, baseVersion));
}

async function end(
  deps: Deps,
  proposal: SettingsProposal,
  { as, by }: { readonly as: ProposalEnd; readonly by: Actor },
): Promise<boolean> {
  const at = deps.clock();
  const subject = `settings:${proposal.section}`;
  const mails = (await settingsMails(deps, as))(proposal.id);
  // Before the row, which an older one could undo: a crash in between leaves a change that waits and is never made.
  await deps.guards.close(endOf(proposal), at);
  const ended = await deps.settings.store.end(
    proposal,
    { as, by, at, mails },
    { at, actor: by, action: `settings.${as}`, subject, details: { proposal: proposal.id } },
  );
  if (ended) {
    await wakeDeskMails(deps, mails);
  }
  return ended;
}

/** With what the schemas put where nothing is said, so that saying a default changes nothing. */
function whole(section: SectionId, values: SettingsValues): SettingsValues {
  return Object.fromEntries(
    Object.entries(sectionOf(section).fields).map(([key, schema]) => {
      const parsed = schema.safeParse(values[key]);
      return [key, !parsed.success ? values[key] : isSecret(schema) ? revealed(parsed.data) : parsed.data];
    }),
  );
}

/** What the deployment says itself of the section. */
function deployedIn({ config, settings }: Deps, section: SectionId): SettingsValues {
  const values: SettingsValues = { ...config };
  return Object.fromEntries(
    Object.entries(sectionOf(section).fields)
      .filter(([key]) => settings.isSetByDeployment(key))
      .map(([key, schema]) => [key, isSecret(schema) ? revealed(values[key]) : values[key]]),
  );
}

/** A secret as a variable may be text that holds the same as a record: both are compared as what they mean. */
const revealed = (value: unknown): unknown => (value as Secret<unknown>).reveal();

function conflict(versions: readonly SettingsVersion[], since: number): ChangeError {
  const newer = versions.filter(({ version }) => version > since);
  return { code: "settings.conflict", conflict: { since: newer.map(changeReply) } };
}
