/** A passkey in a check: in the browser that began it, the person's own, seven days old, once. */
import { env } from "cloudflare:workers";
import { beforeAll, expect, it } from "vitest";
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
import { addedPasskey, challengeOf, personWithPasskey } from "../../../test/support/worker-passkey.ts";
import { fillDirectory } from "../../../test/support/worker-requester.ts";
import { requesterOf } from "../../../test/support/worker-send-form.ts";
import { createVault } from "../../adapters/crypto/vault.ts";
import type { Proof } from "../../core/policy/proofs.ts";
import { BEGIN, observed, policy } from "../../core/session/session.fixture.ts";
import { passkeyOptions, showPasskey } from "./passkey-verbs.ts";
import { viewPortal } from "./requester-verbs.ts";
import type { PortalRequest } from "./request.ts";

beforeAll(fillDirectory);

const vault = createVault(keyring);

type Someone = Awaited<ReturnType<typeof personWithPasskey>>;

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
async function signed({ request }: Check, { authenticator }: Pick<Someone, "authenticator">, counter = 0) {
  const options = await passkeyOptions(deps(), request);
  if (!options.ok) throw new Error(options.error);
  return authenticator.assert(challengeOf(options.value), { counter });
}

const REFUSED = { ok: false, error: "passkey.refused" };
const NOT_ASKED = { ok: false, error: "passkey.not_asked" };

it("is the proof that was missing, and counts for nothing once the check has ended", async () => {
  const someone = await personWithPasskey(8);
  const check = await waiting(someone);
  expect(await check.status()).toBe("approving");
  const asserted = await signed(check, someone);
  expect(await showPasskey(deps(), check.request, asserted)).toEqual({ ok: true });
  expect(await check.status()).toBe("passed");
  expect(await showPasskey(deps(), check.request, asserted)).toEqual(NOT_ASKED);
  expect(await passkeyOptions(deps(), check.request)).toEqual(NOT_ASKED);
});

it("is asked for in the browser that began alone", async () => {
  const someone = await personWithPasskey(8);
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
  const [someone, other] = [await personWithPasskey(8), await personWithPasskey(8)];
  const young = { authenticator: await addedPasskey(someone.signIn, 6) };
  const check = await waiting(someone);
  expect(await showPasskey(deps(), check.request, await signed(check, other))).toEqual(REFUSED);
  expect(await showPasskey(deps(), check.request, await signed(check, young))).toEqual(REFUSED);
  expect(await check.status()).toBe("approving");
  expect(await showPasskey(deps(), check.request, await signed(check, someone))).toEqual({ ok: true });
});

it("asks nobody whose only one is six days old, and its page offers none", async () => {
  const late = await personWithPasskey(6);
  const check = await waiting(late);
  expect(await passkeyOptions(deps(), check.request)).toEqual(NOT_ASKED);
  expect((await viewPortal(deps(), check.request)).screen).not.toHaveProperty("passkey");
  await addedPasskey(late.signIn, 7);
  expect((await viewPortal(deps(), check.request)).screen).toMatchObject({ screen: "approving", passkey: true });
  expect((await passkeyOptions(deps(), check.request)).ok).toBe(true);
});

it("is the proof no more once it was suspended, removed, or its row was changed by SQL", async () => {
  const someone = await personWithPasskey(8);
  const check = await waiting(someone);
  const asserted = await signed(check, someone);
  const [passkey] = await deps().personPasskeys.of(someone.person.id);
  await env.DB.prepare("UPDATE person_passkeys SET added_at = 0 WHERE id = ?").bind(passkey?.id).run();
  expect(await showPasskey(deps(), check.request, asserted)).toEqual(REFUSED);
  await env.DB.prepare("UPDATE person_passkeys SET added_at = ? WHERE id = ?")
    .bind(passkey?.addedAt, passkey?.id)
    .run();
  // A copy was used elsewhere and counts further than this one.
  await showPasskey(deps(), check.request, await signed(check, someone, 5));
  expect(await check.status()).toBe("passed");
  const next = await waiting(someone);
  expect(await showPasskey(deps(), next.request, await signed(next, someone, 5))).toEqual({
    ok: false,
    error: "passkey.suspended",
  });
  expect(await passkeyOptions(deps(), next.request)).toEqual(NOT_ASKED);
  expect((await viewPortal(deps(), next.request)).screen).not.toHaveProperty("passkey");
  expect(await next.status()).toBe("approving");
});

it("needs the person's finger, face or PIN, on the portal's own host", async () => {
  const someone = await personWithPasskey(8);
  const check = await waiting(someone);
  for (const bent of [{ unverified: true }, { origin: "https://console.test" }, { rpId: "console.test" }]) {
    const options = await passkeyOptions(deps(), check.request);
    const challenge = challengeOf(options.ok ? options.value : {});
    const asserted = await someone.authenticator.assert(challenge, bent);
    expect(await showPasskey(deps(), check.request, asserted), JSON.stringify(bent)).toEqual(REFUSED);
  }
  expect(await check.status()).toBe("approving");
});

it("may be asked for as often as wanted, and counts once of two that come at once", async () => {
  const someone = await personWithPasskey(8);
  const check = await waiting(someone);
  const asserted = await signed(check, someone);
  const done = await Promise.all([1, 2, 3].map(() => showPasskey(deps(), check.request, asserted)));
  expect(done.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await check.status()).toBe("passed");
});

it("is signed for one check: neither what was used there nor what was not counts in the next", async () => {
  const someone = await personWithPasskey(8);
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
  const someone = await personWithPasskey(8);
  const check = await waiting(someone, ["second_approver"]);
  expect(await check.status()).toBe("approving");
  expect(await passkeyOptions(deps(), check.request)).toEqual(NOT_ASKED);
});
