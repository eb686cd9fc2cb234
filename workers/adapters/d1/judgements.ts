import { sql, type SQL } from "drizzle-orm";
import type { BesideJudgement, JudgementRecord, JudgementStore, NewJudgement } from "../../app/ports/judgements.ts";
import { defined } from "../../core/kit/defined.ts";
import type { VerificationId } from "../../core/kit/ids.ts";
import type { Judged, Judgement } from "../../core/verdict/judgement.ts";
import { JUDGEMENT_WORDS, type JudgementWord } from "../../core/verdict/standing.ts";
import type { RowMacs } from "../crypto/row-macs.ts";
import { auditWhere } from "./audit.ts";
import { present, type Database } from "./database.ts";
import { verifications } from "./schema.ts";
import { insertNote, type NoteWriting } from "./tickets.ts";

export function judgementStore({ $client: db }: Database, macs: RowMacs): JudgementStore {
  return {
    add: (judgement, beside) => addJudgement({ db, macs }, judgement, beside),
    ofVerification: (id) => ofVerification(db, id),
  };
}

async function addJudgement(
  { db, macs }: NoteWriting,
  { key, verificationId, word, reason, agentId, by, at }: NewJudgement,
  { noteId, ticketId, target, note, audit }: BesideJudgement,
): Promise<void> {
  const id = `jdg_${key}`;
  const unknown = { sql: "NOT EXISTS (SELECT 1 FROM judgements WHERE id = ?)", values: [id] };
  await db.batch([
    auditWhere(db, { ...audit, key }, unknown),
    db
      .prepare(
        `INSERT INTO judgements (id, verification_id, word, reason, agent_id, agent_name, at)
         VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
      )
      .bind(id, verificationId, word, reason, agentId, by, at),
    insertNote(
      { db, macs },
      {
        id: noteId,
        ticketId,
        ...defined({ target }),
        verificationId,
        note,
        kind: "judgement",
        at,
      },
    ),
  ]);
}

async function ofVerification(db: D1Database, id: VerificationId): Promise<JudgementRecord[]> {
  const { results } = await db
    .prepare(
      `SELECT CAST(word AS TEXT) AS word, CAST(reason AS TEXT) AS reason, CAST(agent_name AS TEXT) AS agent_name, CAST(at AS INTEGER) AS at FROM judgements WHERE verification_id = ? AND ${A_WORD} ORDER BY at DESC, id DESC`,
    )
    .bind(id)
    .all<{ word: string; reason: string; agent_name: string; at: number }>();
  return results.map((row) => ({
    word: row.word as JudgementWord,
    reason: row.reason,
    by: row.agent_name,
    at: row.at,
  }));
}

/** What is none of ours, SQL has written: nobody said it. */
const A_WORD = `word IN (${JUDGEMENT_WORDS.map((word) => `'${word}'`).join(", ")})`;

const words = (which: SQL) =>
  sql<
    string | null
  >`(SELECT json_object('word', word, 'by', CAST(agent_name AS TEXT), 'at', CAST(at AS INTEGER)) FROM judgements
  WHERE verification_id = ${verifications.id} AND ${sql.raw(A_WORD)} ${which} LIMIT 1)`;

/** Of each row of a list: two look-ups by key. */
export const judgedColumns = {
  last: words(sql`ORDER BY at DESC, id DESC`),
  impostor: words(sql`AND word = 'impostor' ORDER BY at, id`),
};

// Names in full: Drizzle drops the table's from a column of a query without a join.
export const confirmedImpostor = sql`EXISTS (SELECT 1 FROM judgements
  WHERE verification_id = verifications.id AND word = 'impostor')`;

/** A pass that its recipient, a colleague or a report of another check took back: it vouches for nothing that it left behind. */
export const passTakenBack = sql<number>`(verifications.late_report_at IS NOT NULL
  OR verifications.voided_at IS NOT NULL OR ${confirmedImpostor})`;

/** A person has looked at it since it was asked for. */
export const judgedSinceAsked = sql`EXISTS (SELECT 1 FROM judgements
  WHERE verification_id = ${verifications.id} AND at >= ${verifications.personAskedAt})`;

export function judgedFrom(row: {
  readonly last: string | null;
  readonly impostor: string | null;
}): Judged | undefined {
  return row.last === null
    ? undefined
    : {
        last: JSON.parse(row.last) as Judgement,
        ...present("impostor", row.impostor === null ? null : (JSON.parse(row.impostor) as Judgement)),
      };
}
