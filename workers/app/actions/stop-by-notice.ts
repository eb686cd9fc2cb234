/**
 * "This wasn't me" behind the link of a notice. The check's own session comes first, for it needs no database; after a day
 * it is gone, and the rows tell. What keeps the whole account is carried on from a row until it is done, and only from a
 * contact that counted: whoever reads along in a new one locks nobody out.
 */
import { pathTo } from "../../contract/console/paths.ts";
import { followUpCall } from "../../core/actions/grant.ts";
import { keepsAccount, NOTICE_LINK_MS } from "../../core/actions/notices.ts";
import { defined } from "../../core/kit/defined.ts";
import { noteId, type VerificationId } from "../../core/kit/ids.ts";
import { HOUR_MS, SECOND_MS, type EpochMs } from "../../core/kit/time.ts";
import { retryDelaySeconds } from "../../core/messages/backoff.ts";
import { channelsFor } from "../../core/messages/security-notice.ts";
import { DEFAULT_LIMITS } from "../../core/policy/policy.ts";
import { referenceOf } from "../../core/session/reference.ts";
import { reportedByNotice } from "../../core/tickets/report-texts.ts";
import type { Deps } from "../deps.ts";
import { voidPasses } from "../desk/void-passes.ts";
import { endPersonSignIns } from "../me/sign-in.ts";
import { isPressOf, newPressToken } from "../portal/human-press.ts";
import type { ActionNotice, NoticeReport, ToldInstead } from "../ports/action-notices.ts";
import type { NewNote } from "../ports/tickets.ts";
import type { VerificationRecord } from "../ports/verifications.ts";
import { noteTargetOf } from "../tickets/note-target.ts";

/** A target that does not end sessions in so many tries does not: the audit log says so. */
const TRIES = 6;

export type StopState =
  | {
      readonly state: "open";
      /** Oldest first. */
      readonly events: readonly ActionNotice[];
      /** A press keeps the whole account. */
      readonly wide: boolean;
      /** Whose it is: named to a manager only. */
      readonly person?: string;
      readonly pressToken: string;
    }
  | { readonly state: "stopped"; readonly wide: boolean }
  /** The link has run out. */
  | { readonly state: "over" }
  /** No address of ours, or what it told of is kept no longer. */
  | { readonly state: "gone" };

/** Behind the link. Changes nothing. */
export async function readStop(deps: Deps, locator: string): Promise<StopState> {
  const located = await deps.vault.readNoticeLocator(locator);
  const notice = located && (await deps.actionNotices.byLink(located.id, located.number));
  if (notice === undefined) {
    return { state: "gone" };
  }
  const now = deps.clock();
  if (now >= notice.sendAt + NOTICE_LINK_MS) {
    return { state: "over" };
  }
  const wide = keepsAccount(notice, now);
  const [events, reports, person] = await Promise.all([
    deps.actionNotices.ofMessage(notice.messageId),
    deps.actionNotices.reportsOf(notice.verificationId),
    notice.told === "manager" ? deps.people.byId(notice.personId) : undefined,
  ]);
  if (reports.some((report) => report.wide || !wide)) {
    return { state: "stopped", wide: reports.some((report) => report.wide) };
  }
  return {
    state: "open",
    events,
    wide,
    ...defined({ person: person?.displayName }),
    pressToken: await newPressToken(deps, locator),
  };
}

/**
 * Only by a person's press: scanners open links of mails, and post their forms. Pressed twice, nothing more happens.
 * Throws where the session cannot be reached, so that it is pressed again.
 */
export async function stopByNotice(deps: Deps, locator: string, pressToken: string): Promise<StopState> {
  const located = await deps.vault.readNoticeLocator(locator);
  if (located === undefined || !(await isPressOf(deps, locator, pressToken))) {
    return readStop(deps, locator);
  }
  const seen = await readTolerantly(deps, locator);
  const wide = seen?.state === "open" && seen.wide;
  // Whatever the database says: a session is there for a day only, and its link for longer.
  const running = await stopSession(deps, located.id, wide);
  if (seen?.state !== "open") {
    return seen ?? { state: "stopped", wide };
  }
  const checks = new Map(seen.events.map(({ verificationId, personId }) => [verificationId, personId]));
  for (const [id, personId] of checks) {
    const told = id === located.id ? running : await stopSession(deps, id, wide);
    const { number } = located;
    const report = { verificationId: id, personId, number, wide, at: deps.clock() };
    await deps.actionNotices.report(report, told ? undefined : await toldInstead(deps, report));
    await carryOnReport(deps, { ...report, attempts: 0 });
  }
  return { state: "stopped", wide };
}

