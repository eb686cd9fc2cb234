/**
 * An admin checks himself, for practice: the one exception to "nobody checks their own account". Session,
 * questions, score, messages and portal are those of every check; the person, the contact and the facts
 * are his word, so nothing is kept that a real check could read (core/session/practice).
 */
import type { OwnCheckProgress, OwnCheckReply, OwnCheckRequest } from "../../contract/console/own-check.ts";
import { defined } from "../../core/kit/defined.ts";
import { messageId, type VerificationId } from "../../core/kit/ids.ts";
import { err, ok, type Result } from "../../core/kit/result.ts";
import { MINUTE_MS } from "../../core/kit/time.ts";
import { deliveryProblemWords } from "../../core/messages/delivery-problem.ts";
import { messageWords } from "../../core/messages/words/words.ts";
import { renderMessage } from "../../core/messages/registry.ts";
import { policyFor } from "../../core/policy/policy-for.ts";
import type { Policy } from "../../core/policy/policy.ts";
import { practiceFacts, practicePool, PRACTICE_POPULATION, type PracticeFacts } from "../../core/questions/practice.ts";
import type { PooledQuestion } from "../../core/questions/question.ts";
import { usableCount } from "../../core/questions/asking/select.ts";
import { likenessOf } from "../../core/risk/likeness.ts";
import { sixDigits } from "../../core/session/digits.ts";
import { undelivered } from "../../core/session/live-view.ts";
import { openingSession } from "../../core/session/opening.ts";
import { PRACTICE_TICKET, practicePersonId, type PracticeRecord } from "../../core/session/practice.ts";
import type { Session } from "../../core/session/session.ts";
import { deliveryReason } from "../delivery/delivery-reason.ts";
import { mailBrand } from "../delivery/mail-brand.ts";
import { messageContent } from "../delivery/message-content.ts";
import type { Deps, DestinationProblem } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { MessageContent } from "../ports/delivery.ts";
import type { PracticeCheck } from "../ports/practice.ts";
import type { GuardProblem } from "../ports/sessions.ts";
import { timelineOf } from "../desk/timeline.ts";
import { countsAsSend } from "../sending/agent-window.ts";

const CODE_LIFETIME_MS = 10 * MINUTE_MS;
const CODE_TRIES = 5;
/** Until the session has confirmed it, as for every check. */
const UNCONFIRMED_LEASE_MS = 2 * MINUTE_MS;
/** Whoever sets a desk up tries more often than somebody who forgot a password. */
const CHECKS_PER_DAY = 20;

export type OwnCheckError =
  | {
      readonly code:
        "agent.too_many" | "own_check.no_code" | "own_check.wrong_code" | "own_check.not_confirmed" | "own_check.facts";
    }
  | { readonly code: "own_check.not_sent"; readonly what: string }
  | { readonly code: "own_check.no_carrier" | "guard.destination_fenced" }
  | DestinationProblem
  | GuardProblem;

type Acted = Promise<Result<undefined, OwnCheckError>>;

/** Refuses nothing. */
export async function readOwnCheck(deps: Deps, agent: AgentRecord): Promise<OwnCheckReply> {
  const kept = await deps.practice.of(agent.id);
  const channels = (["email", "sms"] as const).filter((channel) => hasCarrier(deps, channel));
  const trial = deps.config.LOCAL_MODE;
  if (kept === undefined) {
    return { trial, channels };
  }
  const { channel, masked, codeUntil, triesLeft, confirmedAt, record } = kept;
  return {
    trial,
    channels,
    contact: { channel, masked, codeUntil, triesLeft, ...defined({ confirmedAt }) },
    ...(record === undefined ? {} : { check: progressOf(record) }),
  };
}

function progressOf({ status, live, endedAt, score, passLine, reasons }: PracticeRecord): OwnCheckProgress {
  const problem = undelivered(live);
  return {
    status,
    message: live.message.state,
    timeline: timelineOf(live),
    passLine,
    reasons: reasons.map(({ reason, points }) => ({ reason, points })),
    ...defined({ question: live.question }),
    ...(problem === undefined ? {} : { undelivered: deliveryProblemWords(problem).what }),
    ...(endedAt === null ? {} : { endedAt, ...(score === null ? {} : { score }) }),
  };
}

/**
 * One step. Refused: too many messages in a short time, a contact that none can go to, a carrier that is not
 * set up or does not take the code, a code that is wrong, over or not open, facts that make too few questions,
 * and a check of this admin that still runs.
 */
export function actOnOwnCheck(deps: Deps, agent: AgentRecord, request: OwnCheckRequest): Acted {
  switch (request.act) {
    case "contact":
      return sendCode(deps, agent, request);
    case "confirm":
      return confirm(deps, agent, request.code);
    case "send":
      return send(deps, agent, request.facts);
    case "cancel":
      return cancel(deps, agent);
  }
}

