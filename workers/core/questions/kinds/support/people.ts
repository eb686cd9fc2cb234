import type { FactDocument, PersonName, Population } from "../../facts.ts";
import type { Known } from "../../kind.ts";
import type { Item } from "./choice.ts";
import { plain, words } from "../../answers/normalise.ts";

const LONGEST_LABEL = 60;

/** A person as an option. One key for "Grace Mwangi" and "Mwangi, Grace"; empty, hence unusable, without a readable name. */
export function personItem(name: PersonName): Item {
  const label = name.display.trim();
  const parts = words(plain(`${name.given} ${name.family}`));
  const key = (parts.length > 0 ? [...parts] : [...words(plain(label))]).sort().join(" ");
  return { key: label === "" || label.length > LONGEST_LABEL ? "" : key, label };
}

/** Everybody whom the document ties to the person, himself included; wrong options must be strangers to all of it. */
export function connectedKeys(facts: FactDocument): readonly string[] {
  const names = [
    facts.name,
    ...(facts.manager === undefined ? [] : [facts.manager.value]),
    ...facts.peers.map((fact) => fact.value),
    ...facts.directReports.map((fact) => fact.value),
  ];
  return names.map((name) => personItem(name).key);
}

/** By whom they were made from: three kinds of question ask for the same people. */
const colleagues = new WeakMap<Population["people"], readonly Item[]>();

/** People of the same population, as options. */
export function colleagueItems({ population: { people } }: Pick<Known, "population">): readonly Item[] {
  const items = colleagues.get(people) ?? people.map(personItem);
  colleagues.set(people, items);
  return items;
}

/** The same for questions about the person's team: department and office are soon looked up, and teams share them. */
export function teamItems(input: Pick<Known, "population">): readonly Item[] {
  const { people } = input.population;
  return colleagueItems(input).map((item, place) => ({ ...item, implausible: people[place]?.elsewhere === true }));
}
