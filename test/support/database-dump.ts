import type { Journey } from "./journey.ts";

interface Database {
  prepare(sql: string): { all(): Promise<{ results: Record<string, unknown>[] }> };
}

/** Every row of every table, as text, except the local build's own outbox and the names in `without`. */
export async function databaseDump(
  journey: Journey,
  without: readonly string[] = [],
): Promise<Readonly<Record<string, string>>> {
  const db = (await journey.instance.miniflare.getD1Database("DB")) as unknown as Database;
  const { results } = await db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").all();
  const names = results
    .map(({ name }) => String(name))
    .filter((name) => !/^(?:_cf_|sqlite_)/.test(name) && name !== "dev_outbox" && !without.includes(name));
  const tables = await Promise.all(
    names.map(
      async (name) => [name, JSON.stringify((await db.prepare(`SELECT * FROM "${name}"`).all()).results)] as const,
    ),
  );
  return Object.fromEntries(tables);
}
