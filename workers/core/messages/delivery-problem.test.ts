import { describe, expect, it } from "vitest";
import { DELIVERY_PROBLEMS, deliveryProblem, deliveryProblemWords } from "./delivery-problem.ts";

describe.each(DELIVERY_PROBLEMS)("%s", (problem) => {
  const { what, todo, fault } = deliveryProblemWords(problem);

  it("is a clause that fits into a sentence, and one sentence of what to do", () => {
    expect(what).toMatch(/^[a-zS][^.]*[^.\s]$/);
    expect(todo).toMatch(/^[A-Z].*\.$/);
    expect(`${what} ${todo}`).not.toMatch(/_|\d{3,}|peer/);
  });

  it("offers another contact only where the destination is at fault", () => {
    expect(fault === "account" && /contact/i.test(todo)).toBe(false);
    expect(fault !== "account" && /administrator/i.test(todo)).toBe(false);
  });

  it("reads back what it was stored as", () => {
    expect(deliveryProblem(problem)).toBe(problem);
  });
});

it.each([undefined, "", "peer.rejected", "the phone is off or out of reach", "constructor", "__proto__"])(
  "takes %j for a refusal without a reason",
  (stored) => {
    expect(deliveryProblem(stored)).toBe("refused");
  },
);
