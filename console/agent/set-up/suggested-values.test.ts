import { expect, it } from "vitest";
import type { SettingsField } from "../../../workers/contract/console/settings.ts";
import { suggestedValues } from "./suggested-values.ts";

const field = (key: string, value: unknown, more: Partial<SettingsField> = {}): SettingsField => ({
  key,
  title: key,
  description: "",
  schema: { default: value },
  value,
  secret: false,
  setByDeployment: false,
  ...more,
});
const LANGUAGE = field("LANGUAGE", "en", { schema: { default: "en", enum: ["en", "de"] } });
const FIELDS = [
  field("ORGANISATION_NAME", "Example"),
  field("TIME_ZONE", "UTC"),
  LANGUAGE,
  field("CORPORATE_DOMAINS", []),
  field("DESK_PHONE", ""),
];
const suggested = { name: "Halden", domain: "halden.example" };
const browser = { timeZone: "Europe/Berlin", language: "de-AT" };
const SAID = {
  ORGANISATION_NAME: "Halden",
  TIME_ZONE: "Europe/Berlin",
  LANGUAGE: "de",
  CORPORATE_DOMAINS: ["halden.example"],
};

it("says what address and browser say, and nothing else", () => {
  expect(suggestedValues(FIELDS, suggested, browser)).toEqual(SAID);
});

it.each([
  ["what somebody has said", { ...FIELDS[1], value: "Europe/Lisbon" }],
  ["what the deployment sets", { ...FIELDS[1], setByDeployment: true }],
])("leaves alone %s", (_what, zone) => {
  const { TIME_ZONE: _zone, ...others } = SAID;
  const fields = FIELDS.map((one) => (one.key === "TIME_ZONE" ? (zone as SettingsField) : one));
  expect(suggestedValues(fields, suggested, browser)).toEqual(others);
});

it("takes no language that the portal does not speak", () => {
  expect(suggestedValues([LANGUAGE], suggested, { ...browser, language: "fi" })).toEqual({});
});
