/** Lists whose first entry stands open in the form without a press, under a name that most keep. */
import { isRecord, withValue, type FormRecord, type FormValue } from "./schema.ts";

export const PROVIDERS = "SIGN_IN_PROVIDERS";
export const CONNECTIONS = "CONNECTIONS";

const FIRST = [
  { key: PROVIDERS, secrets: "SIGN_IN_SECRETS", name: "company", blank: {} },
  { key: CONNECTIONS, secrets: "CONNECTION_SECRETS", name: "main", blank: { settings: {} } },
] as const;

/** Nothing is typed in it. */
export const isBlank = (value: FormValue): boolean =>
  value === undefined || value === "" || (isRecord(value) && Object.values(value).every(isBlank));

/** With a blank first entry in each of these lists that is empty. */
export function withFirst(values: FormRecord, locked: (key: string) => boolean): FormRecord {
  const added = FIRST.flatMap(({ key, name, blank }) => {
    const entries = values[key];
    return isRecord(entries) && Object.keys(entries).length === 0 && !locked(key) ? [[key, { [name]: blank }]] : [];
  });
  return { ...values, ...Object.fromEntries(added) };
}

/** Without one that nobody has filled in; where a secret of it is typed, what else it needs has to be said. */
export function withoutBlankFirst(values: FormRecord, secrets: FormRecord): FormRecord {
  const left = FIRST.flatMap(({ key, secrets: secretKey, name }) => {
    const [entries, typed] = [values[key], secrets[secretKey]];
    return isRecord(entries) && Object.hasOwn(entries, name) && isBlank(entries[name]) && isBlank(entryOf(typed, name))
      ? [[key, withValue(entries, name, undefined)]]
      : [];
  });
  return { ...values, ...Object.fromEntries(left) };
}

/** What a removed entry left behind is nothing either. */
const entryOf = (typed: FormValue, name: string): FormValue =>
  isRecord(typed) ? (typed[name] ?? undefined) : undefined;
