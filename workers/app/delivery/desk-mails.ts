/**
 * Mails about access and settings: the row was written with the act, here it is claimed, sent and its result recorded.
 * A crash in between may tell twice, with the same key, never zero times.
 */
import { pathTo } from "../../contract/console/paths.ts";
import type { AgentId } from "../../core/kit/ids.ts";
import { agentId } from "../../core/kit/ids.ts";
import { err, type Result } from "../../core/kit/result.ts";
import { DAY_MS, SECOND_MS, type EpochMs } from "../../core/kit/time.ts";
import { retryDelaySeconds } from "../../core/messages/backoff.ts";
import {
  isOwnerNews,
  overseers,
  settingsEventOf,
  toUser,
  userIn,
  type AccessNewsKind,
  type DeskRecipient,
  type OwnerNewsKind,
} from "../../core/messages/desk-mail.ts";
import type { RenderedEmail } from "../../core/messages/message.ts";
import { deskEmail, type DeskMailMessage } from "../../core/messages/templates/desk.ts";
import { settingsEmail, type SettingsEvent } from "../../core/messages/templates/settings.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { DeskMail, NewDeskMail } from "../ports/desk-mails.ts";
import type { PeerProblem } from "../ports/peer-problem.ts";
import { callFailed } from "../upkeep/call-failed.ts";
import { settingsNews } from "../settings/settings-news.ts";
import { deliveryReason } from "./delivery-reason.ts";
import { mailBrand } from "./mail-brand.ts";
import { messageContent } from "./message-content.ts";

const LEASE_MS = 60_000;
/** About six hours of backoff; after that somebody has to look. */
const ATTEMPTS = 80;
/** News about access that nobody could be told for so long is in the audit log. */
const OF_USE_MS = 7 * DAY_MS;

/** Whether mail can be sent at all, as far as the settings say. */
export function hasMail({ config, providerById }: Pick<Deps, "config" | "providerById">): boolean {
  return providerById(config.EMAIL_PROVIDER) !== undefined;
}

const idOf = (key: string, recipient: DeskRecipient): string => `dml_${key}_${recipient.replace(":", "-")}`;

/** For the batch of the act: one mail to the user, with the token that only its recipient's mail opens. */
export async function invitationMail(
  deps: Deps,
  user: Pick<AgentRecord, "id" | "name">,
  link: { readonly token: string; readonly at: EpochMs; readonly expiresAt: EpochMs },
): Promise<NewDeskMail> {
  const recipient = toUser(user.id);
  const id = idOf(deps.vault.newId(), recipient);
  const tokenSealed = await deps.vault.seal(link.token, boundTo(id, recipient));
  return { id, recipient, kind: "invitation", about: user.name, tokenSealed, at: link.at, notAfter: link.expiresAt };
}

/** For the batch of the act that gives somebody a new way in, or uses one up. `about`: see `NewDeskMail`. */
export function ownerMail(
  { clock, vault }: Pick<Deps, "clock" | "vault">,
  kind: OwnerNewsKind,
  { id, about, key = vault.newId() }: { readonly id: AgentId; readonly about: string; readonly key?: string },
): NewDeskMail {
  const at = clock();
  const recipient = toUser(id);
  return { id: idOf(key, recipient), recipient, kind, about, at, notAfter: at + OF_USE_MS };
}

/** For the batch of the act: one for every admin but the one it is about, and for each way of the security contact. */
export async function overseerMails(
  deps: Pick<Deps, "clock" | "agents" | "security">,
  kind: AccessNewsKind,
  { key, about }: { readonly key: string; readonly about: { readonly id?: AgentId; readonly name: string } },
): Promise<readonly NewDeskMail[]> {
  const at = deps.clock();
  const recipients = overseers(await deps.agents.list(), about.id, deps.security.channels);
  return mailsTo(recipients, kind, { key, about: about.name, at });
}

/** For the batch of the act: one for each way of the security contact. */
export function securityMails(
  deps: Pick<Deps, "clock" | "security">,
  kind: AccessNewsKind,
  news: { readonly key: string; readonly about: string },
): readonly NewDeskMail[] {
  return mailsTo(overseers([], undefined, deps.security.channels), kind, { ...news, at: deps.clock() });
}

function mailsTo(
  recipients: readonly DeskRecipient[],
  kind: AccessNewsKind,
  { key, about, at }: { readonly key: string; readonly about: string; readonly at: EpochMs },
): readonly NewDeskMail[] {
  return recipients.map((recipient) => ({
    id: idOf(key, recipient),
    recipient,
    kind,
    about,
    at,
    notAfter: at + OF_USE_MS,
  }));
}

/** For the batch of the act: one for every admin, also who did it, and for each way of the security contact. */
export async function settingsMails(
  deps: Deps,
  event: SettingsEvent,
): Promise<(about: string) => readonly NewDeskMail[]> {
  const at = deps.clock();
  const recipients = overseers(await deps.agents.list(), undefined, deps.security.channels);
  return (about) =>
    recipients.map((recipient) => ({
      id: idOf(`${about}-${event}`, recipient),
      recipient,
      kind: `settings_${event}`,
      about,
      at,
      notAfter: at + OF_USE_MS,
    }));
}

