import type { OutboxRow } from "../workers/app/ports/session-records.ts";
import type { Session } from "../workers/core/session/session.ts";
import type { SealedJson } from "./sealed-codes.ts";
import { migrate } from "./session-migrations.ts";

export interface StoredSession {
  readonly session: Session;
  readonly poolSealed: string;
}

/** A row with what became of it so far. */
export interface WaitingRow extends OutboxRow {
  /** Times that it failed. */
  readonly attempts: number;
  /** Not tried before this; 0 for a row that was never tried. */
  readonly nextAt: number;
  /** The database refused it and took others: it is tried apart from them. */
  readonly alone: boolean;
}

interface WaitingColumns extends Record<string, SqlStorageValue> {
  readonly seq: number;
  readonly row: string;
  readonly attempts: number;
  readonly next_at: number;
  readonly alone: number;
}

const WAITING = "SELECT seq, row, attempts, next_at, alone FROM outbox";

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

  /** As if it had never been created. All at once: a call that runs in between would bring back what is going. */
  async discard(): Promise<void> {
    const gone = [this.#storage.deleteAlarm(), this.#storage.deleteAll()];
    this.#held = undefined;
    await Promise.all(gone);
  }

  outbox({ after, limit }: { readonly after: number; readonly limit: number }): WaitingRow[] {
    return this.#waiting(`${WAITING} WHERE seq > ? ORDER BY seq LIMIT ?`, after, limit);
  }

  /** The row that failed most often; none when nothing failed. */
  mostTried(): WaitingRow[] {
    return this.#waiting(`${WAITING} WHERE attempts > 0 ORDER BY attempts DESC, seq LIMIT 1`);
  }

  isEmpty(): boolean {
    return this.#storage.sql.exec("SELECT 1 FROM outbox LIMIT 1").toArray().length === 0;
  }

  isDue(now: number): boolean {
    return this.#storage.sql.exec("SELECT 1 FROM outbox WHERE next_at <= ? LIMIT 1", now).toArray().length > 0;
  }

  /** When the first of what failed is tried again. */
  nextTry(): number | undefined {
    const [row] = this.#storage.sql
      .exec<{ next: number | null }>("SELECT MIN(next_at) AS next FROM outbox WHERE attempts > 0")
      .toArray();
    return row?.next ?? undefined;
  }

  delivered(rows: readonly number[]): void {
    this.#forEach(rows, "DELETE FROM outbox WHERE seq = ?");
  }

  failed(rows: readonly number[], { nextAt, alone }: { readonly nextAt: number; readonly alone: boolean }): void {
    const again = "UPDATE outbox SET attempts = attempts + 1, next_at = ?, alone = MAX(alone, ?) WHERE seq = ?";
    this.#forEach(rows, again, nextAt, alone ? 1 : 0);
  }

  /** Whatever waits is due; how often it failed stays known. */
  dueNow(): void {
    this.#storage.sql.exec("UPDATE outbox SET next_at = 0");
  }

  /** What D1 was told last about what is stuck; undefined when it says nothing. */
  told(): string | undefined {
    return this.#storage.sql.exec<{ report: string }>("SELECT report FROM told").toArray()[0]?.report;
  }

  setTold(report: string | undefined): void {
    this.#storage.transactionSync(() => {
      this.#storage.sql.exec("DELETE FROM told");
      if (report !== undefined) {
        this.#storage.sql.exec("INSERT INTO told (one, report) VALUES (1, ?)", report);
      }
    });
  }

  #waiting(sql: string, ...values: readonly SqlStorageValue[]): WaitingRow[] {
    return this.#storage.sql
      .exec<WaitingColumns>(sql, ...values)
      .toArray()
      .map(({ seq, row, attempts, next_at: nextAt, alone }) => ({
        ...(this.#json.read(row) as Omit<OutboxRow, "seq">),
        seq,
        attempts,
        nextAt,
        alone: alone === 1,
      }));
  }

  /** The row's number is the statement's last value. */
  #forEach(rows: readonly number[], sql: string, ...values: readonly SqlStorageValue[]): void {
    this.#storage.transactionSync(() => {
      for (const row of rows) {
        this.#storage.sql.exec(sql, ...values, row);
      }
    });
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
