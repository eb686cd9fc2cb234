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
const recordIn = (value: unknown): Values => recordOrText.safeParse(value).data ?? {};

/** Records are merged, null takes away, anything else replaces. */
export function patched(before: Values, patch: Values): Values {
  const merged = Object.entries(patch).map(([key, value]): [string, unknown] => [
    key,
    isRecord(value) ? patched(recordIn(entry(before, key)), value) : value,
  ]);
  const all = Object.entries({ ...before, ...Object.fromEntries(merged) });
  return Object.fromEntries(all.filter(([, value]) => value !== null && value !== undefined));
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

function pathsOf(value: unknown, path: readonly string[] = []): readonly string[] {
  return isRecord(value)
    ? Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))
    : [path.join(".")];
}
