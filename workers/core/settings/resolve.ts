/**
 * From stored versions to the values that serve. A version that does not fit (written by newer code,
 * or broken) steps back to the one before it, and at last to the defaults: requesters are never left
 * without a page because of a setting. What was left out is told, for the screen to say.
 */
import { misplacedIn } from "./placement.ts";
import { SECTION_IDS, sectionOf, type SectionId } from "./registry.ts";

export interface StoredVersion {
  readonly section: SectionId;
  readonly version: number;
  readonly document: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, unknown>>;
}

export interface SettingsProblem {
  readonly section: SectionId;
  /** Left out; an older one, or nothing, serves instead. */
  readonly version: number;
  /** Names of keys, never a value. */
  readonly keys: readonly string[];
}

export type Checked<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly keys: readonly string[] };

export interface Resolved<Value> {
  readonly value: Value;
  readonly problems: readonly SettingsProblem[];
}

export type Values = Readonly<Record<string, unknown>>;

/** `versions`: newest first in each section. Undefined when not even the defaults pass the check. */
export function resolveSettings<Value>(
  versions: readonly StoredVersion[],
  check: (values: Values) => Checked<Value>,
): Resolved<Value> | undefined {
  const waiting = new Map(SECTION_IDS.map((id) => [id, versions.filter(({ section }) => section === id)] as const));
  const problems: SettingsProblem[] = [];
  for (;;) {
    const newest = [...waiting.values()].flatMap(([first]) => first ?? []);
    const known = newest.filter(isKnown);
    const read = known.length === newest.length ? check(valuesOf(newest)) : unknownKeys(newest);
    if (read.ok) {
      return { value: read.value, problems };
    }
    const blamed = newest.filter((version) => read.keys.some((key) => belongsTo(key, version.section)));
    if (blamed.length === 0) {
      return undefined;
    }
    for (const version of blamed) {
      const keys = read.keys.filter((key) => belongsTo(key, version.section));
      problems.push({ section: version.section, version: version.version, keys });
      waiting.set(version.section, waiting.get(version.section)?.slice(1) ?? []);
    }
  }
}

/** Of those that have more than was read: where nothing of what was read serves, a setting must not fall to its default. */
export function sectionsWithoutGood(
  { versions, more }: { readonly versions: readonly StoredVersion[]; readonly more: readonly SectionId[] },
  problems: readonly SettingsProblem[],
): readonly SectionId[] {
  const isBroken = ({ section, version }: StoredVersion): boolean =>
    problems.some((problem) => problem.section === section && problem.version === version);
  return more.filter((id) => versions.filter(({ section }) => section === id).every(isBroken));
}

export function valuesOf(versions: readonly StoredVersion[]): Values {
  return Object.fromEntries(
    versions.flatMap(({ document, secrets }) => [...Object.entries(document), ...Object.entries(secrets)]),
  );
}

const isKnown = (version: StoredVersion): boolean => misplacedIn(version.section, version).length === 0;

/** Written by newer code: it may rest on keys that mean nothing here, or something else. */
function unknownKeys(versions: readonly StoredVersion[]): { readonly ok: false; readonly keys: readonly string[] } {
  const unknown = versions.filter((version) => !isKnown(version));
  return { ok: false, keys: unknown.flatMap(({ section }) => Object.keys(sectionOf(section).fields)) };
}

/** `key` may go on after a dot into the field's value. */
function belongsTo(key: string, section: SectionId): boolean {
  return Object.hasOwn(sectionOf(section).fields, key.split(".")[0] ?? "");
}
