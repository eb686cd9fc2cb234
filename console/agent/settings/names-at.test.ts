import { expect, it } from "vitest";
import type { SettingsSectionReply } from "../../../workers/contract/console/settings.ts";
import { namesAt } from "./names-at.ts";

const text = (title: string) => ({ type: "string", title });
const object = (properties: object) => ({ type: "object", properties });
const field = (key: string, title: string, schema: object) => ({
  key,
  title,
  description: "",
  schema: schema as SettingsSectionReply["fields"][number]["schema"],
  secret: false,
  setByDeployment: false,
});
const section: SettingsSectionReply = {
  id: "any",
  title: "Any",
  changedWith: "settings.change",
  purpose: "",
  version: 0,
  secretsSet: {},
  history: [],
  changedOutside: false,
  beingSetUp: false,
  fields: [
    field("CATEGORIES", "Categories", {
      type: "object",
      additionalProperties: object({ minimumQuestions: { type: "integer", title: "Questions, at least" } }),
    }),
    field("CONNECTIONS", "Ticket systems", { type: "object", additionalProperties: {} }),
    field("CONNECTION_SECRETS", "Credentials", {}),
    field("DELIVERY_SETTINGS", "Carriers", {}),
  ],
  plugins: [
    {
      id: "twilio",
      label: "Twilio",
      settings: object({ baseUrl: text("Address"), note: { oneOf: [object({ name: text("Field") })] } }),
      secrets: object({ username: text("User name") }),
    },
  ],
};

it.each([
  ["CATEGORIES.Password reset.minimumQuestions", ["Categories", "Password reset", "Questions, at least"]],
  ["CONNECTIONS.main", ["Ticket systems", "main"]],
  ["CONNECTIONS.main.settings.baseUrl", ["main", "Address"]],
  ["CONNECTIONS.main.settings.note.name", ["main", "Note", "Field"]],
  ["CONNECTION_SECRETS.main.username", ["main", "User name"]],
  ["DELIVERY_SETTINGS.twilio.baseUrl", ["Twilio", "Address"]],
  ["ELSEWHERE.x", ["ELSEWHERE", "x"]],
])("calls %s as its field does", (path, names) => {
  expect(namesAt(section, path)).toEqual(names);
});
