import { expect, it } from "vitest";
import { namesOffered } from "./offered.ts";

const SEEN = [
  { name: "east", categories: ["Reset", "Unlock"] },
  { name: "west", categories: ["Reset", "Badge"] },
];

it.each([
  ["CATEGORIES", ["Reset", "Unlock", "Badge"]],
  ["CONNECTION_CATEGORIES", ["east", "west"]],
  ["CONNECTION_CATEGORIES.west", ["Reset", "Badge"]],
  ["CONNECTION_CATEGORIES.gone", []],
])("a new entry of %s may be one of what tickets carry", (path, names) => {
  expect(namesOffered(path, SEEN)).toEqual(names);
});
