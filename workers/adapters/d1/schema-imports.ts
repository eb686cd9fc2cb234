/** Tables of `migrations/`, as in `schema.ts`: imports of the directory, and how rows were before them. */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const directoryImports = sqliteTable("directory_imports", {
  id: text().primaryKey(),
  open: integer(),
  phase: text().notNull(),
  startedBy: text("started_by").notNull(),
  startedByName: text("started_by_name").notNull(),
  startedAt: integer("started_at").notNull(),
  endedAt: integer("ended_at"),
  baseline: integer({ mode: "boolean" }).notNull().default(false),
  file: text().notNull(),
  progress: text().notNull(),
  mac: text(),
});

export const directoryImportChunks = sqliteTable(
  "directory_import_chunks",
  {
    importId: text("import_id").notNull(),
    number: integer().notNull(),
    digest: text().notNull(),
    reply: text().notNull(),
    keys: text().notNull(),
    present: text().notNull(),
    leftSealed: text("left_sealed"),
  },
  (table) => [primaryKey({ columns: [table.importId, table.number] })],
);

export const directoryJournal = sqliteTable(
  "directory_journal",
  {
    importId: text("import_id").notNull(),
    number: integer().notNull(),
    part: integer().notNull(),
    beforeSealed: text("before_sealed").notNull(),
    at: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.importId, table.number, table.part] })],
);

export const directoryGivenUp = sqliteTable(
  "directory_given_up",
  {
    name: text().notNull(),
    personId: text("person_id").notNull(),
    at: integer().notNull(),
    privileged: integer({ mode: "boolean" }).notNull(),
    mac: text(),
  },
  (table) => [primaryKey({ columns: [table.name, table.personId] })],
);
