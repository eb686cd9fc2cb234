/**
 * Dana's phone, known since long. A row of the demo alone: a phone becomes known by a proof beside
 * the link (a passkey, a second approver), and her past has none.
 */
import { createKeyring } from "../../workers/adapters/crypto/keyring.ts";
import { DAY_MS, type EpochMs } from "../../workers/core/kit/time.ts";
import { DEMO_PEOPLE } from "../demo/cast.ts";
import type { Organisation } from "../demo/model.ts";
import { personOf } from "../demo/organisation.ts";
import { homeDevice } from "../worker/home-device.ts";
import { playedKey, type KeyDatabase } from "../worker/phone-keys.ts";

const KNOWN_FOR_MS = 40 * DAY_MS;
/** In place of the check that would have made it known. */
const MADE_BY = "vrf_demo-row-of-a-known-phone";

export async function rememberDanasPhone(
  db: KeyDatabase,
  organisation: Organisation,
  { rootSecret, now }: { readonly rootSecret: string; readonly now: EpochMs },
): Promise<void> {
  const { id: personId, office } = personOf(organisation, DEMO_PEOPLE.dana);
  const { publicKey } = await playedKey(db, homeDevice({ personId, officeCity: office.city }));
  const keyring = createKeyring(rootSecret, {});
  const row = {
    person_id: personId,
    key_tag: await keyring.tag("phone", publicKey),
    verification_id: MADE_BY,
    added_at: now - KNOWN_FOR_MS,
    vouches: 1,
  };
  await db.batch([
    db
      .prepare(
        "INSERT OR IGNORE INTO known_phones (person_id, key_tag, verification_id, added_at, vouches, mac) VALUES (?, ?, ?, ?, ?, ?)",
      )
      .bind(...Object.values(row), keyring.rows.make("known_phones", row)),
  ]);
}
