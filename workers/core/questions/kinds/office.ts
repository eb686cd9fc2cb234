import { factKey } from "./support/fact-key.ts";
import { questionKind } from "../kind.ts";
import { placeKey } from "../answers/places.ts";
import { plausibleAnswers } from "./support/plausible.ts";
import { counts } from "./support/trust.ts";

/** With fewer, a guess is as good as knowing. */
const FEWEST_OFFICES = 3;
const OFFICES = { most: 12, unknown: FEWEST_OFFICES };

/** In which city is your office? */
export const office = questionKind({
  id: "office",
  fact: "office",
  exposure: "semi_public",
  recalled: 0.96,
  reason: "It stands in signatures; everybody knows it; as many answers as there are offices.",
  draft: (input) => {
    const fact = input.facts.office;
    if (fact === undefined || !counts(fact, input.now) || placeKey(fact.value).startsWith("|")) {
      return [];
    }
    const offices = new Set([...input.population.offices, fact.value].map(placeKey)).size;
    if (offices < FEWEST_OFFICES) {
      return [];
    }
    return [
      {
        factKey: factKey("office", { identity: placeKey(fact.value), keyed: input.keyed }),
        form: "text",
        params: {},
        options: [],
        expected: { type: "place", city: fact.value.city, country: fact.value.country },
        guesses: plausibleAnswers(offices, OFFICES),
      },
    ];
  },
});
