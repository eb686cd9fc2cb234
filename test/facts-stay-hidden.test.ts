/** Who sees options or fact keys, and lacks the root secret, learns no fact from them. */
import { describe, expect, it } from "vitest";
import { createOrganisation } from "../dev/demo/organisation.ts";
import type { DemoPerson } from "../dev/demo/model.ts";
import { populationOf } from "../dev/demo/population.ts";
import { createKeyring } from "../workers/adapters/crypto/keyring.ts";
import type { Keyed } from "../workers/core/kit/keyed.ts";
import type { FactDocument } from "../workers/core/questions/facts.ts";
import type { PooledQuestion } from "../workers/core/questions/question.ts";
import { buildPool } from "../workers/core/questions/registry.ts";
import { factsRead, keyedByState, sliceAround } from "./support/fact-attack.ts";

const NOW = Date.UTC(2026, 10, 18, 14, 12);
const PEOPLE = 12;
const halden = createOrganisation({ now: NOW });
const keyring = createKeyring("only-for-tests-only-for-tests-only-for-tests", {});
const victims = halden.people.filter(({ facts }) => facts.groups.length > 2).slice(0, PEOPLE);

function poolOf(
  person: DemoPerson,
  keyed: Keyed,
  facts: FactDocument = person.facts,
  typedDestination = false,
): readonly PooledQuestion[] {
  return buildPool({
    action: "password_reset",
    typedDestination,
    facts,
    population: populationOf(halden, person.id),
    now: NOW,
    keyed,
    organisation: halden.name,
    timeZone: halden.timeZone,
  });
}

/** Each label that names a fact of anybody here: the attacker can list what there is to know. */
const dictionary = ((): readonly string[] => {
  const labels = new Set<string>();
  for (const person of halden.people) {
    poolOf(person, (label) => {
      labels.add(label);
      return "0".repeat(64);
    });
  }
  return [...labels].filter((label) => label.startsWith("fact|"));
})();

const digestsOf = (pool: readonly PooledQuestion[]): string[] =>
  pool.map(({ factKey }) => factKey.slice(factKey.indexOf(":") + 1));

const secretOf = (person: DemoPerson): Promise<string> => keyring.tag("options", person.id);

describe("stored fact keys", () => {
  const attack = async (person: DemoPerson, keyed: Keyed): Promise<readonly string[]> =>
    factsRead({ slice: sliceAround(await secretOf(person)), stored: digestsOf(poolOf(person, keyed)), dictionary });

  it("give nothing away", async () => {
    for (const person of victims) {
      expect(await attack(person, keyring.keyed("options", person.id))).toEqual([]);
    }
  });

  it("would give most facts away if 32 bits were all that is left of the key", async () => {
    const [victim] = victims as [DemoPerson];
    const state = sliceAround(await secretOf(victim))[7] ?? 0;
    const pool = poolOf(victim, keyedByState(state));
    expect((await attack(victim, keyedByState(state))).length).toBeGreaterThan(pool.length / 2);
  });
});

/** It stands beside the question in the console while the check runs, and in the database in plain. */
describe("the exposure of a question", () => {
  it.each([true, false])("is the same for everybody, typed destination %s", (typedDestination) => {
    const exposures = new Map<string, Set<string>>();
    for (const person of halden.people) {
      for (const { kind, exposure, k } of poolOf(person, () => "0".repeat(64), person.facts, typedDestination)) {
        exposures.set(kind, (exposures.get(kind) ?? new Set()).add(`${exposure} ${String(k)}`));
      }
    }
    expect(exposures.size).toBeGreaterThan(5);
    expect([...exposures].filter(([, seen]) => seen.size > 1)).toEqual([]);
  });
});

describe("shown options", () => {
  /** Somebody of one group, as the attacker must suppose: any other group would change the options. */
  const single = halden.people
    .filter(({ facts }) => facts.groups.length === 1 || facts.groups.length === 2)
    .slice(0, 3);
  const alone = (person: DemoPerson, group = person.facts.groups[0]): FactDocument => ({
    ...person.facts,
    groups: group === undefined ? [] : [group],
  });
  const groupsOf = (person: DemoPerson, keyed: Keyed, facts: FactDocument): readonly PooledQuestion[] =>
    poolOf(person, keyed, facts).filter(({ kind }) => kind === "group");

  const someStates = async (person: DemoPerson): Promise<readonly number[]> =>
    sliceAround(await secretOf(person)).filter((_, index) => index % 32 === 7);

  /** Groups that a state of the slice makes of what was shown: with the right state, the true one. */
  async function groupsRead(person: DemoPerson, keyed: Keyed): Promise<readonly string[]> {
    const shown = groupsOf(person, keyed, alone(person));
    const fact = person.facts.groups[0];
    const fits = (state: number, value: string): boolean =>
      fact !== undefined &&
      groupsOf(person, keyedByState(state), alone(person, { ...fact, value })).some((built) =>
        shown.some(({ options }) => options.join() === built.options.join()),
      );
    const states = await someStates(person);
    const names = shown.flatMap(({ options }) => options);
    return names.filter((group) => states.some((state) => fits(state, group)));
  }

  it("give nothing away", async () => {
    for (const person of single) {
      expect(groupsOf(person, keyring.keyed("options", person.id), alone(person))).not.toEqual([]);
      expect(await groupsRead(person, keyring.keyed("options", person.id))).toEqual([]);
    }
  });

  it("would give the answer away if 32 bits were all that is left of the key", async () => {
    for (const person of single) {
      const group = person.facts.groups[0]?.value ?? "";
      // One question in six leaves the truth out.
      const state = (await someStates(person)).find((one) =>
        groupsOf(person, keyedByState(one), alone(person)).some(({ options }) => options.includes(group)),
      );
      expect(await groupsRead(person, keyedByState(state ?? 0))).toContain(group);
    }
  });
});
