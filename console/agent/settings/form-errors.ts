/** What the server said of a form's values, as long as it is so. */
import { isRecord, type FormRecord } from "./schema.ts";

interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** By the path of the field that shows it: a line's number belongs to its list. What was edited since is left out. */
export function errorsOf(
  problems: readonly FieldProblem[],
  { sent, now }: { readonly sent: FormRecord; readonly now: FormRecord },
): ReadonlyMap<string, string> {
  return new Map(
    problems
      .map(({ field, message }) => [field.replace(/(?:\.\d+)+$/, ""), message] as const)
      .filter(([path]) => JSON.stringify(valueAt(sent, path)) === JSON.stringify(valueAt(now, path)))
      .toReversed(),
  );
}

function valueAt(values: FormRecord, path: string): unknown {
  return path.split(".").reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), values);
}
