/** What changed between two sets of values, in words: one line for each leaf, with the titles of the screen. */
import { z } from "zod";
import { entry } from "../kit/entry.ts";
import { isSecret, type SettingsSection } from "./section.ts";

type Values = Readonly<Record<string, unknown>>;

interface Node {
  readonly title?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: Node | boolean;
}

const ARROW = "→";

/** Secrets are named, never shown. Nothing where both are alike. */
export function changesIn(
  { fields }: Pick<SettingsSection, "fields">,
  before: Values,
  after: Values,
): readonly string[] {
  return Object.entries(fields).flatMap(([key, schema]) => {
    const titled = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Node;
    const leaves = differences(before[key], after[key], []);
    return leaves.map(({ path, from, to }) => {
      const name = [titled.title ?? key, ...titlesOf(titled, path)].join(" › ");
      return `${name}: ${isSecret(schema) ? saidOfSecret(from, to) : isImage(schema) ? saidOfImage(from, to) : said(from, to)}`;
    });
  });
}

const isImage = (schema: z.ZodType): boolean => schema.meta()?.["image"] === true;

const saidOfSecret = (from: unknown, to: unknown): string =>
  to === undefined ? "removed" : isNothing(from) ? "set" : "set anew";

/** Nobody reads a picture in words. */
const saidOfImage = (from: unknown, to: unknown): string =>
  isNothing(to) ? "removed" : isNothing(from) ? "added" : "another one";

const isNothing = (value: unknown): boolean => value === undefined || value === "";

interface Difference {
  readonly path: readonly string[];
  readonly from: unknown;
  readonly to: unknown;
}

function differences(from: unknown, to: unknown, path: readonly string[]): readonly Difference[] {
  if (isRecord(from) && isRecord(to)) {
    const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])];
    return keys.flatMap((key) => differences(entry(from, key), entry(to, key), [...path, key]));
  }
  return same(from, to) ? [] : [{ path, from, to }];
}

export const same = (from: unknown, to: unknown): boolean => JSON.stringify(from) === JSON.stringify(to);

export function isRecord(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function titlesOf(node: Node | undefined, [first, ...rest]: readonly string[]): readonly string[] {
  if (first === undefined) {
    return [];
  }
  const property = entry(node?.properties ?? {}, first);
  const any = typeof node?.additionalProperties === "object" ? node.additionalProperties : undefined;
  return [property?.title ?? first, ...titlesOf(property ?? any, rest)];
}

function said(from: unknown, to: unknown): string {
  if (from === undefined) {
    return isRecord(to) ? "added" : shown(to);
  }
  if (to === undefined) {
    return "removed";
  }
  if (Array.isArray(from) && Array.isArray(to)) {
    const gone = from.filter((item) => !to.includes(item)).map((item) => `without ${shown(item)}`);
    const come = to.filter((item) => !from.includes(item)).map((item) => `with ${shown(item)}`);
    return [...come, ...gone].join(", ") || "another order";
  }
  return `${shown(from)} ${ARROW} ${shown(to)}`;
}

function shown(value: unknown): string {
  switch (typeof value) {
    case "string":
      return value === "" ? "empty" : value;
    case "boolean":
      return value ? "yes" : "no";
    default:
      return Array.isArray(value) && value.every((item) => typeof item === "string")
        ? value.join(", ")
        : JSON.stringify(value);
  }
}
