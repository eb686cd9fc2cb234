import type { Random } from "../../../kit/random.ts";

/**
 * A stable name for one fact of one person that does not contain it: keys travel in evidence
 * and in the list of recently asked facts, where the fact itself must not.
 */
export function factKey(
  kind: string,
  fact: { readonly identity: string; readonly random: (label: string) => Random },
): string {
  const token = Math.floor(fact.random(`fact|${kind}|${fact.identity}`)() * 0x1_0000_0000);
  return `${kind}:${token.toString(16).padStart(8, "0")}`;
}
