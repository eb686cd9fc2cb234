/**
 * D1's interface over a SQLite database in memory. As far as the product's own stores use it;
 * what it writes here is read out by `rowsOf` and written to the real one in a few statements.
 */
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";

type Row = Record<string, unknown>;

export class MemoryD1 {
  readonly database = new DatabaseSync(":memory:");
  readonly #statements = new Map<string, Compiled>();

  prepare(sql: string): Statement {
    return new Statement(this, sql, []);
  }

  /** All or nothing, as in D1. */
  async batch(statements: Statement[]): Promise<unknown[]> {
    // One statement alone is all or nothing by itself.
    if (statements.length === 1) {
      return statements.map((statement) => statement.execute());
    }
    this.compiled("BEGIN").statement.run();
    try {
      const results = statements.map((statement) => statement.execute());
      this.compiled("COMMIT").statement.run();
      return results;
    } catch (error) {
      this.database.exec("ROLLBACK");
      throw error;
    }
  }

  compiled(sql: string): Compiled {
    const known = this.#statements.get(sql);
    if (known !== undefined) {
      return known;
    }
    const statement = this.database.prepare(sql);
    const compiled = { statement, reads: statement.columns().length > 0 };
    this.#statements.set(sql, compiled);
    return compiled;
  }
}

interface Compiled {
  readonly statement: StatementSync;
  /** Whether it answers with rows. */
  readonly reads: boolean;
}

class Statement {
  readonly #d1: MemoryD1;
  readonly #sql: string;
  readonly #values: readonly SQLInputValue[];

  constructor(d1: MemoryD1, sql: string, values: readonly SQLInputValue[]) {
    this.#d1 = d1;
    this.#sql = sql;
    this.#values = values;
  }

  bind(...values: readonly (SQLInputValue | boolean)[]): Statement {
    return new Statement(
      this.#d1,
      this.#sql,
      values.map((value) => (typeof value === "boolean" ? Number(value) : value)),
    );
  }

  async first(): Promise<unknown> {
    return this.execute().results[0] ?? null;
  }

  async all(): Promise<{ readonly results: readonly Row[] }> {
    return this.execute();
  }

  async run(): Promise<{ readonly results: readonly Row[] }> {
    return this.execute();
  }

  async raw(): Promise<unknown[][]> {
    const { statement } = this.#d1.compiled(this.#sql);
    statement.setReturnArrays(true);
    try {
      return statement.all(...this.#values) as unknown as unknown[][];
    } finally {
      statement.setReturnArrays(false);
    }
  }

  execute(): { success: true; results: readonly Row[]; meta: { changes: number } } {
    const { statement, reads } = this.#d1.compiled(this.#sql);
    if (reads) {
      return { success: true, results: statement.all(...this.#values), meta: { changes: 0 } };
    }
    const { changes } = statement.run(...this.#values);
    return { success: true, results: [], meta: { changes: Number(changes) } };
  }
}
