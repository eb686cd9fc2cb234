/**
 * An agent sends a verification link. Order matters: everything that can refuse is asked before
 * anything is written; then the idempotency key, the agent's count and the person's lease, for a
 * moment; then the session, which makes the lease last, and commits record, note and message to
 * its outbox before we say 202. A refusal on the way gives back what was taken before it, so that
 * it costs neither the person nor the agent anything.
 */
import { defined } from "../../core/kit/defined.ts";
import { messageId, personId, type VerificationId } from "../../core/kit/ids.ts";
import { err, ok, type Result } from "../../core/kit/result.ts";
import { HOUR_MS, DAY_MS, MINUTE_MS } from "../../core/kit/time.ts";
import type { PooledQuestion } from "../../core/questions/question.ts";
import { usableCount } from "../../core/questions/asking/select.ts";
import { drawExtraQuestion } from "../../core/questions/asking/sequential.ts";
import { goesOnAt } from "../../core/policy/agent-limits.ts";
import { likenessTagOf } from "../../core/risk/likeness.ts";
import { openingSession } from "../../core/session/opening.ts";
import type { Policy } from "../../core/policy/policy.ts";
import type { Proof } from "../../core/policy/proofs.ts";
import type { Session, SessionDestination } from "../../core/session/session.ts";
import type { SendProblem, SendRequest } from "../../contract/console/send.ts";
import { ticketId } from "../../core/kit/ids.ts";
import { AGENT_WINDOW_MS } from "./agent-window.ts";
import { questionsOf } from "./build-questions.ts";
import type { Deps } from "../deps.ts";
import { noteTarget } from "../tickets/note-target.ts";
import { destinationOf, type DestinationError } from "./destinations.ts";
import { findRequester, sendProblemOf } from "../tickets/find-requester.ts";
import { countNearby } from "../tickets/nearby-tickets.ts";
import { laterMeans } from "./later-means.ts";
import { admit, type ProspectProblem } from "./send-outlook.ts";
import { policyOf, withActionOfToday } from "./send-policy.ts";
import { tellOfLimit, type OverLimit } from "../desk/agent-limit.ts";
import type { GuardProblem } from "../ports/sessions.ts";
import { categoryFor } from "../../core/settings/category-policy.ts";
import { actionTargetOf } from "./action-target.ts";
import { subjectFor, type AccountUnknown } from "./subject.ts";
import type { AccountRecord, PersonRecord } from "../ports/people.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { TicketRecord } from "../ports/tickets.ts";

export interface SendCommand {
  readonly agent: AgentRecord;
  /** Keyed tags of where the agent sits, to notice a requester who sits there too. */
  readonly agentSide: { readonly addressTag?: string; readonly deviceTag?: string };
  readonly request: SendRequest;
}

export type SendError =
  | { readonly code: "ticket.unknown" }
  | { readonly code: "send.refused"; readonly problem: SendProblem }
  | { readonly code: "send.conflict" }
  | { readonly code: "send.destination_refused"; readonly reason: string }
  | { readonly code: "agent.too_many" }
  | OverLimit
  | { readonly code: "guard.destination_fenced" }
  | AccountUnknown
  | DestinationError
  | ProspectProblem
  | GuardProblem;

/**
 * Until the session has confirmed it. A request that dies in between must not block a person for
 * hours; one that only took longer is refused by the guard if somebody else was faster.
 */
const UNCONFIRMED_LEASE_MS = 2 * MINUTE_MS;
const HISTORY_DAYS = 30;
const NEARBY_MINUTES = 15;

interface Draft {
  readonly id: VerificationId;
  readonly ticket: TicketRecord;
  readonly person: PersonRecord;
  readonly account?: AccountRecord;
  readonly destination: SessionDestination;
  readonly policy: Policy;
  readonly pool: readonly PooledQuestion[];
  /** Proofs that somebody could give beside it. */
  readonly later: readonly Proof[];
  readonly evidenceOnly: boolean;
}

/**
 * Refused, and then nothing of the person's is used up: a ticket or account that is not known, a ticket
 * or person that may not be checked, a destination that may not be used, too few facts, a check that
 * cannot pass and was not meant as evidence only, an agent over the limit, and a person or destination
 * whom the guard holds. The same press again gives the same check; with other fields it is a conflict.
 */
export async function sendVerification(
  deps: Deps,
  command: SendCommand,
): Promise<Result<{ id: VerificationId }, SendError>> {
  const first = await prepare(deps, command, deps.vault.newVerificationId());
  if (!first.ok) {
    return first;
  }
  const claimed = await claim(deps, command, first.value.id);
  if (!claimed.ok) {
    return claimed;
  }
  if (claimed.value !== first.value.id && (await deps.verifications.byId(claimed.value)) !== undefined) {
    // The earlier press went through. Its lease may be released by now and must not be taken again.
    return ok({ id: claimed.value });
  }
  // An earlier press with this key may have been cut off: it is finished under its own id.
  const draft = claimed.value === first.value.id ? first : await prepare(deps, command, claimed.value);
  if (!draft.ok) {
    return draft;
  }
  const opened = await open(deps, command, draft.value);
  if (!opened.ok) {
    await giveBack(deps, command, draft.value);
    await noteBlocked(deps, command.agent, { person: draft.value.person, error: opened.error });
    return opened;
  }
  return ok({ id: draft.value.id });
}

