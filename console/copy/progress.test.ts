import { expect, it } from "vitest";
import { progressOf } from "./progress.ts";

it("keeps to what was promised", () => {
  const course = [1, 2, 3, 4, 5, 6, 7].map((ordinal) => progressOf(ordinal, { least: 3, most: 6 }));
  expect(course).toEqual(["within", "within", "within", "beyond", "beyond", "last", "last"]);
});
