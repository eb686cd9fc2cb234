/** Passkeys on real rows and real signatures: who comes in, who does not, and what is left behind. */
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { Authenticator, type Bent } from "../../../test/support/authenticator.ts";
import { addAgent, toldOwner } from "../../../test/support/worker-agent.ts";
import { attested, deps, rows } from "../../../test/support/worker-fixture.ts";
import { compose } from "../../compose.ts";
import { CHALLENGE_MS } from "../../core/policy/passkeys.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord, SignInRecord } from "../ports/agents.ts";
import type { CreatedCredential } from "../ports/passkeys.ts";
import {
  addPasskey,
  beginAddingPasskey,
  beginPasskeySignIn,
  beginStepUp,
  hasPasskey,
  readOwnPasskeys,
  removePasskey,
  signInWithPasskey,
  stepUpWithPasskey,
} from "./passkeys.ts";
import { makeRecoveryCodes, signInWithRecoveryCode } from "./recovery-codes.ts";
import { authenticate, startSession } from "./sign-in.ts";
import { inviteUser, readUsers } from "./users.ts";

const ORIGIN = "https://console.test";
const browser = { browserTag: "tag" };

const challengeOf = (options: object): string => (options as { challenge: string }).challenge;

async function agent(): Promise<AgentRecord> {
  const { id } = await addAgent();
  return (await deps().agents.byId(id)) as AgentRecord;
}

async function withPasskey(bent: Bent = {}) {
  const owner = await agent();
  const authenticator = new Authenticator(ORIGIN);
  const begun = await beginAddingPasskey(deps(), owner);
  const credential = await authenticator.create(challengeOf(begun.ok ? begun.value : {}), bent);
  const added = await addPasskey(deps(), owner, { name: "Blue key", credential });
  return { owner, authenticator, credential, added };
}

async function signIn(authenticator: Authenticator, bent: Bent = {}, ready: Deps = deps()) {
  const credential = await authenticator.assert(challengeOf(await beginPasskeySignIn(ready)), bent);
  return signInWithPasskey(ready, { credential, browser });
}

const REFUSED = { ok: false, error: "passkey.refused" };

describe("adding a passkey", () => {
  it("keeps it under its name, as a way in", async () => {
    const { owner, added } = await withPasskey();
    expect(added.ok).toBe(true);
    expect(await readOwnPasskeys(deps(), owner)).toMatchObject({
      passkeys: [{ name: "Blue key" }],
      signsIn: true,
      mayAdd: true,
    });
    expect(await rows("SELECT action FROM audit WHERE actor = ?", owner.id)).toEqual([{ action: "passkey.added" }]);
    expect(await toldOwner(owner.id)).toEqual([{ kind: "own_passkey_added", about: "Blue key" }]);
  });

  it.each<[string, Bent]>([
    ["was made without finger or PIN", { unverified: true }],
    ["was made on another site", { origin: "https://console.test.evil.example" }],
    ["is another site's", { rpId: "evil.example" }],
    ["is no answer to this", { type: "webauthn.get" }],
  ])("refuses what %s", async (_what, bent) => {
    const { owner, added } = await withPasskey(bent);
    expect(added).toEqual(REFUSED);
    expect(await hasPasskey(deps(), owner)).toBe(false);
  });

  it("takes a challenge once, from whom it was given, and within five minutes", async () => {
    const { owner, credential } = await withPasskey();
    expect(await addPasskey(deps(), owner, { name: "Again", credential })).toEqual(REFUSED);
    const [one, other] = [await agent(), await agent()];
    const begun = await beginAddingPasskey(deps(), one);
    const challenge = challengeOf(begun.ok ? begun.value : {});
    const made = await new Authenticator(ORIGIN).create(challenge);
    expect(await addPasskey(deps(), other, { name: "Not mine", credential: made })).toEqual(REFUSED);
    const late = { ...deps(), clock: () => Date.now() + CHALLENGE_MS };
    const second = await beginAddingPasskey(deps(), one);
    const slow = await new Authenticator(ORIGIN).create(challengeOf(second.ok ? second.value : {}));
    expect(await addPasskey(late, one, { name: "Late", credential: slow })).toEqual(REFUSED);
  });

  it("refuses one that is known, and an eleventh", async () => {
    const { owner, authenticator } = await withPasskey();
    const begun = await beginAddingPasskey(deps(), owner);
    const credential = await authenticator.create(challengeOf(begun.ok ? begun.value : {}));
    expect(await addPasskey(deps(), owner, { name: "Again", credential })).toEqual({
      ok: false,
      error: "passkey.known",
    });
    const begin = async () => {
      const next = await beginAddingPasskey(deps(), owner);
      return new Authenticator(ORIGIN).create(challengeOf(next.ok ? next.value : {}));
    };
    const add = (made: CreatedCredential) => addPasskey(deps(), owner, { name: "Key", credential: made });
    for (let count = 1; count < 9; count += 1) {
      expect((await add(await begin())).ok).toBe(true);
    }
    // Begun while there was room for one.
    const last = await Promise.all([begin(), begin()]);
    const done = await Promise.all(last.map(add));
    expect(done.filter(({ ok }) => !ok)).toEqual([{ ok: false, error: "passkey.too_many" }]);
    expect(await rows("SELECT action FROM audit WHERE actor = ? AND action = 'passkey.added'", owner.id)).toHaveLength(
      10,
    );
    expect(await toldOwner(owner.id)).toHaveLength(10);
    expect(await beginAddingPasskey(deps(), owner)).toEqual({ ok: false, error: "passkey.too_many" });
  });
});

