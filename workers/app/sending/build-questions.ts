/**
 * Builds a session's pool of questions. The facts are opened here, used and dropped; what
 * leaves is sealed for the session object. Options are keyed per person, so that many sessions
 * of one person show one picture.
 */
import type { PooledQuestion } from "../../core/questions/question.ts";
import { buildPool } from "../../core/questions/registry.ts";
import type { ActionId } from "../../core/policy/policy.ts";
import type { Deps } from "../deps.ts";
import type { PersonRecord } from "../ports/people.ts";

export interface Story {
  readonly action: ActionId;
  readonly typedDestination: boolean;
}

/** Reads what is known once, for any number of stories. */
export async function questionBuilder(
  deps: Deps,
  person: PersonRecord,
): Promise<(story: Story) => readonly PooledQuestion[]> {
  const [facts, population] = await Promise.all([deps.people.facts(person.id), deps.people.population(person)]);
  if (facts === undefined) {
    return () => [];
  }
  return (story) =>
    buildPool({
      ...story,
      facts,
      population,
      now: deps.clock(),
      keyed: deps.vault.keyed("options", person.id),
      organisation: deps.config.ORGANISATION_NAME,
      // Days of meetings are those of the person's calendar; the desk's where the directory does not say.
      timeZone: person.timeZone ?? deps.config.TIME_ZONE,
    });
}
