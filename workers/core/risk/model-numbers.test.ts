import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { buildPool } from "../questions/registry.ts";
import { sampleInput } from "../questions/sample-person.fixture.ts";
import { MODEL } from "./model.ts";
import { MODEL_NUMBERS } from "./model-numbers.ts";

/** How many answers are plausible, of one invented person in one invented organisation. */
const guesses = Object.fromEntries(buildPool(sampleInput()).map(({ kind, m, g }) => [kind, { m, g }]));

/**
 * A number has moved, or there is a new one: raise the version in `model.ts` and keep the table of
 * the new version in a file of its own. Stored assessments name the version they were made with.
 */
it("has exactly the numbers that were kept for its version", () => {
  const kept: unknown = JSON.parse(readFileSync(new URL(`versions/${MODEL.version}.json`, import.meta.url), "utf8"));
  expect({ ...MODEL_NUMBERS, guesses }).toEqual(kept);
});
