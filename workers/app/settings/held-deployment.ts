/**
 * The deployment's own variables, where they protect less than before: what was said before goes on serving (see
 * `core/settings/held-back`) until an admin of his own lets it in, or until a day after somebody was told of it.
 */
import type { Actor } from "../../core/kit/actor.ts";
import { agentId } from "../../core/kit/ids.ts";
import { err, ok, type Result } from "../../core/kit/result.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import { saysTheSame, type ComparedDeployment } from "../../core/settings/held-back.ts";
import { WAITS_MS } from "../../core/settings/takes-place.ts";
import type { DeploymentEvent } from "../../core/messages/templates/settings.ts";
import type { ApprovalProblem } from "../../core/policy/may-approve.ts";
import { settingsMails, wakeDeskMails } from "../delivery/desk-mails.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { NewestDeployments, SeenDeployment } from "../ports/seen-deployments.ts";
import { isBeingSetUp } from "./being-set-up.ts";
import { approvalOfDeployment } from "./second-admin.ts";
import { takesPlace } from "./takes-place.ts";

const AUDIT_WORDS = 2_000;
const JOB = "job:settings";

/**
 * Once a minute. Refuses nothing. The first time there is nothing to compare with: what stands then is what later ones
 * are held to, and so is whatever is said while the first admin sets the desk up.
 */
export async function settleDeployment(deps: Deps): Promise<void> {
  const { says, newest, compared } = deps.settings.deployed;
  if (newest === undefined) {
    return;
  }
  const { serves, since, number: after } = newest;
  const everything = { values: says, after };
  if (serves === undefined || (compared === undefined && since !== undefined)) {
    // Said before, or taken back: what waited, or was refused, is said no more.
    await letIn(deps, { ...everything, weakens: [] });
  } else if (compared !== undefined) {
    const { held, weakens } = compared;
    if (held.length === 0 || (await isBeingSetUp(deps))) {
      await letIn(deps, { ...everything, weakens: held.length === 0 ? weakens : [] });
    } else {
      await hold(deps, newest, compared);
    }
  }
}

/** What of it protects as much as before serves already, and is what the rest is held to from now on. */
async function hold(deps: Deps, newest: NewestDeployments, compared: ComparedDeployment): Promise<void> {
  const { says } = deps.settings.deployed;
  const known = waitingOf(deps);
  if (known === undefined) {
    const isNew = !saysTheSame(newest.serves?.values ?? {}, compared.serves);
    const after = isNew
      ? await letIn(deps, { values: compared.serves, after: newest.number, weakens: [] })
      : newest.number;
    if (after !== undefined) {
      await add(
        deps,
        { event: "deployed", by: "system" },
        { values: says, after, state: "waits", weakens: compared.weakens },
      );
    }
  } else if (known.state === "waits") {
    const at = await deploymentTakesPlace(deps, known);
    if (at !== undefined && at <= deps.clock() && !(await isRefused(deps, known))) {
      await decided(deps, known, { state: "serves", by: JOB });
    } else {
      // Who became an admin meanwhile hears of it too.
      await deps.deskMails.add((await settingsMails(deps, "deployed"))(String(known.number)));
    }
  }
}

/** The row of what is held back now; undefined until it is recorded, within a minute. */
export function waitingOf({ settings }: Pick<Deps, "settings">): SeenDeployment | undefined {
  const { says, newest, compared } = settings.deployed;
  const since = newest?.since;
  return compared !== undefined && compared.held.length > 0 && since !== undefined && saysTheSame(since.values, says)
    ? since
    : undefined;
}

/** When it serves without a decision; undefined as long as nobody was told. */
export const deploymentTakesPlace = (deps: Deps, { number, at }: SeenDeployment): Promise<EpochMs | undefined> =>
  takesPlace(deps, { event: "deployed", id: String(number), at, appliesAt: at + WAITS_MS });

export type DeploymentError = { readonly code: "settings.not_waiting" | `settings.${ApprovalProblem}` };

/**
 * Refused: another deployment than the one that was shown, and the approval by an admin who may be nobody's second one.
 * Who deployed it is not known here, so that no approver can be told apart from that person.
 */
export async function decideDeployment(
  deps: Deps,
  agent: AgentRecord,
  { number, decision }: { readonly number: number; readonly decision: "approve" | "refuse" },
): Promise<Result<undefined, DeploymentError>> {
  const known = waitingOf(deps);
  if (known?.number !== number || (decision === "refuse" && known.state === "refused")) {
    return err({ code: "settings.not_waiting" });
  }
  if (decision === "approve") {
    const allowed = await approvalOfDeployment(deps, agent, known);
    if (!allowed.ok) {
      return err({ code: `settings.${allowed.error}` });
    }
  }
  const done = await decided(deps, known, { state: decision === "approve" ? "serves" : "refused", by: agent.id });
  return done ? ok() : err({ code: "settings.not_waiting" });
}

const refusalOf = ({ number, at }: SeenDeployment): string => `deployment-refused:${String(number)}:${String(at)}`;

/** Whatever the rows say: a refusal that SQL removed was one. */
const isRefused = ({ guards, clock }: Deps, waiting: SeenDeployment): Promise<boolean> =>
  guards.isClosed(refusalOf(waiting), clock());

async function decided(
  deps: Deps,
  waiting: SeenDeployment,
  { state, by }: { readonly state: "serves" | "refused"; readonly by: Actor },
): Promise<boolean> {
  const { values, weakens, number: after } = waiting;
  if (state === "refused") {
    await deps.guards.close(refusalOf(waiting), deps.clock());
  }
  const event = state === "serves" ? "deployed_applied" : "deployed_refused";
  return (await add(deps, { event, by }, { values, weakens, after, state })) !== undefined;
}

/** The number; undefined where another isolate was faster. */
async function letIn(
  deps: Deps,
  seen: Pick<SeenDeployment, "values" | "weakens"> & { readonly after: number },
): Promise<number | undefined> {
  return seen.weakens.length === 0
    ? deps.settings.deployments.add({ ...seen, at: deps.clock(), state: "serves" }, () => [], undefined)
    : add(deps, { event: "deployed_applied", by: "system" }, { ...seen, state: "serves" });
}

const ACTIONS: Readonly<Record<DeploymentEvent, string>> = {
  deployed: "deployment.weakened",
  deployed_applied: "deployment.applied",
  deployed_refused: "deployment.refused",
};

async function add(
  deps: Deps,
  { event, by }: { readonly event: DeploymentEvent; readonly by: Actor },
  seen: Pick<SeenDeployment, "values" | "weakens" | "state"> & { readonly after: number },
): Promise<number | undefined> {
  const at = deps.clock();
  const { data: decidedBy } = agentId.safeParse(by);
  const make = await settingsMails(deps, event);
  const mails = (number: string) => make(number).map((mail) => ({ ...mail, at }));
  const number = await deps.settings.deployments.add(
    { ...seen, at, ...(decidedBy === undefined ? {} : { decidedBy }) },
    mails,
    {
      at,
      actor: by,
      action: ACTIONS[event],
      subject: "deployment",
      details: { weakens: seen.weakens.join("; ").slice(0, AUDIT_WORDS) },
    },
  );
  if (number !== undefined) {
    await wakeDeskMails(deps, mails(String(number)));
  }
  return number;
}
