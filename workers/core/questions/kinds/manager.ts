import { factKey } from "./support/fact-key.ts";
import { questionKind } from "../kind.ts";
import { personItem } from "./support/people.ts";
import { plausibleAnswers } from "./support/plausible.ts";
import { counts } from "./support/trust.ts";

const MANAGERS = { most: 40, unknown: 20 };

/** Who is your manager? */
export const manager = questionKind({
  id: "manager",
  fact: "manager",
  exposure: "semi_public",
  recalled: 0.97,
  reason: "A switchboard or a social network tells it; everybody knows it; anybody nearby may be the one.",
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
        expected: { type: "name", given: fact.value.given, family: fact.value.family },
        guesses: plausibleAnswers(input.population.people.length, MANAGERS),
      },
    ];
  },
});
