/**
 * Who is privileged, read live: by `tokenGroups`, which holds every group that a sign-in would carry, nested ones and the
 * primary one as well. An account has one group at least, so none at all means that they may not be read.
 */
import { ResultCodeError, type Client } from "ldapts";
import { buffersAt, sidOf } from "./values.ts";

/** Of every domain, by the last number of their SID. */
const OF_A_DOMAIN: ReadonlySet<string> = new Set([
  "512", // Domain Admins
  "516", // Domain Controllers
  "518", // Schema Admins
  "519", // Enterprise Admins
  "520", // Group Policy Creator Owners
  "526", // Key Admins
  "527", // Enterprise Key Admins
]);

const BUILT_IN: ReadonlySet<string> = new Set([
  "S-1-5-32-544", // Administrators
  "S-1-5-32-548", // Account Operators
  "S-1-5-32-549", // Server Operators
  "S-1-5-32-550", // Print Operators
  "S-1-5-32-551", // Backup Operators
  "S-1-5-32-552", // Replicators
]);

/** "unreadable": nobody can say, so nothing may be done. */
export async function privilegeOf(
  client: Client,
  dn: string,
  named: readonly string[],
): Promise<"privileged" | "ordinary" | "unreadable"> {
  const groups = await sidsAt(client, dn, "tokenGroups");
  if (groups.length === 0) {
    return "unreadable";
  }
  if (groups.some(isPrivilegedByNature)) {
    return "privileged";
  }
  for (const group of named) {
    const [sid] = await sidsAt(client, group, "objectSid");
    if (sid === undefined) {
      return "unreadable";
    }
    if (groups.includes(sid)) {
      return "privileged";
    }
  }
  return "ordinary";
}

const isPrivilegedByNature = (sid: string): boolean =>
  BUILT_IN.has(sid) || (sid.startsWith("S-1-5-21-") && OF_A_DOMAIN.has(sid.slice(sid.lastIndexOf("-") + 1)));

/** None where the entry is gone, or may not be read. A lost connection is thrown. */
async function sidsAt(client: Client, dn: string, attribute: string): Promise<readonly string[]> {
  const found = await client
    .search(dn, { scope: "base", attributes: [attribute], explicitBufferAttributes: [attribute] })
    .catch((error: unknown) => {
      if (error instanceof ResultCodeError) {
        return undefined;
      }
      throw error;
    });
  const entry = found?.searchEntries[0];
  return entry === undefined ? [] : buffersAt(entry, attribute).flatMap((bytes) => sidOf(bytes) ?? []);
}
