/** Write-only values: what was typed anew is put over what is there; nothing is ever shown. */
import { z } from "zod";
import { entry } from "../kit/entry.ts";
import type { EpochMs } from "../kit/time.ts";
import { isRecord } from "./compare.ts";
import { json } from "./fields.ts";

type Values = Readonly<Record<string, unknown>>;
interface SetBy {
  readonly at: EpochMs;
  readonly by: string;
}

const recordOrText = json(z.record(z.string(), z.unknown()));

/** A secret may have been stored as JSON text that holds the same as a record. */
export const recordIn = (value: unknown): Values => recordOrText.safeParse(value).data ?? {};

/** Records are merged, null takes away, anything else replaces. */
export function patched(before: Values, patch: Values): Values {
  const merged = Object.entries(patch).map(([key, value]): [string, unknown] => [
    key,
    isRecord(value) ? patched(recordIn(entry(before, key)), value) : value,
  ]);
  const all = Object.entries({ ...before, ...Object.fromEntries(merged) });
  return Object.fromEntries(all.filter(([, value]) => value !== null && value !== undefined));
}

/** By the key of secrets: where the entries stand that they belong to, by the same names. */
export const ENTRIES_OF = {
  SIGN_IN_SECRETS: "SIGN_IN_PROVIDERS",
  CONNECTION_SECRETS: "CONNECTIONS",
  ACTION_SECRETS: "ACTION_TARGETS",
  DELIVERY_SECRETS: "DELIVERY_SETTINGS",
  SECURITY_SECRETS: "SECURITY_CONTACT",
} as const;

/**
 * As a patch: takes away what belongs to entries that were there and are gone. What has no entry yet, or whose
 * entries are not among the values, stays.
 */
export function secretsOfRemoved(before: Values, after: Values): Values {
  const patches = Object.entries(ENTRIES_OF).map(([key, entries]) => {
    const is = recordIn(after[entries]);
    const gone = Object.keys(recordIn(before[entries])).filter((name) => !Object.hasOwn(is, name));
    return [key, Object.fromEntries(gone.map((name) => [name, null]))] as const;
  });
  return Object.fromEntries(patches.filter(([, gone]) => Object.keys(gone).length > 0));
}

/** Who set each value that is there, by its path. */
export function secretsSetIn({
  before,
  typed,
  secrets,
  set,
}: {
  readonly before: Readonly<Record<string, SetBy>>;
  readonly typed: Values;
  readonly secrets: Values;
  readonly set: SetBy;
}): Readonly<Record<string, SetBy>> {
  const anew = new Set(pathsOf(typed));
  const known = pathsOf(secrets).map((path) => [path, anew.has(path) ? set : entry(before, path)] as const);
  return Object.fromEntries(known.flatMap(([path, by]) => (by === undefined ? [] : [[path, by] as const])));
}

/** Of every leaf. */
export function pathsOf(value: unknown, path: readonly string[] = []): readonly string[] {
  return isRecord(value)
    ? Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))
    : [path.join(".")];
}
