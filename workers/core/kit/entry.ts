/** What stands in a record under a name that somebody typed: under "constructor" or "__proto__" nothing, unless it is its own. */
export const entry = <Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;
