import { expect, it } from "vitest";
import { errorsOf } from "./form-errors.ts";

const sent = { SMS_COUNTRIES: ["Germany"], CATEGORIES: { Reset: { action: "" } } };

it("puts a line's error on its list, and the first of several", () => {
  const problems = [
    { field: "SMS_COUNTRIES.0", message: "first" },
    { field: "SMS_COUNTRIES.1", message: "second" },
  ];
  expect([...errorsOf(problems, { sent, now: sent })]).toEqual([["SMS_COUNTRIES", "first"]]);
});

it("leaves out what was edited since", () => {
  const problems = [
    { field: "SMS_COUNTRIES.0", message: "no country" },
    { field: "CATEGORIES.Reset.action", message: "is missing" },
    { field: "DESK", message: "belongs nowhere" },
  ];
  const now = { ...sent, CATEGORIES: { Reset: { action: "mfa_reset" } } };
  expect([...errorsOf(problems, { sent, now }).keys()].toSorted()).toEqual(["DESK", "SMS_COUNTRIES"]);
});
