import { drizzle, type DrizzleD1Database } from "drizzle-orm/d1";
import { reachable } from "./reachable.ts";

export type Database = DrizzleD1Database & { $client: D1Database };

export function openDatabase(binding: D1Database): Database {
  return drizzle(reachable(binding));
}

/** Leaves a null column out, so that an optional field is absent and not null. */
export function present<Key extends string, Value>(key: Key, value: Value | null | undefined): { [K in Key]?: Value } {
  return (value === null || value === undefined ? {} : { [key]: value }) as { [K in Key]?: Value };
}

/** Writes unless a unique key stands in the way that begins like this, its table first: false then, and nothing is written. */
export async function unlessTaken(write: () => Promise<unknown>, key: string): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (String(error).includes(`UNIQUE constraint failed: ${key}`)) {
      return false;
    }
    throw error;
  }
}
