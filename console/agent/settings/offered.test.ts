import { expect, it } from "vitest";
import { choicesOf, namesOffered } from "./offered.ts";

const SEEN = [
  { name: "east", categories: ["Reset", "Unlock"], types: ["IncidentRequest"] },
  { name: "west", categories: ["Reset", "Badge"], types: ["IncidentRequest", "ServiceRequest"] },
];

it.each([
  ["CATEGORIES", ["Reset", "Unlock", "Badge"], false],
  ["CONNECTION_CATEGORIES", ["east", "west"], true],
  ["CONNECTION_CATEGORIES.west", ["Reset", "Badge"], false],
  ["CONNECTION_CATEGORIES.gone", [], false],
  ["CONNECTIONS.west.settings.entityType", ["IncidentRequest", "ServiceRequest"], false],
  ["CONNECTIONS.gone.settings.entityType", [], false],
])("a value at %s may be one of what the ticket systems say", (path, names, only) => {
  expect(namesOffered(path, SEEN)).toEqual({ names, only });
});

it.each([
  ["what its schema allows", { enum: ["text", "html"] }, "text", undefined, ["text", "html"]],
  [
    "what is offered",
    { type: "string" },
    "ServiceRequest",
    ["IncidentRequest", "ServiceRequest"],
    ["ServiceRequest", "IncidentRequest"],
  ],
  [
    "what stands, though it is not offered",
    { type: "string" },
    "_UDT_Own",
    ["IncidentRequest"],
    ["_UDT_Own", "IncidentRequest"],
  ],
  ["the default, where nothing stands", { type: "string", default: "A" }, undefined, ["B"], ["A", "B"]],
  ["nothing, and it is typed, where nothing is offered", { type: "string" }, "A", [], undefined],
])("a line is chosen from %s", (_what, schema, value, names, choices) => {
  expect(choicesOf(schema, { value, offered: names && { names, only: true } })).toEqual(choices);
});
