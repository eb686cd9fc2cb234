/** What a person's contacts on record were told. Part of `en.ts`. */
import type { DetailsReply } from "../../../workers/contract/console/verifications.ts";

type Told = DetailsReply["told"][number];

const WHAT: Readonly<Record<Told["cause"], string>> = { sent: "Of the request", done: "Of what was done" };

/** "Of what was done: 3 contacts: 2 arrived, 1 failed". */
export const toldOf = (told: Told): string => `${WHAT[told.cause]}: ${reachedOf(told)}`;

/** "3 contacts: 2 arrived, 1 failed". Of what still waits nothing is said to have gone. */
export function reachedOf({ contacts, arrived, sent, failed }: Told): string {
  const waiting = contacts - arrived - sent - failed;
  const parts = [
    [arrived, "arrived"],
    [sent, "sent, arrival not confirmed"],
    [failed, "failed"],
    [waiting, "waiting or kept no longer"],
  ] as const;
  const counts = parts.flatMap(([count, word]) => (count > 0 ? [`${String(count)} ${word}`] : []));
  return `${contacts === 1 ? "1 contact" : `${String(contacts)} contacts`}: ${counts.join(", ")}`;
}
