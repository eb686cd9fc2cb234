/**
 * Tells admins and security of changes that protect less, from the rows that were written with the change.
 * A crash in between may tell twice, with the same id, never zero times.
 */
import { pathTo } from "../../contract/console/paths.ts";
import { agentId } from "../../core/kit/ids.ts";
import { err, type Result } from "../../core/kit/result.ts";
import { secret } from "../../core/kit/secret.ts";
import { SECOND_MS } from "../../core/kit/time.ts";
import { retryDelaySeconds } from "../../core/messages/backoff.ts";
import { settingsEmail, type SettingsMail } from "../../core/messages/templates/settings.ts";
import { sectionOf } from "../../core/settings/registry.ts";
import { deliveryReason } from "../delivery/delivery-reason.ts";
import type { Deps } from "../deps.ts";
import type { PeerProblem } from "../ports/peer-problem.ts";
import type { Receiver } from "../ports/settings.ts";
import type { SettingsNotice } from "../ports/settings-notices.ts";

const LEASE_MS = 60_000;
const PER_CALL = 20;
/** About six hours of backoff; after that the page of the change says who was not told. */
const ATTEMPTS = 80;

/** All active admins, and security by mail and webhook as far as it is set up. */
export async function receiversOf({ agents, security }: Pick<Deps, "agents" | "security">): Promise<Receiver[]> {
  const admins = (await agents.list()).filter(({ role, active }) => role === "admin" && active);
  return [
    ...admins.map(({ id }) => id),
    ...(["mail", "webhook"] as const).filter((way) => security.channels.includes(way)),
  ];
}

/** Refuses nothing: what cannot be told now is told later, until it has been tried for hours. */
export async function tellOfChanges(deps: Deps): Promise<void> {
  const { notices } = deps.settings;
  for (let taken = 0; taken < PER_CALL; taken += 1) {
    const notice = await notices.claim(deps.clock(), LEASE_MS);
    if (notice === undefined) {
      return;
    }
    const told = await tell(deps, notice);
    if (told === undefined) {
      await notices.drop(notice.id);
    } else if (told.ok) {
      await notices.sent(notice.id, deps.clock());
    } else {
      await fail(deps, notice, told.error);
    }
  }
}

/** Undefined where there is nothing to tell, or nobody any more. */
async function tell(deps: Deps, notice: SettingsNotice): Promise<Result<unknown, PeerProblem> | undefined> {
  const mail = await mailOf(deps, notice);
  if (mail === undefined) {
    return undefined;
  }
  const { receiver, event, at, id } = notice;
  if (receiver === "webhook") {
    return deps.security.post("webhook", { id, type: `settings.${event}`, at, data: { url: mail.url } });
  }
  const to = await addressOf(deps, receiver);
  if (to === undefined) {
    return undefined;
  }
  const { fromName, subject, text, html } = settingsEmail(mail);
  try {
    return await deps.provider("email").provider.send({
      content: { channel: "email", to: secret(to), fromName, subject, text: secret(text), html: secret(html) },
      idempotencyKey: await deps.vault.tag("settings-mail", id),
    });
  } catch (error) {
    // No carrier is set up, or it is defect: it must not keep the webhook from being told.
    deps.log.failure("settings_notice.send", error);
    return err({ code: "peer.unreachable", retryable: true, detail: "no carrier for mail" });
  }
}

async function addressOf({ agents, security }: Deps, receiver: Receiver): Promise<string | undefined> {
  if (receiver === "mail" || receiver === "webhook") {
    return security.mailAddress("mail");
  }
  const parsed = agentId.safeParse(receiver);
  const agent = parsed.success ? await agents.byId(parsed.data) : undefined;
  return agent?.active === true && agent.role === "admin" ? agent.email : undefined;
}

async function mailOf(deps: Deps, { event, subject, at }: SettingsNotice): Promise<SettingsMail | undefined> {
  const { ORGANISATION_NAME: organisation, TIME_ZONE: timeZone, CONSOLE_ORIGIN } = deps.config;
  const common = { organisation, timeZone, event, at };
  if (event === "deployed") {
    const seen = await deps.settings.deployments.byNumber(Number(subject));
    return seen && { ...common, weakens: seen.weakens, url: `${CONSOLE_ORIGIN}${pathTo.settings}` };
  }
  const proposal = await deps.settings.store.proposal(subject);
  return (
    proposal && {
      ...common,
      section: sectionOf(proposal.section).title,
      by: proposal.agentName,
      appliesAt: proposal.appliesAt,
      weakens: proposal.weakens,
      url: `${CONSOLE_ORIGIN}${pathTo.settingsSection(proposal.section)}`,
    }
  );
}

async function fail(deps: Deps, { id, attempts }: SettingsNotice, problem: PeerProblem): Promise<void> {
  const final = !problem.retryable || attempts >= ATTEMPTS;
  const seconds = retryDelaySeconds(attempts, { retryAfterSeconds: problem.retryAfterSeconds, random: deps.random });
  const nextAt = deps.clock() + seconds * SECOND_MS;
  await deps.settings.notices.failed(id, { problem: deliveryReason(problem), nextAt, final });
  deps.log.event("settings_notice.failed", { code: problem.code, attempts, final });
}
