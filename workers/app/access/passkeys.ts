/**
 * Passkeys: a way in for people without a company account, and for everybody the quickest way to show once
 * more who is there.
 */
import type { OwnPasskeysReply } from "../../contract/console/access.ts";
import { defined } from "../../core/kit/defined.ts";
import { err, ok, type Result } from "../../core/kit/result.ts";
import { isCopied, MAX_PASSKEYS, signsInHere } from "../../core/policy/passkeys.ts";
import { whoAnswers } from "../../core/settings/sections/sign-in.ts";
import { ownerMail, wakeDeskMails } from "../delivery/desk-mails.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord, SignInRecord } from "../ports/agents.ts";
import type { AssertedCredential, CreatedCredential, Passkey } from "../ports/passkeys.ts";
import { newChallenge, once, type Wanted } from "./passkey-challenge.ts";
import { startSession, type Browser, type StartedSession } from "./sign-in.ts";

export type PasskeyRefusal = "passkey.refused" | "passkey.suspended" | "passkey.company";

/** Refuses nothing. */
export async function readOwnPasskeys(deps: Deps, agent: AgentRecord): Promise<OwnPasskeysReply> {
  const [known, here, recoveryCodesLeft] = await Promise.all([
    deps.passkeys.of(agent.id),
    maySignInHere(deps, agent),
    deps.recoveryCodes.left(agent.id),
  ]);
  return {
    passkeys: known.map(({ id, name, addedAt, lastUsedAt, suspendedAt }) => ({
      id,
      name,
      addedAt,
      ...defined({ lastUsedAt, suspendedAt }),
    })),
    signsIn: here,
    mayAdd: known.length < MAX_PASSKEYS,
    recoveryCodesLeft,
  };
}

/** Whether this agent has one that works. */
export async function hasPasskey(deps: Deps, agent: Pick<AgentRecord, "id">): Promise<boolean> {
  return (await deps.passkeys.of(agent.id)).some(({ suspendedAt }) => suspendedAt === undefined);
}

/** What the browser asks the authenticator for. Refused: more of them than anybody needs. */
export async function beginAddingPasskey(deps: Deps, agent: AgentRecord): Promise<Result<object, "passkey.too_many">> {
  const known = await deps.passkeys.of(agent.id);
  if (known.length >= MAX_PASSKEYS) {
    return err("passkey.too_many");
  }
  const challenge = await newChallenge(deps, { purpose: "add", agentId: agent.id });
  return ok(await deps.passkeyProtocol.creationOptions({ challenge, holder: agent, known }));
}

/** Refused: what was not made for this question, or without the person's finger, face or PIN; one that is known, or too many. */
export async function addPasskey(
  deps: Deps,
  agent: AgentRecord,
  { name, credential: created }: { readonly name: string; readonly credential: CreatedCredential },
): Promise<Result<undefined, "passkey.refused" | "passkey.known" | "passkey.too_many">> {
  const read = await once(deps, { purpose: "add", agentId: agent.id }, (isChallenge) =>
    deps.passkeyProtocol.readCreated(created, isChallenge),
  );
  if (!read.ok) {
    return read;
  }
  const at = deps.clock();
  const passkey: Passkey = { ...read.value, agentId: agent.id, name, addedAt: at };
  const audit = { at, actor: agent.id, action: "passkey.added", subject: agent.id, details: { name } };
  const mails = [ownerMail(deps, "own_passkey_added", { id: agent.id, about: name })];
  const done = await deps.passkeys.add(passkey, { audit, mails, limit: MAX_PASSKEYS });
  if (done !== "added") {
    return err(`passkey.${done}`);
  }
  await wakeDeskMails(deps, mails);
  return ok();
}

/** Refused: one that is not there, or somebody else's. */
export async function removePasskey(
  deps: Deps,
  agent: AgentRecord,
  id: string,
): Promise<Result<undefined, "passkey.unknown">> {
  const name = (await deps.passkeys.of(agent.id)).find((one) => one.id === id)?.name ?? "";
  const removed = await deps.passkeys.remove(
    { id, agentId: agent.id },
    { at: deps.clock(), actor: agent.id, action: "passkey.removed", subject: agent.id, details: { name } },
  );
  return removed ? ok() : err("passkey.unknown");
}

