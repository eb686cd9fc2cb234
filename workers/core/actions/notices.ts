/**
 * What a person is told at every contact on record of what is asked for and done in their name. Whoever acts for
 * somebody else reaches one contact at most, and this goes to all of them.
 */
import { DAY_MS, HOUR_MS, type EpochMs } from "../kit/time.ts";
import type { ChangingAction, NoticeCause, NoticeEvent } from "../policy/notice-event.ts";
import type { ActionId } from "../policy/policy.ts";

/** What each event is in the audit log. Every action has its notice in each language's words as well. */
export const NOTICE_AUDITS: {
  readonly sent: Readonly<Record<ActionId, string>>;
  readonly done: Readonly<Record<ChangingAction, string>>;
} = {
  sent: {
    identity_check: "notice.check_sent",
    account_unlock: "notice.unlock_asked",
    password_reset: "notice.reset_asked",
    mfa_reset: "notice.mfa_asked",
  },
  done: {
    account_unlock: "notice.unlocked",
    password_reset: "notice.password_changed",
    mfa_reset: "notice.mfa_reset",
  },
};

/** Of what was read from a row. */
export function isNoticeEvent(event: { readonly cause: string; readonly action: string }): event is NoticeEvent {
  const { cause, action } = event;
  return (cause === "sent" || cause === "done") && Object.hasOwn(NOTICE_AUDITS[cause], action);
}

export function auditOf(event: NoticeEvent): string {
  return event.cause === "sent" ? NOTICE_AUDITS.sent[event.action] : NOTICE_AUDITS.done[event.action];
}

/** A second person who can tell that it is not right, where most is at stake. */
export function managerIsTold({
  action,
  privileged,
}: {
  readonly action: ActionId;
  readonly privileged: boolean;
}): boolean {
  return action === "mfa_reset" || privileged;
}

/** A message that went to the person's contacts, or waits for its time. */
export interface EarlierNotice {
  readonly cause: NoticeCause;
  readonly action: ActionId;
  readonly sendAt: EpochMs;
}

/** Whoever gets more stops reading. */
const MOST_A_DAY = 4;

/**
 * When it goes out: at once, or with what waits already. One an hour for each action, four a day; what was done is held
 * back only behind what was done, so that nobody buries it under requests. A check that is held for their word is told at
 * once: the hold would be over before. A person's checks of the day bound how many there are.
 *
 * @param earlier all that was told of this person within the last day.
 */
export function noticeTime(
  earlier: readonly EarlierNotice[],
  { cause, action, held }: NoticeEvent & { readonly held?: boolean | undefined },
  now: EpochMs,
): EpochMs {
  if (held === true) {
    return now;
  }
  const counted = cause === "done" ? earlier.filter((other) => other.cause === "done") : earlier;
  const alike = counted.filter((other) => other.cause === cause && other.action === action);
  const messages = [...new Set(counted.map(({ sendAt }) => sendAt))].toSorted((one, other) => other - one);
  const byHour = Math.max(now, ...alike.map(({ sendAt }) => (sendAt > now ? sendAt : sendAt + HOUR_MS)));
  const [newest] = messages;
  if (newest !== undefined && newest > now && messages.length > MOST_A_DAY) {
    // It waits for a place among the day's, and takes along whatever comes.
    return newest;
  }
  const full = messages[MOST_A_DAY - 1];
  return full === undefined ? byHour : Math.max(byHour, full + DAY_MS);
}

/** So long somebody who hears of it is believed for the whole account. */
const WIDE_MS = 3 * DAY_MS;

/** Whether "This wasn't me" keeps the whole account: only from a contact of the person that counted when it was told. */
export function keepsAccount(
  notice: { readonly told: "own" | "manager"; readonly aged: boolean; readonly sendAt: EpochMs },
  now: EpochMs,
): boolean {
  return notice.told === "own" && notice.aged && now < notice.sendAt + WIDE_MS;
}

/** So long the link in it stops what it tells of. */
export const NOTICE_LINK_MS = 30 * DAY_MS;