describe("signing in with a passkey", () => {
  it("lets its owner in, and nobody makes links for him from then on", async () => {
    const { owner, authenticator } = await withPasskey();
    const started = await signIn(authenticator);
    expect(started).toMatchObject({ ok: true, value: { agent: { id: owner.id } } });
    const admin = (await deps().agents.byId((await addAgent({ role: "admin" })).id)) as AgentRecord;
    const { users } = await readUsers(deps(), admin);
    expect(users.find(({ id }) => id === owner.id)).toMatchObject({ ways: ["passkey"], mayBeLinked: false });
  });

  it.each<[string, Bent]>([
    ["without finger or PIN", { unverified: true }],
    ["on another site", { origin: "https://evil.example" }],
    ["as another site's", { rpId: "evil.example" }],
    ["to another question", { type: "webauthn.create" }],
  ])("refuses what was signed %s", async (_how, bent) => {
    const { authenticator } = await withPasskey();
    expect(await signIn(authenticator, bent)).toEqual(REFUSED);
  });

  it("leaves no row for what was never signed", async () => {
    const { authenticator } = await withPasskey();
    await env.DB.prepare("DELETE FROM passkey_challenges").run();
    const credential = await authenticator.assert(challengeOf(await beginPasskeySignIn(deps())));
    const forged = { ...credential, response: { ...credential.response, signature: "AAAA" } };
    expect(await signInWithPasskey(deps(), { credential: forged, browser })).toEqual(REFUSED);
    expect(await rows("SELECT name FROM passkey_challenges")).toEqual([]);
    expect((await signInWithPasskey(deps(), { credential, browser })).ok).toBe(true);
  });

  it("goes on under a new generation of keys, and so do the codes", async () => {
    const { owner, authenticator } = await withPasskey();
    const codes = await makeRecoveryCodes(deps(), owner);
    const variables = { KEY_GENERATIONS: { rows: [2, 1] } };
    const rotated = compose({ ...env, ...variables });
    if (rotated === undefined) throw new Error("the test configuration is invalid");
    expect((await signIn(authenticator, {}, rotated)).ok).toBe(true);
    expect((await signIn(authenticator, {}, rotated)).ok).toBe(true);
    const code = codes.ok ? codes.value[0] : undefined;
    expect((await signInWithRecoveryCode(rotated, { code: code ?? "", browser })).ok).toBe(true);
    expect((await signInWithRecoveryCode(rotated, { code: code ?? "", browser })).ok).toBe(false);
  });

  it("refuses a challenge of another purpose, one that was taken, and a stranger's signature", async () => {
    const { owner, authenticator } = await withPasskey();
    const forStepUp = challengeOf(await beginStepUp(deps(), owner));
    const credential = await authenticator.assert(forStepUp);
    expect(await signInWithPasskey(deps(), { credential, browser })).toEqual(REFUSED);
    const again = await authenticator.assert(challengeOf(await beginPasskeySignIn(deps())));
    expect((await signInWithPasskey(deps(), { credential: again, browser })).ok).toBe(true);
    expect(await signInWithPasskey(deps(), { credential: again, browser })).toEqual(REFUSED);
    const forged = await new Authenticator(ORIGIN).assert(challengeOf(await beginPasskeySignIn(deps())));
    expect(await signInWithPasskey(deps(), { credential: { ...forged, id: authenticator.id }, browser })).toEqual(
      REFUSED,
    );
  });

  it("refuses who left, and a row that was changed by SQL", async () => {
    const { owner, authenticator } = await withPasskey();
    const thief = await agent();
    const take = "UPDATE passkeys SET agent_id = ? WHERE credential_id = ? RETURNING agent_id";
    expect(await rows(take, thief.id, authenticator.id)).toHaveLength(1);
    expect(await signIn(authenticator)).toEqual(REFUSED);
    await rows(take, owner.id, authenticator.id);
    expect((await signIn(authenticator)).ok).toBe(true);
    await rows("UPDATE agents SET active = 0 WHERE id = ? RETURNING id", owner.id);
    await attested("agents", "id", owner.id);
    expect(await signIn(authenticator)).toEqual(REFUSED);
  });

  it("suspends one of which a copy turns up, for good", async () => {
    const { owner, authenticator } = await withPasskey();
    expect((await signIn(authenticator, { counter: 7 })).ok).toBe(true);
    const suspended = { ok: false, error: "passkey.suspended" };
    expect(await signIn(authenticator, { counter: 7 })).toEqual(suspended);
    expect(await signIn(authenticator, { counter: 8 })).toEqual(suspended);
    expect(await hasPasskey(deps(), owner)).toBe(false);
    expect(
      await rows("SELECT action FROM audit WHERE subject = ? AND action = 'passkey.suspended'", owner.id),
    ).toHaveLength(1);
  });

  it("sends whoever has a company account to the company", async () => {
    const { owner, authenticator } = await withPasskey();
    const at = Date.now();
    const audit = { at, actor: owner.id, action: "agent.linked", subject: owner.id, details: {} };
    await deps().identities.link(
      owner,
      { issuer: "https://id.example", subject: owner.id, byGroups: false },
      { at, audit, mails: [] },
    );
    const config = {
      ...deps().config,
      SIGN_IN_PROVIDERS: { work: { issuer: "https://id.example" } },
    } as unknown as Deps["config"];
    expect(await signIn(authenticator, {}, deps({ config }))).toEqual({ ok: false, error: "passkey.company" });
    expect((await signIn(authenticator)).ok).toBe(true);
  });
});

