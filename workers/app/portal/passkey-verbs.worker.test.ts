/** A passkey in a check: in the browser that began it, the person's own, seven days old, once. */
import { beforeAll, expect, it } from "vitest";
import { Authenticator } from "../../../test/support/authenticator.ts";
import {
  answerPost,
  deps,
  drained,
  fresh,
  keyring,
  seed,
  stored,
  stubOf,
} from "../../../test/support/worker-fixture.ts";
import { signedInPerson } from "../../../test/support/worker-person.ts";
import { fillDirectory } from "../../../test/support/worker-requester.ts";
import { requesterOf } from "../../../test/support/worker-send-form.ts";
import { createVault } from "../../adapters/crypto/vault.ts";
import { DAY_MS } from "../../core/kit/time.ts";
import type { Proof } from "../../core/policy/proofs.ts";
import { BEGIN, observed, policy } from "../../core/session/session.fixture.ts";
import { addPersonPasskey, beginAddingPersonPasskey } from "../me/passkeys.ts";
import { authenticatePerson } from "../me/sign-in.ts";
import { passkeyOptions, showPasskey } from "./passkey-verbs.ts";
import type { PortalRequest } from "./request.ts";

beforeAll(fillDirectory);

const PORTAL = "https://verify.test";
const vault = createVault(keyring);
const challengeOf = (options: object): string => (options as { challenge: string }).challenge;

/** Somebody with a passkey of so many days. */
async function personWith(days: number) {
  const made = await signedInPerson({ browser: "x" });
  const signIn = await authenticatePerson(deps(), made.token, await vault.tag("browser", "x"));
  if (signIn === undefined) throw new Error("nobody is signed in");
  const then = deps({ clock: () => Date.now() - days * DAY_MS });
  const authenticator = new Authenticator(PORTAL);
  const begun = await beginAddingPersonPasskey(then, signIn);
  const credential = await authenticator.create(begun.ok ? challengeOf(begun.value) : "");
  expect((await addPersonPasskey(then, signIn, { name: "Phone", credential })).ok).toBe(true);
  return { person: signIn.person, authenticator };
}

type Someone = Awaited<ReturnType<typeof personWith>>;

/** Its questions are over, and a proof is missing. */
async function waiting({ person }: Pick<Someone, "person">, means: readonly Proof[] = ["passkey"]) {
  const { ticket } = await requesterOf();
  const base = await seed({ policy: policy({ action: "mfa_reset" }), means });
  const { session } = base;
  const made = {
    ...base,
    session: {
      ...session,
      ticket: { ...session.ticket, id: ticket },
      person: { ...session.person, id: person.id },
    },
  };
  const stub = stubOf(made);
  await stub.create(made);
  const cookie = fresh();
  const observation = { ...observed(), browserTag: await vault.hashToken(cookie) };
  await stub.apply({ ...BEGIN, observation });
  while ((await stored(stub))?.session.status === "answering") {
    await stub.apply({ ...(await answerPost(stub)), observation });
  }
  await drained(stub);
  const request: PortalRequest = {
    id: session.id,
    locator: fresh(),
    linkNumber: 1,
    cookie,
    network: { at: Date.now() },
    headers: {},
  };
  return { stub, request, status: async () => (await stored(stub))?.session.status };
}

type Check = Awaited<ReturnType<typeof waiting>>;

/** What the person's device signs for this check, in this browser. */
async function signed({ request }: Check, { authenticator }: Pick<Someone, "authenticator">) {
  const options = await passkeyOptions(deps(), request);
  if (!options.ok) throw new Error(options.error);
  return authenticator.assert(challengeOf(options.value));
}

const REFUSED = { ok: false, error: "passkey.refused" };
const NOT_ASKED = { ok: false, error: "passkey.not_asked" };

it("is the proof that was missing, and counts for nothing once the check has ended", async () => {
  const someone = await personWith(8);
  const check = await waiting(someone);
  expect(await check.status()).toBe("approving");
  const asserted = await signed(check, someone);
  expect(await showPasskey(deps(), check.request, asserted)).toEqual({ ok: true });
  expect(await check.status()).toBe("passed");
  expect(await showPasskey(deps(), check.request, asserted)).toEqual(NOT_ASKED);
  expect(await passkeyOptions(deps(), check.request)).toEqual(NOT_ASKED);
});

it("is asked for in the browser that began alone", async () => {
  const someone = await personWith(8);
  const check = await waiting(someone);
  const asserted = await signed(check, someone);
  const { cookie: _cookie, ...without } = check.request;
  for (const other of [{ ...without, cookie: fresh() }, without]) {
    expect(await passkeyOptions(deps(), other)).toEqual(NOT_ASKED);
    expect(await showPasskey(deps(), other, asserted)).toEqual(NOT_ASKED);
  }
  expect(await check.status()).toBe("approving");
});

it("is the person's own, and seven days old", async () => {
  const [someone, other, late] = [await personWith(8), await personWith(8), await personWith(6)];
  const check = await waiting(someone);
  expect(await showPasskey(deps(), check.request, await signed(check, other))).toEqual(REFUSED);
  expect(await check.status()).toBe("approving");
  const early = await waiting(late);
  expect(await showPasskey(deps(), early.request, await signed(early, late))).toEqual(REFUSED);
  expect(await early.status()).toBe("approving");
});

it("is signed for one check: neither what was used there nor what was not counts in the next", async () => {
  const someone = await personWith(8);
  const one = await waiting(someone);
  const [unused, used] = [await signed(one, someone), await signed(one, someone)];
  expect(await showPasskey(deps(), one.request, used)).toEqual({ ok: true });
  await drained(one.stub);
  const next = await waiting(someone);
  expect(await next.status()).toBe("approving");
  for (const asserted of [unused, used]) {
    expect(await showPasskey(deps(), next.request, asserted)).toEqual(REFUSED);
  }
  expect(await next.status()).toBe("approving");
});

it("is not asked for where nobody had one when the link was sent", async () => {
  const someone = await personWith(8);
  const check = await waiting(someone, ["second_approver"]);
  expect(await check.status()).toBe("approving");
  expect(await passkeyOptions(deps(), check.request)).toEqual(NOT_ASKED);
});