const hasCarrier = ({ config, providerById }: Deps, channel: "sms" | "email"): boolean =>
  providerById(channel === "sms" ? config.SMS_PROVIDER : config.EMAIL_PROVIDER) !== undefined;

/** The code is nobody's but this admin's. */
const codeTag = (deps: Deps, agent: AgentRecord, code: string): Promise<string> =>
  deps.vault.tag("practice", `${agent.id}/${code}`);

async function sendCode(
  deps: Deps,
  agent: AgentRecord,
  { channel, value }: { readonly channel: "sms" | "email"; readonly value: string },
): Acted {
  if (!hasCarrier(deps, channel)) {
    return err({ code: "own_check.no_carrier" });
  }
  const checked = deps.checkDestination(
    channel === "sms" ? { channel, number: value } : { channel, address: value },
    // Nobody has to be kept out of a mailbox who only practises.
    { ownMailbox: true },
  );
  if (!checked.ok) {
    return checked;
  }
  const now = deps.clock();
  const likeness = await deps.vault.tag("destination", `${channel}:${likenessOf(checked.value)}`);
  if (await deps.guards.destinationFenced(likeness, now)) {
    return err({ code: "guard.destination_fenced" });
  }
  const id = deps.vault.newId();
  if (!(await countsAsSend(deps, agent, id))) {
    return err({ code: "agent.too_many" });
  }
  const { canonical, masked, maskedPlain } = checked.value;
  await endOpenCheck(deps, agent, await deps.practice.of(agent.id));
  const code = sixDigits(deps.random);
  const codeUntil = now + CODE_LIFETIME_MS;
  await deps.practice.begin(
    {
      agentId: agent.id,
      channel,
      contactSealed: await deps.vault.seal(canonical, `practice_checks/${agent.id}`),
      contactTag: await deps.vault.tag("destination", `${channel}:${canonical}`),
      masked,
      maskedPlain,
      codeHash: await codeTag(deps, agent, code),
      codeUntil,
      triesLeft: CODE_TRIES,
    },
    {
      at: now,
      actor: agent.id,
      action: "own_check.code_sent",
      subject: agent.id,
      details: { channel, to: maskedPlain },
    },
  );
  const { id: providerId, provider } = deps.provider(channel);
  // While the admin waits: what the carrier says is what he has to know, and nothing is promised for later.
  const sent = await provider.send({
    content: codeContent(deps, { channel, to: canonical, code, until: codeUntil }),
    idempotencyKey: `msg_${id}`,
    statusCallbackUrl: `${deps.config.CONSOLE_ORIGIN}/webhooks/delivery/${providerId}`,
  });
  return sent.ok
    ? ok()
    : err({ code: "own_check.not_sent", what: deliveryProblemWords(deliveryReason(sent.error)).what });
}

function codeContent(
  { config }: Deps,
  message: { readonly channel: "sms" | "email"; readonly to: string; readonly code: string; readonly until: number },
): MessageContent {
  const rendered = renderMessage({
    kind: "code",
    channel: message.channel,
    input: {
      organisation: config.ORGANISATION_NAME,
      deskNumber: config.DESK_PHONE,
      timeZone: config.TIME_ZONE,
      brand: mailBrand(config),
      language: config.LANGUAGE,
      ticketNumber: messageWords(config.LANGUAGE).practice,
      code: message.code,
      portalHost: new URL(config.CONSOLE_ORIGIN).host,
      expiresAt: message.until,
    },
  });
  return messageContent(message.to, rendered);
}

async function confirm(deps: Deps, agent: AgentRecord, code: string): Acted {
  const at = deps.clock();
  const expected = await deps.practice.takeTry(agent.id, at);
  if (expected === undefined) {
    return err({ code: "own_check.no_code" });
  }
  const given = await codeTag(deps, agent, code);
  if (!(await deps.vault.equal(given, expected))) {
    return err({ code: "own_check.wrong_code" });
  }
  const entry = { at, actor: agent.id, action: "own_check.confirmed", subject: agent.id, details: {} };
  return (await deps.practice.confirm(agent.id, expected, entry)) ? ok() : err({ code: "own_check.no_code" });
}

