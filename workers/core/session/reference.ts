import type { VerificationId } from "../kit/ids.ts";

/** "A016-XGUO": short enough to read out; names the check to a person, opens nothing. The table is searched by it too. */
export function referenceOf(id: VerificationId): string {
  const letters = id
    .slice("vrf_".length)
    .replaceAll(/[^A-Za-z0-9]/g, "")
    .toUpperCase();
  return `${letters.slice(0, 4)}-${letters.slice(4, 8)}`;
}
