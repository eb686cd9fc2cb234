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
  reason: "Membership shows inside only; people forget groups they seldom use; four options and none of these.",
  draft: (input) =>
    choiceDrafts({
      kind: "group",
      facts: trusted(input.facts.groups, input.now)
        .filter((name) => readableGroup(name) && !guessable(name, input))
        .map((name) => ({ truth: groupItem(name) })),
      never: input.facts.groups.map((fact) => groupItem(fact.value).key),
      candidates: input.population.groups.filter(readableGroup).map(groupItem),
      keyed: input.keyed,
    }),
});

/** Called after the department or the office, which semi-public knowledge gives away. */
function guessable(name: string, { facts }: Known): boolean {
  return [facts.department?.value, facts.office?.value.city].some(
    (known) => known !== undefined && sharesWord(name, known),
  );
}
