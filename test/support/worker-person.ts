/** People who are signed in at their own page, for the tests on workerd. */
import { createVault } from "../../workers/adapters/crypto/vault.ts";
import type { Deps } from "../../workers/app/deps.ts";
import { HOUR_MS } from "../../workers/core/kit/time.ts";
import { signInProvider } from "../../workers/core/settings/sections/sign-in.ts";
import { deps, keyring } from "./worker-fixture.ts";
import { addRequester, type Requester } from "./worker-requester.ts";

export interface SignedInPerson extends Requester {
  readonly token: string;
  readonly cookie: string;
}

/** With the provider that those were let in by: their sign-in lasts as long as it answers for people. */
export function withPeople(ready: Deps): Deps {
  const work = signInProvider.parse({
    label: "Work",
    issuer: "https://id.example",
    clientId: "desk",
    people: { claim: "oid" },
  });
  return { ...ready, config: { ...ready.config, SIGN_IN_PROVIDERS: { work } } };
}

/** For a browser of that user agent, with a second factor unless said otherwise. */
export async function signedInPerson({
  browser,
  requester,
  authenticatedAt = Date.now(),
  secondFactor = true,
}: {
  readonly browser: string;
  readonly requester?: Requester;
  readonly authenticatedAt?: number;
  readonly secondFactor?: boolean;
}): Promise<SignedInPerson> {
  const vault = createVault(keyring);
  const made = requester ?? (await addRequester());
  const [token, now] = [vault.newToken(), Date.now()];
  await deps().personSignIns.add(
    {
      idHash: vault.rowName("person_sessions", token),
      personId: made.person,
      provider: "work",
      createdAt: now,
      authenticatedAt,
      secondFactor,
      lastSeenAt: now,
      expiresAt: now + HOUR_MS,
      browserTag: await vault.tag("browser", browser),
    },
    { at: now, actor: made.person, action: "person.signed_in", subject: made.person, details: {} },
  );
  return { ...made, token, cookie: `__Host-me=${token}` };
}
