/**
 * Recovery codes: the way back in for who has lost every passkey. They work beside passkeys that are still listed: a
 * lost one is removed only after signing in. Using one is told to its owner and to whoever oversees access.
 */
import { err, ok, type Result } from "../../core/kit/result.ts";
import {
  readRecoveryCode,
  RECOVERY_CODE_SIGNS,
  RECOVERY_CODES,
  recoveryCode,
} from "../../core/policy/recovery-codes.ts";
import { overseerMails, ownerMail, wakeDeskMails } from "../delivery/desk-mails.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";
import { maySignInHere } from "./passkeys.ts";
import { startSession, type Browser, type StartedSession } from "./sign-in.ts";

const WAY = "recovery_code";
const KEY_LENGTH = 16;

/** New ones, known to nobody after this; those from before work no more. Refused for who signs in at the company. */
export async function makeRecoveryCodes(
  deps: Deps,
  agent: AgentRecord,
): Promise<Result<readonly string[], "passkey.company">> {
  if (!(await maySignInHere(deps, agent))) {
    return err("passkey.company");
  }
  const codes = Array.from({ length: RECOVERY_CODES }, () => recoveryCode(deps.vault.randomBytes(RECOVERY_CODE_SIGNS)));
  const at = deps.clock();
  const mails = [ownerMail(deps, "own_recovery_codes_made", { id: agent.id, about: String(codes.length) })];
  await deps.recoveryCodes.replace(
    agent.id,
    codes.map((code) => deps.vault.rowName("recovery_codes", code)),
    {
      audit: {
        at,
        actor: agent.id,
        action: "recovery_codes.made",
        subject: agent.id,
        details: { count: codes.length },
      },
      mails,
    },
  );
  await wakeDeskMails(deps, mails);
  return ok(codes);
}

/** Refused alike, and audited, whether the code is unknown, used, or of somebody who does not come in by one. */
export async function signInWithRecoveryCode(
  deps: Deps,
  { code, browser }: { readonly code: string; readonly browser: Browser },
): Promise<Result<StartedSession, "recovery_code.refused">> {
  const agent = await used(deps, code);
  if (agent === undefined) {
    await deps.audit.count({
      at: deps.clock(),
      actor: "unknown",
      action: "sign_in.refused",
      subject: "sign_in",
      details: { way: WAY },
    });
    return err("recovery_code.refused");
  }
  return ok(await startSession(deps, agent, { browser, details: { way: WAY } }));
}

/** Whose code it was; undefined when it opens nothing. */
async function used(deps: Deps, typed: string): Promise<AgentRecord | undefined> {
  const code = readRecoveryCode(typed);
  const found =
    code === undefined ? undefined : await deps.recoveryCodes.ownerOf(deps.vault.rowNames("recovery_codes", code));
  if (found?.agent.active !== true || !(await maySignInHere(deps, found.agent))) {
    return undefined;
  }
  const { name, agent } = found;
  const key = name.slice(0, KEY_LENGTH);
  const [news, before] = await Promise.all([
    overseerMails(deps, "recovery_code_used", { key, about: agent }),
    deps.recoveryCodes.left(agent.id),
  ]);
  const mails = [...news, ownerMail(deps, "own_recovery_code_used", { id: agent.id, about: String(before - 1), key })];
  const at = deps.clock();
  const audit = {
    at,
    actor: agent.id,
    action: "recovery_code.used",
    subject: agent.id,
    details: { told: news.length },
  };
  if (!(await deps.recoveryCodes.use(name, audit, mails))) {
    return undefined;
  }
  await wakeDeskMails(deps, mails);
  return agent;
}
