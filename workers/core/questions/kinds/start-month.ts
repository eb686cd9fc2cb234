import { calendar } from "./support/calendar.ts";
import { factKey } from "./support/fact-key.ts";
import { questionKind } from "../kind.ts";
import { counts } from "./support/trust.ts";

/** Four years of months: most people have been there for less time than the organisation exists. */
const PLAUSIBLE_MONTHS = 48;

/** When did you start working here? */
export const startMonth = questionKind({
  id: "start_month",
  fact: "startMonth",
  exposure: "semi_public",
  recalled: 0.75,
  known: 0.5,
  reason: "Profiles show it for half of the people; after years the month slips; four years of months are plausible.",
  draft: (input) => {
    const fact = input.facts.startMonth;
    if (fact === undefined || !counts(fact, input.now)) {
      return [];
    }
    const { year, month } = fact.value;
    const text = `${year}-${String(month).padStart(2, "0")}`;
    if (text > calendar(input.timeZone)(input.now).slice(0, 7)) {
      return [];
    }
    return [
      {
        factKey: factKey("start_month", { identity: text, keyed: input.keyed }),
        form: "month",
        params: { organisation: input.organisation },
        options: [],
        expected: { type: "month", year, month },
        guesses: PLAUSIBLE_MONTHS,
      },
    ];
  },
});
