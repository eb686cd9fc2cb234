/**
 * Sends one message. The queue only woke us: the row is claimed, then present truth decides (is
 * this still the current link, is there still time?), then the provider is called, then the
 * result is recorded, and then the session is told. A crash in between may send twice at a peer
 * without keys, never zero times; what the session was not told is told when we are woken again.
 */
import { noticeSealedFor, sealedFor } from "../../core/messages/sealed-for.ts";
import { nextTry } from "../../core/messages/next-try.ts";
import { messageWords } from "../../core/messages/words/words.ts";
import { renderMessage, type MessageKind, type MessageRequest } from "../../core/messages/registry.ts";
import { defined } from "../../core/kit/defined.ts";
import type { MessageId } from "../../core/kit/ids.ts";
import { deliveryProblem, type DeliveryProblem } from "../../core/messages/delivery-problem.ts";
import { languageOf, type Language } from "../../core/kit/language.ts";
import { MINUTE_MS } from "../../core/kit/time.ts";
import type { Deps } from "../deps.ts";
import type { DeliveryFailure, MessageContent } from "../ports/delivery.ts";
import type { CheckMessage, EndedLink, MessageRecord, PersonMessage } from "../ports/messages.ts";
import type { MessagedCheck } from "../ports/practice.ts";
import { callFailed } from "../upkeep/call-failed.ts";
import { deliveryReason } from "./delivery-reason.ts";
import { countsFrom } from "../me/passkeys.ts";
import { mailBrand } from "./mail-brand.ts";
import { messageContent } from "./message-content.ts";

const LEASE_MS = 60_000;

/** Refuses nothing: a message that is taken, not due or of no use any more is left or dropped. Seconds to wait where it is tried again. */
export async function deliverMessage(deps: Deps, id: MessageId): Promise<{ retryAfterSeconds?: number }> {
  const message = await deps.messages.claim(id, deps.clock(), LEASE_MS);
  if (message === undefined) {
    await tellAgain(deps, id);
    return {};
  }
  const content = await ("personId" in message ? personContent(deps, message) : checkContent(deps, message));
  if (content === "unwanted") {
    await deps.messages.drop(id);
    deps.log.event("message.dropped", { message: id });
    return {};
  }
  if (content === "unreadable") {
    await giveUp(deps, message, "unreadable");
    return {};
  }
  const { id: providerId, provider } = deps.provider(message.channel);
  const sent = await provider.send({
    content,
    idempotencyKey: id,
    statusCallbackUrl: `${deps.config.CONSOLE_ORIGIN}/webhooks/delivery/${providerId}`,
  });
  if (!sent.ok) {
    return handleFailure(deps, message, sent.error);
  }
  const status = await deps.messages.sent(id, { provider: providerId, ...sent.value });
  if (message.kind === "link") {
    // A report that overtook the reply stands in the row with its reason.
    await (status === "failed"
      ? tellAgain(deps, id)
      : tell(deps, id, { verificationId: message.verificationId, status }));
  }
  return {};
}

type Content = MessageContent | "unwanted" | "unreadable";

async function checkContent(deps: Deps, message: CheckMessage): Promise<Content> {
  const verification = await checkOf(deps, message);
  return verification !== undefined && (await stillWanted(deps, message, verification))
    ? contentOf(deps, message, verification)
    : "unwanted";
}

/** To a contact that is on record, or was. One that is new is told nothing, and told to nobody. */
async function personContent(deps: Deps, message: PersonMessage): Promise<Content> {
  if (deps.clock() >= message.notAfter) {
    return "unwanted";
  }
  const to =
    (await deps.vault.open(message.destinationSealed, noticeSealedFor(message))) ??
    // Of a row from before it was bound to more than its id.
    (await deps.vault.open(message.destinationSealed, `messages/${message.id}`));
  if (to === undefined) {
    return "unreadable";
  }
  const { kind, channel, passkeyId, createdAt: at } = message;
  const sender = senderOf(deps, message);
  if (kind === "action_notice" || kind === "report_action_notice") {
    return noticeContent(deps, { ...message, kind }, to);
  }
  if (kind !== "passkey_added" && kind !== "report_passkey_added") {
    return contentWith(to, { kind, channel, input: { ...sender, at } });
  }
  const [passkey, person] = await Promise.all([
    passkeyId === undefined ? undefined : deps.personPasskeys.byId(passkeyId),
    deps.people.byId(message.personId),
  ]);
  // Taken away meanwhile: nothing is left to tell of.
  if (passkey === undefined || person === undefined) {
    return "unwanted";
  }
  const link = `${deps.config.PORTAL_ORIGIN}/me/not-me/${await deps.vault.undoLocator(passkey.id)}`;
  const input = { ...sender, at, until: countsFrom(passkey), link, person: person.displayName };
  return contentWith(to, { kind, channel, input });
}

