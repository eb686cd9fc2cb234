/**
 * Builds a session's pool of questions. The facts are opened here, used and dropped; what
 * leaves is sealed for the session object. Options are keyed per person, so that many sessions
 * of one person show one picture.
 */
import type { PooledQuestion } from "../../core/questions/question.ts";
import { originOf, type FactName, type FactOrigin } from "../../core/questions/facts.ts";
import { poolsFor } from "../../core/questions/registry.ts";
import type { Story } from "../../core/questions/kind.ts";
import type { Deps } from "../deps.ts";
import type { Knowledge, PersonRecord } from "../ports/people.ts";

export interface Questions {
  /** Every question that can be asked under a story. */
  readonly pool: (story: Story) => readonly PooledQuestion[];
  /** Of the facts of this name, of whatever age; undefined where there is none. */
  readonly origin: (name: FactName) => FactOrigin | undefined;
}

/** Reads what is known once, for any number of stories. */
export async function questionsOf(deps: Deps, person: PersonRecord): Promise<Questions> {
  const facts = await deps.people.facts(person.id);
  const population = await deps.people.population(person, facts);
  return questionsFrom(deps, person, { facts, population });
}

export function questionsFrom(
  { clock, config, vault }: Pick<Deps, "clock" | "config" | "vault">,
  person: PersonRecord,
  { facts, population }: Knowledge,
): Questions {
  if (facts === undefined) {
    return { pool: () => [], origin: () => undefined };
  }
  return {
    origin: (name) => originOf(facts, name),
    pool: poolsFor({
      facts,
      population,
      now: clock(),
      keyed: vault.keyed("options", person.id),
      organisation: config.ORGANISATION_NAME,
      // Days of meetings are those of the person's calendar; the desk's where the directory does not say.
      timeZone: person.timeZone ?? config.TIME_ZONE,
    }),
  };
}
