/**
 * The schema of one session object. Append only: an older version of the code may run on a newer
 * schema after a rollback, so a step may add and never change or remove.
 */
const STEPS: readonly string[] = [
  `CREATE TABLE session (one INTEGER PRIMARY KEY CHECK (one = 1), state TEXT NOT NULL, pool TEXT NOT NULL);
   CREATE TABLE outbox (seq INTEGER PRIMARY KEY AUTOINCREMENT, row TEXT NOT NULL);`,
  // Fact keys and the seed of ties hung on 32 bits, from which facts can be read; the older code goes on without them.
  `UPDATE session SET state = json_set(json_remove(state, '$.background.selectionSeed'),
     '$.background.recentFactKeys', json('[]'),
     '$.asked', (SELECT json_group_array(json_set(each.value, '$.factKey', '')) FROM json_each(state, '$.asked') AS each));`,
  `ALTER TABLE outbox ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE outbox ADD COLUMN next_at INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE outbox ADD COLUMN alone INTEGER NOT NULL DEFAULT 0;
   CREATE TABLE told (one INTEGER PRIMARY KEY CHECK (one = 1), report TEXT NOT NULL);`,
];

export function migrate(storage: DurableObjectStorage): void {
  storage.transactionSync(() => {
    storage.sql.exec("CREATE TABLE IF NOT EXISTS migrations (step INTEGER PRIMARY KEY)");
    const applied = storage.sql.exec<{ steps: number }>("SELECT COUNT(*) AS steps FROM migrations").one().steps;
    STEPS.slice(applied).forEach((step, index) => {
      storage.sql.exec(step);
      storage.sql.exec("INSERT INTO migrations (step) VALUES (?)", applied + index + 1);
    });
  });
}