/** Refuses nothing; the authenticator says who comes. */
export async function beginPasskeySignIn(deps: Deps): Promise<object> {
  const challenge = await newChallenge(deps, { purpose: "sign_in" });
  return deps.passkeyProtocol.requestOptions({ challenge, allowed: [] });
}

/** Every refusal is audited, and leaves nothing behind but the challenge, which counts once. */
export async function signInWithPasskey(
  deps: Deps,
  { credential, browser }: { readonly credential: AssertedCredential; readonly browser: Browser },
): Promise<Result<StartedSession, PasskeyRefusal>> {
  const shown = await showPasskeyFor(deps, credential, { purpose: "sign_in" });
  const entered = shown.ok ? await admit(deps, shown.value) : shown;
  if (!entered.ok) {
    await deps.audit.count({
      at: deps.clock(),
      actor: "unknown",
      action: "sign_in.refused",
      subject: "sign_in",
      details: { way: "passkey", reason: entered.error },
    });
    return entered;
  }
  return ok(await startSession(deps, entered.value, { browser, details: { way: "passkey" } }));
}

async function admit(deps: Deps, agent: AgentRecord): Promise<Result<AgentRecord, PasskeyRefusal>> {
  if (!agent.active) {
    return err("passkey.refused");
  }
  return (await maySignInHere(deps, agent)) ? ok(agent) : err("passkey.company");
}

/** Whether this agent comes in by what is kept here, and not at the company. */
export async function maySignInHere(deps: Deps, agent: AgentRecord): Promise<boolean> {
  const linked = await deps.identities.accountsOf(agent.id);
  return signsInHere(linked, [...whoAnswers(deps.config).values()]);
}

/** Refuses nothing. */
export function beginStepUp(deps: Deps, agent: AgentRecord): Promise<object> {
  return passkeyOptionsFor(deps, agent, { purpose: "step_up" });
}

/** For what the agent's own passkey is to sign; only the agent's own are asked for. */
export async function passkeyOptionsFor(
  deps: Deps,
  agent: AgentRecord,
  wanted: Pick<Wanted, "purpose" | "about">,
): Promise<object> {
  const challenge = await newChallenge(deps, { ...wanted, agentId: agent.id });
  const known = await deps.passkeys.of(agent.id);
  return deps.passkeyProtocol.requestOptions({
    challenge,
    allowed: known.filter(({ suspendedAt }) => suspendedAt === undefined),
  });
}

/** The sign-in counts as fresh from now on. Refused: another's passkey, or what was not signed for this. */
export async function stepUpWithPasskey(
  deps: Deps,
  signIn: SignInRecord,
  credential: AssertedCredential,
): Promise<Result<undefined, PasskeyRefusal>> {
  const { agent } = signIn;
  const shown = await showPasskeyFor(deps, credential, { purpose: "step_up", agentId: agent.id });
  if (!shown.ok) {
    return shown;
  }
  const at = deps.clock();
  const audit = { at, actor: agent.id, action: "sign_in.confirmed", subject: agent.id, details: { way: "passkey" } };
  await deps.agents.freshenSignIn(signIn, audit);
  return ok();
}

/** Whose passkey it is, where it signed this very question. */
export async function showPasskeyFor(
  deps: Deps,
  asserted: AssertedCredential,
  wanted: Wanted,
): Promise<Result<AgentRecord, "passkey.refused" | "passkey.suspended">> {
  const found = await deps.passkeys.find(asserted.id);
  if (found === undefined || (wanted.agentId !== undefined && wanted.agentId !== found.agent.id)) {
    return err("passkey.refused");
  }
  const { passkey, agent } = found;
  const read = await once(deps, wanted, (isChallenge) =>
    deps.passkeyProtocol.readAsserted(asserted, passkey, isChallenge),
  );
  if (!read.ok) {
    return read;
  }
  if (passkey.suspendedAt !== undefined) {
    return err("passkey.suspended");
  }
  const { counter } = read.value;
  const at = deps.clock();
  if (isCopied({ before: passkey.counter, shown: counter })) {
    const details = { name: passkey.name };
    await deps.passkeys.suspend(passkey, {
      at,
      actor: agent.id,
      action: "passkey.suspended",
      subject: agent.id,
      details,
    });
    return err("passkey.suspended");
  }
  return (await deps.passkeys.used(passkey, { counter, at })) ? ok(agent) : err("passkey.refused");
}
