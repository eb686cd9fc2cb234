import type { AuditEntry } from "../../app/ports/audit.ts";
import type { EpochMs } from "../../core/kit/time.ts";

const TIME_DIGITS = 9;

export function auditId(at: EpochMs, key: string): string {
  return `${at.toString(36).padStart(TIME_DIGITS, "0")}:${key}`;
}

export function auditStatement(db: D1Database, entry: AuditEntry & { readonly key: string }): D1PreparedStatement {
  return db
    .prepare(
      "INSERT INTO audit (id, at, actor, action, subject, details) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
    )
    .bind(
      auditId(entry.at, entry.key),
      entry.at,
      entry.actor,
      entry.action,
      entry.subject,
      JSON.stringify(entry.details),
    );
}
