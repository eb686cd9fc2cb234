import { DAY_MS } from "../../kit/time.ts";
import { calendar } from "./support/calendar.ts";
import { factKey } from "./support/fact-key.ts";
import type { Place } from "../facts.ts";
import { questionKind, type BuildInput } from "../kind.ts";
import { placeKey, sameCity } from "../answers/places.ts";
import { plausibleAnswers } from "./support/plausible.ts";
import { counts } from "./support/trust.ts";

/** Longer ago, the directory has probably missed one. */
const KNOWN_WITHIN_DAYS = 30;
const CITIES = { most: 12, unknown: 8 };

/** Which city were you in when you last signed in to work, before today? */
export const signInCity = questionKind({
  id: "sign_in_city",
  exposure: "private",
  r: 0.9,
  reason: "Only the sign-in log knows; people know where they were; as many answers as cities are signed in from.",
  draft: (input) => {
    const city = lastSignInCity(input);
    if (city === undefined || placeKey(city).startsWith("|")) {
      return [];
    }
    const office = input.facts.office?.value;
    return [
      {
        factKey: factKey("sign_in_city", { identity: placeKey(city), keyed: input.keyed }),
        form: "text",
        params: {},
        options: [],
        expected: { type: "place", city: city.city, country: city.country },
        m: plausibleAnswers(new Set(input.population.cities.map(placeKey)).size, CITIES),
        // The office is everybody's first guess.
        ...(office !== undefined && sameCity(city, office) ? { exposure: "semi_public" as const } : {}),
      },
    ];
  },
});

/**
 * The city of the last sign-in before today. A sign-in of the last 24 hours may be the
 * intruder's own; it is used only where it agrees with the last one that counts.
 */
function lastSignInCity(input: BuildInput): Place | undefined {
  const dayOf = calendar(input.timeZone);
  const today = dayOf(input.now);
  const earlier = input.facts.signIns
    .filter(({ value }) => dayOf(value.at) < today && input.now - value.at <= KNOWN_WITHIN_DAYS * DAY_MS)
    .sort((a, b) => b.value.at - a.value.at);
  const last = earlier[0]?.value.place;
  const sure = earlier.find((fact) => counts(fact, input.now))?.value.place;
  return last !== undefined && sure !== undefined && sameCity(last, sure) ? sure : undefined;
}
