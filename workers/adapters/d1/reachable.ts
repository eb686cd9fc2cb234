/** D1 whose failures are told apart: out of reach is `Unavailable`, a statement that can never work stays what it is. */
import { isMistake, Unavailable } from "../../core/kit/unavailable.ts";

/** What SQLite and the binding say of the statement itself or of its values. */
const OF_THE_STATEMENT = /SQLITE_(?:ERROR|CONSTRAINT|MISMATCH|RANGE|TOOBIG|AUTH|MISUSE)|D1_(?:TYPE|COLUMN|EXEC)/;
const RUNS: ReadonlySet<string | symbol> = new Set(["first", "run", "all", "raw"]);

export function reachable(binding: D1Database): D1Database {
  return new Proxy(binding, {
    get(target, key) {
      switch (key) {
        case "prepare":
          return (sql: string) => statement(target.prepare(sql));
        case "batch":
          return (statements: readonly D1PreparedStatement[]) =>
            attempt(() => target.batch(statements.map((one) => plain.get(one) ?? one)));
        default:
          return bound(target, key);
      }
    },
  });
}

/** A batch takes the binding's own statements only. */
const plain = new WeakMap<D1PreparedStatement, D1PreparedStatement>();

function statement(real: D1PreparedStatement): D1PreparedStatement {
  const guarded = new Proxy(real, {
    get(target, key) {
      if (key === "bind") {
        return (...values: unknown[]) => statement(target.bind(...values));
      }
      const value = bound(target, key);
      return RUNS.has(key) && typeof value === "function"
        ? (...args: unknown[]) => attempt(() => value(...args) as Promise<unknown>)
        : value;
    },
  });
  plain.set(guarded, real);
  return guarded;
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
