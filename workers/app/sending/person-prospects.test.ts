import { expect, it } from "vitest";
import type { FactSource } from "../../core/questions/facts.ts";
import { availability } from "./person-prospects.ts";

it("says that nothing is on file where nothing is", () => {
  const found = availability({ pool: () => [], origin: () => undefined });
  expect(new Set(found.map(({ because }) => because))).toEqual(new Set(["nothing_known"]));
});

it("says of what people can change themselves that this is why nobody is asked, and where it comes from", () => {
  const kindOf = (sources: readonly FactSource[]) =>
    availability({ pool: () => [], origin: () => ({ sources, learnedAt: 7 }) })[0];
  expect(kindOf(["self_service"])).toMatchObject({
    because: "self_service",
    known: { sources: ["self_service"], learnedAt: 7 },
  });
  expect(kindOf(["import", "self_service"])?.because).toBe("not_usable");
});
