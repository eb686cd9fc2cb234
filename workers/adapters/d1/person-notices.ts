/** What people are told that is about no check, as rows of the outbox of messages. */
import type { EpochMs } from "../../core/kit/time.ts";
import { noticeSealedFor } from "../../core/messages/sealed-for.ts";
import { OWED_FOR_MS, type AboutPerson } from "../../core/policy/owed.ts";
import type { Keyring } from "../crypto/keyring.ts";
import { isIntact, type ContactRow } from "./directory-rows.ts";
import type { Condition } from "./audit.ts";
import { insertRows } from "./json-rows.ts";

const COLUMNS = [
  "id",
  "verification_id",
  "person_id",
  "passkey_id",
  "kind",
  "link_number",
  "channel",
  "destination_sealed",
  "locale",
  "created_at",
  "not_after",
  "status",
  "next_at",
] as const;

export interface PersonNotice {
  readonly kind: AboutPerson;
  readonly personId: string;
  /** Of which it tells. */
  readonly passkeyId?: string;
  /** A contact as it was on record, or a work address. */
  readonly to: ContactRow | { readonly mail: string };
}

interface Told {
  /** One for each time that the same contact can be told the same. */
  readonly cause: string;
  readonly notices: readonly PersonNotice[];
  readonly localeOf: (personId: string) => string | null | undefined;
  readonly now: EpochMs;
  /** When they go out, where not at once. */
  readonly sendAt?: EpochMs;
  /** Without it nobody is told. */
  readonly only?: Condition;
}

/** Where one is kept. */
export async function noticeMessageId(
  keyring: Keyring,
  { cause, kind, personId, to }: Pick<Told, "cause"> & Pick<PersonNotice, "kind" | "personId" | "to">,
): Promise<string> {
  return `msg_${await keyring.tag(kind, `${cause}\n${"mail" in to ? personId : to.id}`)}`;
}

/** Due at once, unless something else is said: the sweep finds them. The same cause again tells nobody twice. */
export async function personNotices(
  { db, keyring }: { readonly db: D1Database; readonly keyring: Keyring },
  { cause, notices, localeOf, now, sendAt = now, only }: Told,
): Promise<readonly D1PreparedStatement[]> {
  const rows = await Promise.all(
    notices.map(async ({ kind, personId, passkeyId, to }) => {
      const id = await noticeMessageId(keyring, { cause, kind, personId, to });
      const value = "mail" in to ? to.mail : await keyring.open(to.value_sealed, `person_contacts/${to.id}`);
      const channel = "mail" in to ? "email" : to.channel;
      return value === undefined
        ? []
        : [
            {
              id,
              verification_id: "",
              person_id: personId,
              passkey_id: passkeyId ?? null,
              kind,
              link_number: 0,
              channel,
              destination_sealed: await keyring.seal(
                value,
                noticeSealedFor({ id, channel, kind, personId, passkeyId }),
              ),
              locale: localeOf(personId) ?? "",
              created_at: now,
              not_after: now + OWED_FOR_MS,
              status: "waiting",
              next_at: sendAt,
            },
          ];
    }),
  );
  return insertRows(db, { table: "messages", columns: COLUMNS, rows: rows.flat() }, only);
}

interface PersonNews {
  readonly personId: string;
  readonly onRecord: readonly ContactRow[];
  /** Ids of those that are told that they go, and of those that are told what comes. */
  readonly replaced: readonly string[];
  readonly news: { readonly contacts: readonly string[]; readonly workMail?: string | undefined };
}

/** Of contacts that go, and of what comes. */
export function contactNotices({ personId, onRecord, replaced, news }: PersonNews): readonly PersonNotice[] {
  const at = (kind: AboutPerson, ids: readonly string[]): PersonNotice[] =>
    onRecord.filter(({ id }) => ids.includes(id)).map((to) => ({ kind, personId, to }));
  return [
    ...at("contact_replaced", replaced),
    ...at("contact_added", news.contacts),
    ...(news.workMail === undefined ? [] : [{ kind: "contact_added", personId, to: { mail: news.workMail } } as const]),
  ];
}

/** All that is on record of a person, mail first: it is read on more than one device, and costs nothing. */
export async function everyContact(
  { db, keyring }: { readonly db: D1Database; readonly keyring: Keyring },
  personId: string,
): Promise<readonly ContactRow[]> {
  const { results } = await db
    .prepare("SELECT * FROM person_contacts WHERE person_id = ? ORDER BY channel, id")
    .bind(personId)
    .all<ContactRow>();
  return results.filter((row) => isIntact(keyring.rows, "person_contacts", row));
}
