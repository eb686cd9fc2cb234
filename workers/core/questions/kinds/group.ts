import { choiceDrafts, type Item } from "./support/choice.ts";
import { questionKind, type Known } from "../kind.ts";
import { plain } from "../answers/normalise.ts";
import { readableGroup, sharesWord } from "./support/readable.ts";
import { trusted } from "./support/trust.ts";

const groupItem = (name: string): Item => ({ key: plain(name), label: name.trim() });

/** Which one of these groups are you in? */
export const group = questionKind({
  id: "group",
  fact: "groups",
  exposure: "internal",
  recalled: 0.85,
  reason:
    "Membership shows inside only; people forget groups they seldom use; seven of the organisation's and none of these.",
  draft: (input) => {
    const suitable = (name: string): boolean => readableGroup(name) && !telling(name, input);
    return choiceDrafts({
      kind: "group",
      facts: trusted(input.facts.groups, input.now)
        .filter(suitable)
        .map((name) => ({ truth: groupItem(name) })),
      never: input.facts.groups.map((fact) => groupItem(fact.value).key),
      candidates: input.population.groups.filter(suitable).map(groupItem),
      keyed: input.keyed,
    });
  },
});

/** Called after a department or an office, anybody's: who knows the person's own could tell such an option right or wrong. */
function telling(name: string, { facts, population }: Known): boolean {
  const own = [facts.department?.value, facts.office?.value.city].filter((known) => known !== undefined);
  return [...own, ...population.departments, ...population.offices.map(({ city }) => city)].some((known) =>
    sharesWord(name, known),
  );
}
