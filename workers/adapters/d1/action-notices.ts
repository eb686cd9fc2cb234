/**
 * Notices of what is asked for and done in a person's name, as rows of their own and of the outbox of messages. Written
 * in the batch of what they tell of.
 */
import type { ActionNotice, ActionNoticeStore, NewActionNotices, NoticeTold } from "../../app/ports/action-notices.ts";
import { auditOf, isNoticeEvent, managerIsTold, noticeTime } from "../../core/actions/notices.ts";
import { messageId, personId, verificationId, type VerificationId } from "../../core/kit/ids.ts";
import { DAY_MS, type EpochMs } from "../../core/kit/time.ts";
import type { NoticeEvent } from "../../core/policy/notice-event.ts";
import { isTrusted } from "../../core/policy/contact-age.ts";
import { CONTACT_TRUSTED_AFTER_DAYS } from "../../core/policy/policy.ts";
import type { Keyring } from "../crypto/keyring.ts";
import { auditStatement } from "./audit.ts";
import type { Database } from "./database.ts";
import { isIntact, type ContactRow, type PeopleRow } from "./directory-rows.ts";
import { insertRows } from "./json-rows.ts";
import { noticeReports } from "./notice-reports.ts";
import { noticeMessageId, personNotices, type PersonNotice } from "./person-notices.ts";

const TABLE = "action_notices";
/** Of one event; more contacts than that has nobody. */
const MOST_TOLD = 16;
/** Links of a check are numbered by event, so that a replay gives each contact the number that it had. */
const FIRST_NUMBERS: Readonly<Record<NoticeEvent["cause"], number>> = { sent: 0, done: 64 };

interface Frame {
  readonly db: D1Database;
  readonly keyring: Keyring;
}

const COLUMNS = [
  "verification_id",
  "number",
  "person_id",
  "cause",
  "action",
  "told",
  "contact_id",
  "aged",
  "message_id",
  "at",
  "send_at",
  "mac",
] as const;

type Row = Readonly<Record<"verification_id" | "person_id" | "cause" | "action" | "told" | "message_id", string>> &
  Readonly<Record<"number" | "aged" | "at" | "send_at", number>> &
  Readonly<Record<"contact_id" | "mac", string | null>>;

export function actionNoticeStore({ $client: db }: Database, keyring: Keyring): ActionNoticeStore {
  const frame = { db, keyring };
  return {
    byLink: async (id, number) => {
      const [notice] = await read(frame, "verification_id = ? AND number = ?", [id, number]);
      return notice;
    },
    ofMessage: (id) => read(frame, "message_id = ? ORDER BY at, number", [id]),
    toldOf: (id) => toldOf(frame, id),
    ...noticeReports({ db, macs: keyring.rows }),
  };
}

/** Of the person, with whom else is told. */
interface Audience {
  readonly person: PeopleRow;
  readonly contacts: readonly ContactRow[];
  readonly manager: PeopleRow | undefined;
  readonly sendAt: EpochMs;
  /** Rows under the check that somebody else wrote, by number. */
  readonly spoiled: readonly number[];
}

/**
 * To every contact on record and the work address, mail first, and to the manager where most is at stake. Empty for a
 * person who is not there. The same event again tells nobody twice.
 */
export async function actionNoticeStatements(
  frame: Frame,
  news: NewActionNotices & { readonly now: EpochMs },
): Promise<readonly D1PreparedStatement[]> {
  const audience = await audienceOf(frame, news);
  if (audience === undefined) {
    return [];
  }
  const { person, contacts, manager, sendAt, spoiled } = audience;
  const { event, at, now } = news;
  const about = { personId: person.id };
  const own = [...contacts.slice(0, MOST_TOLD), { mail: person.email }].map((to): PersonNotice => ({
    ...about,
    kind: "action_notice",
    to,
  }));
  const report: PersonNotice[] =
    manager === undefined ? [] : [{ ...about, kind: "report_action_notice", to: { mail: manager.email } }];
  // What waits gathers whatever comes until it goes out.
  const cause = sendAt > now ? `until:${String(sendAt)}` : `${news.verificationId}:${event.cause}`;
  const told = { cause, now, sendAt };
  const rows = await Promise.all(
    [...own, ...report].map(async (notice, index) =>
      attestedRow(frame, {
        verification_id: news.verificationId,
        number: FIRST_NUMBERS[event.cause] + index,
        person_id: person.id,
        ...event,
        told: notice.kind === "action_notice" ? "own" : "manager",
        contact_id: "mail" in notice.to ? null : notice.to.id,
        aged: isAged(notice, person, now) ? 1 : 0,
        message_id: await noticeMessageId(frame.keyring, { cause, ...notice }),
        at,
        send_at: sendAt,
      }),
    ),
  );
  return [
    auditStatement(frame.db, {
      at,
      actor: "system",
      action: auditOf(event),
      subject: news.verificationId,
      details: { contacts: own.length, manager: report.length > 0, gathered: sendAt > now },
      key: `${news.verificationId}:notice:${event.cause}`,
    }),
    // Else the link of the message would lead nowhere.
    frame.db
      .prepare(`DELETE FROM ${TABLE} WHERE verification_id = ? AND number IN (SELECT value FROM json_each(?))`)
      .bind(news.verificationId, JSON.stringify(spoiled)),
    ...insertRows(frame.db, { table: TABLE, columns: COLUMNS, rows }),
    ...(await personNotices(frame, { ...told, notices: own, localeOf: () => person.locale })),
    ...(await personNotices(frame, { ...told, notices: report, localeOf: () => manager?.locale })),
  ];
}