async function open(deps: Deps, command: SendCommand, draft: Draft): Promise<Result<undefined, SendError>> {
  const reserved = await reserve(deps, command, draft);
  if (!reserved.ok) {
    return reserved;
  }
  const session = await newSession(deps, command, draft);
  return deps.session(session.id).create({
    session,
    poolSealed: await deps.vault.seal(JSON.stringify(draft.pool), `session/${session.id}`),
    actor: command.agent.id,
  });
}

/**
 * Nothing was sent: the agent may change the form and press again, and nobody has used up anything.
 * The person's day needs no giving back: it counts a check that exists.
 */
async function giveBack(deps: Deps, { agent, request }: SendCommand, { id, person }: Draft): Promise<void> {
  await Promise.all([
    deps.guards.giveBack(person.id, id),
    deps.guards.uncountAgentStart(agent.id, id),
    deps.verifications.unclaimSend({ agentId: agent.id, key: request.idempotencyKey, id }),
  ]);
}

/** Whoever was refused must not be who lifts it, see `may-lift`. */
async function noteBlocked(deps: Deps, agent: AgentRecord, refused: { person: PersonRecord; error: SendError }) {
  const { person, error } = refused;
  if (error.code === "guard.fenced" || error.code === "guard.daily_limit") {
    const at = deps.clock();
    await deps.audit.count({ at, actor: agent.id, action: "send.blocked", subject: person.id, details: {} });
  }
}

/**
 * A fence is about an address that somebody typed. On the record of its own person it stays in
 * use: or typing it for another one, and its owner's report, would lock the owner out.
 */
function isFenced(deps: Deps, destination: SessionDestination): Promise<boolean> {
  return destination.origin === "typed"
    ? deps.guards.destinationFenced(likenessTagOf(destination), deps.clock())
    : Promise.resolve(false);
}

interface Aim {
  readonly person: PersonRecord;
  readonly destination: SessionDestination;
}

/** Refused: one that was reported, and one that this agent has sent enough people's links to. */
async function admitDestination(deps: Deps, agent: AgentRecord, aim: Aim): Promise<Result<undefined, SendError>> {
  const [fenced, within] = await Promise.all([isFenced(deps, aim.destination), withinDestination(deps, agent, aim)]);
  return fenced ? err({ code: "guard.destination_fenced" }) : within;
}

/** One number or mailbox for many people is how an agent who is worked, or who sells, collects their links. */
async function withinDestination(
  deps: Deps,
  agent: AgentRecord,
  { person, destination }: Aim,
): Promise<Result<undefined, OverLimit>> {
  const most = deps.config.AGENT_LIMITS.peoplePerDestination;
  const others = await deps.verifications.sentThere({
    agentId: agent.id,
    tag: likenessTagOf(destination),
    personId: person.id,
    from: deps.clock() - DAY_MS,
    limit: most,
  });
  const until = goesOnAt(
    others.map(({ createdAt: at }) => ({ at, times: 1 })),
    most,
  );
  if (until === undefined) {
    return ok();
  }
  await tellOfLimit(deps, agent, { limit: "destination", check: others[0]?.id });
  return err({ code: "agent.over_limit", limit: "destination", until });
}

/** Two presses of one form get one verification; another body under the same key is refused. */
async function claim(
  deps: Deps,
  { agent, request }: SendCommand,
  id: VerificationId,
): Promise<Result<VerificationId, SendError>> {
  const { idempotencyKey, ...body } = request;
  const bodyTag = await deps.vault.tag("send", JSON.stringify(body));
  const claimed = await deps.verifications.claimSend({
    agentId: agent.id,
    key: idempotencyKey,
    bodyTag,
    id,
    now: deps.clock(),
  });
  return claimed.conflict ? err({ code: "send.conflict" }) : ok(claimed.id);
}

