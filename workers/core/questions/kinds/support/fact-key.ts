import type { Keyed } from "../../../kit/keyed.ts";

/**
 * A stable name for one fact of one person that does not tell it: keys travel in evidence and
 * are stored with transcripts, where the fact itself must not be found by trying.
 */
export function factKey(kind: string, fact: { readonly identity: string; readonly keyed: Keyed }): string {
  return `${kind}:${fact.keyed(`fact|${kind}|${fact.identity}`)}`;
}