/** Of all that goes in it; its link is that of the newest, and stops them all. */
async function noticeContent(
  deps: Deps,
  message: PersonMessage & { readonly kind: "action_notice" | "report_action_notice" },
  to: string,
): Promise<Content> {
  const [notices, person] = await Promise.all([
    deps.actionNotices.ofMessage(message.id),
    deps.people.byId(message.personId),
  ]);
  const newest = notices.at(-1);
  if (newest === undefined || person === undefined) {
    return "unwanted";
  }
  const { kind, channel } = message;
  const locator = await deps.vault.noticeLocator({ id: newest.verificationId, number: newest.number });
  const link = `${deps.config.PORTAL_ORIGIN}/me/stop/${locator}`;
  const input = { ...senderOf(deps, message), events: notices, link, person: person.displayName };
  return contentWith(to, { kind, channel, input });
}

/** A practice check is none of the verifications, and is looked for only where there is no other. */
async function checkOf(deps: Deps, message: CheckMessage): Promise<MessagedCheck | undefined> {
  const id = message.verificationId;
  const check = await deps.verifications.byId(id);
  if (check !== undefined) {
    return check;
  }
  const practice = await deps.practice.messaged(id);
  return practice && { ...practice, ticketNumber: messageWords(languageFor(deps, message)).practice };
}

/** Woken for a link that was settled before: that time may have been cut off before the session was told. */
async function tellAgain(deps: Deps, id: MessageId): Promise<void> {
  const settled = await deps.messages.ended(id);
  if (settled !== undefined) {
    await tell(deps, id, settled);
  }
}

/** The session takes the same report twice unharmed, and an overtaken one not at all. */
async function tell(deps: Deps, id: MessageId, { verificationId, status, problem }: EndedLink): Promise<void> {
  await deps
    .session(verificationId)
    .apply(
      status === "failed"
        ? { type: "delivery.failed", messageId: id, problem: deliveryProblem(problem) }
        : { type: `delivery.${status}`, messageId: id },
    );
}

/**
 * A late link or a link that was replaced is worse than none. The record may lag behind the
 * session, so the session has the last word on a link.
 */
async function stillWanted(deps: Deps, message: CheckMessage, verification: MessagedCheck): Promise<boolean> {
  if (deps.clock() >= message.notAfter) {
    return false;
  }
  if (message.kind === "phone_known" || message.kind === "block_lifted") {
    return true;
  }
  if (message.kind === "hold_over") {
    return verification.live.lateReportAt === undefined;
  }
  if (verification.endedAt !== undefined) {
    return false;
  }
  if (message.kind === "code") {
    return true;
  }
  if (message.kind === "vouch_asked") {
    return isVouchOpen(verification);
  }
  const claimed = await deps.session(message.verificationId).apply({ type: "delivery.claimed", messageId: message.id });
  return claimed.ok && verification.live.link.number === message.linkNumber;
}

/** Whoever has answered meanwhile is not written to. */
function isVouchOpen({ live }: MessagedCheck): boolean {
  return live.approvals?.some(({ kind, answer }) => kind === "manager_vouch" && answer === undefined) === true;
}

