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
    const databases = new ObjectDatabases();
    this.#make = (name) => {
      const context = new ObjectContext(name, clockwork, {
        ring: async () => this.#instances.get(name)?.alarm?.(),
        forget: () => this.#instances.delete(name),
        databases,
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
  /** Of all objects of the class. */
  readonly databases: ObjectDatabases;
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

/**
 * The databases of one class, whose schema is the same in all: an object that is gone leaves its own
 * to the next, with the tables and the statements, which take longer to make than all that is done with them.
 */
class ObjectDatabases {
  readonly #free: ObjectDatabase[] = [];

  take(): ObjectDatabase {
    return this.#free.pop() ?? new ObjectDatabase();
  }

  giveBack(database: ObjectDatabase): void {
    database.empty();
    this.#free.push(database);
  }
}

/** Says how much of the schema there is, which stays. */
const SCHEMA_STEPS = "migrations";

class ObjectDatabase {
  readonly #database = new DatabaseSync(":memory:");
  readonly #statements = new Map<string, StatementSync>();

  exec(sql: string, values: readonly SQLInputValue[]): unknown[] {
    if (values.length === 0 && !sql.startsWith("SELECT")) {
      // May be several statements.
      this.#database.exec(sql);
      return [];
    }
    const statement = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement.all(...values);
  }

  /** Numbers begin anew too: they are in a table of SQLite's. */
  empty(): void {
    for (const { name } of this.#database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all()) {
      if (name !== SCHEMA_STEPS) {
        this.#database.exec(`DELETE FROM ${String(name)}`);
      }
    }
  }
}

class ObjectStorage {
  readonly #clockwork: Clockwork;
  readonly #owner: Owner;
  readonly #values = new Map<string, unknown>();
  #database: ObjectDatabase | undefined;

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
      this.#database ??= this.#owner.databases.take();
      return cursor(this.#database.exec(sql, values));
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

  /** An object sets it before it tells anybody else what it has decided. */
  async setAlarm(at: number): Promise<void> {
    this.#clockwork.setAlarm(this.#owner.ring, at);
    await this.#clockwork.following();
  }

  async deleteAlarm(): Promise<void> {
    this.#clockwork.deleteAlarm(this.#owner.ring);
  }

  /** Nothing is left to remember: the next call by this name gets a new object. */
  async deleteAll(): Promise<void> {
    await this.deleteAlarm();
    if (this.#database !== undefined) {
      this.#owner.databases.giveBack(this.#database);
      this.#database = undefined;
    }
    this.#values.clear();
    this.#owner.forget();
  }
}

function cursor(rows: unknown[]) {
  return { toArray: () => rows, one: () => rows[0] };
}
