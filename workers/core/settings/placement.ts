/**
 * What is secret stands among the secrets and nowhere else, and nothing else stands there: the secrets
 * are put over the settings, so a setting among them would serve without having been compared, and a
 * secret among the settings would be shown.
 */
import { sectionOf, type SectionId } from "./registry.ts";
import { isSecret } from "./section.ts";

type Values = Readonly<Record<string, unknown>>;

export interface Misplaced {
  readonly key: string;
  /** Never holds a value. */
  readonly message: string;
}

/** Of values in the names of a section; empty where each key is one of it and in its place. */
export function misplacedIn(
  section: SectionId,
  { document, secrets }: { readonly document: Values; readonly secrets: Values },
): readonly Misplaced[] {
  const { fields } = sectionOf(section);
  const found = (values: Values, secret: boolean, message: string): readonly Misplaced[] =>
    Object.keys(values).flatMap((key) => {
      const schema = Object.hasOwn(fields, key) ? fields[key] : undefined;
      if (schema === undefined) {
        return [{ key, message: "is not a setting of this section" }];
      }
      return isSecret(schema) === secret ? [] : [{ key, message }];
    });
  return [
    ...found(document, false, "is secret, and belongs among the secrets"),
    ...found(secrets, true, "is no secret, and does not belong among the secrets"),
  ];
}
