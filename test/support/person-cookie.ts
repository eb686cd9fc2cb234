/** People who are signed in at their own page, without a company that signs them in. */
import { randomBytes } from "node:crypto";
import type { Instance } from "../../dev/local/instance.ts";
import { attestedRowsInto, type SeedDatabase } from "../../dev/local/seed.ts";
import { createKeyring } from "../../workers/adapters/crypto/keyring.ts";
import { DAY_MS } from "../../workers/core/kit/time.ts";

/** Variables of an instance in which such a sign-in lasts: its provider answers for people, and is asked by nobody. */
export const PEOPLE_SIGN_IN = {
  SIGN_IN_PROVIDERS: {
    company: {
      label: "Work",
      issuer: "https://id.example",
      clientId: "desk",
      people: { claim: "oid" },
    },
  },
};

/** The cookie of a sign-in of now by a second factor, for a browser of that user agent. */
export async function personCookie(
  { miniflare, rootSecret }: Pick<Instance, "miniflare" | "rootSecret">,
  { id, browser }: { readonly id: string; readonly browser: string },
): Promise<string> {
  const keyring = createKeyring(rootSecret, {});
  const [token, now] = [randomBytes(32).toString("base64url"), Date.now()];
  const row = {
    id_hash: keyring.rows.nameOf("person_sessions", token),
    person_id: id,
    provider: "company",
    created_at: now,
    authenticated_at: now,
    second_factor: 1,
    last_seen_at: now + DAY_MS,
    expires_at: now + DAY_MS,
    browser_tag: await keyring.tag("browser", browser),
  };
  const db: SeedDatabase = await miniflare.getD1Database("DB");
  await db.batch([...attestedRowsInto(db, keyring, { table: "person_sessions", rows: [row] })]);
  return `__Host-me=${token}`;
}
