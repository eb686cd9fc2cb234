import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { issueWords } from "./issue-words.ts";
import { SECTIONS } from "./registry.ts";

/** What the library says where nobody gave it words. */
const RAW = /invalid|expected|received|too (?:small|big)|unrecognized|regex|pattern/iu;
const WRONG = [7, "Not A Name!", -1, 1e9, true, null, [], [null], [7.5], {}, { "A b": {} }, { "a-b": {} }];

const FIELDS = Object.values(SECTIONS).flatMap(({ fields }) =>
  Object.entries(fields as Readonly<Record<string, z.ZodType>>),
);

const wordsFor = (schema: z.ZodType, value: unknown): readonly string[] =>
  (schema.safeParse(value, { error: issueWords }).error?.issues ?? []).map(({ message }) => message);

describe.each(FIELDS)("%s", (_key, schema) => {
  it("says in words what does not fit", () => {
    const said = WRONG.flatMap((value) => wordsFor(schema, value));
    expect(said).not.toEqual([]);
    expect(said.filter((message) => RAW.test(message))).toEqual([]);
  });
});

const { CATEGORIES } = SECTIONS.categories.fields;
const { CONNECTIONS } = SECTIONS.ticket_systems.fields;
const { SIGN_IN_PROVIDERS } = SECTIONS.sign_in.fields;
const NAME = "has a name that does not fit: must be small letters, digits and dashes, up to 40";

it.each<readonly [string, z.ZodType, unknown, readonly string[]]>([
  ["missing", CATEGORIES, { Reset: {} }, ["is missing"]],
  ["an emptied text", SECTIONS.organisation.fields.ORGANISATION_NAME, "", ["is missing"]],
  ["another type", CATEGORIES, { Reset: { action: "password_reset", strict: 7 } }, ["must be true or false"]],
  ["no option", CATEGORIES, { Reset: { action: "a_reset" } }, ["must be one of the options"]],
  ["a bad name", CONNECTIONS, { "Main desk": { settings: {} } }, [NAME]],
  [
    "a bad name of a provider",
    SIGN_IN_PROVIDERS,
    { Work: { label: "W", issuer: "https://a.b", clientId: "c" } },
    [NAME],
  ],
  [
    "too many",
    SECTIONS.delivery.fields.SMS_COUNTRIES,
    Array.from({ length: 201 }, () => "GB"),
    ["must name at most 200"],
  ],
  [
    "what a schema says itself",
    SECTIONS.delivery.fields.SMS_COUNTRIES,
    ["Germany"],
    ["must be a country of two capital letters, like PT"],
  ],
])("%s", (_what, schema, value, words) => {
  expect(wordsFor(schema, value)).toEqual(words);
});
