import { factKey } from "./support/fact-key.ts";
import { questionKind } from "../kind.ts";
import { personItem } from "./support/people.ts";
import { plausibleAnswers } from "./support/plausible.ts";
import { gradeName } from "../answers/names.ts";
import { withinOneEdit } from "../answers/one-edit.ts";
import type { PersonName, Population } from "../facts.ts";
import { counts } from "./support/trust.ts";

const MANAGERS = { most: 40, unknown: 20 };
/** A leading title in the same department and office names the manager in so many cases: measured. */
const NAMED_BY_TITLE = 0.6;

/** Who is your manager? */
export const manager = questionKind({
  id: "manager",
  fact: "manager",
  exposure: "semi_public",
  recalled: 0.97,
  reason:
    "A switchboard or a social network tells it; everybody knows it; where titles are public, the leading one nearby is right three times in five.",
  draft: (input) => {
    const fact = input.facts.manager;
    const key = fact === undefined ? "" : personItem(fact.value).key;
    if (fact === undefined || key === "" || key === personItem(input.facts.name).key || !counts(fact, input.now)) {
      return [];
    }
    return [
      {
        factKey: factKey("manager", { identity: key, keyed: input.keyed }),
        form: "text",
        params: {},
        options: [],
        expected: {
          type: "name",
          given: fact.value.given,
          family: fact.value.family,
          others: mistakable(fact.value, input.population),
        },
        guesses: plausibleAnswers(input.population.people.length, MANAGERS),
        guessed: NAMED_BY_TITLE,
      },
    ];
  },
});

/** Colleagues whose names a grader would take for a slip in the manager's. */
function mistakable(manager: PersonName, { people, named = [] }: Population): readonly string[] {
  const own = personItem(manager).key;
  const parts = new Set(own.split(" "));
  const near = [...people, ...named]
    .map((one) => ({ one, key: personItem(one).key }))
    // Grading is dear: only of who shares a part of the name, or is a letter away.
    .filter(({ key }) => key !== own && (key.split(" ").some((part) => parts.has(part)) || withinOneEdit(key, own)))
    .filter(({ one }) => gradeName(manager, `${one.given} ${one.family}`) === "correct");
  return [...new Set(near.map(({ key }) => key))];
}
