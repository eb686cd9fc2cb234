/**
 * What the deployment's variables say against what they said when all of it served. What protects less is held back:
 * its sections go on with what was said before, until a second admin or a day has passed. What protects as much as
 * before, or more, serves at once.
 */
import { isRecord, same } from "./compare.ts";
import { SECTION_IDS, sectionOf, type SectionId } from "./registry.ts";
import { isSecret } from "./section.ts";
import type { Values } from "./resolve.ts";
import { weakenings } from "./weakens.ts";

/** Sections and values are by key of the configuration, as a deployment writes them. */
export interface ComparedDeployment {
  /** What serves now. */
  readonly serves: Values;
  /** Whose variables go on as they were; empty where all serve. */
  readonly held: readonly SectionId[];
  /** Each line by which what is said now protects less. */
  readonly weakens: readonly string[];
}

/** This release reads a variable otherwise than the one before it: nothing can be held to what cannot be read. */
export const UNREADABLE = "What was said before cannot be read by this release, so nothing was compared";

/**
 * Undefined where nothing is said otherwise. `read`: what such variables come to, beside what the product's own
 * settings say; after the schemas, see `comparable`. Undefined where they do not fit.
 */
export function compareDeployed(
  { before, now }: { readonly before: Values; readonly now: Values },
  read: (deployed: Values) => Values | undefined,
): ComparedDeployment | undefined {
  const changed = changedSections(before, now);
  if (changed.length === 0) {
    return undefined;
  }
  const was = read(before);
  if (was === undefined) {
    return { serves: now, held: [], weakens: [UNREADABLE] };
  }
  const weakensBy = (deployed: Values): readonly string[] | undefined => {
    const is = read(deployed);
    return is && weakenings(was, is);
  };
  const weakens = weakensBy(now);
  if (weakens?.length === 0) {
    return { serves: now, held: [], weakens };
  }
  const weaker = changed.filter((id) => weakensBy(withSections(before, now, [id]))?.length !== 0);
  const others = changed.filter((id) => !weaker.includes(id));
  const serves = withSections(before, now, others);
  // Two that are harmless alone may protect less together, or not fit what the others said before.
  return weaker.length > 0 && weakensBy(serves)?.length === 0
    ? { serves, held: weaker, weakens: weakens ?? [] }
    : { serves: before, held: changed, weakens: weakens ?? [] };
}

const changedSections = (before: Values, now: Values): readonly SectionId[] =>
  SECTION_IDS.filter((id) => keysOf(id).some((key) => !same(before[key], now[key])));

/** In whatever order. */
export const saysTheSame = (before: Values, now: Values): boolean => changedSections(before, now).length === 0;

/** What a section could say, and the deployment says itself. */
export const sectionKeys: ReadonlySet<string> = new Set(SECTION_IDS.flatMap((id) => keysOf(id)));

/** For `weakenings`: a secret as what it means. */
export function comparable(config: Values): Values {
  return Object.fromEntries(
    SECTION_IDS.flatMap((id) => Object.entries(sectionOf(id).fields)).map(([key, schema]) => [
      key,
      isSecret(schema) ? revealed(config[key]) : config[key],
    ]),
  );
}

const isRevealing = (value: unknown): value is { reveal: () => unknown } =>
  isRecord(value) && typeof value["reveal"] === "function";

const revealed = (value: unknown): unknown => (isRevealing(value) ? value.reveal() : value);

/** Those of `sections` as in `now`, the others as in `before`; a key that is not said stays unsaid. */
function withSections(before: Values, now: Values, sections: readonly SectionId[]): Values {
  const isOfThem = new Set(sections.flatMap(keysOf));
  const kept = Object.entries(before).filter(([key]) => !isOfThem.has(key));
  const come = Object.entries(now).filter(([key]) => isOfThem.has(key));
  return Object.fromEntries([...kept, ...come]);
}

function keysOf(id: SectionId): readonly string[] {
  return Object.keys(sectionOf(id).fields);
}
