/** What the migrations make of an empty database, as the product compares it with what is there. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { objectDigest, objectName, OBJECTS, type SchemaObject } from "../../workers/adapters/d1/schema-digest.ts";

export function knownSchema(root: string): string {
  const database = new DatabaseSync(":memory:");
  const folder = join(root, "migrations");
  for (const name of readdirSync(folder).toSorted()) {
    database.exec(readFileSync(join(folder, name), "utf8"));
  }
  const objects = database.prepare(OBJECTS).all() as unknown as readonly SchemaObject[];
  const known = Object.fromEntries(objects.map((object) => [objectName(object), objectDigest(object)]));
  return [
    "/** Written by `node dev/docs/docs.ts` from the migrations. Change those, not this file. */",
    `export const KNOWN_SCHEMA: Readonly<Record<string, string>> = ${JSON.stringify(known)};`,
  ].join("\n");
}
