/** Where a message of a check goes: where the check went, to another contact of the person, or to their manager. */
import type { PersonId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import { noticeContact, type NoticeContact } from "../../core/messages/notice-contact.ts";
import { isTrusted } from "../../core/policy/contact-age.ts";
import type { Effect } from "../../core/session/effects.ts";
import type { Session } from "../../core/session/session.ts";
import type { Keyring } from "../crypto/keyring.ts";
import { isIntact, type ContactRow, type PeopleRow } from "./directory-rows.ts";

interface Sending {
  readonly db: D1Database;
  readonly keyring: Keyring;
  readonly session: Session;
  readonly now: EpochMs;
}

type MessageEffect = Extract<Effect, { type: "message" }>;
type EffectOf<Kind extends MessageEffect["kind"]> = Extract<MessageEffect, { kind: Kind }>;

export interface MessageDestination {
  readonly channel: "sms" | "email";
  /** Undefined where it cannot be opened. */
  readonly value: string | undefined;
  /** Of whoever reads it, where that is not the person. */
  readonly locale?: string;
}

/** Undefined where nobody can be written to. */
export async function destinationOf(sending: Sending, effect: MessageEffect): Promise<MessageDestination | undefined> {
  switch (effect.kind) {
    case "phone_known":
      return noticeDestination(sending);
    case "vouch_asked":
      return managerDestination(sending, effect);
    case "link":
    case "code":
    case "hold_over":
      return ownDestination(sending);
  }
}

async function ownDestination({ keyring, session: { id, destination } }: Sending): Promise<MessageDestination> {
  return { channel: destination.channel, value: await keyring.open(destination.sealed, `messages/${id}`) };
}

/** Another contact than the check's own; undefined when the person has none. */
async function noticeDestination({ db, keyring, session }: Sending): Promise<MessageDestination | undefined> {
  const contacts = await db
    .prepare(
      `SELECT id, channel, value_sealed AS valueSealed, value_tag AS valueTag, changed_at AS changedAt
       FROM person_contacts WHERE person_id = ?`,
    )
    .bind(session.person.id)
    .all<NoticeContact & { readonly id: string; readonly valueSealed: string }>();
  const contact = noticeContact(contacts.results, session.destination.tag);
  const value =
    contact === undefined ? undefined : await keyring.open(contact.valueSealed, `person_contacts/${contact.id}`);
  return contact === undefined || value === undefined ? undefined : { channel: contact.channel, value };
}

/**
 * The work address, or a phone that has been on record for long enough. Undefined where there is none, and for who has
 * left or whose row SQL has changed.
 */
async function managerDestination(
  { db, keyring, now }: Sending,
  { managerId, channel }: EffectOf<"vouch_asked">,
): Promise<MessageDestination | undefined> {
  const row = await db.prepare("SELECT * FROM people WHERE id = ? AND active = 1").bind(managerId).first<PeopleRow>();
  if (row === null || !isIntact(keyring.rows, "people", row)) {
    return undefined;
  }
  const value = channel === "email" ? row.email : await phoneOf({ db, keyring, now }, managerId);
  return value === undefined || value === "" ? undefined : { channel, value, locale: row.locale ?? "" };
}

/** Of several, the one that has been on record longer. */
async function phoneOf(
  { db, keyring, now }: Pick<Sending, "db" | "keyring" | "now">,
  id: PersonId,
): Promise<string | undefined> {
  const { results } = await db
    .prepare("SELECT * FROM person_contacts WHERE person_id = ? AND channel = 'sms' ORDER BY changed_at")
    .bind(id)
    .all<ContactRow>();
  const phone = results.find(
    (row) =>
      isIntact(keyring.rows, "person_contacts", row) &&
      isTrusted({ changedAt: row.changed_at, baseline: row.baseline === 1, typed: row.typed === 1 }, now),
  );
  return phone === undefined ? undefined : keyring.open(phone.value_sealed, `person_contacts/${phone.id}`);
}
