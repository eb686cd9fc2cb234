import type { FactDocument, PersonName } from "../../facts.ts";
import type { Known } from "../../kind.ts";
import type { Item } from "./choice.ts";
import { plain, words } from "../../answers/normalise.ts";

const LONGEST_LABEL = 60;

/** Three kinds of question ask for the same people, and whoever counts a directory for hundreds: folding a name is dear. */
const items = new WeakMap<PersonName, Item>();

/** A person as an option. One key for "Grace Mwangi" and "Mwangi, Grace"; empty, hence unusable, without a readable name. */
export function personItem(name: PersonName): Item {
  const item = items.get(name) ?? newItem(name);
  items.set(name, item);
  return item;
}

function newItem(name: PersonName): Item {
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

/** People of the same population, as options. */
export function colleagueItems({ population: { people } }: Pick<Known, "population">): readonly Item[] {
  return people.map(personItem);
}

/** The same for questions about the person's team: department and office are soon looked up, and teams share them. */
export function teamItems(input: Pick<Known, "population">): readonly Item[] {
  const { people } = input.population;
  return colleagueItems(input).map((item, place) => ({ ...item, implausible: people[place]?.elsewhere === true }));
}