/** Refuses nothing: what the queue does not wake is found by the sweep. */
export async function wakeDeskMails(deps: Deps, mails: readonly Pick<NewDeskMail, "id">[]): Promise<void> {
  if (mails.length === 0) {
    return;
  }
  try {
    await deps.queues.tellDesk(mails.map(({ id }) => id));
  } catch (error) {
    deps.log.failure("queue.wake", error);
  }
}

/** Refuses nothing: a mail that is taken, not due or of no use any more is left or given up. Seconds to wait where it is tried again. */
export async function sendDeskMail(deps: Deps, id: string): Promise<{ retryAfterSeconds?: number }> {
  const mail = await deps.deskMails.claim(id, deps.clock(), LEASE_MS);
  if (mail === undefined) {
    return {};
  }
  const told = await tell(deps, mail);
  if (told.ok) {
    await deps.deskMails.sent(mail, deps.clock());
    return {};
  }
  const { retryable, retryAfterSeconds, code } = told.error;
  const { attempts } = mail;
  const seconds = retryDelaySeconds(attempts, { retryAfterSeconds, random: deps.random });
  const nextAt = deps.clock() + seconds * SECOND_MS;
  const final = !retryable || attempts >= ATTEMPTS || nextAt >= mail.notAfter;
  const problem = deliveryReason(told.error);
  if (told !== NOBODY) {
    await callFailed(deps, mail.recipient === "security:webhook" ? "security_webhook" : "mail", problem);
  }
  await deps.deskMails.failed(id, { problem, nextAt, final });
  deps.log.event("desk_mail.failed", { mail: id, code, attempts, final });
  return final ? {} : { retryAfterSeconds: seconds };
}

async function tell(deps: Deps, mail: DeskMail): Promise<Result<unknown, PeerProblem>> {
  const { id, recipient, kind, at } = mail;
  const words = await wordsOf(deps, mail);
  if (words === undefined || deps.clock() >= mail.notAfter) {
    return NOBODY;
  }
  if (recipient === "security:webhook") {
    const event = settingsEventOf(kind);
    const type = event === undefined ? `access.${kind}` : `settings.${event}`;
    // Whoever may know more signs in and reads it there.
    return deps.security.post("webhook", { id, type, at, data: { url: words.url } });
  }
  const to = await addressOf(deps, mail);
  if (to === undefined) {
    return NOBODY;
  }
  try {
    const { provider } = deps.provider("email");
    return await provider.send({
      content: messageContent(to, { channel: "email", ...words.email }),
      idempotencyKey: id,
    });
  } catch (error) {
    // No carrier is set up, or it is defect: once there is one it goes out.
    deps.log.failure("desk_mail.send", error);
    return err({ code: "peer.unreachable", retryable: true, detail: "no carrier for mail" });
  }
}

const NOBODY = err({ code: "peer.rejected", retryable: false, detail: "nobody to write to" } as const);

interface DeskWords {
  readonly url: string;
  readonly email: Omit<RenderedEmail, "channel">;
}

/** Undefined where what it tells of is not there, or was changed by SQL. */
async function wordsOf(deps: Deps, mail: DeskMail): Promise<DeskWords | undefined> {
  const { kind, about, at, notAfter } = mail;
  const event = settingsEventOf(kind);
  if (event !== undefined) {
    const news = await settingsNews(deps, { event, about, at });
    return news && { url: news.url, email: settingsEmail(news) };
  }
  const url = await addressIn(deps, mail);
  const { ORGANISATION_NAME: organisation, TIME_ZONE: timeZone } = deps.config;
  return url === undefined
    ? undefined
    : {
        url,
        email: deskEmail({
          organisation,
          timeZone,
          brand: mailBrand(deps.config),
          kind: kind as DeskMailMessage["kind"],
          about,
          at,
          until: notAfter,
          url,
        }),
      };
}

/** Of an active user, as it is now; an address that was changed by SQL is nobody's. */
async function addressOf(deps: Deps, { recipient, kind }: DeskMail): Promise<string | undefined> {
  const user = userIn(recipient);
  if (user === undefined) {
    return deps.security.mailAddress("mail");
  }
  const known = agentId.safeParse(user);
  const agent = known.success ? await deps.agents.byId(known.data) : undefined;
  const mayKnow = settingsEventOf(kind) === undefined || agent?.role === "admin";
  return agent?.active === true && mayKnow ? agent.email : undefined;
}

/** Where the mail leads: an invitation signs in, everything else is read behind a sign-in. */
async function addressIn({ config, vault }: Deps, mail: DeskMail): Promise<string | undefined> {
  if (isOwnerNews(mail.kind)) {
    return `${config.CONSOLE_ORIGIN}${pathTo.ownSignIns}`;
  }
  if (mail.kind !== "invitation") {
    return `${config.CONSOLE_ORIGIN}${pathTo.audit}`;
  }
  const token =
    mail.tokenSealed === undefined ? undefined : await vault.open(mail.tokenSealed, boundTo(mail.id, mail.recipient));
  return token === undefined ? undefined : `${config.CONSOLE_ORIGIN}${pathTo.signIn}#${token}`;
}

/** A row that is given another recipient by SQL opens no more. */
const boundTo = (id: string, recipient: DeskRecipient): string => `desk_mails/${id}/${recipient}`;
