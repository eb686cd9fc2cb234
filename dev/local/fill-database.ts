/** What a local database holds before anybody uses it: the schema, and the demo. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { EpochMs } from "../../workers/core/kit/time.ts";
import type { Organisation } from "../demo/model.ts";
import type { History } from "../history/history.ts";
import { Refusal, ROOT } from "./cli.ts";
import { rememberDanasPhone } from "./demo-phone.ts";
import { historyStatements } from "./history.ts";
import { isSeeded, seed, type SeedDatabase } from "./seed.ts";

/** "none": not even an agent, as after a real installation. */
export type DemoData = "none" | "people" | "people and history";

export type LocalDatabase = SeedDatabase & {
  exec(sql: string): Promise<unknown>;
};

/**
 * The same files, order and table as `wrangler d1 migrations apply`; all of what is new, or nothing.
 * In one text: each statement that is prepared is a round trip to workerd.
 */
export async function applyMigrations(db: LocalDatabase): Promise<void> {
  await db.exec(
    "CREATE TABLE IF NOT EXISTS d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)",
  );
  const applied = await db.prepare("SELECT json_group_array(name) AS names FROM d1_migrations").first();
  const known = new Set(JSON.parse((applied as { names: string }).names) as string[]);
  const directory = join(ROOT, "migrations");
  const files = (await readdir(directory)).filter((name) => name.endsWith(".sql") && !known.has(name)).sort();
  const texts = await Promise.all(
    files.map(
      async (name) =>
        `${await readFile(join(directory, name), "utf8")};\nINSERT INTO d1_migrations (name) VALUES ('${name}');\n`,
    ),
  );
  if (texts.length > 0) {
    await db.batch([db.prepare(texts.join(""))]);
  }
}

/** Nobody of rows without a mac can sign in: better said here than by a link that is refused. */
async function refuseOlderRows(db: LocalDatabase): Promise<void> {
  const older = await db.prepare("SELECT id FROM agents WHERE mac IS NULL LIMIT 1").first();
  if (older !== null) {
    throw new Refusal(
      "The data here was written by an earlier version: clear it with `npm run reset`, then start again.",
    );
  }
}

interface Filling {
  readonly organisation: Organisation;
  readonly rootSecret: string;
  readonly now: EpochMs;
  readonly demo: DemoData;
  /** Asked for only where it is wanted. */
  readonly history: () => Promise<History>;
}

/** False where the database was filled before. */
export async function fillDatabase(
  db: LocalDatabase,
  { organisation, demo, history, ...from }: Filling,
): Promise<boolean> {
  if (await isSeeded(db)) {
    await refuseOlderRows(db);
    return false;
  }
  if (demo === "none") {
    return false;
  }
  if (demo === "people and history") {
    await seed(db, organisation, { ...from, also: historyStatements(db, await history()) });
    await rememberDanasPhone(db, organisation, from);
  } else {
    await seed(db, organisation, { ...from, pastSignIns: true });
  }
  return true;
}
