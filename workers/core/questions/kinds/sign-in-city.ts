import { DAY_MS } from "../../kit/time.ts";
import { calendar } from "./support/calendar.ts";
import { factKey } from "./support/fact-key.ts";
import type { Place } from "../facts.ts";
import { questionKind, type Known } from "../kind.ts";
import { placeKey, sameCity } from "../answers/places.ts";
import { plausibleAnswers } from "./support/plausible.ts";
import { counts } from "./support/trust.ts";

/** Longer ago, the directory has probably missed one. */
const KNOWN_WITHIN_DAYS = 30;
const CITIES = { most: 12, unknown: 8 };

/**
 * Which city were you in when you last signed in to work, before today? Not asked where it is the
 * office's, everybody's first guess: so whoever is asked learns that it is another one, and what
 * is shown or stored beside the question tells nobody more than that.
 */
export const signInCity = questionKind({
  id: "sign_in_city",
  fact: "signIns",
  exposure: "private",
  recalled: 0.9,
  reason:
    "Only the sign-in log knows; people know where they were; as many answers as cities of the office's country besides the office's are signed in from.",
  draft: (input) => {
    const city = lastSignInCity(input);
    const office = input.facts.office?.value;
    const atOffice = city !== undefined && office !== undefined && sameCity(city, office);
    if (city === undefined || atOffice || placeKey(city).startsWith("|")) {
      return [];
    }
    return [
      {
        factKey: factKey("sign_in_city", { identity: placeKey(city), keyed: input.keyed }),
        form: "text",
        params: {},
        options: [],
        expected: { type: "place", city: city.city, country: city.country },
        guesses: plausibleAnswers(citiesToGuess(input.population.cities, office), CITIES),
      },
    ];
  },
});

/** People travel, but mostly near by: a guess begins there, wherever the person was. 0 where no cities are known. */
function citiesToGuess(cities: readonly Place[], office: Place | undefined): number {
  const near =
    office === undefined
      ? cities
      : cities.filter((city) => city.country.toUpperCase() === office.country.toUpperCase() && !sameCity(city, office));
  return cities.length === 0 ? 0 : Math.max(1, new Set(near.map(placeKey)).size);
}

/**
 * The city of the last sign-in before today. A sign-in of the last 24 hours may be the
 * intruder's own; it is used only where it agrees with the last one that counts.
 */
function lastSignInCity(input: Known): Place | undefined {
  const dayOf = calendar(input.timeZone);
  const today = dayOf(input.now);
  const earlier = input.facts.signIns
    .filter(({ value }) => dayOf(value.at) < today && input.now - value.at <= KNOWN_WITHIN_DAYS * DAY_MS)
    .sort((a, b) => b.value.at - a.value.at);
  const last = earlier[0]?.value.place;
  const sure = earlier.find((fact) => counts(fact, input.now))?.value.place;
  return last !== undefined && sure !== undefined && sameCity(last, sure) ? sure : undefined;
}
