import type { OutboxRow } from "../workers/app/ports/session-records.ts";
import type { Session } from "../workers/core/session/session.ts";
import type { SealedJson } from "./sealed-codes.ts";
import { migrate } from "./session-migrations.ts";

export interface StoredSession {
  readonly session: Session;
  readonly poolSealed: string;
}

export class SessionStore {
  readonly #storage: DurableObjectStorage;
  /** What the rows say; an object is the only one that writes them, and one whose write fails is started anew. */
  #held: StoredSession | undefined;

  readonly #json: SealedJson;

  constructor(storage: DurableObjectStorage, json: SealedJson) {
    this.#storage = storage;
    this.#json = json;
  }

  read(): StoredSession | undefined {
    if (this.#held !== undefined || !this.#exists()) {
      return this.#held;
    }
    migrate(this.#storage);
    const row = this.#storage.sql.exec<{ state: string; pool: string }>("SELECT state, pool FROM session").toArray()[0];
    this.#held =
      row === undefined ? undefined : { session: this.#json.read(row.state) as Session, poolSealed: row.pool };
    return this.#held;
  }

  create(stored: StoredSession, rows: readonly Omit<OutboxRow, "seq">[]): void {
    migrate(this.#storage);
    this.#storage.transactionSync(() => {
      this.#storage.sql.exec(
        "INSERT INTO session (one, state, pool) VALUES (1, ?, ?)",
        this.#json.write(stored.session),
        stored.poolSealed,
      );
      this.#append(rows);
    });
    this.#held = stored;
  }

  commit(session: Session, rows: readonly Omit<OutboxRow, "seq">[]): void {
    this.#storage.transactionSync(() => {
      this.#storage.sql.exec("UPDATE session SET state = ?", this.#json.write(session));
      this.#append(rows);
    });
    this.#held = this.#held === undefined ? undefined : { ...this.#held, session };
  }

  /** As if it had never been created. */
  async discard(): Promise<void> {
    this.#held = undefined;
    await this.#storage.deleteAlarm();
    await this.#storage.deleteAll();
  }

  outbox(limit: number): OutboxRow[] {
    return this.#storage.sql
      .exec<{ seq: number; row: string }>("SELECT seq, row FROM outbox ORDER BY seq LIMIT ?", limit)
      .toArray()
      .map(({ seq, row }) => ({ ...(this.#json.read(row) as Omit<OutboxRow, "seq">), seq }));
  }

  delivered(upTo: number): void {
    this.#storage.sql.exec("DELETE FROM outbox WHERE seq <= ?", upTo);
  }

  #append(rows: readonly Omit<OutboxRow, "seq">[]): void {
    for (const row of rows) {
      this.#storage.sql.exec("INSERT INTO outbox (row) VALUES (?)", this.#json.write(row));
    }
  }

  #exists(): boolean {
    return (
      this.#storage.sql.exec("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'session'").toArray().length >
      0
    );
  }
}
