import type { EpochMs } from "../../core/kit/time.ts";
import type { RowMacs } from "../crypto/row-macs.ts";
import { isAttested } from "./attested.ts";
import type { Database } from "./database.ts";
import { settingsSetUp } from "./schema-settings.ts";

const TABLE = "settings_set_up";
/** One row: a second one would open it once more. */
const ID = "open";

/** For the batch that makes the first user, before it: where there was ever another one, nothing is opened. */
export function openSetUp(
  { db, macs }: { readonly db: D1Database; readonly macs: RowMacs },
  at: EpochMs,
): D1PreparedStatement {
  const row = { id: ID, opened_at: at };
  return db
    .prepare(
      `INSERT INTO settings_set_up (id, opened_at, mac) SELECT ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM agents)
       ON CONFLICT (id) DO NOTHING`,
    )
    .bind(row.id, row.opened_at, macs.make(TABLE, row));
}

export async function setUpOpenedAt(database: Database, macs: RowMacs): Promise<EpochMs | undefined> {
  const [row] = await database.select().from(settingsSetUp);
  return row !== undefined && row.id === ID && isAttested(macs, settingsSetUp, row) ? row.openedAt : undefined;
}

export async function endSetUp(database: Database): Promise<void> {
  await database.delete(settingsSetUp);
}
