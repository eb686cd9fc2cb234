/**
 * The session's rows. `commit` is the only write of state: state and outbox in one transaction.
 * Reading an object that was never created touches no storage, so a stray call leaves nothing behind.
 */
import type { OutboxRow } from "../workers/app/stores.ts";
import type { Session } from "../workers/core/verification/session.ts";
import { migrate } from "./session-migrations.ts";

export interface StoredSession {
  readonly session: Session;
  readonly poolSealed: string;
}

export class SessionStore {
  readonly #storage: DurableObjectStorage;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  read(): StoredSession | undefined {
    if (!this.#exists()) {
      return undefined;
    }
    const row = this.#storage.sql.exec<{ state: string; pool: string }>("SELECT state, pool FROM session").toArray()[0];
    return row === undefined ? undefined : { session: JSON.parse(row.state) as Session, poolSealed: row.pool };
  }

  create(stored: StoredSession, rows: readonly Omit<OutboxRow, "seq">[]): void {
    migrate(this.#storage);
    this.#storage.transactionSync(() => {
      this.#storage.sql.exec(
        "INSERT INTO session (one, state, pool) VALUES (1, ?, ?)",
        JSON.stringify(stored.session),
        stored.poolSealed,
      );
      this.#append(rows);
    });
  }

  commit(session: Session, rows: readonly Omit<OutboxRow, "seq">[]): void {
    this.#storage.transactionSync(() => {
      this.#storage.sql.exec("UPDATE session SET state = ?", JSON.stringify(session));
      this.#append(rows);
    });
  }

  /** As if it had never been created. */
  async discard(): Promise<void> {
    await this.#storage.deleteAlarm();
    await this.#storage.deleteAll();
  }

  outbox(limit: number): OutboxRow[] {
    return this.#storage.sql
      .exec<{ seq: number; row: string }>("SELECT seq, row FROM outbox ORDER BY seq LIMIT ?", limit)
      .toArray()
      .map(({ seq, row }) => ({ ...(JSON.parse(row) as Omit<OutboxRow, "seq">), seq }));
  }

  delivered(upTo: number): void {
    this.#storage.sql.exec("DELETE FROM outbox WHERE seq <= ?", upTo);
  }

  #append(rows: readonly Omit<OutboxRow, "seq">[]): void {
    for (const row of rows) {
      this.#storage.sql.exec("INSERT INTO outbox (row) VALUES (?)", JSON.stringify(row));
    }
  }

  #exists(): boolean {
    return (
      this.#storage.sql.exec("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'session'").toArray().length >
      0
    );
  }
}
