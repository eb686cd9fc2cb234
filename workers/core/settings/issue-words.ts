/** What a schema says of a value, in words for whoever fills in a form: they follow the field's name. */
import type { z } from "zod";

type Issue = Parameters<z.core.$ZodErrorMap>[0];

const KINDS: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a group of settings",
  record: "a group of settings",
};

const FORMATS: Readonly<Record<string, string>> = {
  email: "must be a mail address, like desk@example.com",
  url: "must be a web address, like https://desk.example.com",
};

/**
 * For `safeParse`: a message that a schema states itself stands before it. Never says the value. Undefined leaves it
 * to the library, for what no setting's schema asks.
 */
export function issueWords(issue: Issue): string | undefined {
  if (issue.input === undefined && issue.code !== "custom") {
    return "is missing";
  }
  switch (issue.code) {
    case "invalid_type":
      return `must be ${KINDS[issue.expected] ?? "of another kind"}`;
    case "invalid_value":
    case "invalid_union":
      return "must be one of the options";
    case "invalid_key":
      return `has a name that does not fit: ${issue.issues.map(({ message }) => message).join(", ")}`;
    case "unrecognized_keys":
      return `has no setting called ${issue.keys.join(", ")}`;
    case "invalid_format":
      return FORMATS[issue.format] ?? "does not have the form that is asked for";
    case "not_multiple_of":
      return `must be in steps of ${String(issue.divisor)}`;
    case "too_small":
      return tooSmall(issue.origin, Number(issue.minimum));
    case "too_big":
      return tooBig(issue.origin, Number(issue.maximum));
    default:
      return undefined;
  }
}

function tooSmall(origin: string, least: number): string {
  switch (origin) {
    case "string":
      return least === 1 ? "is missing" : `must have at least ${String(least)} characters`;
    case "array":
      return least === 1 ? "must name at least one" : `must name at least ${String(least)}`;
    default:
      return `must be ${String(least)} or more`;
  }
}

function tooBig(origin: string, most: number): string {
  switch (origin) {
    case "string":
      return `must have at most ${String(most)} characters`;
    case "array":
      return `must name at most ${String(most)}`;
    default:
      return `must be ${String(most)} or less`;
  }
}
