/** What an agent does to a running check. One verb each; all of them go through the session, which decides. */
import { contactId, messageId, type AgentId, type VerificationId } from "../../core/kit/ids.ts";
import { err, ok, type Result } from "../../core/kit/result.ts";
import { ACTS, mayAct, type Act } from "../../core/policy/may-act.ts";
import type { SessionEvent } from "../../core/session/events.ts";
import { isPossible } from "../../core/session/possible-acts.ts";
import type { SessionDestination } from "../../core/session/session.ts";
import type { Deps } from "../deps.ts";
import { onRecord } from "../sending/destinations.ts";
import type { SessionProblem } from "../ports/sessions.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { VerificationRecord } from "../ports/verifications.ts";

export type AgentActionError =
  | { readonly code: SessionProblem }
  | { readonly code: "verification.unknown" }
  | { readonly code: "verification.changed" }
  | { readonly code: "verification.not_in_charge" }
  | { readonly code: "guard.lifted_by_agent" }
  | { readonly code: "contact.unknown"; readonly field: "contactId" }
  | { readonly code: "contact.not_trusted"; readonly field: "contactId" };

interface AgentAction {
  readonly agent: AgentRecord;
  readonly id: VerificationId;
}

type Outcome = Promise<Result<undefined, AgentActionError>>;

/** Refused: not this agent's check, a contact that is unknown or not yet trusted, a status without a link to send, no sending left, or too soon after the last. */
export async function resendLink(deps: Deps, action: AgentAction & { contactId?: string }): Outcome {
  const owned = await admit(deps, action, "resend");
  if (!owned.ok) {
    return owned;
  }
  const destination = action.contactId === undefined ? ok() : await otherContact(deps, owned.value, action.contactId);
  if (!destination.ok) {
    return destination;
  }
  return apply(deps, action.id, {
    type: "agent.resent",
    actor: actorOf(action.agent),
    messageId: messageId.parse(`msg_${deps.vault.newId()}`),
    ...(destination.value === undefined ? {} : { destination: destination.value }),
  });
}

/** Refused: not this agent's check, or it has ended. */
export async function cancelVerification(deps: Deps, action: AgentAction & { reason?: string }): Outcome {
  const owned = await admit(deps, action, "cancel");
  return owned.ok
    ? apply(deps, action.id, {
        type: "agent.cancelled",
        actor: actorOf(action.agent),
        ...(action.reason === undefined || action.reason === "" ? {} : { reason: action.reason }),
      })
    : owned;
}

/** Refused: not this agent's check, or no code is being asked for. */
export async function recordCallerRefused(deps: Deps, action: AgentAction): Outcome {
  const owned = await admit(deps, action, "caller_refused");
  return owned.ok ? apply(deps, action.id, { type: "caller.refused", actor: actorOf(action.agent) }) : owned;
}

/** Refused: not this agent's check, or no code is being asked for. */
export async function renewSpokenCode(deps: Deps, action: AgentAction): Outcome {
  const owned = await admit(deps, action, "new_code");
  return owned.ok ? apply(deps, action.id, { type: "code.renewed", actor: actorOf(action.agent) }) : owned;
}

/** The reason is kept. Refused: a check of oneself, of somebody whom the agent freed, or one that has ended. */
export async function takeOver(deps: Deps, action: AgentAction & { reason: string }): Outcome {
  const owned = await admit(deps, action, "take_over");
  if (!owned.ok) {
    return owned;
  }
  const { personId, ticketNumber, referrerId, referrerName } = owned.value;
  const name = (agentId: AgentId, agentName: string) =>
    deps.guards.handOver(personId, { verificationId: action.id, ticketNumber, agentId, agentName }, deps.clock());
  // The guard first: whoever lifts at this moment is refused by it, or refuses this.
  const handed = await name(action.agent.id, action.agent.name);
  if (!handed.ok) {
    return err({ code: "guard.lifted_by_agent" });
  }
  const taken = await apply(deps, action.id, {
    type: "agent.took_over",
    actor: actorOf(action.agent),
    reason: action.reason,
  });
  if (!taken.ok) {
    await name(referrerId, referrerName);
  }
  return taken;
}

/** What this agent can do to the check as it stands: what would be refused is not offered. */
export function actsOf(agent: AgentRecord, record: VerificationRecord): readonly Act[] {
  if (record.integrity !== "intact") {
    return [];
  }
  const own = record.referrerId === agent.id;
  return ACTS.filter(
    (act) => mayAct(act, agent, record) && isPossible(act, record.live) && !(own && act === "take_over"),
  );
}

function actorOf(agent: AgentRecord) {
  return { id: agent.id, name: agent.name };
}

/** The check, where this agent may do this to it. Of a row that its session did not write nobody knows whose check it is. */
async function admit(
  deps: Deps,
  { agent, id }: AgentAction,
  act: Act,
): Promise<Result<VerificationRecord, AgentActionError>> {
  const record = await deps.verifications.byId(id);
  if (record === undefined) {
    return err({ code: "verification.unknown" });
  }
  if (record.integrity !== "intact") {
    return err({ code: "verification.changed" });
  }
  return mayAct(act, agent, record) ? ok(record) : err({ code: "verification.not_in_charge" });
}

/** Only a contact that is on record and trusted: anything else would need a new policy, so a new check. */
async function otherContact(
  deps: Deps,
  record: VerificationRecord,
  wanted: string,
): Promise<Result<SessionDestination, AgentActionError>> {
  const parsed = contactId.safeParse(wanted);
  const contacts = await deps.people.contacts(record.personId);
  const contact = parsed.success ? contacts.find((known) => known.id === parsed.data) : undefined;
  const person = await deps.people.byId(record.personId);
  if (contact === undefined || person === undefined) {
    return err({ code: "contact.unknown", field: "contactId" });
  }
  const destination = await onRecord(deps, { person, verificationId: record.id }, contact);
  return destination.trusted ? ok(destination) : err({ code: "contact.not_trusted", field: "contactId" });
}

async function apply(deps: Deps, id: VerificationId, event: SessionEvent): Outcome {
  const applied = await deps.session(id).apply(event);
  return applied.ok ? ok() : err({ code: applied.error });
}