async function send(deps: Deps, agent: AgentRecord, typed: PracticeFacts): Acted {
  const kept = await deps.practice.of(agent.id);
  if (kept?.confirmedAt === undefined) {
    return err({ code: "own_check.not_confirmed" });
  }
  if (!hasCarrier(deps, kept.channel)) {
    return err({ code: "own_check.no_carrier" });
  }
  const id = deps.vault.newVerificationId();
  const session = await practiceSession(deps, agent, { id, kept });
  const pool = poolOf(deps, agent, typed);
  if (session === undefined || usableCount(pool) < session.policy.profile.minimumQuestions) {
    return err({ code: "own_check.facts" });
  }
  const reserved = await reserve(deps, agent, session);
  if (!reserved.ok) {
    return reserved;
  }
  await deps.practice.setCheck(agent.id, id, session.createdAt);
  return deps.session(id).create({
    session: { ...session, availableQuestions: usableCount(pool) },
    poolSealed: await deps.vault.seal(JSON.stringify(pool), `session/${id}`),
    actor: agent.id,
  });
}

/** Stops what runs. Nothing is refused where nothing does. */
async function cancel(deps: Deps, agent: AgentRecord): Acted {
  await endOpenCheck(deps, agent, await deps.practice.of(agent.id));
  return ok();
}

async function endOpenCheck(deps: Deps, agent: AgentRecord, kept: PracticeCheck | undefined): Promise<void> {
  if (kept?.verificationId !== undefined) {
    // One that has ended stays as it ended.
    await deps
      .session(kept.verificationId)
      .apply({ type: "agent.cancelled", actor: { id: agent.id, name: agent.name } });
  }
}

async function reserve(deps: Deps, agent: AgentRecord, { id, policy, person, createdAt }: Session): Acted {
  return (await countsAsSend(deps, agent, id))
    ? deps.guards.reserve({
        personId: person.id,
        lease: { verificationId: id, ticketNumber: PRACTICE_TICKET.number, agentId: agent.id, agentName: agent.name },
        until: createdAt + UNCONFIRMED_LEASE_MS,
        startsPerDay: policy.startsPerPersonPerDay,
        now: createdAt,
      })
    : err({ code: "agent.too_many" });
}

/** As for somebody whose contact has been on record for long: what this admin has just confirmed. */
function practicePolicy(): Policy | undefined {
  const made = policyFor({
    action: "identity_check",
    privileged: false,
    destination: { origin: "on_record", trusted: true },
    callerOnLine: false,
    overrides: { limits: { startsPerPersonPerDay: CHECKS_PER_DAY } },
  });
  return made.ok ? made.value : undefined;
}

function poolOf(deps: Deps, agent: AgentRecord, typed: PracticeFacts): readonly PooledQuestion[] {
  const now = deps.clock();
  return practicePool({
    action: "identity_check",
    typedDestination: false,
    facts: practiceFacts(typed, { name: nameOf(agent), now }),
    population: PRACTICE_POPULATION,
    now,
    keyed: deps.vault.keyed("options", practicePersonId(agent.id)),
    organisation: deps.config.ORGANISATION_NAME,
    timeZone: deps.config.TIME_ZONE,
  });
}

function nameOf({ name }: AgentRecord) {
  const [given = name, ...rest] = name.split(" ");
  return { given, family: rest.join(" "), display: name };
}

async function practiceSession(
  deps: Deps,
  agent: AgentRecord,
  { id, kept }: { readonly id: VerificationId; readonly kept: PracticeCheck },
): Promise<Session | undefined> {
  const policy = practicePolicy();
  const contact = await deps.vault.open(kept.contactSealed, `practice_checks/${agent.id}`);
  if (policy === undefined || contact === undefined) {
    return undefined;
  }
  return openingSession({
    now: deps.clock(),
    messageId: messageId.parse(`msg_${deps.vault.newId()}`),
    // Who sends and who answers sit at one place here, and are meant to.
    agentSide: {},
    id,
    practice: true,
    ticket: PRACTICE_TICKET,
    person: {
      id: practicePersonId(agent.id),
      name: agent.name,
      firstName: nameOf(agent).given,
      email: agent.email,
      privileged: false,
      active: true,
      locale: deps.config.LANGUAGE,
    },
    desk: { timeZone: deps.config.TIME_ZONE, securityChannels: [] },
    agent: { id: agent.id, name: agent.name },
    destination: {
      channel: kept.channel,
      origin: "on_record",
      trusted: true,
      baseline: true,
      onRecordForOthers: 0,
      usedForOthers: 0,
      disposableDomain: false,
      masked: kept.masked,
      maskedPlain: kept.maskedPlain,
      tag: kept.contactTag,
      sealed: await deps.vault.seal(contact, `messages/${id}`),
      source: "practice",
    },
    policy,
    callerOnLine: false,
    availableQuestions: 0,
    extraQuestion: false,
    background: {
      organisationAsns: deps.config.ORGANISATION_ASNS,
      virtualDesktopAsns: deps.config.VIRTUAL_DESKTOP_ASNS,
      past: [],
      otherTicketsNearby: 0,
      callerRefusedEarlier: false,
      recentFactKeys: [],
    },
  });
}
