/** D1 whose failures are told apart: out of reach is `Unavailable`, a statement that can never work stays what it is. */
import { isMistake, Unavailable } from "../../core/kit/unavailable.ts";

/** What SQLite and the binding say of the statement itself or of its values. */
const OF_THE_STATEMENT = /SQLITE_(?:ERROR|CONSTRAINT|MISMATCH|RANGE|TOOBIG|AUTH|MISUSE)|D1_(?:TYPE|COLUMN|EXEC)/;

export function reachable(binding: D1Database): D1Database {
  return new Proxy(binding, {
    get(target, key) {
      switch (key) {
        case "prepare":
          return (sql: string) => new ReachableStatement(target.prepare(sql));
        case "batch":
          return (statements: readonly D1PreparedStatement[]) =>
            attempt(() => target.batch(statements.map((one) => (one instanceof ReachableStatement ? one.real : one))));
        default:
          return bound(target, key);
      }
    },
  });
}

/** Each read and write makes two of them, so a class and no proxy. */
class ReachableStatement implements Record<keyof D1PreparedStatement, unknown> {
  /** A batch takes the binding's own statements only. */
  readonly real: D1PreparedStatement;

  constructor(real: D1PreparedStatement) {
    this.real = real;
  }

  bind(...values: unknown[]): ReachableStatement {
    return new ReachableStatement(this.real.bind(...values));
  }

  first(...column: [string]): Promise<unknown> {
    return attempt(() => this.real.first(...column));
  }

  run(): Promise<unknown> {
    return attempt(() => this.real.run());
  }

  all(): Promise<unknown> {
    return attempt(() => this.real.all());
  }

  raw(...options: [{ readonly columnNames: true }]): Promise<unknown> {
    return attempt(() => this.real.raw(...options));
  }
}

async function attempt<Value>(run: () => Promise<Value>): Promise<Value> {
  try {
    return await run();
  } catch (error) {
    throw isMistake(error) || OF_THE_STATEMENT.test(String(error)) ? error : new Unavailable("database", error);
  }
}

/** Methods of a class of the runtime must be called on it, not on what stands before it. */
function bound(target: object, key: string | symbol): unknown {
  const value: unknown = Reflect.get(target, key);
  return typeof value === "function" ? (...args: unknown[]): unknown => Reflect.apply(value, target, args) : value;
}
