/**
 * A closed list of plug-ins with a typed id. Adding an entry is one line in the list; the
 * id union, look-ups and contract tests follow from it.
 */
export interface Identified {
  readonly id: string;
}

export interface Registry<Entry extends Identified> {
  readonly all: readonly Entry[];
  get(id: Entry["id"]): Entry;
  find(id: string): Entry | undefined;
}

export function registry<const Entry extends Identified>(entries: readonly Entry[]): Registry<Entry> {
  const byId = new Map<string, Entry>(entries.map((entry) => [entry.id, entry]));
  if (byId.size !== entries.length) {
    throw new Error("registry has two entries with one id");
  }
  return {
    all: entries,
    find: (id) => byId.get(id),
    get: (id) => {
      const entry = byId.get(id);
      if (entry === undefined) {
        throw new Error(`registry has no entry ${id}`);
      }
      return entry;
    },
  };
}
