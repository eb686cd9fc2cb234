/** The part of JSON Schema that a settings form is made from. */
import type { FieldSchema } from "../../../workers/contract/console/settings.ts";

export type FormValue = unknown;
export type FormRecord = Readonly<Record<string, FormValue>>;

export const isRecord = (value: FormValue): value is FormRecord =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What a form says of fields beyond their schemas, by path. */
export interface FieldHints {
  /** Why a flag counts for nothing as the rest of the form stands; undefined where it counts. */
  readonly isVoid: (path: string) => string | undefined;
  /** What serves while nothing is typed. */
  readonly unset: (path: string) => string | undefined;
}

/** What a person types for one value. */
export type Shape =
  | { readonly is: "choice"; readonly choices: readonly string[] }
  | { readonly is: "choices"; readonly choices: readonly string[] }
  | { readonly is: "flag" }
  | { readonly is: "number"; readonly minimum?: number; readonly maximum?: number; readonly multipleOf?: number }
  | { readonly is: "lines"; readonly numbers: boolean }
  | { readonly is: "group"; readonly fields: readonly (readonly [string, FieldSchema])[] }
  | { readonly is: "entries"; readonly entry: FieldSchema }
  | { readonly is: "variants"; readonly variants: readonly FieldSchema[] }
  | { readonly is: "text" }
  /** Nothing that a form can ask for. */
  | { readonly is: "none" };

export function shapeOf(schema: FieldSchema): Shape {
  const choices = textsOf(schema["enum"]);
  if (choices !== undefined) return { is: "choice", choices };
  const variants = schema["oneOf"] ?? schema["anyOf"];
  if (Array.isArray(variants)) return { is: "variants", variants: variants.filter(isRecord) };
  switch (schema["type"]) {
    case "boolean":
      return { is: "flag" };
    case "integer":
    case "number":
      return {
        is: "number",
        ...numberIn(schema, "minimum"),
        ...numberIn(schema, "maximum"),
        ...numberIn(schema, "multipleOf"),
      };
    case "array":
      return listShape(schema["items"]);
    case "object":
      return objectShape(schema);
    case "string":
      return { is: "text" };
    default:
      return { is: "none" };
  }
}

function listShape(items: unknown): Shape {
  const choices = isRecord(items) ? textsOf(items["enum"]) : undefined;
  if (choices !== undefined) return { is: "choices", choices };
  return { is: "lines", numbers: isRecord(items) && items["type"] === "integer" };
}

function objectShape(schema: FieldSchema): Shape {
  const { properties, additionalProperties } = schema;
  if (isRecord(properties)) {
    const fields = Object.entries(properties).filter((field): field is [string, FieldSchema] => isRecord(field[1]));
    return { is: "group", fields };
  }
  return isRecord(additionalProperties) ? { is: "entries", entry: additionalProperties } : { is: "none" };
}

function textsOf(values: unknown): readonly string[] | undefined {
  return Array.isArray(values) ? values.map(String) : undefined;
}

function numberIn<Key extends string>(schema: FieldSchema, key: Key): { [K in Key]?: number } {
  const value = schema[key];
  return (typeof value === "number" ? { [key]: value } : {}) as { [K in Key]?: number };
}

/** A key as words where its schema gives none: "baseUrl" is "Base url". */
export function titleOf(key: string, schema: FieldSchema): string {
  if (typeof schema["title"] === "string") return schema["title"];
  const words = key
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What people call a choice, of a field or of the entries of a list; its value where the schema has no words for it. */
export function calledChoice({ choices, items }: FieldSchema, value: string): string {
  const words = choices ?? (isRecord(items) ? items["choices"] : undefined);
  const called = isRecord(words) && Object.hasOwn(words, value) ? words[value] : undefined;
  return typeof called === "string" ? called : value;
}

/** One field more is read faster than a heading over it. */
const FOLDED_FROM = 2;

/**
 * Names of the fields that a form folds away: those that have a default, or whose schema says that
 * they are seldom set, and which are not set. None where nothing else, or only one, would be left.
 */
export function seldomOf(fields: readonly (readonly [string, FieldSchema])[], record: FormRecord): ReadonlySet<string> {
  const seldom = fields.filter(
    ([key, schema]) => record[key] === undefined && ("default" in schema || schema["seldom"] === true),
  );
  const folds = seldom.length >= FOLDED_FROM && seldom.length < fields.length;
  return new Set(folds ? seldom.map(([key]) => key) : []);
}

/** With one value put in; undefined takes it out. */
export function withValue(record: FormRecord, key: string, value: FormValue): FormRecord {
  const { [key]: _old, ...rest } = record;
  return value === undefined ? rest : { ...record, [key]: value };
}

/** A secret for each name, where the schema takes any name: a form has to ask for those that there are. */
export function forNames(schema: FieldSchema, names: readonly string[]): FieldSchema {
  const shape = shapeOf(schema);
  return shape.is === "entries"
    ? { type: "object", properties: Object.fromEntries(names.map((name) => [name, { ...shape.entry, title: name }])) }
    : schema;
}
