/** As `schema.ts`: whom of the directory a check can pass for. */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const coverageRuns = sqliteTable("coverage_runs", {
  id: text().primaryKey(),
  startedAt: integer("started_at").notNull(),
  startedBy: text("started_by").notNull(),
  startedByName: text("started_by_name").notNull(),
  basis: text().notNull(),
  countedTo: text("counted_to").notNull().default(""),
  counted: integer().notNull().default(0),
  people: integer().notNull(),
  endedAt: integer("ended_at"),
  tally: text(),
  cause: text().notNull().default("asked"),
  open: integer(),
  leaseUntil: integer("lease_until").notNull().default(0),
  steppedAt: integer("stepped_at"),
});

export const coveragePeople = sqliteTable(
  "coverage_people",
  {
    runId: text("run_id").notNull(),
    personId: text("person_id").notNull(),
    kinds: text().notNull(),
    standings: text().notNull(),
    lacks: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.personId] })],
);
