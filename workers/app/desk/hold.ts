/** A held pass: who may let it begin before its time. Whoever could approve the check, and has no hand in it. */
import type { HeldReply } from "../../contract/console/approvals.ts";
import type { DetailsReply } from "../../contract/console/verifications.ts";
import type { VerificationId } from "../../core/kit/ids.ts";
import { err, ok, type Result } from "../../core/kit/result.ts";
import { may } from "../../core/policy/permissions.ts";
import { hasPasskey, passkeyOptionsFor, showPasskeyFor } from "../access/passkeys.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { AssertedCredential } from "../ports/passkeys.ts";
import type { VerificationRecord } from "../ports/verifications.ts";
import type { ApprovalError } from "./approvals.ts";
import { approverOf, soughtFor } from "./approvers.ts";

interface OwnRelease {
  readonly agent: AgentRecord;
  readonly id: VerificationId;
  /** Of exactly what was shown. */
  readonly digest: string;
}

/** What this agent's passkey is to sign. Refused as the release is. */
export async function releaseOptions(deps: Deps, own: OwnRelease): Promise<Result<object, ApprovalError>> {
  const found = await releasable(deps, own);
  return found.ok ? ok(await passkeyOptionsFor(deps, own.agent, { purpose: "release", about: own.digest })) : found;
}

/**
 * Refused: not held any more, held until another time or for something else than was shown, an agent who could not have
 * approved it, and without the signature of who has a passkey. That the sign-in is fresh is the route's to ask.
 */
export async function releaseHold(
  deps: Deps,
  own: OwnRelease & { readonly credential?: AssertedCredential | undefined },
): Promise<Result<undefined, ApprovalError>> {
  const { agent, id, digest, credential } = own;
  const found = await releasable(deps, own);
  if (!found.ok) {
    return found;
  }
  if (await hasPasskey(deps, agent)) {
    if (credential === undefined) {
      return err({ code: "approval.needs_passkey" });
    }
    const shown = await showPasskeyFor(deps, credential, { purpose: "release", agentId: agent.id, about: digest });
    if (!shown.ok) {
      return err({ code: shown.error });
    }
  }
  const released = await deps.session(id).apply({ type: "hold.released", actor: { id: agent.id, name: agent.name } });
  return released.ok ? ok() : err({ code: released.error });
}

async function releasable(deps: Deps, { agent, id, digest }: OwnRelease): Promise<Result<undefined, ApprovalError>> {
  const record = await deps.verifications.byId(id);
  if (record === undefined) {
    return err({ code: "verification.unknown" });
  }
  if (record.integrity !== "intact") {
    return err({ code: "verification.changed" });
  }
  const sought = soughtFor(record);
  if ((await approverOf(deps, sought, agent.id)) === undefined) {
    return err({ code: sought.hands.includes(agent.id) ? "approval.own_check" : "approval.not_any_more" });
  }
  if (record.status !== "holding") {
    return err({ code: record.endedAt === undefined ? "session.not_allowed" : "session.ended" });
  }
  return (await digestOf(deps, record)) === digest ? ok() : err({ code: "approval.other_action" });
}

/** Of the hold and of exactly what begins at its end, in a fixed order. */
function digestOf({ vault }: Pick<Deps, "vault">, record: VerificationRecord): Promise<string> {
  const { id, personId, account, action, destinationTag, deadlineAt } = record;
  return vault.hashToken(
    JSON.stringify(["release", id, personId, account?.id ?? "", action, destinationTag, deadlineAt ?? 0]),
  );
}

export async function holdReply(
  deps: Deps,
  agent: AgentRecord,
  record: VerificationRecord,
): Promise<DetailsReply["hold"]> {
  const { status, deadlineAt: until } = record;
  if (status !== "holding" || until === undefined) {
    return undefined;
  }
  return (await mayRelease(deps, agent, record))
    ? { until, release: { digest: await digestOf(deps, record), signs: await hasPasskey(deps, agent) } }
    : { until };
}

async function mayRelease(deps: Deps, agent: AgentRecord, record: VerificationRecord): Promise<boolean> {
  const asks = record.integrity === "intact" && may(agent.role, "approvals.give");
  return asks && (await approverOf(deps, soughtFor(record), agent.id)) !== undefined;
}

/** What this agent may release now, or look at before it begins. */
export async function readHeld(deps: Deps, agent: AgentRecord): Promise<HeldReply> {
  const held = await deps.verifications.held();
  const allowed = await Promise.all(held.map((record) => mayRelease(deps, agent, record)));
  const releasable = held.filter((_, place) => allowed[place]);
  return {
    held: releasable.map(({ id, ticketNumber, requesterName, action, deadlineAt: until = 0 }) => ({
      id,
      ticketNumber,
      requesterName,
      action,
      until,
    })),
  };
}
