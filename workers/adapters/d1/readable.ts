/** Rows that carry no mac may say anything: one that cannot be read is left out and logged, and breaks no page. */
import type { RowMacs } from "../crypto/row-macs.ts";

export function readableRows<Row, Value>(
  { refuse }: Pick<RowMacs, "refuse">,
  { table, rows, read }: { readonly table: string; readonly rows: readonly Row[]; readonly read: (row: Row) => Value },
): Value[] {
  return rows.flatMap((row) => {
    try {
      return [read(row)];
    } catch {
      refuse(table);
      return [];
    }
  });
}
