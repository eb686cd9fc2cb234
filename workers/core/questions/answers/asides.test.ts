import { expect, it } from "vitest";
import { readingsOf } from "./asides.ts";

it.each([
  ["it was leeds i think", "leeds"],
  ["i think it was in leeds", "leeds"],
  ["maybe the hague", "the hague"],
  ["it is grace mwangi", "grace mwangi"],
  ["i petrov", "i petrov"],
  ["the hague", "the hague"],
  ["gary in", "gary in"],
])("%j can be read as %j", (text, reading) => {
  expect(readingsOf(text.split(" ")).map((read) => read.join(" "))).toContain(reading);
});

it.each(["i petrov", "the hague", "my tran", "it was", "i think", "not leeds"])("%j has one reading", (text) => {
  expect(readingsOf(text.split(" "))).toEqual([text.split(" ")]);
});
