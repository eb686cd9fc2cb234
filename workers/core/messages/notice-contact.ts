/** Where a person hears of something that happened to their own account. */
import type { EpochMs } from "../kit/time.ts";

export interface NoticeContact {
  readonly channel: "sms" | "email";
  /** Keyed digest of the value, for equality. */
  readonly valueTag: string;
  readonly changedAt: EpochMs;
}

/**
 * Never where the check went, for whoever holds that contact did it; undefined when there is no other.
 * Mail first, it is read on more than one device, and of two the one that has been on record longer.
 */
export function noticeContact<Contact extends NoticeContact>(
  contacts: readonly Contact[],
  usedTag: string,
): Contact | undefined {
  const rank = ({ channel }: NoticeContact): number => (channel === "email" ? 0 : 1);
  return contacts
    .filter(({ valueTag }) => valueTag !== usedTag)
    .toSorted((one, other) => rank(one) - rank(other) || one.changedAt - other.changedAt)[0];
}

/**
 * Who hears that a block was lifted: where the report came from, while that is a contact which has stood for a while;
 * else another such one. One that appeared lately only where there is none: whoever changed it may be who asks.
 */
export function contactOfReport<Contact extends NoticeContact>(
  contacts: readonly Contact[],
  { usedTag, isTrusted }: { readonly usedTag: string; readonly isTrusted: (contact: Contact) => boolean },
): Contact | undefined {
  const among = (some: readonly Contact[]) =>
    some.find(({ valueTag }) => valueTag === usedTag) ?? noticeContact(some, usedTag);
  return among(contacts.filter(isTrusted)) ?? among(contacts);
}