async function prepare(
  deps: Deps,
  { agent, request }: SendCommand,
  id: VerificationId,
): Promise<Result<Draft, SendError>> {
  const parsed = ticketId.safeParse(request.ticketId);
  const known = parsed.success ? await deps.tickets.byId(parsed.data) : undefined;
  if (known === undefined) {
    return err({ code: "ticket.unknown" });
  }
  const ticket = withActionOfToday(deps, known);
  const requester = await findRequester(deps, ticket);
  if (!requester.ok) {
    return err({ code: "send.refused", problem: requester.error });
  }
  const problem = sendProblemOf(agent, ticket, requester.value);
  if (problem !== undefined || ticket.action === undefined) {
    return err({ code: "send.refused", problem: problem ?? "category_needs_none" });
  }
  const subject = await subjectFor(deps, requester.value, request.accountId);
  if (!subject.ok) {
    return subject;
  }
  const { person } = subject.value;
  const about = { ticket, action: ticket.action, person, callerOnLine: request.callerOnLine };
  if (request.destination.type !== "contact") {
    // Before it is looked up: two different refusals would tell an agent which guess is the number on record.
    const allowed = policyOf(deps, { ...about, destination: { origin: "typed", trusted: false } });
    if (!allowed.ok) {
      return err({ code: "send.destination_refused", reason: allowed.error.reason });
    }
  }
  const destination = await destinationOf(deps, { person, verificationId: id }, request.destination);
  if (!destination.ok) {
    return destination;
  }
  const policy = policyOf(deps, { ...about, destination: destination.value });
  if (!policy.ok) {
    return err({ code: "send.destination_refused", reason: policy.error.reason });
  }
  const story = { action: ticket.action, typedDestination: destination.value.origin === "typed" };
  const [there, questions] = await Promise.all([
    admitDestination(deps, agent, { person, destination: destination.value }),
    questionsOf(deps, person),
  ]);
  if (!there.ok) {
    return there;
  }
  const draft = {
    id,
    ticket,
    ...subject.value,
    destination: destination.value,
    policy: policy.value,
    pool: questions.pool(story),
    later: await laterMeans(deps, { sender: agent.id, person }, [
      { destination: destination.value, policy: policy.value },
    ]),
  };
  const admitted = admit(draft, request.evidenceOnly === true);
  return admitted.ok ? ok({ ...draft, ...admitted.value }) : admitted;
}

/** The agent first: one who is over the limit must not touch the person at all. */
async function reserve(deps: Deps, { agent }: SendCommand, draft: Draft): Promise<Result<undefined, SendError>> {
  const now = deps.clock();
  const { policy, person, ticket, id } = draft;
  const within = await deps.guards.countAgentStart(agent.id, {
    id,
    limit: policy.startsPerAgentPerTenMinutes,
    windowMs: AGENT_WINDOW_MS,
    now,
  });
  return within
    ? deps.guards.reserve({
        personId: person.id,
        lease: { verificationId: id, ticketNumber: ticket.number, agentId: agent.id, agentName: agent.name },
        until: now + UNCONFIRMED_LEASE_MS,
        startsPerDay: policy.startsPerPersonPerDay,
        now,
      })
    : err({ code: "agent.too_many" });
}

async function newSession(deps: Deps, command: SendCommand, draft: Draft): Promise<Session> {
  const now = deps.clock();
  const { person, account, ticket, destination, policy, id } = draft;
  const message = messageId.parse(`msg_${deps.vault.newId()}`);
  return openingSession({
    now,
    messageId: message,
    agentSide: command.agentSide,
    id,
    ticket: {
      id: ticket.id,
      number: ticket.number,
      category: ticket.category,
      target: noteTarget(ticket),
      ...(ticket.openedAt === undefined ? {} : { openedAt: ticket.openedAt }),
    },
    person: {
      id: personId.parse(person.id),
      name: person.displayName,
      firstName: person.givenName,
      email: person.email,
      privileged: person.privileged,
      active: person.active,
      locale: person.locale,
      ...(person.officeCountry === undefined ? {} : { country: person.officeCountry }),
    },
    desk: { timeZone: deps.config.TIME_ZONE, securityChannels: deps.security.channels },
    ...(account === undefined ? {} : { account: { id: account.id, userName: account.userName, label: account.label } }),
    ...defined({
      actionTarget: actionTargetOf(deps, {
        ...draft,
        category: categoryFor(deps.config, ticket),
        action: policy.action,
      }),
    }),
    ...(draft.evidenceOnly ? { evidenceOnly: true } : {}),
    ...(draft.later.length === 0 ? {} : { means: draft.later }),
    agent: { id: command.agent.id, name: command.agent.name },
    destination,
    policy,
    callerOnLine: command.request.callerOnLine,
    availableQuestions: usableCount(draft.pool),
    extraQuestion: drawExtraQuestion(deps.random),
    // Not before the lease was taken: a check that has just failed writes so before it frees the person.
    background: await background(deps, draft, now),
  });
}

async function background(deps: Deps, { person, ticket }: Draft, now: number): Promise<Session["background"]> {
  const from = now - HISTORY_DAYS * DAY_MS;
  const [past, lastSeen, nearby, recent] = await Promise.all([
    deps.verifications.past({ personId: person.id, from }),
    deps.verifications.lastSeen(person.id),
    countNearby(deps, { ticket, person, from: now - NEARBY_MINUTES * MINUTE_MS }),
    deps.verifications.recentFactKeys(person.id, { from, to: now - 12 * HOUR_MS }),
  ]);
  return {
    organisationAsns: deps.config.ORGANISATION_ASNS,
    virtualDesktopAsns: deps.config.VIRTUAL_DESKTOP_ASNS,
    past,
    otherTicketsNearby: nearby,
    callerRefusedEarlier: past.some((check) => check.callerRefused && check.endedAt > now - DAY_MS),
    recentFactKeys: recent,
    ...(lastSeen === undefined ? {} : { lastSeen }),
  };
}
