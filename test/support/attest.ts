/** For tests that write rows by SQL: gives them the mac that the product would have given them. */
import type { Keyring } from "../../workers/adapters/crypto/keyring.ts";
import type { MacRow } from "../../workers/adapters/crypto/row-macs.ts";

const KEYS = {
  agents: ["id"],
  agent_sessions: ["id_hash"],
  sign_in_links: ["token_hash"],
  passkeys: ["credential_id"],
  recovery_codes: ["name"],
  people: ["id"],
  person_contacts: ["id"],
  person_accounts: ["id"],
  known_phones: ["person_id", "key_tag"],
  person_sessions: ["id_hash"],
  person_identities: ["issuer", "subject"],
  person_passkeys: ["credential_id"],
  verifications: ["id"],
} as const;

export type AttestedTable = keyof typeof KEYS;

export const ATTESTED_TABLES = Object.keys(KEYS) as readonly AttestedTable[];

interface Statement {
  bind(...values: unknown[]): Statement;
  all(): Promise<{ results: unknown[] }>;
}

interface AttestableDatabase {
  prepare(sql: string): Statement;
  batch(statements: Statement[]): Promise<unknown>;
}

/** However the row came to be what it is. */
export async function attest(
  db: AttestableDatabase,
  { rows: macs }: Keyring,
  { table, column, value }: { readonly table: AttestedTable; readonly column: string; readonly value: unknown },
): Promise<void> {
  const { results } = await db.prepare(`SELECT * FROM ${table} WHERE ${column} = ?`).bind(value).all();
  const where = KEYS[table].map((key) => `${key} = ?`).join(" AND ");
  const updates = (results as MacRow[]).map((row) =>
    db
      .prepare(`UPDATE ${table} SET mac = ? WHERE ${where}`)
      .bind(macs.make(table, row), ...KEYS[table].map((key) => row[key])),
  );
  if (updates.length > 0) {
    await db.batch(updates);
  }
}
