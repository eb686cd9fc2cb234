import { DAY_MS } from "../../kit/time.ts";
import { calendar } from "./support/calendar.ts";
import { choiceDrafts, type Item } from "./support/choice.ts";
import type { Place } from "../facts.ts";
import { questionKind, type Known } from "../kind.ts";
import { placeKey, sameCity } from "../answers/places.ts";
import { counts } from "./support/trust.ts";

/** Longer ago, the directory has probably missed one. */
const KNOWN_WITHIN_DAYS = 30;

/** Large cities are gone to more often than small ones: the best guess is right so many times as often as chance. Assumed. */
const UNEVEN = 1.5;

/**
 * Which city were you in when you last signed in to work, before today? Not asked where it is the
 * office's, everybody's first guess, which is no option either: so whoever is asked learns that it
 * is another one of those shown, or none, and no more.
 */
export const signInCity = questionKind({
  id: "sign_in_city",
  fact: "signIns",
  exposure: "private",
  recalled: 0.9,
  reason: "Only the sign-in log knows; people know where they were; seven cities of one country and none of these.",
  draft: (input) => {
    const city = lastSignInCity(input);
    const office = input.facts.office?.value;
    const atOffice = city !== undefined && office !== undefined && sameCity(city, office);
    if (city === undefined || atOffice || placeKey(city).startsWith("|")) {
      return [];
    }
    const country = city.country.toUpperCase();
    const drafts = choiceDrafts({
      kind: "sign_in_city",
      facts: [{ truth: cityItem(city) }],
      never: office === undefined ? [] : [placeKey(office)],
      candidates: input.population.cities.filter((one) => one.country.toUpperCase() === country).map(cityItem),
      keyed: input.keyed,
    });
    return drafts.map(({ guessed = 0, ...draft }) => ({ ...draft, guessed: Math.min(1, guessed * UNEVEN) }));
  },
});

const cityItem = (place: Place): Item => ({ key: placeKey(place), label: place.city.trim() });

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
