import { expect, it } from "vitest";
import { deliveryProblemWords } from "./delivery-words.ts";

it.each([
  ["peer.rejected", "the provider refused this destination"],
  ["peer.malformed", "the provider could not deliver it"],
  ["", "the provider could not deliver it"],
  ["the recipient's mail server refused it", "the recipient's mail server refused it"],
])("says %j as %j", (problem, words) => {
  expect(deliveryProblemWords(problem)).toBe(words);
});
