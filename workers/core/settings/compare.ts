/** What changed between two sets of values, in words: one line for each leaf, with the titles of the screen. */
import { z } from "zod";
import { entry } from "../kit/entry.ts";
import { isSecret, type SettingsSection } from "./section.ts";
import { actionTarget } from "./sections/actions.ts";
import { connection } from "./sections/ticket-systems.ts";

type Values = Readonly<Record<string, unknown>>;

/** What people call it, and its own settings with their titles. */
export interface TitledPlugin {
  readonly id: string;
  readonly label: string;
  readonly settings: z.ZodType;
  readonly secrets: z.ZodType;
}

interface Node {
  readonly title?: string;
  /** Its value is the id of a plug-in. */
  readonly plugin?: boolean;
  /** What people call its values. */
  readonly choices?: Readonly<Record<string, string>>;
  readonly items?: Node;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: Node | boolean;
}

const ARROW = "→";

/** Secrets are named, never shown. Nothing where both are alike. */
export function changesIn(
  { fields, plugins = [] }: Pick<SettingsSection, "fields"> & { readonly plugins?: readonly TitledPlugin[] },
  before: Values,
  after: Values,
): readonly string[] {
  return Object.entries(fields).flatMap(([key, schema]) => {
    const leaves = differences(before[key], after[key], []);
    if (leaves.length === 0) return [];
    const titled = { ...nodeOf(schema), ...PLUGINS_IN[key]?.(plugins) };
    return leaves.map(({ path, from, to }) => {
      const nodes = nodesAt(titled, path);
      const name = [titled.title ?? key, ...nodes.map((node, place) => node?.title ?? path[place])].join(" › ");
      const [was, is] = [from, to].map(inWords(nodes.at(-1) ?? titled, plugins));
      return `${name}: ${isSecret(schema) ? saidOfSecret(from, to) : isImage(schema) ? saidOfImage(from, to) : said(was, is)}`;
    });
  });
}

const nodeOf = (schema: z.ZodType): Node => z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Node;

/** Of connections and systems, which say in a field which plug-in they are of: all that any of them may have. */
const anyOf = (plugins: readonly TitledPlugin[], what: "settings" | "secrets"): Node => ({
  properties: Object.assign({}, ...plugins.map((plugin) => nodeOf(plugin[what]).properties)) as Node["properties"] & {},
});

const byName = (entrySchema: z.ZodType, plugins: readonly TitledPlugin[]): Node => ({
  additionalProperties: {
    properties: { ...nodeOf(entrySchema).properties, settings: { ...anyOf(plugins, "settings"), title: "Settings" } },
  },
});

const byPlugin = (plugins: readonly TitledPlugin[], what: "settings" | "secrets"): Node => ({
  properties: Object.fromEntries(
    plugins.map((plugin) => [plugin.id, { ...nodeOf(plugin[what]), title: plugin.label }] as const),
  ),
});

/** By key, where a plug-in's own settings stand: the section's schema takes any. */
const PLUGINS_IN: Readonly<Record<string, (plugins: readonly TitledPlugin[]) => Node>> = {
  CONNECTIONS: (plugins) => byName(connection, plugins),
  CONNECTION_SECRETS: (plugins) => ({ additionalProperties: anyOf(plugins, "secrets") }),
  ACTION_TARGETS: (plugins) => byName(actionTarget, plugins),
  ACTION_SECRETS: (plugins) => ({ additionalProperties: anyOf(plugins, "secrets") }),
  DELIVERY_SETTINGS: (plugins) => byPlugin(plugins, "settings"),
  DELIVERY_SECRETS: (plugins) => byPlugin(plugins, "secrets"),
};

/** An id or a choice as what people call it, in a list too; whatever else it is stays. */
function inWords(node: Node, plugins: readonly TitledPlugin[]): (value: unknown) => unknown {
  const words = node.choices ?? node.items?.choices ?? {};
  const called = (value: unknown): unknown =>
    typeof value !== "string"
      ? value
      : ((node.plugin === true ? plugins.find(({ id }) => id === value)?.label : entry(words, value)) ?? value);
  return (value) => (Array.isArray(value) ? value.map(called) : called(value));
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

/** Along a path; undefined where the schema names none, so that its value goes by its key. */
function nodesAt(node: Node | undefined, [first, ...rest]: readonly string[]): readonly (Node | undefined)[] {
  if (first === undefined) {
    return [];
  }
  const property = entry(node?.properties ?? {}, first);
  const any = typeof node?.additionalProperties === "object" ? node.additionalProperties : undefined;
  return [property, ...nodesAt(property ?? any, rest)];
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
