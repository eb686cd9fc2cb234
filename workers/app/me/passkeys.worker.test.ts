/** A person's own passkeys: who may add one, who is told, from when it counts, and how it is taken away. */
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { Authenticator } from "../../../test/support/authenticator.ts";
import { attested, deps, fresh, keyring, rows } from "../../../test/support/worker-fixture.ts";
import { signedInPerson, withPeople } from "../../../test/support/worker-person.ts";
import { addRequester } from "../../../test/support/worker-requester.ts";
import { createVault } from "../../adapters/crypto/vault.ts";
import { SECOND_MS, DAY_MS } from "../../core/kit/time.ts";
import { personId } from "../../core/kit/ids.ts";
import type { Deps } from "../deps.ts";
import type { PersonSignIn } from "../ports/person-sign-ins.ts";
import {
  addPersonPasskey,
  beginAddingPersonPasskey,
  beginShowingPasskey,
  countingPasskeys,
  readUndo,
  removePersonPasskey,
  renamePersonPasskey,
  showPersonPasskey,
  undoPasskey,
} from "./passkeys.ts";
import { authenticatePerson } from "./sign-in.ts";

const PORTAL = "https://verify.test";
const vault = createVault(keyring);

const later = (ms: number): Deps => ({ ...deps(), clock: () => Date.now() + ms });
const WEEK = 7 * DAY_MS;

async function someone() {
  const made = await signedInPerson({ browser: "x" });
  const signIn = await authenticatePerson(withPeople(deps()), made.token, await vault.tag("browser", "x"));
  if (signIn === undefined) throw new Error("nobody is signed in");
  return { ...made, signIn };
}

const challengeOf = (options: object): string => (options as { challenge: string }).challenge;

async function add(signIn: PersonSignIn, authenticator = new Authenticator(PORTAL), ready = deps()) {
  const begun = await beginAddingPersonPasskey(ready, signIn);
  const challenge = begun.ok ? challengeOf(begun.value) : "";
  const credential = await authenticator.create(challenge);
  return { authenticator, challenge, done: await addPersonPasskey(ready, signIn, { name: "Phone", credential }) };
}

async function only(signIn: PersonSignIn) {
  const [passkey] = await deps().personPasskeys.of(signIn.person.id);
  if (passkey === undefined) throw new Error("there is no passkey");
  return passkey;
}

const told = (id: string) =>
  rows<{ kind: string; channel: string }>(
    "SELECT kind, channel FROM messages WHERE person_id = ? ORDER BY kind, channel",
    id,
  );

describe("adding one", () => {
  it("tells every contact, the work address and the manager", async () => {
    const [{ signIn, person }, manager] = [await someone(), await addRequester()];
    await env.DB.prepare("UPDATE people SET manager_id = ? WHERE id = ?").bind(manager.person, person).run();
    await attested("people", "id", person);
    expect((await add(signIn)).done.ok).toBe(true);
    expect(await told(person)).toEqual([
      { kind: "passkey_added", channel: "email" },
      { kind: "passkey_added", channel: "sms" },
      { kind: "report_passkey_added", channel: "email" },
    ]);
  });

  it("refuses another's challenge, one that was taken, another host's, and one without the person", async () => {
    const [one, other] = [await someone(), await someone()];
    const { challenge } = await add(one.signIn);
    const tries = [
      await new Authenticator(PORTAL).create(challenge),
      await new Authenticator("https://console.test").create(await freshChallenge(one.signIn)),
      await new Authenticator(PORTAL).create(await freshChallenge(other.signIn)),
      await new Authenticator(PORTAL).create(await freshChallenge(one.signIn), { unverified: true }),
    ];
    for (const credential of tries) {
      expect(await addPersonPasskey(deps(), one.signIn, { name: "x", credential })).toEqual({
        ok: false,
        error: "passkey.refused",
      });
    }
    expect(await told(one.person)).toHaveLength(2);
  });

  async function freshChallenge(signIn: PersonSignIn): Promise<string> {
    const begun = await beginAddingPersonPasskey(deps(), signIn);
    return begun.ok ? challengeOf(begun.value) : "";
  }

  it("refuses the fourth of a day, and tells nobody of it", async () => {
    const { signIn, person } = await someone();
    for (let count = 0; count < 3; count += 1) {
      expect((await add(signIn)).done.ok).toBe(true);
    }
    const before = (await told(person)).length;
    expect((await add(signIn)).done).toEqual({ ok: false, error: "passkey.too_many" });
    expect(await told(person)).toHaveLength(before);
    expect((await add(signIn, undefined, later(2 * DAY_MS))).done.ok).toBe(true);
  });
});

