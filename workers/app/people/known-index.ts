/** Whom a row of a file names, among those that the directory knows. */
import type { KnownPerson, Manager } from "../../core/people/compare.ts";
import type { DirectoryRow } from "../../core/people/read-row.ts";
import type { Known } from "../ports/directory.ts";

type Found = KnownPerson | "two" | undefined;

export interface Index {
  readonly find: (row: Pick<DirectoryRow, "email" | "externalId">) => Found;
  readonly manager: (named: string) => Manager | undefined;
}

/** By external id, else by work mail. Two people for one row, or for one key, are nobody. */
export function indexOf({ people, managers }: Known): Index {
  const byMail = new Map<string, KnownPerson | "two">();
  const byExternal = new Map<string, KnownPerson | "two">();
  for (const person of people) {
    const { email, externalId } = person.fields;
    byMail.set(email, byMail.has(email) ? "two" : person);
    if (externalId !== null) byExternal.set(externalId, byExternal.has(externalId) ? "two" : person);
  }
  const named = new Map<string, Manager | "two">();
  const name = (key: string | undefined, manager: Manager): void => {
    if (key !== undefined)
      named.set(key, named.has(key) && (named.get(key) as Manager).id !== manager.id ? "two" : manager);
  };
  managers.forEach((manager) => {
    name(manager.email, manager);
    name(manager.externalId, manager);
  });
  return {
    find({ email, externalId }) {
      const [one, other] = [externalId === undefined ? undefined : byExternal.get(externalId), byMail.get(email)];
      if (one === "two" || other === "two") return "two";
      return one !== undefined && other !== undefined && one.id !== other.id ? "two" : (one ?? other);
    },
    manager(key) {
      const found = named.get(key);
      return found === "two" ? undefined : found;
    },
  };
}

/**
 * Exports write one id in either case, as Entra's object ids and personnel numbers. Where case tells ids apart, a second
 * row is only refused: nobody is ever taken for somebody else by it.
 */
export const foldedId = (externalId: string): string => externalId.toLowerCase();

/** The id of the person whom a row names, where it does so by the work mail alone. */
export function idBehindMail(row: Pick<DirectoryRow, "externalId">, known: KnownPerson | undefined): readonly string[] {
  const id = known?.fields.externalId ?? undefined;
  return id === undefined || foldedId(id) === foldedId(row.externalId ?? "") ? [] : [id];
}