/** False where the session is gone. */
async function stopSession(deps: Deps, id: VerificationId, wide: boolean): Promise<boolean> {
  return (await deps.session(id).apply({ type: "notice.reported", wide })).ok;
}

/** Undefined while the database is away: the press that stops an attack must not need it. */
async function readTolerantly(deps: Deps, locator: string): Promise<StopState | undefined> {
  try {
    return await readStop(deps, locator);
  } catch (error) {
    deps.log.failure("notice.read", error);
    return undefined;
  }
}

/** Whose check it is, the notice says: a record that SQL changed leads neither note nor block to somebody else. */
async function toldInstead(deps: Deps, { verificationId, personId, at }: NoticeReport): Promise<ToldInstead> {
  const record = await writtenRecord(deps, verificationId);
  const key = `${verificationId.slice("vrf_".length)}_notice`;
  const channels = channelsFor("reported", deps.security.channels);
  return {
    notices: { key, verificationId, personId, cause: "reported", channels, at },
    ...defined({ note: record && (await noteAfter(deps, record, { key, at, isTold: channels.length > 0 })) }),
  };
}

async function writtenRecord(deps: Deps, id: VerificationId): Promise<VerificationRecord | undefined> {
  const record = await deps.verifications.byId(id);
  return record?.integrity === "intact" ? record : undefined;
}

interface After {
  readonly key: string;
  readonly at: EpochMs;
  /** Security. */
  readonly isTold: boolean;
}

async function noteAfter(deps: Deps, record: VerificationRecord, { key, at, isTold }: After): Promise<NewNote> {
  return {
    id: noteId.parse(`not_${key}`),
    ticketId: record.ticketId,
    ...defined({ target: await noteTargetOf(deps, record.ticketId) }),
    verificationId: record.id,
    note: noteOf(deps, record, isTold),
    kind: "reported_by_notice",
    at,
  };
}

function noteOf({ config }: Deps, { id, requesterName }: VerificationRecord, securityContactSet: boolean) {
  return reportedByNotice({
    key: `${id}:notice`,
    person: requesterName,
    reference: referenceOf(id),
    verificationId: id,
    securityContactSet,
    url: `${config.CONSOLE_ORIGIN}${pathTo.details(id)}`,
  });
}

/** What is not brought about now is tried by the sweep; what was, again without harm. */
export async function carryOnReport(deps: Deps, report: NoticeReport & { readonly attempts: number }): Promise<void> {
  try {
    await keep(deps, report);
    const ended = await endSessions(deps, report);
    if (ended || report.attempts + 1 >= TRIES) {
      await deps.actionNotices.reportDone(report);
      return;
    }
  } catch (error) {
    deps.log.failure("notice.report", error, { verification: report.verificationId });
  }
  const pause = retryDelaySeconds(report.attempts, { random: deps.random }) * SECOND_MS;
  await deps.actionNotices.reportFailed(report, deps.clock() + pause);
}

/** Run by the sweep. */
export async function carryOnReports(deps: Deps, limit: number): Promise<void> {
  const due = await deps.actionNotices.dueReports(deps.clock(), limit);
  await Promise.all(due.map((report) => carryOnReport(deps, report)));
}

async function keep(deps: Deps, { verificationId: id, personId, wide, at }: NoticeReport): Promise<void> {
  const until = at + DEFAULT_LIMITS.reportFenceHours * HOUR_MS;
  const record = await writtenRecord(deps, id);
  if (record !== undefined) {
    await deps.guards.fence({ destinationTag: record.destinationTag }, until, { at, again: false });
  }
  if (!wide) {
    return;
  }
  await deps.guards.fence({ personId }, until, { at, again: false });
  await voidPasses(deps, personId, { report: { id, at, by: "recipient", actor: "unknown" } });
  await endPersonSignIns(deps, { id: personId }, "not_me");
}

/** Those that were opened since the portal did what the check allowed. True where nothing is left to try. */
async function endSessions(
  deps: Deps,
  { verificationId: id, wide, attempts }: NoticeReport & { readonly attempts: number },
): Promise<boolean> {
  const grants = wide ? await deps.actionRuns.usedOf(id) : [];
  for (const grant of grants) {
    const target = deps.actionTargets.named(grant.target)?.target;
    const revoked = await target?.revokeSessions(followUpCall(grant));
    const done = revoked?.ok === true && revoked.value === "revoked";
    const tryAgain = revoked?.ok === false && attempts + 1 < TRIES;
    if (tryAgain) {
      return false;
    }
    await deps.agents.addAudit({
      at: deps.clock(),
      actor: "system",
      action: done ? "notice.sessions_ended" : "notice.sessions_not_ended",
      subject: id,
      details: { attempt: grant.attempt.id },
    });
  }
  return true;
}
