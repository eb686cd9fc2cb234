import type { BesideLift, LiftRecord, LiftStore, NewLift } from "../../app/ports/lifts.ts";
import { agentId, type PersonId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { Lifted } from "../../core/policy/may-lift.ts";
import { auditWhere } from "./audit.ts";
import type { Database } from "./database.ts";
import type { RowMacs } from "../crypto/row-macs.ts";
import { insertDeskMails } from "./desk-mails.ts";
import { insertMessage } from "./messages.ts";
import { readableRows } from "./readable.ts";
import { insertNote } from "./tickets.ts";

const SHOWN = 20;
const PREFIX = "lft_";

export function liftStore({ $client: db }: Database, macs: RowMacs): LiftStore {
  return {
    add: (lift, beside) => add({ db, macs }, lift, beside),
    ofPerson: (id, from) => ofPerson({ db, macs }, id, from),
  };
}

async function add(
  { db, macs }: { readonly db: D1Database; readonly macs: RowMacs },
  lift: NewLift,
  { audit, note, message, mails }: BesideLift,
): Promise<void> {
  const id = `${PREFIX}${lift.key}`;
  const { verificationId, at } = lift;
  await db.batch([
    auditWhere(db, { ...audit, key: lift.key }, { sql: "NOT EXISTS (SELECT 1 FROM lifts WHERE id = ?)", values: [id] }),
    db
      .prepare(
        `INSERT INTO lifts (id, person_id, verification_id, what, called, called_at, reason, agent_id, agent_name, at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
      )
      .bind(
        id,
        lift.personId,
        verificationId,
        lift.what,
        lift.called?.masked ?? null,
        lift.called?.at ?? null,
        lift.reason,
        lift.agentId,
        lift.by,
        at,
      ),
    ...insertDeskMails({ db, macs }, mails),
    insertNote({ db, macs }, { ...note, verificationId, kind: "lifted", at }),
    ...(message === undefined
      ? []
      : [insertMessage(db, { ...message, verificationId, kind: "block_lifted", linkNumber: 0, createdAt: at })]),
  ]);
}

interface LiftRow {
  readonly id: string;
  readonly agent_id: string;
  readonly what: Lifted;
  readonly called: string | null;
  readonly called_at: number | null;
  readonly reason: string;
  readonly agent_name: string;
  readonly at: number;
}

async function ofPerson(
  { db, macs }: { readonly db: D1Database; readonly macs: RowMacs },
  id: PersonId,
  from: EpochMs,
): Promise<LiftRecord[]> {
  const { results } = await db
    .prepare(
      `SELECT id, what, called, called_at, reason, agent_id, agent_name, at FROM lifts
       WHERE person_id = ? AND at >= ? ORDER BY at DESC LIMIT ?`,
    )
    .bind(id, from, SHOWN)
    .all<LiftRow>();
  return readableRows(macs, { table: "lifts", rows: results, read: liftOf });
}

const liftOf = ({ called, called_at, ...row }: LiftRow): LiftRecord => ({
  key: row.id.slice(PREFIX.length),
  what: row.what,
  reason: row.reason,
  agentId: agentId.parse(row.agent_id),
  by: row.agent_name,
  at: row.at,
  ...(called === null || called_at === null ? {} : { called: { masked: called, at: called_at } }),
});
