/**
 * Builds a session's pool of questions. The facts are opened here, used and dropped; what
 * leaves is sealed for the session object. Options are keyed per person, so that many sessions
 * of one person show one picture.
 */
import type { PooledQuestion } from "../../core/questions/question.ts";
import { isKnown, type FactDocument, type FactName, type Population } from "../../core/questions/facts.ts";
import { buildPool } from "../../core/questions/registry.ts";
import type { ActionId } from "../../core/policy/policy.ts";
import type { Deps } from "../deps.ts";
import type { PersonRecord } from "../ports/people.ts";

export interface Story {
  readonly action: ActionId;
  readonly typedDestination: boolean;
}

/** What is known of one person, opened, and whom it is asked beside. */
export interface Knowledge {
  readonly facts: FactDocument | undefined;
  readonly population: Population;
}

export interface Questions {
  /** Every question that can be asked under a story. */
  readonly pool: (story: Story) => readonly PooledQuestion[];
  /** Whether there is a fact of this name at all, of whatever age. */
  readonly knows: (name: FactName) => boolean;
}

/** Reads what is known once, for any number of stories. */
export async function questionsOf(deps: Deps, person: PersonRecord): Promise<Questions> {
  const [facts, population] = await Promise.all([deps.people.facts(person.id), deps.people.population(person)]);
  return questionsFrom(deps, person, { facts, population });
}

export function questionsFrom(
  { clock, config, vault }: Pick<Deps, "clock" | "config" | "vault">,
  person: PersonRecord,
  { facts, population }: Knowledge,
): Questions {
  if (facts === undefined) {
    return { pool: () => [], knows: () => false };
  }
  const built = new Map<string, readonly PooledQuestion[]>();
  const build = (story: Story) =>
    buildPool({
      ...story,
      facts,
      population,
      now: clock(),
      keyed: vault.keyed("options", person.id),
      organisation: config.ORGANISATION_NAME,
      // Days of meetings are those of the person's calendar; the desk's where the directory does not say.
      timeZone: person.timeZone ?? config.TIME_ZONE,
    });
  return {
    knows: (name) => isKnown(facts, name),
    pool: (story) => {
      const key = `${story.action} ${String(story.typedDestination)}`;
      const pool = built.get(key) ?? build(story);
      built.set(key, pool);
      return pool;
    },
  };
}
