/** Who of those whom the company vouches for is signed in as which person, and what else comes of it. */
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { addAgent } from "../../../test/support/worker-agent.ts";
import { attested, deps, fresh, keyring, rows } from "../../../test/support/worker-fixture.ts";
import { signedInPerson, withPeople } from "../../../test/support/worker-person.ts";
import { addRequester, type Requester } from "../../../test/support/worker-requester.ts";
import { createVault } from "../../adapters/crypto/vault.ts";
import { ok } from "../../core/kit/result.ts";
import { HOUR_MS, MINUTE_MS } from "../../core/kit/time.ts";
import type { Identity } from "../../core/policy/who-enters.ts";
import { signInProvider, type SignInProvider } from "../../core/settings/sections/sign-in.ts";
import { authenticate } from "../access/sign-in.ts";
import { askProvider } from "../access/identity-request.ts";
import type { Deps } from "../deps.ts";
import type { PersonSignIn } from "../ports/person-sign-ins.ts";
import { readOwnPage } from "./own-page.ts";
import {
  authenticatePerson,
  beginPersonSignIn,
  endOwnPersonSignIn,
  finishPersonSignIn,
  languageBegunIn,
  personProviders,
  personSignInId,
} from "./sign-in.ts";

const TAG = "a-browser";
const BY_CLAIM = { people: { claim: "oid" } };
const BY_MAIL = { people: { domains: ["aldermoor.test"] } };

const providerOf = (change: object): SignInProvider =>
  signInProvider.parse({ label: "Work", issuer: "https://id.example", clientId: "desk", ...change });

/** One provider, which says of whoever comes back what it is told to say. */
function at(change: object, says: Partial<Identity> = {}, clock = Date.now): Deps {
  const base = deps();
  const identity: Identity = { issuer: "https://id.example", subject: "s", groups: [], amr: [], age: 1, ...says };
  return {
    ...base,
    clock,
    config: { ...base.config, SIGN_IN_PROVIDERS: { work: providerOf(change) } },
    identityProvider: () => ({
      probe: async () => ok(undefined),
      examine: async () => ok([]),
      address: async ({ state }) => ok(state),
      identify: async () => ok(identity),
      endAddress: async () => undefined,
    }),
  };
}

async function come(ready: Deps, how: { readonly fresh?: boolean; readonly current?: PersonSignIn } = {}) {
  const begun = await beginPersonSignIn(ready, { provider: "work", fresh: how.fresh ?? false });
  if (!begun.ok) {
    return begun;
  }
  const { address: state, pending } = begun.value;
  return finishPersonSignIn(ready, { answer: { state }, pending, browserTag: TAG, current: how.current });
}

async function personWith(directoryId: string): Promise<Requester> {
  const made = await addRequester();
  await env.DB.prepare("UPDATE people SET external_id = ? WHERE id = ?").bind(directoryId, made.person).run();
  await attested("people", "id", made.person);
  return made;
}

const refusals = (reason: string) =>
  rows("SELECT id FROM audit WHERE action = 'person.sign_in_refused' AND details ->> '$.reason' = ?", reason);

describe("by the directory's id", () => {
  it("signs in whom the claim names, for a while, in this browser", async () => {
    const id = fresh();
    const { person } = await personWith(id);
    const ready = at(BY_CLAIM, { directoryId: id });
    const done = await come(ready);
    expect(done).toMatchObject({ ok: true, value: { signIn: { personId: person, secondFactor: false } } });
    const token = done.ok ? done.value.token : "";
    expect(await authenticatePerson(ready, token, TAG)).toMatchObject({ person: { id: person } });
    const idle = at(BY_CLAIM, {}, () => Date.now() + 31 * MINUTE_MS);
    expect(await authenticatePerson(idle, token, TAG)).toBeUndefined();
    expect(await authenticatePerson(ready, token, TAG)).toBeUndefined();
  });

  it.each([
    ["removed", {}],
    ["asked of people no more", { SIGN_IN_PROVIDERS: { work: providerOf({}) } }],
  ])("ends with a provider that is %s", async (_what, change) => {
    const id = fresh();
    await personWith(id);
    const ready = at(BY_CLAIM, { directoryId: id });
    const done = await come(ready);
    const token = done.ok ? done.value.token : "";
    const without = { ...ready, config: { ...ready.config, SIGN_IN_PROVIDERS: {}, ...change } };
    expect(await authenticatePerson(without, token, TAG)).toBeUndefined();
    // For good: naming it again brings nobody back.
    expect(await authenticatePerson(ready, token, TAG)).toBeUndefined();
  });

  it.each([
    ["an id that nobody has", { directoryId: "nobody" }],
    ["no id at all", {}],
    ["a mail address instead", { email: "anybody@aldermoor.test", emailVerified: true }],
  ])("refuses %s, with a row of the audit and in the words of every other refusal", async (_what, says) => {
    const before = (await refusals("sign_in.no_access")).length;
    expect(await come(at(BY_CLAIM, says))).toEqual({ ok: false, error: "person.unknown" });
    const counted = await refusals("sign_in.no_access");
    expect(counted.length).toBeGreaterThanOrEqual(Math.max(1, before));
  });

  it.each([
    ["who has left", "active = 0"],
    ["whom SQL has changed", "display_name = 'Somebody Else'"],
  ])("refuses somebody %s, alike", async (what, change) => {
    const id = fresh();
    const { person } = await personWith(id);
    await env.DB.prepare(`UPDATE people SET ${change} WHERE id = ?`).bind(person).run();
    if (what === "who has left") {
      await attested("people", "id", person);
    }
    expect(await come(at(BY_CLAIM, { directoryId: id }))).toEqual({ ok: false, error: "person.unknown" });
    expect(await rows("SELECT id_hash FROM person_sessions WHERE person_id = ?", person)).toEqual([]);
  });

  it("refuses an id that two people have", async () => {
    const id = fresh();
    await personWith(id);
    await personWith(id);
    expect(await come(at(BY_CLAIM, { directoryId: id }))).toEqual({ ok: false, error: "person.unknown" });
  });
});

