import { finding, type Signal } from "../signal.ts";

export const otherTicketsNearby: Signal<"other_tickets_nearby"> = {
  id: "other_tickets_nearby",
  category: "persona",
  evaluate(evidence, weight) {
    const others = evidence.history.otherTicketsNearby;
    return others > 0
      ? finding(otherTicketsNearby, weight, {
          reason: "Another ticket or caller for the same person within 15 minutes",
          observed: { others },
        })
      : undefined;
  },
};
