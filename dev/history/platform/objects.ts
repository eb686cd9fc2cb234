/**
 * Durable Objects of one process: one instance per name, with a database and an alarm of its own.
 * Alarms ring when `Clockwork` gets there.
 */
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import type { Clockwork } from "./clockwork.ts";

interface ObjectWithAlarm {
  alarm?(): Promise<void>;
}

type ObjectClass<Instance> = new (context: never, env: never) => Instance;

export class ObjectNamespace<Instance extends ObjectWithAlarm> {
  readonly #instances = new Map<string, Instance>();
  readonly #make: (name: string) => Instance;

  constructor(Class: ObjectClass<Instance>, clockwork: Clockwork, env: () => unknown) {
    this.#make = (name) => {
      const context = new ObjectContext(name, clockwork, {
        ring: async () => this.#instances.get(name)?.alarm?.(),
        forget: () => this.#instances.delete(name),
      });
      return new Class(context as never, env() as never);
    };
  }

  getByName(name: string): Instance {
    const known = this.#instances.get(name);
    const instance = known ?? this.#make(name);
    this.#instances.set(name, instance);
    return instance;
  }
}

interface Owner {
  readonly ring: () => Promise<void>;
  readonly forget: () => void;
}

class ObjectContext {
  readonly id: { toString(): string };
  readonly storage: ObjectStorage;
  readonly #clockwork: Clockwork;

  constructor(name: string, clockwork: Clockwork, owner: Owner) {
    this.id = { toString: () => name };
    this.#clockwork = clockwork;
    this.storage = new ObjectStorage(clockwork, owner);
  }

  waitUntil(work: Promise<unknown>): void {
    this.#clockwork.settleBeforeGoingOn(work);
  }
}

class ObjectStorage {
  readonly #clockwork: Clockwork;
  readonly #owner: Owner;
  readonly #values = new Map<string, unknown>();
  /** Preparing one costs more than running it. */
  readonly #statements = new Map<string, StatementSync>();
  #database: DatabaseSync | undefined;

  constructor(clockwork: Clockwork, owner: Owner) {
    this.#clockwork = clockwork;
    this.#owner = owner;
  }

  readonly kv = {
    get: (key: string): unknown => this.#values.get(key),
    put: (key: string, value: unknown): void => void this.#values.set(key, value),
  };

  readonly sql = {
    exec: (sql: string, ...values: SQLInputValue[]): { toArray(): unknown[]; one(): unknown } => {
      this.#database ??= new DatabaseSync(":memory:");
      if (values.length === 0 && !sql.startsWith("SELECT")) {
        // May be several statements.
        this.#database.exec(sql);
        return cursor([]);
      }
      const statement = this.#statements.get(sql) ?? this.#database.prepare(sql);
      this.#statements.set(sql, statement);
      return cursor(statement.all(...values));
    },
  };

  transactionSync<Value>(run: () => Value): Value {
    this.sql.exec("BEGIN");
    try {
      const value = run();
      this.sql.exec("COMMIT");
      return value;
    } catch (error) {
      this.sql.exec("ROLLBACK");
      throw error;
    }
  }

  async setAlarm(at: number): Promise<void> {
    this.#clockwork.setAlarm(this.#owner.ring, at);
  }

  async deleteAlarm(): Promise<void> {
    this.#clockwork.deleteAlarm(this.#owner.ring);
  }

  /** Nothing is left to remember: the next call by this name gets a new object. */
  async deleteAll(): Promise<void> {
    await this.deleteAlarm();
    this.#statements.clear();
    this.#database?.close();
    this.#database = undefined;
    this.#values.clear();
    this.#owner.forget();
  }
}

function cursor(rows: unknown[]) {
  return { toArray: () => rows, one: () => rows[0] };
}
