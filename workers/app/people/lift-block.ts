/**
 * Frees a person from the block after "This wasn't me", or one whose checks of the day are used up. The row, the note,
 * the audit and the message to the person are committed first; the guard is told then, and told again by a press that
 * comes again. Nothing of what failed is changed.
 */
import { sealedFor } from "../../core/messages/sealed-for.ts";
import type { LiftRequest } from "../../contract/console/person.ts";
import { pathTo } from "../../contract/console/paths.ts";
import { defined } from "../../core/kit/defined.ts";
import { messageId, noteId, type PersonId, type VerificationId } from "../../core/kit/ids.ts";
import { err, ok, type Result } from "../../core/kit/result.ts";
import { DAY_MS, MINUTE_MS, type EpochMs } from "../../core/kit/time.ts";
import { contactOfReport } from "../../core/messages/notice-contact.ts";
import { isTrusted } from "../../core/policy/contact-age.ts";
import { isCallBack, liftable, mayLift, type Lifted, type LiftProblem } from "../../core/policy/may-lift.ts";
import { OWED_FOR_MS } from "../../core/policy/owed.ts";
import { limitsOf, namedCategories } from "../../core/settings/category-policy.ts";
import { referenceOf } from "../../core/session/reference.ts";
import { lifted } from "../../core/tickets/note-texts.ts";
import { securityMails, wakeDeskMails } from "../delivery/desk-mails.ts";
import { reportedAt } from "../desk/reported-at.ts";
import type { Deps } from "../deps.ts";
import { noteTargetOf } from "../tickets/note-target.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { BesideLift, LiftRecord } from "../ports/lifts.ts";
import type { ContactRecord, PersonRecord } from "../ports/people.ts";
import type { VerificationRecord } from "../ports/verifications.ts";

const REPORTS_FROM_DAYS = 90;

export interface LiftError {
  readonly code:
    | "person.unknown"
    /** By SQL: whose record it is now, nobody knows. */
    | "person.changed"
    /** It has ended, or somebody else has lifted it. */
    | "lift.nothing"
    /** The check behind it is not written yet. */
    | "lift.too_early"
    | "lift.no_call_back"
    | LiftProblem;
}

/** The fewest that any category allows: from there on some ticket of the person is refused. */
export function startsPerDay({ config }: Pick<Deps, "config">): number {
  return Math.min(
    limitsOf(undefined).startsPerPersonPerDay,
    ...namedCategories(config).map(({ policy }) => limitsOf(policy).startsPerPersonPerDay),
  );
}

/** Newest first: every check of the last 24 hours, and an older one that was reported since. */
export async function checksBehind(
  deps: Pick<Deps, "verifications" | "clock">,
  id: PersonId,
): Promise<readonly VerificationRecord[]> {
  const now = deps.clock();
  const checks = await deps.verifications.ofPerson(id, now - REPORTS_FROM_DAYS * DAY_MS);
  return checks
    .map(({ record }) => record)
    .filter((record) => Math.max(record.createdAt, reportedAt(record) ?? 0) >= now - DAY_MS);
}

/** Any of these on a check, or a refusal at Send of the person, makes an agent a part of it. */
const PART_OF_IT = ["verification.created", "verification.resent", "verification.taken_over", "send.blocked"];

export interface LiftAim {
  readonly person: PersonRecord;
  readonly checks: readonly VerificationRecord[];
  /** The person's, but for the one that this press may be repeating. */
  readonly lifts: readonly LiftRecord[];
}

export async function liftProblem(
  deps: Pick<Deps, "audit" | "clock">,
  agent: AgentRecord,
  { person, checks, lifts }: LiftAim,
): Promise<LiftProblem | undefined> {
  const from = Math.min(deps.clock() - DAY_MS, ...checks.map(({ createdAt }) => createdAt));
  const involved =
    checks.some(({ referrerId }) => referrerId === agent.id) ||
    (await deps.audit.acted({
      actor: agent.id,
      from,
      actions: PART_OF_IT,
      subjects: [person.id, ...checks.map(({ id }) => id)],
    }));
  const allowed = mayLift(agent, {
    person,
    involved,
    again: lifts.some(({ agentId, at }) => agentId === agent.id && at >= deps.clock() - DAY_MS),
  });
  return allowed.ok ? undefined : allowed.error;
}

export interface Lifting extends LiftRequest {
  readonly agent: AgentRecord;
  readonly id: PersonId;
}

/**
 * Refused: somebody unknown or changed by SQL, where nothing is to be lifted, an agent who is the person or had a part in the checks behind
 * it, and a call back that was none.
 */
