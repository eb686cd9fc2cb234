/** Shapes that several sections use. A variable may be a TOML value or text; a form sends the value itself. */
import { z } from "zod";
import { holdsContact, onOneLine } from "../kit/shown-name.ts";
import { secret, type Secret } from "../kit/secret.ts";

/** Of what an admin names and addresses show. */
export const NAME_RULE = "must be small letters, digits and dashes, up to 40";

/** A value, or its JSON as text: a secret or a dashboard variable is always text. */
export function json<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value, context) => {
    const [read] = typeof value === "string" ? parsed(value) : [value];
    if (read === undefined && value !== undefined) {
      context.addIssue({ code: "custom", message: "is not JSON" });
      return z.NEVER;
    }
    // A schema leaves this one out without a word, and what stands under it would seem to be saved.
    if (namesPrototype(read)) {
      context.addIssue({ code: "custom", message: "nothing can be called __proto__" });
      return z.NEVER;
    }
    return read;
  }, schema);
}

function parsed(text: string): readonly [unknown?] {
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}

const namesPrototype = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  (Object.hasOwn(value, "__proto__") || Object.values(value).some(namesPrototype));

/** "a, b" or ["a", "b"]. */
export const list = z.preprocess(
  (value) =>
    typeof value === "string"
      ? value
          .split(",")
          .map((item) => item.trim())
          .filter(Boolean)
      : value,
  z.array(z.string().max(200)).max(200),
);

/** A name or place for messages and pages: whoever reads them in fright must not find another number in it. */
export const plainWords = (most: number) =>
  z
    .string()
    .max(most)
    .overwrite(onOneLine)
    .refine((text) => !holdsContact(text), "must hold no phone number, mail or web address");

export const flag = z.preprocess((value) => (typeof value === "string" ? value === "true" : value), z.boolean());

export const secretText = (minimum: number) =>
  z
    .string()
    .min(minimum)
    .transform((value): Secret => secret(value));
