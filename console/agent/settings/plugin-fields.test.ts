import { expect, it } from "vitest";
import type { SettingsSectionReply } from "../../../workers/contract/console/settings.ts";
import { unusedCarriers } from "./plugin-fields.tsx";

const set = { at: 0, by: "Lee" };
const section = {
  secretsSet: { "DELIVERY_SECRETS.twilio.token": set, "DELIVERY_SECRETS.resend.apiKey": set },
} as unknown as SettingsSectionReply;
const values = { DELIVERY_SETTINGS: { smtp: {}, resend: {} } };

it("offers to remove what is kept of carriers that nothing goes by, until it is removed in the form", () => {
  const secrets = {};
  expect(unusedCarriers({ section, values, secrets }, ["resend"])).toEqual(["smtp", "twilio"]);
  expect(unusedCarriers({ section, values, secrets }, ["smtp", "resend", "twilio"])).toEqual([]);
  const removed = { DELIVERY_SECRETS: { twilio: null } };
  expect(unusedCarriers({ section, values, secrets: removed }, ["resend"])).toEqual(["smtp"]);
});
