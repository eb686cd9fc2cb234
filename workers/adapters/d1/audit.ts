import type { KeyedAuditEntry } from "../../app/ports/audit.ts";
import type { EpochMs } from "../../core/kit/time.ts";

const TIME_DIGITS = 9;

export function auditId(at: EpochMs, key: string): string {
  return `${at.toString(36).padStart(TIME_DIGITS, "0")}:${key}`;
}

export function auditStatement(db: D1Database, entry: KeyedAuditEntry): D1PreparedStatement {
  return auditWhere(db, entry, { sql: "TRUE", values: [] });
}

export interface Condition {
  /** With question marks for the values. */
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

/** Only where the batch that it begins changes something: a press that comes again is no second act. */
export function auditWhere(db: D1Database, entry: KeyedAuditEntry, condition: Condition): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO audit (id, at, actor, action, subject, details) SELECT ?, ?, ?, ?, ?, ? WHERE ${condition.sql}
       ON CONFLICT (id) DO NOTHING`,
    )
    .bind(
      auditId(entry.at, entry.key),
      entry.at,
      entry.actor,
      entry.action,
      entry.subject,
      JSON.stringify(entry.details),
      ...condition.values,
    );
}