describe("by a mail address", () => {
  const told = (person: string) =>
    rows<{ channel: string }>(
      "SELECT channel FROM messages WHERE person_id = ? AND kind = 'account_linked' ORDER BY channel",
      person,
    );

  it("says it once, tells every contact, and knows the account by itself from then on", async () => {
    const { person, email } = await addRequester();
    const subject = fresh();
    expect(await come(at(BY_MAIL, { subject, email }))).toMatchObject({ ok: true });
    expect(await told(person)).toEqual([{ channel: "email" }, { channel: "sms" }]);
    // The address is somebody else's now, or is not said any more.
    expect(await come(at(BY_MAIL, { subject, email: "other@aldermoor.test" }))).toMatchObject({
      ok: true,
      value: { signIn: { personId: person } },
    });
    expect(await told(person)).toHaveLength(2);
  });

  it("lets no second account in by the same address", async () => {
    const { email } = await addRequester();
    expect(await come(at(BY_MAIL, { subject: fresh(), email }))).toMatchObject({ ok: true });
    expect(await come(at(BY_MAIL, { subject: fresh(), email }))).toEqual({ ok: false, error: "person.unknown" });
  });

  it.each([
    ["of another domain", (email: string) => ({ email: email.replace("aldermoor.test", "else.test") })],
    ["of a domain beside it", (email: string) => ({ email: email.replace("@", "@x.") })],
    ["that the provider has not looked at", (email: string) => ({ email, emailVerified: false })],
    ["of an account that is an address itself", (email: string) => ({ email, subject: email })],
  ])("takes none %s", async (_what, says) => {
    const { email } = await addRequester();
    expect(await come(at(BY_MAIL, { subject: fresh(), ...says(email) }))).toEqual({
      ok: false,
      error: "person.unknown",
    });
  });

  it("knows nobody by a link that SQL has written", async () => {
    const { person } = await addRequester();
    const subject = fresh();
    await env.DB.prepare(
      "INSERT INTO person_identities (issuer, subject, person_id, linked_at) VALUES ('https://id.example', ?, ?, 0)",
    )
      .bind(subject, person)
      .run();
    expect(await come(at(BY_MAIL, { subject }))).toEqual({ ok: false, error: "person.unknown" });
  });
});

describe("what a provider has to show", () => {
  const FACTOR = { ...BY_CLAIM, secondFactor: { amr: ["mfa"] } };

  it("refuses a password alone where a second factor is named, and keeps that one was shown", async () => {
    const id = fresh();
    await personWith(id);
    expect(await come(at(FACTOR, { directoryId: id, amr: ["pwd"] }))).toEqual({
      ok: false,
      error: "person.second_factor",
    });
    expect(await come(at(FACTOR, { directoryId: id, amr: ["mfa"] }))).toMatchObject({
      ok: true,
      value: { signIn: { secondFactor: true } },
    });
  });

  it("takes no old sign-in for a fresh one, nor another person's", async () => {
    const [id, other] = [fresh(), fresh()];
    const { person } = await personWith(id);
    await personWith(other);
    const current = { person: { id: person } } as PersonSignIn;
    expect(await come(at(BY_CLAIM, { directoryId: id, age: 301 }), { fresh: true })).toEqual({
      ok: false,
      error: "person.stale",
    });
    expect(await come(at(BY_CLAIM, { directoryId: other }), { fresh: true, current })).toEqual({
      ok: false,
      error: "person.unknown",
    });
  });

  it("is not asked where it says of nobody which person it is", async () => {
    const ready = at({});
    expect(personProviders(ready)).toEqual([]);
    expect(await come(ready)).toEqual({ ok: false, error: "person.unknown" });
    expect(personProviders(at(BY_MAIL))).toEqual([{ name: "work", label: "Work", strong: false }]);
  });
});