describe("showing one", () => {
  async function shown(by: Deps, signIn: PersonSignIn, authenticator: Authenticator, about = "a", signedFor = about) {
    const { person } = signIn;
    const options = await beginShowingPasskey(by, person, signedFor);
    if (options === undefined) return { ok: false, error: "none counts" } as const;
    const challenge = challengeOf(options);
    return showPersonPasskey(by, { person, about }, await authenticator.assert(challenge));
  }

  it("counts seven days after it was added, and not a moment before", async () => {
    const { signIn } = await someone();
    const { authenticator } = await add(signIn);
    const early = later(WEEK - 60 * SECOND_MS);
    expect(await countingPasskeys(early, signIn.person)).toEqual([]);
    expect(await shown(early, signIn, authenticator)).toEqual({ ok: false, error: "none counts" });
    expect(await shown(later(WEEK), signIn, authenticator)).toMatchObject({ ok: true, value: { name: "Phone" } });
  });

  it("is for what it was asked for, and for its person alone", async () => {
    const [one, other] = [await someone(), await someone()];
    const { authenticator } = await add(one.signIn);
    await add(other.signIn);
    const ready = later(WEEK);
    expect((await shown(ready, one.signIn, authenticator, "this check", "that check")).ok).toBe(false);
    expect(await shown(ready, other.signIn, authenticator)).toEqual({ ok: false, error: "passkey.refused" });
  });

  it("is no more once a copy has turned up, or SQL has touched its row", async () => {
    const { signIn } = await someone();
    const { authenticator } = await add(signIn);
    const ready = later(WEEK);
    const passkey = await only(signIn);
    await env.DB.prepare("UPDATE person_passkeys SET counter = 5 WHERE id = ?").bind(passkey.id).run();
    expect(await countingPasskeys(ready, signIn.person)).toEqual([]);
    await attested("person_passkeys", "id", passkey.id);
    expect(await shown(ready, signIn, authenticator)).toEqual({ ok: false, error: "passkey.suspended" });
    expect(await countingPasskeys(ready, signIn.person)).toEqual([]);
  });
});

describe("one's own", () => {
  it("is renamed and removed by its person alone", async () => {
    const [{ signIn }, other] = [await someone(), await someone()];
    await add(signIn);
    const { id } = await only(signIn);
    expect((await renamePersonPasskey(deps(), other.signIn, { id, name: "Mine" })).ok).toBe(false);
    expect((await removePersonPasskey(deps(), other.signIn, id)).ok).toBe(false);
    expect((await renamePersonPasskey(deps(), signIn, { id, name: "Key" })).ok).toBe(true);
    expect((await only(signIn)).name).toBe("Key");
    expect((await removePersonPasskey(deps(), signIn, id)).ok).toBe(true);
    expect(await deps().personPasskeys.of(signIn.person.id)).toEqual([]);
  });
});

