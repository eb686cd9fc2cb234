import { choiceDrafts, type Item } from "./support/choice.ts";
import { questionKind } from "../kind.ts";
import { plain } from "../answers/normalise.ts";
import { counts } from "./support/trust.ts";

const departmentItem = (name: string): Item => ({ key: plain(name), label: name.trim() });

/** Which department do you work in? */
export const department = questionKind({
  id: "department",
  fact: "department",
  exposure: "semi_public",
  recalled: 0.95,
  reason: "It stands in signatures; people may use an older name for it; four options and none of these.",
  draft: (input) => {
    const fact = input.facts.department;
    return choiceDrafts({
      kind: "department",
      facts: fact !== undefined && counts(fact, input.now) ? [{ truth: departmentItem(fact.value) }] : [],
      never: [],
      candidates: input.population.departments.map(departmentItem),
      keyed: input.keyed,
    });
  },
});