describe("the two places", () => {
  it("take no answer to what the other has begun", async () => {
    const ready = at(BY_CLAIM);
    const begun = await askProvider(ready, "console", { provider: "work", fresh: false });
    const { address: state, pending } = begun.ok ? begun.value : { address: "", pending: "" };
    expect(await finishPersonSignIn(ready, { answer: { state }, pending, browserTag: TAG })).toEqual({
      ok: false,
      error: "person.again",
    });
  });

  it("keep the language that was pressed, each for itself", async () => {
    const ready = at(BY_CLAIM);
    const request = { provider: "work", fresh: false, language: "he" } as const;
    const [own, other] = [await beginPersonSignIn(ready, request), await askProvider(ready, "console", request)];
    const read = (begun: typeof own | typeof other) => languageBegunIn(ready, begun.ok ? begun.value.pending : "");
    expect(await Promise.all([read(own), read(other), languageBegunIn(ready, undefined)])).toEqual([
      "he",
      undefined,
      undefined,
    ]);
  });

  it("take no sign-in of the other", async () => {
    const { token } = await signedInPerson({ browser: "x" });
    const browserTag = await createVault(keyring).tag("browser", "x");
    expect(await authenticate(deps(), token, { browserTag })).toBeUndefined();
    expect(await authenticatePerson(withPeople(deps()), token, browserTag)).toBeDefined();
    const { id } = await addAgent();
    expect(id).not.toBe("");
  });

  it("take an answer once", async () => {
    const id = fresh();
    await personWith(id);
    const ready = at(BY_CLAIM, { directoryId: id });
    const begun = await beginPersonSignIn(ready, { provider: "work", fresh: false });
    const { address: state, pending } = begun.ok ? begun.value : { address: "", pending: "" };
    const given = { answer: { state }, pending, browserTag: TAG };
    expect(await finishPersonSignIn(ready, given)).toMatchObject({ ok: true });
    expect(await finishPersonSignIn(ready, given)).toEqual({ ok: false, error: "person.again" });
  });
});

describe("a sign-in that lasts", () => {
  async function current(browser = TAG) {
    const made = await signedInPerson({ browser });
    const tag = await createVault(keyring).tag("browser", browser);
    const signIn = await authenticatePerson(withPeople(deps()), made.token, tag);
    if (signIn === undefined) throw new Error("nobody is signed in");
    return { ...made, signIn, tag };
  }

  it.each([
    ["another browser has its cookie", async () => "other"],
    [
      "SQL has given it to somebody else",
      async (id: string) => {
        await env.DB.prepare("UPDATE person_sessions SET person_id = 'per_somebody' WHERE person_id = ?")
          .bind(id)
          .run();
        return undefined;
      },
    ],
    [
      "its person has left",
      async (id: string) => {
        await env.DB.prepare("UPDATE people SET active = 0 WHERE id = ?").bind(id).run();
        await attested("people", "id", id);
        return undefined;
      },
    ],
  ])("opens nothing once %s", async (_what, spoil) => {
    const { person, token, tag } = await current();
    const other = await spoil(person);
    expect(await authenticatePerson(withPeople(deps()), token, other ?? tag)).toBeUndefined();
  });

  it("is over four hours after it began, however often it was used", async () => {
    const { token, tag, signIn } = await current();
    await deps().personSignIns.touch(signIn, Date.now() + 4 * HOUR_MS);
    const late = { ...withPeople(deps()), clock: () => Date.now() + 4 * HOUR_MS };
    expect(await authenticatePerson(late, token, tag)).toBeUndefined();
  });

  it("is listed, and ended by its person and by nobody else", async () => {
    const { signIn, token, tag } = await current();
    const stranger = await current();
    const id = personSignInId(signIn);
    expect((await readOwnPage(deps(), signIn)).signIns).toMatchObject([{ id, current: true }]);
    expect(await endOwnPersonSignIn(deps(), stranger.signIn, id)).toEqual({ ok: false, error: "sign_in.unknown" });
    expect(await authenticatePerson(withPeople(deps()), token, tag)).toBeDefined();
    expect(await endOwnPersonSignIn(deps(), signIn, id)).toMatchObject({ ok: true });
    expect(await authenticatePerson(withPeople(deps()), token, tag)).toBeUndefined();
  });

  it("shows what is kept by kinds, sources and ages, and no value of it", async () => {
    const { signIn, phone } = await current();
    const kept = await readOwnPage(deps(), signIn);
    expect(kept.facts.map(({ kind }) => kind)).toContain("manager");
    expect(kept.contacts).toMatchObject([{ channel: "sms", masked: "x", counts: true }]);
    const facts = await deps().people.facts(signIn.person.id);
    const text = JSON.stringify(kept);
    const values = [facts?.manager?.value.display, facts?.department?.value, facts?.office?.value.city, phone];
    for (const value of [...values, ...(facts?.groups ?? []).map((group) => group.value)]) {
      expect(value).toBeDefined();
      expect(text).not.toContain(String(value));
    }
  });
});
