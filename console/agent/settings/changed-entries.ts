import type { SettingsSectionReply } from "../../../workers/contract/console/settings.ts";
import { recordAt } from "./secret-fields.tsx";
import type { FormRecord } from "./schema.ts";

/** Entries of a list that were added or are set otherwise than before, secrets among it. */
export function changedEntries(
  before: SettingsSectionReply,
  after: SettingsSectionReply,
  { key, secrets }: { readonly key: string; readonly secrets: string },
): readonly string[] {
  const [was, is] = [before, after].map((section) => entriesIn(section, key)) as [FormRecord, FormRecord];
  const setAt = ({ secretsSet }: SettingsSectionReply, name: string): string =>
    JSON.stringify(Object.entries(secretsSet).filter(([path]) => `${path}.`.startsWith(`${secrets}.${name}.`)));
  return Object.keys(is).filter(
    (name) => JSON.stringify(is[name]) !== JSON.stringify(was[name]) || setAt(before, name) !== setAt(after, name),
  );
}

function entriesIn({ fields }: SettingsSectionReply, key: string): FormRecord {
  return recordAt(Object.fromEntries(fields.map((field) => [field.key, field.value])), key);
}
