import type { Colleague, FactDocument, PersonName } from "../../facts.ts";
import type { Known } from "../../kind.ts";
import type { ChoiceFact, Item } from "./choice.ts";
import { trusted } from "./trust.ts";
import { nameKey } from "../../answers/names.ts";

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
  const key = nameKey(`${name.given} ${name.family}`) || nameKey(label);
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

/** What profiles show of a colleague: of the same department and office, of the department elsewhere, of the office alone, of neither. */
const CLASSES = ["together", "department", "office", "neither"] as const;
type Class = (typeof CLASSES)[number];

function classOf({ elsewhere, sameDepartment, sameOffice }: Colleague): Class {
  if (elsewhere !== true) return "together";
  if (sameDepartment === true) return "department";
  return sameOffice === false ? "neither" : "office";
}

const classAt = (one: Colleague): number => CLASSES.indexOf(classOf(one));

/** How a team, and whom somebody meets, are spread over the classes. Assumed: it counts only where options of several stand together. */
export const TEAM_CLASSES: readonly number[] = [0.7, 0.25, 0.03, 0.02];
export const MEETING_CLASSES: readonly number[] = [0.5, 0.3, 0.06, 0.14];

/** As the kind asks about them. */
export function teamFacts(
  { facts, now }: Pick<Known, "facts" | "now">,
  { item }: Pick<People, "item">,
  of: "peers" | "directReports",
): readonly ChoiceFact[] {
  return trusted(facts[of], now).map((name) => ({ truth: item(name, "together") }));
}

export interface People {
  readonly candidates: readonly Item[];
  /** Somebody of the facts, as an option; of whom the population says nothing is taken to be of the class named. */
  readonly item: (name: PersonName, unknown: Class) => Item;
}

/** People of the same population, as options, each with what profiles show. */
export function peopleOf({ population }: Pick<Known, "population">): People {
  const { people } = population;
  const items = people.map((one): Item => ({ ...personItem(one), class: classAt(one) }));
  // Of namesakes the nearest: it is the likeliest that is meant.
  const named = (population.named ?? []).toSorted((one, other) => classAt(other) - classAt(one));
  const classes = new Map([
    ...items.map((item) => [item.key, item.class] as const),
    ...named.map((one) => [personItem(one).key, classAt(one)] as const),
  ]);
  return {
    candidates: items.filter((_, place) => people[place]?.tied !== true),
    item: (name, unknown) => {
      const item = personItem(name);
      return { ...item, class: classes.get(item.key) ?? CLASSES.indexOf(unknown) };
    },
  };
}
