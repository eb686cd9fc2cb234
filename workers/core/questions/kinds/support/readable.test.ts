import { expect, it } from "vitest";
import { readableGroup, readableSummary, sharesWord } from "./readable.ts";

it.each([
  "Travel Booking Approvers",
  "Fire Wardens",
  "Class of 2019",
  "R&D Lab",
  "Finance (EMEA)",
  "Équipe Nantes",
  "צוות תקציב",
])("asks about %j", (name) => {
  expect(readableGroup(name)).toBe(true);
});

it.each([
  "SG-APP-4711-RW",
  "SG-Finance",
  "Finance Share RW",
  "finance_readers",
  "CN=Finance,OU=Groups",
  "prod-db-readers",
  "HR",
  "APP.SAP.FI",
  "Office 365 E3",
  "team@example.test",
  "b0c5a1f2-2b7e-4d1c-9d57-0e1a5a3f9f10",
  "VPN-Users",
  "All Staff",
  "Everyone",
  "ab",
  "Very ".repeat(20),
  "",
])("refuses %j", (name) => {
  expect(readableGroup(name)).toBe(false);
});

it("refuses summaries with addresses, long numbers or more than a line", () => {
  expect(readableSummary("Cannot open shared budget sheet")).toBe(true);
  expect(readableSummary("Reset for a.b@example.test")).toBe(false);
  expect(readableSummary("Call me on 0201234567")).toBe(false);
  expect(readableSummary("One\nTwo")).toBe(false);
});

it("sees a word of four letters or more in both", () => {
  expect(sharesWord("Finance Approvers", "finance")).toBe(true);
  expect(sharesWord("The Approvers", "The Hague")).toBe(false);
});