const attestedRow = ({ keyring }: Frame, row: Omit<Row, "mac">): Row => ({
  ...row,
  mac: keyring.rows.make(TABLE, { ...row }),
});

/** Since when a work address stands is not known: since the entry was last changed at the latest. A manager is not the person. */
function isAged({ kind, to }: PersonNotice, person: PeopleRow, now: EpochMs): boolean {
  if (kind !== "action_notice") {
    return false;
  }
  return "mail" in to
    ? person.updated_at + CONTACT_TRUSTED_AFTER_DAYS * DAY_MS <= now
    : isTrusted({ changedAt: to.changed_at, baseline: to.baseline === 1, typed: to.typed === 1 }, now);
}

async function audienceOf(
  { db, keyring }: Frame,
  { personId: id, verificationId: check, event, held, privileged, now }: NewActionNotices & { readonly now: EpochMs },
): Promise<Audience | undefined> {
  const [people, contacts, managers, earlier, there] = await db.batch([
    db.prepare("SELECT * FROM people WHERE id = ?").bind(id),
    // Mail first: it is read on more than one device, and costs nothing.
    db.prepare("SELECT * FROM person_contacts WHERE person_id = ? ORDER BY channel, id").bind(id),
    db.prepare("SELECT * FROM people WHERE id = (SELECT manager_id FROM people WHERE id = ?) AND active = 1").bind(id),
    // Some waited for a day before they went out.
    db.prepare(`SELECT * FROM ${TABLE} WHERE person_id = ? AND at > ?`).bind(id, now - 2 * DAY_MS),
    db.prepare(`SELECT * FROM ${TABLE} WHERE verification_id = ?`).bind(check),
  ]);
  const intactPeople = (found: D1Result | undefined): PeopleRow[] =>
    ((found?.results ?? []) as unknown as PeopleRow[]).filter((row) => isIntact(keyring.rows, "people", row));
  const [person] = intactPeople(people);
  if (person === undefined) {
    return undefined;
  }
  const [manager] = managerIsTold({ action: event.action, privileged }) ? intactPeople(managers) : [];
  const before = noticesIn(keyring, (earlier?.results ?? []) as unknown as readonly Row[]).filter(
    ({ sendAt }) => sendAt > now - DAY_MS,
  );
  return {
    person,
    contacts: ((contacts?.results ?? []) as unknown as ContactRow[]).filter((row) =>
      isIntact(keyring.rows, "person_contacts", row),
    ),
    manager,
    sendAt: noticeTime(before, { ...event, held }, now),
    spoiled: ((there?.results ?? []) as unknown as readonly Row[])
      .filter((row) => !keyring.rows.holds(TABLE, { ...row }))
      .map(({ number }) => number),
  };
}

/** Those that hold. */
function noticesIn(keyring: Keyring, rows: readonly Row[]): ActionNotice[] {
  return rows.flatMap((row) => {
    const event = { cause: row.cause, action: row.action };
    return keyring.rows.holds(TABLE, { ...row }) && isNoticeEvent(event)
      ? [
          {
            ...event,
            verificationId: verificationId.parse(row.verification_id),
            number: row.number,
            personId: personId.parse(row.person_id),
            told: row.told === "own" ? "own" : "manager",
            aged: row.aged === 1,
            messageId: messageId.parse(row.message_id),
            at: row.at,
            sendAt: row.send_at,
          },
        ]
      : [];
  });
}

async function read(
  { db, keyring }: Frame,
  where: string,
  values: readonly (string | number)[],
): Promise<readonly ActionNotice[]> {
  const { results } = await db
    .prepare(`SELECT * FROM ${TABLE} WHERE ${where}`)
    .bind(...values)
    .all<Row>();
  return noticesIn(keyring, results);
}

/** What its message came to, as long as the message is kept. */
async function toldOf({ db, keyring }: Frame, id: VerificationId): Promise<NoticeTold[]> {
  const { results } = await db
    .prepare(
      `SELECT notices.*, messages.status FROM ${TABLE} AS notices LEFT JOIN messages ON messages.id = notices.message_id
       WHERE notices.verification_id = ? ORDER BY notices.at, notices.number`,
    )
    .bind(id)
    .all<Row & { readonly status: string | null }>();
  const told = new Map<string, NoticeTold>();
  for (const { status, ...row } of results) {
    for (const { cause, action, at } of noticesIn(keyring, [row])) {
      const before =
        told.get(cause) ?? ({ cause, action, at, contacts: 0, arrived: 0, sent: 0, failed: 0 } as NoticeTold);
      told.set(cause, {
        ...before,
        contacts: before.contacts + 1,
        arrived: before.arrived + (status === "delivered" ? 1 : 0),
        sent: before.sent + (status === "sent" ? 1 : 0),
        failed: before.failed + (status === "failed" || status === "dropped" ? 1 : 0),
      });
    }
  }
  return [...told.values()];
}
