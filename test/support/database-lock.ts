/** Another process that writes to the database and does not finish: nobody else can write, as if the database were away. */
import { globSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Something that runs by itself may be writing. */
const LOCK_WITHIN_MS = 5_000;

const isObject = (file: string): boolean => !file.endsWith("metadata.sqlite");

/** The database of an instance, beside whatever runs on it. */
export function openDatabase(stateDirectory: string): DatabaseSync {
  const files = globSync(join(stateDirectory, "**", "d1", "**", "*.sqlite")).filter(isObject);
  const [file] = files;
  if (file === undefined || files.length !== 1) {
    throw new Error(`expected one database, found ${String(files.length)}`);
  }
  return new DatabaseSync(file, { timeout: LOCK_WITHIN_MS });
}

/** Databases of the objects that keep sessions. */
export const sessionFiles = (stateDirectory: string): readonly string[] =>
  globSync(join(stateDirectory, "**", "do", "**", "*VerificationSession", "*.sqlite")).filter(isObject);

/** Holds the lock of an instance's database; returns how to let go. */
export function lockDatabase(stateDirectory: string): () => void {
  const database = openDatabase(stateDirectory);
  database.exec("BEGIN IMMEDIATE");
  return () => {
    database.exec("ROLLBACK");
    database.close();
  };
}
