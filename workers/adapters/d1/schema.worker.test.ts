/** The typed tables against the real ones: a column that only one of them has is found here, not by a failing query. */
import { env } from "cloudflare:workers";
import { is } from "drizzle-orm";
import { getTableConfig, SQLiteTable } from "drizzle-orm/sqlite-core";
import { expect, it } from "vitest";
import * as schemaOfImports from "./schema-imports.ts";
import * as schemaOfActions from "./schema-actions.ts";
import * as schemaOfCoverage from "./schema-coverage.ts";
import * as schemaOfDelivery from "./schema-delivery.ts";
import * as schemaOfIdentities from "./schema-identities.ts";
import * as schemaOfMe from "./schema-me.ts";
import * as schemaOfPasskeys from "./schema-passkeys.ts";
import * as schemaOfPractice from "./schema-practice.ts";
import * as schemaOfSettings from "./schema-settings.ts";
import * as schema from "./schema.ts";

interface RealColumn {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
  readonly pk: number;
  readonly dflt_value: string | null;
}

const tables = Object.values({
  ...schema,
  ...schemaOfActions,
  ...schemaOfCoverage,
  ...schemaOfDelivery,
  ...schemaOfIdentities,
  ...schemaOfMe,
  ...schemaOfPasskeys,
  ...schemaOfPractice,
  ...schemaOfSettings,
  ...schemaOfImports,
})
  .filter((value) => is(value, SQLiteTable))
  .map(getTableConfig);

async function realTables(): Promise<string[]> {
  const { results } = await env.DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_cf_%' AND name <> 'd1_migrations' ORDER BY name",
  ).all<{ name: string }>();
  return results.map((row) => row.name);
}

it("has every table and no other", async () => {
  expect(tables.map((table) => table.name).sort()).toEqual(await realTables());
});

it.each(tables.map((table) => [table.name, table] as const))("%s has the same columns", async (name, table) => {
  const { results } = await env.DB.prepare('SELECT name, type, "notnull", pk, dflt_value FROM pragma_table_info(?)')
    .bind(name)
    .all<RealColumn>();
  const keys = table.primaryKeys.flatMap((key) => key.columns.map((column) => column.name));
  const typed = table.columns.map((column) => ({
    name: column.name,
    type: column.getSQLType().toUpperCase(),
    required: column.notNull,
    key: column.primary || keys.includes(column.name),
    default: column.hasDefault
      ? String(column.default === true ? 1 : column.default === false ? 0 : column.default)
      : undefined,
  }));
  const real = results.map((column) => ({
    name: column.name,
    type: column.type,
    // A primary key cannot be null in a table without row ids, said or not.
    required: column.notnull === 1 || column.pk > 0,
    key: column.pk > 0,
    default: column.dflt_value?.replaceAll("'", ""),
  }));
  expect(typed).toEqual(real);
});
