/** Trying out a system that sets passwords: the admin's own account is read there, and what the connection may do. Nothing is changed. */
import type { ActionTargetTestReply } from "../../contract/console/settings.ts";
import type { TargetSubject } from "../../core/actions/grant.ts";
import { TARGET_ACTIONS } from "../../core/actions/grant.ts";
import { lengthsOf } from "../../core/actions/new-password.ts";
import { defined } from "../../core/kit/defined.ts";
import { accountInTheWay } from "../actions/act.ts";
import type { Deps } from "../deps.ts";
import { canDo, problemWords, type TargetAccount } from "../ports/action-targets.ts";
import type { AgentRecord } from "../ports/agents.ts";
import { targetSubjectOf } from "../sending/action-target.ts";

/** Undefined when there is no such system. What it refuses, and what it lacks, is the reply. */
export async function testActionTarget(
  deps: Deps,
  agent: AgentRecord,
  name: string,
): Promise<ActionTargetTestReply | undefined> {
  const target = deps.actionTargets.named(name)?.target;
  if (target === undefined) {
    return undefined;
  }
  const subject = await ownSubject(deps, agent);
  const [account, lacks] = await Promise.all([target.lookUp(subject), target.shortcomings?.()]);
  await deps.agents.addAudit({
    at: deps.clock(),
    actor: agent.id,
    action: "action_target.tested",
    subject: name,
    details: { read: account.ok ? "ok" : account.error.code },
  });
  return {
    asked: subject.userName,
    does: TARGET_ACTIONS.filter((action) => canDo(target, action)),
    serves: target.serves,
    account: account.ok ? shown(account.value) : { state: "unread", ...unread(account.error) },
    // What kept the account from being read is said there.
    lacks: lacks?.ok === true ? lacks.value : [],
  };
}

/** Nobody else's account can be looked at by this. */
async function ownSubject({ people }: Deps, { email }: AgentRecord): Promise<TargetSubject> {
  const known = (await people.byEmail(email)).filter(({ active, intact }) => active && intact);
  const [person, another] = known;
  return person === undefined || another !== undefined ? { userName: email, email } : targetSubjectOf({ person });
}

function unread(error: Parameters<typeof problemWords>[0]) {
  return error.code === "target.unknown_account" ? { unknown: true as const } : { why: problemWords(error) };
}

function shown(account: TargetAccount): ActionTargetTestReply["account"] {
  const { least } = lengthsOf(account.rules, account);
  const leftAlone = accountInTheWay(account, { action: "password_reset", privileged: false });
  return {
    state: "read",
    minLength: least,
    rules: account.rules.inWords,
    ...defined({ leftAlone, locked: account.locked, passwordSetAt: account.passwordSetAt }),
  };
}
