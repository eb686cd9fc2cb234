/** The questions about one person of the demo organisation, as the product would build them. */
import { keyedFor } from "../../test/support/keyed.ts";
import type { PooledQuestion } from "../../workers/core/questions/question.ts";
import { buildPool } from "../../workers/core/questions/registry.ts";
import type { DemoPerson } from "./model.ts";
import { createOrganisation } from "./organisation.ts";
import { populationOf } from "./population.ts";

const NOW = Date.UTC(2026, 10, 18, 14, 12);

export const halden = createOrganisation({ now: NOW });

export function poolOf(person: DemoPerson, salt = ""): readonly PooledQuestion[] {
  return buildPool({
    action: "password_reset",
    typedDestination: false,
    facts: person.facts,
    population: populationOf(halden, person.id),
    now: NOW,
    keyed: keyedFor(`${salt}${person.id}`),
    organisation: halden.name,
    timeZone: halden.timeZone,
  });
}
