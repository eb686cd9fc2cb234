/** What a form asks an admin for has a name in words: a key of the code says nothing to them. */
import { expect, it } from "vitest";
import { z } from "zod";
import { actionTargetKinds } from "../workers/adapters/actions/registry.ts";
import { deliveryProviders } from "../workers/adapters/delivery/registry.ts";
import { itsmKinds } from "../workers/adapters/itsm/registry.ts";
import { isRecord } from "../workers/core/settings/compare.ts";
import { SECTIONS } from "../workers/core/settings/registry.ts";

const SCHEMAS: readonly (readonly [string, z.ZodType])[] = [
  ...Object.values(SECTIONS).flatMap(({ fields }) => Object.entries<z.ZodType>(fields)),
  ...deliveryProviders.all.map(({ id, settingsSchema }) => [id, settingsSchema] as const),
  ...[...itsmKinds.all, ...actionTargetKinds.all].flatMap(({ id, settingsSchema, secretsSchema }) => [
    [id, settingsSchema] as const,
    [`${id}, secrets`, secretsSchema] as const,
  ]),
];

/** Paths of what has no title, at any depth; the `type` of a variant is drawn as the choice between them. */
function nameless(schema: unknown, path: string): readonly string[] {
  if (Array.isArray(schema)) return schema.flatMap((inner) => nameless(inner, path));
  if (!isRecord(schema)) return [];
  const { properties } = schema;
  const asked = Object.entries(isRecord(properties) ? properties : {}).filter(
    ([, field]) => isRecord(field) && field["const"] === undefined,
  );
  return [
    ...asked.flatMap(([key, field]) => (isRecord(field) && field["title"] !== undefined ? [] : [`${path}.${key}`])),
    ...asked.flatMap(([key, field]) => nameless(field, `${path}.${key}`)),
    ...["items", "additionalProperties", "oneOf", "anyOf", "allOf"].flatMap((part) => nameless(schema[part], path)),
  ];
}

it.each(SCHEMAS)("every field of %s has a title", (name, schema) => {
  expect(nameless(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }), name)).toEqual([]);
});

/** Texts of a schema that its form shows, at any depth. */
function textsIn(schema: unknown): readonly string[] {
  if (Array.isArray(schema)) return schema.flatMap(textsIn);
  if (!isRecord(schema)) return [];
  return Object.entries(schema).flatMap(([key, value]) =>
    (key === "title" || key === "description") && typeof value === "string" ? [value] : textsIn(value),
  );
}

it.each(SCHEMAS)("no text of %s has signs of a markup that a form does not draw", (_name, schema) => {
  const texts = textsIn(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }));
  expect(texts.filter((text) => /[`*]|\]\(/u.test(text))).toEqual([]);
});

/** Keys of the code that a form would offer as they are; names of a standard ("ES256") are what people call them. */
function choicesWithoutWords(schema: unknown): readonly unknown[] {
  if (Array.isArray(schema)) return schema.flatMap(choicesWithoutWords);
  if (!isRecord(schema)) return [];
  const words = isRecord(schema["choices"]) ? schema["choices"] : {};
  const values = Array.isArray(schema["enum"]) ? schema["enum"] : [];
  return [
    ...values.filter((value) => /^[a-z]/u.test(String(value)) && words[String(value)] === undefined),
    ...Object.values(schema).flatMap(choicesWithoutWords),
  ];
}

it.each(SCHEMAS)("every choice of %s has words", (_name, schema) => {
  expect(choicesWithoutWords(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }))).toEqual([]);
});
