/** What a contact that was replaced is told, as rows of the outbox of messages. */
import type { EpochMs } from "../../core/kit/time.ts";
import type { MessageKind } from "../../core/messages/registry.ts";
import { OWED_FOR_MS } from "../../core/policy/owed.ts";
import type { Keyring } from "../crypto/keyring.ts";
import type { ContactRow } from "./directory-rows.ts";
import { insertRows } from "./json-rows.ts";

const COLUMNS = [
  "id",
  "verification_id",
  "person_id",
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

interface Leaving {
  /** One for each time that the same contact can leave. */
  readonly cause: string;
  readonly contacts: readonly ContactRow[];
  readonly localeOf: (personId: string) => string | null | undefined;
  readonly now: EpochMs;
}

/** Due at once: the sweep finds them. The same cause again tells nobody twice. */
export async function contactNotices(
  { db, keyring }: { readonly db: D1Database; readonly keyring: Keyring },
  { cause, contacts, localeOf, now }: Leaving,
): Promise<readonly D1PreparedStatement[]> {
  const rows = await Promise.all(
    contacts.map(async (contact) => {
      const id = `msg_${await keyring.tag("contact_replaced", `${cause}\n${contact.id}`)}`;
      const value = await keyring.open(contact.value_sealed, `person_contacts/${contact.id}`);
      return value === undefined
        ? []
        : [
            {
              id,
              verification_id: "",
              person_id: contact.person_id,
              kind: "contact_replaced" satisfies MessageKind,
              link_number: 0,
              channel: contact.channel,
              destination_sealed: await keyring.seal(value, `messages/${id}`),
              locale: localeOf(contact.person_id) ?? "",
              created_at: now,
              not_after: now + OWED_FOR_MS,
              status: "waiting",
              next_at: now,
            },
          ];
    }),
  );
  return insertRows(db, { table: "messages", columns: COLUMNS, rows: rows.flat() });
}
