/** When something that waits is due, in SQL. */
import { gt, lte, or, sql, type AnyColumn, type Placeholder, type SQL } from "drizzle-orm";
import { LONGEST_WAIT_MS } from "../../core/messages/backoff.ts";

/** The moment in `column` has come, or was set by a clock that has been put back since: see `LONGEST_WAIT_MS`. */
export function reached(column: string, now: string): string {
  return `(${column} <= ${now} OR ${column} > ${now} + ${String(LONGEST_WAIT_MS)})`;
}

/** The same for the query builder. */
export function hasReached(column: AnyColumn, now: number | Placeholder): SQL | undefined {
  return or(lte(column, now), gt(column, sql`${now} + ${sql.raw(String(LONGEST_WAIT_MS))}`));
}
