/** Messages that a local build "sent". In the clear, which is why production builds do not contain this. */
import { z } from "zod";

export interface OutboxMessage {
  readonly id: string;
  readonly at: number;
  readonly channel: "sms" | "email";
  readonly to: string;
  readonly subject?: string;
  readonly text: string;
  readonly html?: string;
  /** The verification link, when the message has one. */
  readonly link?: string;
}

export interface OutboxStore {
  /** The first message of an id wins, as with a provider that honours idempotency keys. */
  add(message: OutboxMessage): Promise<void>;
  /** Newest first, at most 100. */
  list(to?: string): Promise<OutboxMessage[]>;
  find(id: string): Promise<OutboxMessage | undefined>;
  recipients(): Promise<string[]>;
}

export const OUTBOX_TABLE = "dev_outbox";
const TABLE = `CREATE TABLE IF NOT EXISTS dev_outbox (
  id TEXT PRIMARY KEY, at INTEGER NOT NULL, channel TEXT NOT NULL, recipient TEXT NOT NULL,
  subject TEXT, text TEXT NOT NULL, html TEXT, link TEXT)`;

const optionalText = z.string().nullable();

const row = z
  .object({
    id: z.string(),
    at: z.number(),
    channel: z.enum(["sms", "email"]),
    recipient: z.string(),
    subject: optionalText,
    text: z.string(),
    html: optionalText,
    link: optionalText,
  })
  .transform(({ recipient, subject, html, link, ...rest }): OutboxMessage => ({
    ...rest,
    to: recipient,
    ...(subject === null ? {} : { subject }),
    ...(html === null ? {} : { html }),
    ...(link === null ? {} : { link }),
  }));

export function createOutboxStore(db: D1Database): OutboxStore {
  // The table is made with each use: a migration would put it into production's schema.
  const run = async (statement: D1PreparedStatement): Promise<unknown[]> => {
    const [, result] = await db.batch([db.prepare(TABLE), statement]);
    return result?.results ?? [];
  };
  const select = (where: string, ...values: readonly string[]): D1PreparedStatement =>
    db.prepare(`SELECT * FROM dev_outbox WHERE ${where} ORDER BY at DESC, rowid DESC LIMIT 100`).bind(...values);

  return {
    add: async ({ id, at, channel, to, subject = null, text, html = null, link = null }) => {
      await run(
        db
          .prepare("INSERT OR IGNORE INTO dev_outbox VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
          .bind(id, at, channel, to, subject, text, html, link),
      );
    },
    list: async (to) => z.array(row).parse(await run(to === undefined ? select("1") : select("recipient = ?", to))),
    find: async (id) => z.array(row).parse(await run(select("id = ?", id)))[0],
    recipients: async () => {
      const found = await run(db.prepare("SELECT DISTINCT recipient FROM dev_outbox ORDER BY recipient"));
      return z
        .array(z.object({ recipient: z.string() }))
        .parse(found)
        .map(({ recipient }) => recipient);
    },
  };
}