export async function liftBlock(deps: Deps, lifting: Lifting): Promise<Result<undefined, LiftError>> {
  const { agent, id, what, way, reason } = lifting;
  const now = deps.clock();
  const person = await deps.people.byId(id);
  if (person === undefined) {
    return err({ code: "person.unknown" });
  }
  if (!person.intact) {
    return err({ code: "person.changed" });
  }
  const [guard, contacts, checks, lifts] = await Promise.all([
    deps.guards.state(id, now),
    deps.people.contacts(id),
    checksBehind(deps, id),
    deps.lifts.ofPerson(id, now - DAY_MS),
  ]);
  if (!liftable({ ...guard, startsPerDay: startsPerDay(deps) }).includes(what)) {
    return err({ code: "lift.nothing" });
  }
  const key = await keyOf(deps, lifting, what === "report" ? guard.fencedUntil : checks[0]?.id);
  const others = lifts.filter((lift) => lift.key !== key);
  const problem = await liftProblem(deps, agent, { person, checks, lifts: others });
  if (problem !== undefined) {
    return err({ code: problem });
  }
  const check = what === "report" ? checks.find((one) => reportedAt(one) !== undefined) : checks[0];
  if (check === undefined) {
    return err({ code: "lift.too_early" });
  }
  const call = callOf(way, { contacts, check, now });
  if (call === "none") {
    return err({ code: "lift.no_call_back" });
  }
  const barred = await deps.guards.bar(id, { agentId: agent.id, now });
  if (!barred.ok) {
    return err({ code: "lift.own_checks" });
  }
  const mails = securityMails(deps, "block_lifted", { key, about: person.displayName });
  const message = await messageTo(deps, { key, person, check, contacts, now });
  await deps.lifts.add(
    {
      key,
      personId: id,
      verificationId: check.id,
      what,
      reason,
      agentId: agent.id,
      by: agent.name,
      at: now,
      ...(call === undefined ? {} : { called: { masked: call.contact.masked, at: call.at } }),
    },
    {
      audit: {
        at: now,
        actor: agent.id,
        action: "block.lifted",
        subject: id,
        details: { what, way: way.type, check: check.id, told: message !== undefined },
      },
      note: {
        id: noteId.parse(`not_${key}`),
        ticketId: check.ticketId,
        ...defined({ target: await noteTargetOf(deps, check.ticketId) }),
        note: noteOf(deps, { ...lifting, key, check, called: call?.contact, told: message !== undefined }),
      },
      mails,
      ...defined({ message }),
    },
  );
  await deps.guards.lift(id, { what, agentId: agent.id, seenUntil: guard.fencedUntil ?? 0, now });
  await Promise.all([wake(deps, check, message), wakeDeskMails(deps, mails)]);
  return ok();
}

/** The contact that was called back; "none" where the agent says so and it was no call back. */
function callOf(
  way: LiftRequest["way"],
  { contacts, check, now }: Pick<Telling, "contacts" | "check" | "now">,
): { readonly contact: ContactRecord; readonly at: EpochMs } | "none" | undefined {
  if (way.type !== "callback") {
    return undefined;
  }
  const contact = contacts.find(({ id }) => id === way.contactId);
  const at = now - way.minutesAgo * MINUTE_MS;
  const seen = contact === undefined ? undefined : { channel: contact.channel, trusted: isTrusted(contact, now) };
  const counts = isCallBack(seen, { calledAt: at, blockedAt: reportedAt(check) ?? check.createdAt, now });
  return contact !== undefined && counts ? { contact, at } : "none";
}

/** Of the press and of what it lifts: the same press for a later block is another lift. */
function keyOf(
  { vault }: Deps,
  { agent, id, what, way, reason, idempotencyKey }: Lifting,
  behind: EpochMs | VerificationId | undefined,
): Promise<string> {
  return vault.tag("lift", JSON.stringify([agent.id, id, what, way, reason, idempotencyKey, behind]));
}

interface Telling {
  readonly key: string;
  readonly person: PersonRecord;
  readonly check: VerificationRecord;
  readonly contacts: readonly ContactRecord[];
  readonly now: EpochMs;
}

async function messageTo(deps: Deps, { key, person, check, contacts, now }: Telling): Promise<BesideLift["message"]> {
  const contact = contactOfReport(contacts, { usedTag: check.destinationTag, isTrusted: (one) => isTrusted(one, now) });
  const value =
    contact === undefined ? undefined : await deps.vault.open(contact.valueSealed, `person_contacts/${contact.id}`);
  if (contact === undefined || value === undefined) {
    return undefined;
  }
  const told = { id: messageId.parse(`msg_${key}`), channel: contact.channel };
  return {
    ...told,
    destinationSealed: await deps.vault.seal(value, sealedFor({ ...told, verificationId: check.id })),
    locale: person.locale,
    notAfter: now + OWED_FOR_MS,
  };
}

interface Noted {
  readonly key: string;
  readonly what: Lifted;
  readonly agent: AgentRecord;
  readonly reason: string;
  readonly check: VerificationRecord;
  readonly called: ContactRecord | undefined;
  readonly told: boolean;
}

function noteOf({ config }: Deps, { key, what, agent, reason, check, called, told }: Noted) {
  return lifted({
    key: `${check.id}:lift:${key.slice(0, 12)}`,
    what,
    person: check.requesterName,
    agent: agent.name,
    reason,
    told,
    reference: referenceOf(check.id),
    verificationId: check.id,
    url: `${config.CONSOLE_ORIGIN}${pathTo.details(check.id)}`,
    ...defined({ called: called?.maskedPlain }),
  });
}

/** It is written down: what is not woken now is found by the sweep. */
async function wake(deps: Deps, check: VerificationRecord, message: BesideLift["message"]): Promise<void> {
  const done = await Promise.allSettled([
    deps.queues.writeNotes([check.ticketId]),
    ...(message === undefined ? [] : [deps.queues.deliver([message.id])]),
  ]);
  done.forEach((outcome) => {
    if (outcome.status === "rejected") {
      deps.log.failure("lift.wake", outcome.reason);
    }
  });
}