async function contentOf(
  deps: Deps,
  message: CheckMessage,
  verification: MessagedCheck,
): Promise<Exclude<Content, "unwanted">> {
  const to =
    (await deps.vault.open(message.destinationSealed, sealedFor(message))) ??
    // Of a row from before it was bound to the message.
    (await deps.vault.open(message.destinationSealed, `messages/${message.verificationId}`));
  const code =
    message.codeSealed === undefined
      ? undefined
      : await deps.vault.open(message.codeSealed, `messages/${message.id}/code`);
  if (to === undefined || (message.kind === "code" && code === undefined)) {
    return "unreadable";
  }
  const { channel } = message;
  const sender = { ...senderOf(deps, message), ticketNumber: verification.ticketNumber };
  if (message.kind === "code") {
    const host = new URL(deps.config.PORTAL_ORIGIN).host;
    return contentWith(to, {
      kind: "code",
      channel,
      input: { ...sender, code: code ?? "", portalHost: host, expiresAt: message.notAfter },
    });
  }
  if (message.kind === "vouch_asked") {
    const page = `${new URL(deps.config.PORTAL_ORIGIN).host}/me`;
    const input = { ...senderOf(deps, message), page };
    return contentWith(to, { kind: "vouch_asked", channel, input });
  }
  if (message.kind === "phone_known") {
    return contentWith(to, {
      kind: "phone_known",
      channel,
      input: { ...sender, at: verification.endedAt ?? verification.createdAt },
    });
  }
  if (message.kind === "block_lifted") {
    return contentWith(to, { kind: "block_lifted", channel, input: { ...sender, at: message.createdAt } });
  }
  const locator = await deps.vault.locator({ id: message.verificationId, linkNumber: message.linkNumber });
  const link = `${deps.config.PORTAL_ORIGIN}/v/${locator}`;
  if (message.kind === "hold_over") {
    return contentWith(to, { kind: "hold_over", channel, input: { ...sender, link, expiresAt: message.notAfter } });
  }
  const { issuedAt, expiresAt } = verification.live.link;
  return contentWith(to, {
    kind: "link",
    channel,
    input: {
      ...sender,
      link,
      lifetimeMinutes: Math.round((expiresAt - issuedAt) / MINUTE_MS),
      expiresAt,
      // A typed destination may belong to a stranger: no agent is named to it.
      ...(verification.origin === "typed" ? {} : { agentName: verification.referrerName }),
    },
  });
}

const languageFor = ({ config }: Deps, { locale }: Pick<MessageRecord, "locale">): Language =>
  languageOf(locale) ?? config.LANGUAGE;

function senderOf(deps: Deps, message: Pick<MessageRecord, "locale">) {
  const { config } = deps;
  return {
    language: languageFor(deps, message),
    organisation: config.ORGANISATION_NAME,
    deskNumber: config.DESK_PHONE,
    timeZone: config.TIME_ZONE,
    brand: mailBrand(config),
  };
}

function contentWith<Kind extends MessageKind>(to: string, request: MessageRequest<Kind>): MessageContent {
  return messageContent(to, renderMessage(request));
}

async function handleFailure(
  deps: Deps,
  message: MessageRecord,
  problem: DeliveryFailure,
): Promise<{ retryAfterSeconds?: number }> {
  const reason = deliveryReason(problem);
  await callFailed(deps, message.channel === "sms" ? "sms" : "mail", reason);
  const { kind, attempts, notAfter } = message;
  const { retryable, retryAfterSeconds, code } = problem;
  const next = nextTry(
    { kind, attempts, notAfter, problem: reason, retryable, retryAfterSeconds },
    { now: deps.clock(), random: deps.random },
  );
  if (next === undefined) {
    await giveUp(deps, message, reason);
    return {};
  }
  await deps.messages.failed(message.id, { problem: reason, nextAt: next.at, final: false });
  deps.log.event("message.retry", { message: message.id, code, attempts });
  return defined({ retryAfterSeconds: next.wakeAfter });
}

async function giveUp(deps: Deps, message: MessageRecord, code: DeliveryProblem): Promise<void> {
  await deps.messages.failed(message.id, { problem: code, nextAt: deps.clock(), final: true });
  deps.log.event("message.failed", { message: message.id, code, attempts: message.attempts });
  if (message.kind === "link") {
    await tell(deps, message.id, { verificationId: message.verificationId, status: "failed", problem: code });
  }
}
