/** By what a table, an index or a trigger is known again: its statement, however it is written out. */
import { createHash } from "node:crypto";

const DIGITS = 16;

export interface SchemaObject {
  readonly type: string;
  readonly name: string;
  readonly sql: string | null;
}

/** Indexes that SQLite makes itself have no statement; what the platform keeps is in its own tables. */
export const OBJECTS = `SELECT type, name, sql FROM sqlite_master
  WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*' AND name <> 'd1_migrations' AND NOT (type = 'table' AND name GLOB '_cf_*')
  ORDER BY type, name`;

export const objectName = ({ type, name }: Pick<SchemaObject, "type" | "name">): string => `${type} ${name}`;

export const objectDigest = ({ sql }: SchemaObject): string =>
  createHash("sha256")
    .update((sql ?? "").replaceAll(/\s+/gu, " ").trim())
    .digest("hex")
    .slice(0, DIGITS);
