import type { AuditEntry } from "../../app/ports/audit.ts";

const TIME_DIGITS = 9;

export function auditStatement(db: D1Database, entry: AuditEntry & { readonly key: string }): D1PreparedStatement {
  const id = `${entry.at.toString(36).padStart(TIME_DIGITS, "0")}:${entry.key}`;
  return db
    .prepare(
      "INSERT INTO audit (id, at, actor, action, subject, details) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
    )
    .bind(id, entry.at, entry.actor, entry.action, entry.subject, JSON.stringify(entry.details));
}
