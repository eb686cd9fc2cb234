import type { FieldSchema, SeenCategoriesReply } from "../../../workers/contract/console/settings.ts";
import { textOf } from "./inputs.tsx";
import { shapeOf, type FormValue } from "./schema.ts";

export interface Offered {
  readonly names: readonly string[];
  /** There are no others: one is chosen, not typed. */
  readonly only: boolean;
}

/**
 * What the ticket systems say, for a new entry of the list at this path (categories, connections, or categories of
 * one) and for a setting of a connection.
 */
export function namesOffered(path: string, seen: SeenCategoriesReply["connections"]): Offered {
  const [key, connection] = path.split(".");
  if (key === "CONNECTION_CATEGORIES" && connection === undefined) {
    return { names: seen.map(({ name }) => name), only: true };
  }
  const wanted = seen.filter(({ name }) => connection === undefined || name === connection);
  return key === "CONNECTIONS"
    ? { names: wanted.flatMap(({ types }) => types), only: false }
    : { names: [...new Set(wanted.flatMap(({ categories }) => categories))], only: false };
}

/** What there is to choose from; what stands stays a choice. Undefined where it is typed. */
export function choicesOf(
  schema: FieldSchema,
  { value, offered }: { readonly value: FormValue; readonly offered: Offered | undefined },
): readonly string[] | undefined {
  const shape = shapeOf(schema);
  if (shape.is === "choice") return shape.choices;
  if (offered === undefined || offered.names.length === 0) return undefined;
  const stands = textOf(value ?? schema["default"]);
  return [...new Set([...(stands === "" ? [] : [stands]), ...offered.names])];
}
