import { factKey } from "../fact-key.ts";
import { questionKind } from "../kind.ts";
import { personItem } from "../people.ts";
import { plausibleAnswers } from "../plausible.ts";
import { counts } from "../trust.ts";

const MANAGERS = { most: 40, unknown: 20 };

/** Who is your manager? */
export const manager = questionKind({
  id: "manager",
  exposure: "semi_public",
  r: 0.97,
  reason: "A switchboard or a social network tells it; everybody knows it; anybody nearby may be the one.",
  draft: (input) => {
    const fact = input.facts.manager;
    const key = fact === undefined ? "" : personItem(fact.value).key;
    if (fact === undefined || key === "" || key === personItem(input.facts.name).key || !counts(fact, input.now)) {
      return [];
    }
    return [
      {
        factKey: factKey("manager", { identity: key, random: input.random }),
        form: "text",
        params: {},
        options: [],
        expected: { type: "name", given: fact.value.given, family: fact.value.family },
        m: plausibleAnswers(input.population.people.length, MANAGERS),
      },
    ];
  },
});
