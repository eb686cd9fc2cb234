/** People's passkeys are made as if they had been added so many days ago. */
import type { Instance } from "../../dev/local/instance.ts";
import { createKeyring } from "../../workers/adapters/crypto/keyring.ts";
import { DAY_MS } from "../../workers/core/kit/time.ts";
import { attest } from "./attest.ts";

export async function agePasskeys(
  { miniflare, rootSecret }: Pick<Instance, "miniflare" | "rootSecret">,
  person: string,
  days: number,
): Promise<void> {
  const db = await miniflare.getD1Database("DB");
  await db
    .prepare("UPDATE person_passkeys SET added_at = ? WHERE person_id = ?")
    .bind(Date.now() - days * DAY_MS, person)
    .run();
  await attest(db, createKeyring(rootSecret, {}), { table: "person_passkeys", column: "person_id", value: person });
}