describe("confirming who is there", () => {
  async function signedIn(owner: AgentRecord): Promise<{ readonly current: () => Promise<SignInRecord | undefined> }> {
    const details = { way: "link" };
    const { token } = await startSession(deps(), owner, { browser, details, authenticatedAt: 1 });
    return { current: () => authenticate(deps(), token, browser) };
  }

  it("makes the sign-in fresh, and leaves it what it was", async () => {
    const { owner, authenticator } = await withPasskey();
    const { current } = await signedIn(owner);
    const before = (await current()) as SignInRecord;
    expect(before.authenticatedAt).toBe(1);
    const credential = await authenticator.assert(challengeOf(await beginStepUp(deps(), owner)));
    const began = Date.now();
    expect((await stepUpWithPasskey(deps(), before, credential)).ok).toBe(true);
    const after = (await current()) as SignInRecord;
    expect(after.authenticatedAt).toBeGreaterThanOrEqual(began);
    expect(after).toMatchObject({ idHash: before.idHash, createdAt: before.createdAt, expiresAt: before.expiresAt });
  });

  it("is not done by another's passkey", async () => {
    const [{ owner }, other] = [await withPasskey(), await withPasskey()];
    const { current } = await signedIn(owner);
    const before = (await current()) as SignInRecord;
    const credential = await other.authenticator.assert(challengeOf(await beginStepUp(deps(), owner)));
    expect(await stepUpWithPasskey(deps(), before, credential)).toEqual(REFUSED);
    expect((await current())?.authenticatedAt).toBe(1);
  });
});

it("goes when its owner removes it, and with its owner", async () => {
  const { owner, authenticator } = await withPasskey();
  const stranger = await agent();
  expect(await removePasskey(deps(), stranger, authenticator.id)).toEqual({ ok: false, error: "passkey.unknown" });
  expect((await removePasskey(deps(), owner, authenticator.id)).ok).toBe(true);
  expect(await signIn(authenticator)).toEqual(REFUSED);
  const second = await withPasskey();
  const admin = (await deps().agents.byId((await addAgent({ role: "admin" })).id)) as AgentRecord;
  const { id, name, email } = second.owner;
  const gone = { at: Date.now(), actor: admin.id, action: "user.deleted", subject: id, details: {} };
  await deps().agents.change(id, { active: false, removedAt: Date.now() }, { audit: gone, mails: [] });
  expect((await inviteUser(deps(), admin, { name, email, role: "agent" })).ok).toBe(true);
  expect(await signIn(second.authenticator)).toEqual(REFUSED);
});
