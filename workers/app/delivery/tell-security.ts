/**
 * Tells security about one check, everything of it that is due. The rows were written with the
 * event; here each is claimed, sent, and its result recorded. A crash in between may tell twice,
 * with the same id, never zero times.
 */
import { retryDelaySeconds } from "../../core/messages/backoff.ts";
import { securityEmail } from "../../core/messages/templates/security.ts";
import type { VerificationId } from "../../core/kit/ids.ts";
import { err, type Result } from "../../core/kit/result.ts";
import { secret } from "../../core/kit/secret.ts";
import { MINUTE_MS, SECOND_MS } from "../../core/kit/time.ts";
import type { Deps } from "../deps.ts";
import type { PeerProblem } from "../ports/peer-problem.ts";
import type { SecurityNotice } from "../ports/security.ts";
import { asKept } from "../desk/as-kept.ts";
import { callFailed } from "../upkeep/call-failed.ts";
import { readByRequester } from "./read-by-requester.ts";
import { deliveryReason } from "./delivery-reason.ts";
import { mailBrand } from "./mail-brand.ts";

const LEASE_MS = 60_000;
/** One mail per person within this time; what comes meanwhile goes together in the next one. */
export const GATHER_MS = 10 * MINUTE_MS;
/** About six hours of backoff; after that somebody has to look. */
const ATTEMPTS = 80;
const MESSAGES_PER_CALL = 10;

/** Refuses nothing. Seconds to wait where a notice is tried again; 0 where more is due than one call tells. */
export async function tellSecurity(deps: Deps, id: VerificationId): Promise<{ retryAfterSeconds?: number }> {
  for (let sent = 0; sent < MESSAGES_PER_CALL; sent += 1) {
    const notices = await deps.notices.claimNext(id, deps.clock(), { leaseMs: LEASE_MS, gatherMs: GATHER_MS });
    const [first] = notices;
    if (first === undefined) {
      return {};
    }
    const told = await tell(deps, first, notices);
    if (!told.ok) {
      return fail(deps, notices, told.error);
    }
    await deps.notices.sent(
      notices.map((notice) => notice.id),
      deps.clock(),
    );
    await publish(deps, notices);
  }
  return { retryAfterSeconds: 0 };
}

function tell(
  deps: Deps,
  first: SecurityNotice,
  notices: readonly SecurityNotice[],
): Promise<Result<unknown, PeerProblem>> {
  const { channel } = first;
  return channel === "mail" || channel === "on_call"
    ? mail(deps, channel, notices)
    : deps.security.post(channel, {
        id: first.id,
        type: `security.${first.cause}`,
        at: first.createdAt,
        // Whoever may know more signs in and reads it there.
        data: { verification: first.verificationId, url: pageOf(deps, first) },
      });
}

async function mail(
  deps: Deps,
  channel: "mail" | "on_call",
  notices: readonly SecurityNotice[],
): Promise<Result<unknown, PeerProblem>> {
  const to = deps.security.mailAddress(channel);
  const records = await Promise.all(
    notices.map(async ({ verificationId }) => {
      const record = await deps.verifications.byId(verificationId);
      return record && (await asKept(deps, record)).check;
    }),
  );
  const person = records[0];
  if (to === undefined || person === undefined) {
    return err({ code: "peer.rejected", retryable: false, detail: "nobody to write to" });
  }
  const known = records.flatMap((record) => record ?? []);
  if ((await Promise.all(known.map((record) => readByRequester(deps, to, record)))).includes(true)) {
    return err({ code: "peer.rejected", retryable: false, detail: "the check is of the security contact" });
  }
  const { fromName, subject, text, html } = securityEmail({
    organisation: deps.config.ORGANISATION_NAME,
    timeZone: deps.config.TIME_ZONE,
    brand: mailBrand(deps.config),
    person: person.requesterName,
    notices: notices.map((notice, index) => ({
      cause: notice.cause,
      at: notice.createdAt,
      ticketNumber: records[index]?.ticketNumber ?? "",
      url: pageOf(deps, notice),
      by: notice.reportedBy,
    })),
  });
  const { provider } = deps.provider("email");
  return provider.send({
    content: { channel: "email", to: secret(to), fromName, subject, text: secret(text), html: secret(html) },
    // Other notices in the mail make it another mail; the same ones again are a repetition.
    idempotencyKey: await deps.vault.tag("security-mail", notices.map((notice) => notice.id).join(" ")),
  });
}

function pageOf({ config }: Deps, { verificationId }: SecurityNotice): string {
  return `${config.CONSOLE_ORIGIN}/verifications/${verificationId}`;
}

async function fail(
  deps: Deps,
  notices: readonly SecurityNotice[],
  problem: PeerProblem,
): Promise<{ retryAfterSeconds?: number }> {
  const attempts = Math.max(...notices.map((notice) => notice.attempts));
  const final = !problem.retryable || attempts >= ATTEMPTS;
  const seconds = retryDelaySeconds(attempts, { retryAfterSeconds: problem.retryAfterSeconds, random: deps.random });
  const reason = deliveryReason(problem);
  const channels = new Set(notices.map(({ channel }) => channel));
  await callFailed(deps, channels.has("mail") || channels.has("on_call") ? "mail" : "security_webhook", reason);
  await deps.notices.failed(
    notices.map((notice) => notice.id),
    { problem: reason, nextAt: deps.clock() + seconds * SECOND_MS, final },
  );
  notices.forEach(({ id }) => deps.log.event("security.failed", { notice: id, code: problem.code, attempts, final }));
  await publish(deps, notices);
  return final ? {} : { retryAfterSeconds: seconds };
}

/** Fails open: a console that missed it reads again by itself. */
async function publish(deps: Deps, notices: readonly SecurityNotice[]): Promise<void> {
  for (const id of new Set(notices.map((notice) => notice.verificationId))) {
    try {
      const record = await deps.verifications.byId(id);
      if (record !== undefined) {
        await deps.feed.publish({ type: "verification", id, version: record.version, status: record.status });
      }
    } catch (error) {
      deps.log.failure("feed.publish", error);
    }
  }
}