describe("this wasn't me", () => {
  async function pressOf(ready: Deps, locator: string): Promise<string> {
    const seen = await readUndo(ready, locator);
    return seen.state === "open" ? seen.pressToken : "";
  }

  it("takes it away, ends the sign-ins and tells the admins; only by a person's press", async () => {
    const { signIn, token } = await someone();
    await add(signIn);
    const { id } = await only(signIn);
    const locator = await deps().vault.undoLocator(id);
    const [ready, tag] = [later(SECOND_MS), await vault.tag("browser", "x")];
    for (const press of ["", await pressOf(ready, locator)]) {
      expect(await undoPasskey(ready, locator, press)).toMatchObject({ state: "open" });
    }
    expect(await authenticatePerson(withPeople(deps()), token, tag)).toBeDefined();
    const press = await pressOf(deps(), locator);
    expect(await undoPasskey(ready, locator, press)).toEqual({ state: "undone" });
    expect(await deps().personPasskeys.of(signIn.person.id)).toEqual([]);
    expect(await authenticatePerson(withPeople(deps()), token, tag)).toBeUndefined();
    expect(await undoPasskey(ready, locator, press)).toEqual({ state: "gone" });
    expect(
      await rows("SELECT id FROM audit WHERE action = 'person_passkey.undone' AND subject = ?", signIn.person.id),
    ).toHaveLength(1);
  });

  it("ends every sign-in, however many there were since", async () => {
    const { signIn, token } = await someone();
    await add(signIn);
    const at = Date.now() + SECOND_MS;
    const newer = { personId: signIn.person.id, createdAt: at, expiresAt: at + DAY_MS, lastSeenAt: at };
    for (let nth = 0; nth < 120; nth += 1) {
      const audit = { at, actor: signIn.person.id, action: "person.signed_in", subject: signIn.person.id, details: {} };
      await deps().personSignIns.add({ ...signIn, ...newer, idHash: fresh() }, audit);
    }
    const locator = await deps().vault.undoLocator((await only(signIn)).id);
    const ready = later(SECOND_MS);
    await undoPasskey(ready, locator, await pressOf(deps(), locator));
    expect(await authenticatePerson(withPeople(deps()), token, await vault.tag("browser", "x"))).toBeUndefined();
    const open = "SELECT id_hash FROM person_sessions WHERE person_id = ? AND ended_at IS NULL";
    expect(await rows(open, signIn.person.id)).toEqual([]);
  });

  it("ends every sign-in, however many rows SQL wrote above them", async () => {
    const { signIn, token } = await someone();
    await add(signIn);
    const at = Date.now() + SECOND_MS;
    await env.DB.prepare(
      `INSERT INTO person_sessions (id_hash, person_id, provider, created_at, authenticated_at, second_factor, last_seen_at, expires_at, browser_tag)
       SELECT value || ?1, ?1, 'x', ?2, ?2, 1, ?2, ?2 + 9999999, 'x' FROM json_each(?3)`,
    )
      .bind(signIn.person.id, at, JSON.stringify(Array.from({ length: 120 }, (_, nth) => `s${String(nth)}`)))
      .run();
    const locator = await deps().vault.undoLocator((await only(signIn)).id);
    await undoPasskey(later(SECOND_MS), locator, await pressOf(deps(), locator));
    expect(await authenticatePerson(withPeople(deps()), token, await vault.tag("browser", "x"))).toBeUndefined();
  });

  it("is over once it counts", async () => {
    const { signIn } = await someone();
    await add(signIn);
    const locator = await deps().vault.undoLocator((await only(signIn)).id);
    expect(await readUndo(later(WEEK), locator)).toEqual({ state: "over" });
  });

  it("reads no locator of a check, nor one of this as a check's", async () => {
    const { signIn } = await someone();
    await add(signIn);
    const { id } = await only(signIn);
    const check = deps().vault.newVerificationId();
    expect(await readUndo(deps(), await deps().vault.locator({ id: check, linkNumber: 0 }))).toEqual({ state: "gone" });
    expect(await deps().vault.readLocator(await deps().vault.undoLocator(id))).toBeUndefined();
    expect(personId.safeParse(`per_${fresh()}`).success).toBe(true);
  });
});
