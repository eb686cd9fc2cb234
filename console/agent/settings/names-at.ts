/** What people call a value of a section, from its path in the configuration. */
import type { FieldSchema, SettingsSectionReply } from "../../../workers/contract/console/settings.ts";
import { isRecord, shapeOf, titleOf } from "./schema.ts";

/** One that no form knows keeps its key: it is told here alone. */
export function namesAt({ fields, plugins = [] }: SettingsSectionReply, path: string): readonly string[] {
  const [key = "", ...within] = path.split(".");
  const field = fields.find((one) => one.key === key);
  if (field === undefined) return [key, ...within];
  const [name = "", ...rest] = within;
  switch (key) {
    case "CONNECTIONS":
    case "ACTION_TARGETS":
      return within.length < 2 ? [field.title, ...within] : [name, ...titles(plugins[0]?.settings, rest.slice(1))];
    case "CONNECTION_SECRETS":
    case "ACTION_SECRETS":
      return [name, ...titles(plugins[0]?.secrets, rest)];
    case "DELIVERY_SETTINGS":
    case "DELIVERY_SECRETS": {
      const plugin = plugins.find(({ id }) => id === name);
      return [plugin?.label ?? name, ...titles(key === "DELIVERY_SETTINGS" ? plugin?.settings : plugin?.secrets, rest)];
    }
    default:
      return [field.title, ...titles(field.schema, within)];
  }
}

function titles(schema: FieldSchema | undefined, [key, ...rest]: readonly string[]): readonly string[] {
  if (key === undefined) return [];
  const shape = shapeOf(schema ?? {});
  if (shape.is === "entries") return [key, ...titles(shape.entry, rest)];
  const inner =
    shape.is === "group"
      ? shape.fields.find(([name]) => name === key)?.[1]
      : shape.is === "variants"
        ? shape.variants.map(({ properties }) => (isRecord(properties) ? properties[key] : undefined)).find(isRecord)
        : undefined;
  return [titleOf(key, inner ?? {}), ...titles(inner, rest)];
}
