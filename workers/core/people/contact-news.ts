/**
 * Where a person hears that the directory has another contact, work address, name or id for them: whoever adds one to be
 * verified there as somebody else leaves those that are there alone, so that nothing else would tell.
 */
import type { EpochMs } from "../kit/time.ts";
import { isTrusted, type ContactAge } from "../policy/contact-age.ts";

interface OnRecord extends ContactAge {
  readonly id: string;
  readonly valueTag: string;
  /** False for a row that somebody without the root secret wrote, which is nobody's. */
  readonly intact: boolean;
}

export interface ContactChange<Contact extends OnRecord> {
  readonly before: readonly Contact[];
  /** Ids of those of before that go. */
  readonly gone: readonly string[];
  readonly added: readonly Pick<OnRecord, "valueTag" | "typed">[];
  /** Id, user name, work address or a name becomes another one, or somebody is back. */
  readonly entryChanged: boolean;
  readonly now: EpochMs;
}

export interface ContactNews<Contact> {
  readonly contacts: readonly Contact[];
  /** At the work address too, for there is no other contact that hears of it. */
  readonly workMail: boolean;
}

/** At those that count where there are any, else at all that stay. Those that go are told that they do. */
export function contactNews<Contact extends OnRecord>({
  before,
  gone,
  added,
  entryChanged,
  now,
}: ContactChange<Contact>): ContactNews<Contact> {
  const ours = before.filter(({ intact }) => intact);
  // One that people could change themselves until now is not the same contact.
  const isNew = ({ valueTag, typed }: Pick<OnRecord, "valueTag" | "typed">): boolean =>
    !ours.some((contact) => contact.valueTag === valueTag && (typed || !contact.typed));
  if (!entryChanged && !added.some(isNew)) {
    return { contacts: [], workMail: false };
  }
  const stay = ours.filter(({ id }) => !gone.includes(id));
  const aged = stay.filter((contact) => isTrusted(contact, now));
  const after = new Set([...added, ...stay].map(({ valueTag }) => valueTag));
  const replaced = ours.some(({ valueTag }) => !after.has(valueTag));
  return { contacts: aged.length > 0 ? aged : stay, workMail: stay.length === 0 && !replaced };
}
