import { expect, it } from "vitest";
import { z } from "zod";
import { changesIn, isRecord } from "./compare.ts";
import { SECTIONS, sectionOf, type SectionId } from "./registry.ts";
import { isSecret } from "./section.ts";
import { patched } from "./secrets.ts";
import { weakenings } from "./weakens.ts";

/** What each setting may hold under names that an admin chooses; another line for a new one. */
const NAMED: readonly (readonly [SectionId, string, (name: string) => unknown])[] = [
  ["ticket_systems", "CONNECTIONS", (name) => ({ [name]: { kind: "changegear", settings: {} } })],
  ["ticket_systems", "CONNECTION_SECRETS", (name) => ({ [name]: { [name]: "word" } })],
  ["actions", "ACTION_TARGETS", (name) => ({ [name]: { kind: "runner", settings: {} } })],
  ["actions", "ACTION_SECRETS", (name) => ({ [name]: { [name]: "word" } })],
  ["categories", "CATEGORIES", (name) => ({ [name]: { action: "password_reset" } })],
  ["categories", "CONNECTION_CATEGORIES", (name) => ({ [name]: { Reset: { action: "password_reset" } } })],
  ["categories", "CONNECTION_CATEGORIES", (name) => ({ east: { [name]: { action: "password_reset" } } })],
  ["delivery", "DELIVERY_SETTINGS", (name) => ({ [name]: { [name]: 1 } })],
  ["delivery", "DELIVERY_SECRETS", (name) => ({ [name]: { [name]: "word" } })],
  [
    "sign_in",
    "SIGN_IN_PROVIDERS",
    (name) => ({ [name]: { label: "Work", issuer: "https://id.example", clientId: "desk" } }),
  ],
  ["sign_in", "SIGN_IN_SECRETS", (name) => ({ [name]: "word" })],
];

const NAMES = ["constructor", "toString", "hasOwnProperty", "__proto__"];

/** What a change from nothing to this name, and back, is said to be: with the name as "NAME". */
function saidOf([id, key, valueOf]: (typeof NAMED)[number], name: string): string | undefined {
  const section = sectionOf(id);
  const schema = section.fields[key] ?? z.never();
  const read = (value: unknown): unknown => {
    const { data } = schema.safeParse(value);
    return isSecret(schema) ? (data as { reveal(): unknown } | undefined)?.reveal() : data;
  };
  const [before, is] = [read({}), read(valueOf(name))];
  if (is === undefined) {
    return undefined;
  }
  const [none, one] = [{ [key]: before }, { [key]: is }];
  const lines = [
    ...weakenings(none, one),
    ...weakenings(one, none),
    ...changesIn(section, none, one),
    ...changesIn(section, one, none),
    JSON.stringify(patched(none, one)),
  ];
  return lines.join("\n").replaceAll(name, "NAME");
}

it.each(NAMED.flatMap((row) => NAMES.map((name) => [row[1], name, row] as const)))(
  "%s under the name %s is compared as under any other, or refused",
  (_key, name, row) => {
    const ordinary = saidOf(row, "ordinary");
    expect(ordinary).toContain("NAME");
    expect([ordinary, undefined]).toContain(saidOf(row, name));
  },
);

it("refuses __proto__ wherever it stands, which a schema would leave out without a word", () => {
  for (const [id, key, valueOf] of NAMED) {
    const schema = sectionOf(id).fields[key] ?? z.any();
    const value = valueOf("__proto__");
    expect(schema.safeParse(value).success, key).toBe(false);
    expect(schema.safeParse(JSON.stringify(value)).success, key).toBe(false);
  }
});

it("has a line for each setting that holds names", () => {
  const open = Object.values(SECTIONS).flatMap(({ fields }) =>
    Object.entries(fields as Readonly<Record<string, z.ZodType>>)
      .filter(([, schema]) => isRecord(schema.safeParse({}).data) || isSecret(schema))
      .filter(
        ([, schema]) => schema.safeParse({ "a-name-of-nobody": 1 }).error?.issues[0]?.code !== "unrecognized_keys",
      )
      .map(([key]) => key),
  );
  expect(open.toSorted()).toEqual([...new Set(NAMED.map(([, key]) => key))].toSorted());
});
