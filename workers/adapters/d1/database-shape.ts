/** Whether the database has what the migrations made and nothing else: a trigger acts later, and in nobody's name. */
import type { DatabaseShape } from "../../app/ports/database-shape.ts";
import { auditId, auditStatement } from "./audit.ts";
import type { Database } from "./database.ts";
import { KNOWN_SCHEMA } from "./known-schema.ts";
import { objectDigest, objectName, OBJECTS, type SchemaObject } from "./schema-digest.ts";

/** Of the audit row that marks a day as compared. */
const MARK = "database";

/** `ownTables`: of a local build's stand-ins. */
export function databaseShape({ $client: db }: Database, ownTables: readonly string[] = []): DatabaseShape {
  const own: ReadonlySet<string> = new Set(ownTables.map((name) => objectName({ type: "table", name })));
  return {
    deviations: async () => (await deviations(db)).filter((name) => !own.has(name)),
    compared: async (slot) =>
      (await db.prepare("SELECT 1 FROM audit WHERE id = ?").bind(auditId(slot, MARK)).first()) !== null,
    mark: async (slot, entry) => {
      await auditStatement(db, { ...entry, at: slot, key: MARK }).run();
    },
  };
}

async function deviations(db: D1Database): Promise<readonly string[]> {
  const { results } = await db.prepare(OBJECTS).all<SchemaObject>();
  const found = new Map(results.map((object) => [objectName(object), objectDigest(object)]));
  const others = [...found].filter(([name, digest]) => KNOWN_SCHEMA[name] !== digest).map(([name]) => name);
  const gone = Object.keys(KNOWN_SCHEMA).filter((name) => !found.has(name));
  return [...others, ...gone.map((name) => `no ${name}`)];
}
