/** Write-only values: what was typed anew is put over what is there; nothing is ever shown. */
import { entry } from "../kit/entry.ts";
import type { EpochMs } from "../kit/time.ts";
import { isRecord } from "./compare.ts";

type Values = Readonly<Record<string, unknown>>;
interface SetBy {
  readonly at: EpochMs;
  readonly by: string;
}

/** Records are merged, null takes away, anything else replaces. */
export function patched(before: Values, patch: Values): Values {
  const merged = Object.entries(patch).map(([key, value]): [string, unknown] => {
    const was = entry(before, key);
    return [key, isRecord(value) ? patched(isRecord(was) ? was : {}, value) : value];
  });
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
