/** People with passkeys of their own, for the tests on workerd. */
import { addPersonPasskey, beginAddingPersonPasskey } from "../../workers/app/me/passkeys.ts";
import { authenticatePerson } from "../../workers/app/me/sign-in.ts";
import type { PersonSignIn } from "../../workers/app/ports/person-sign-ins.ts";
import { createVault } from "../../workers/adapters/crypto/vault.ts";
import { DAY_MS } from "../../workers/core/kit/time.ts";
import { Authenticator } from "./authenticator.ts";
import { deps, keyring } from "./worker-fixture.ts";
import { signedInPerson, withPeople } from "./worker-person.ts";
import type { Requester } from "./worker-requester.ts";

export const challengeOf = (options: object): string => (options as { challenge: string }).challenge;

/** Somebody, or this one, with a passkey of so many days. */
export async function personWithPasskey(days: number, requester?: Requester) {
  const made = await signedInPerson({ browser: "x", ...(requester === undefined ? {} : { requester }) });
  const signIn = await authenticatePerson(
    withPeople(deps()),
    made.token,
    await createVault(keyring).tag("browser", "x"),
  );
  if (signIn === undefined) throw new Error("nobody is signed in");
  return { person: signIn.person, signIn, authenticator: await addedPasskey(signIn, days) };
}

/** One more of theirs, of so many days. */
export async function addedPasskey(signIn: PersonSignIn, days: number): Promise<Authenticator> {
  const then = deps({ clock: () => Date.now() - days * DAY_MS });
  const authenticator = new Authenticator("https://verify.test");
  const begun = await beginAddingPersonPasskey(then, signIn);
  const credential = await authenticator.create(begun.ok ? challengeOf(begun.value) : "");
  const added = await addPersonPasskey(then, signIn, { name: "Phone", credential });
  if (!added.ok) throw new Error(added.error);
  return authenticator;
}
