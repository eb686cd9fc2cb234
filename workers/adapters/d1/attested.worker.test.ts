/**
 * Whoever can write to the database, and has no root secret: makes and changes each row that lets
 * somebody in or that a verdict rests on, by SQL, and gets nothing for it.
 */
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { attest, ATTESTED_TABLES, type AttestedTable } from "../../../test/support/attest.ts";
import { Authenticator } from "../../../test/support/authenticator.ts";
import { addAgent, linkIn, newAdmin, signedInAgent } from "../../../test/support/worker-agent.ts";
import { deps, fresh, keyring, rows } from "../../../test/support/worker-fixture.ts";
import { addRequester } from "../../../test/support/worker-requester.ts";
import {
  addPasskey,
  beginAddingPasskey,
  beginPasskeySignIn,
  hasPasskey,
  signInWithPasskey,
} from "../../app/access/passkeys.ts";
import { makeRecoveryCodes, signInWithRecoveryCode } from "../../app/access/recovery-codes.ts";
import { authenticate, issueSignInLink, redeemSignInLink } from "../../app/access/sign-in.ts";
import { personId } from "../../core/kit/ids.ts";
import { readRecoveryCode } from "../../core/policy/recovery-codes.ts";
import { HOUR_MS } from "../../core/kit/time.ts";
import { createKeyring } from "../crypto/keyring.ts";
import type { MacRow } from "../crypto/row-macs.ts";
import { insertAttested } from "./attested.ts";

const BROWSER = "Test Browser 1.0";
/** Of somebody who has read the source. */
const guessed = createKeyring("a-root-secret-that-is-not-ours-at-all-not-at-all", {});

const challengeOf = (options: object): string => (options as { challenge: string }).challenge;

async function session(token: string): Promise<string | undefined> {
  const browserTag = await deps().vault.tag("browser", BROWSER);
  return (await authenticate(deps(), token, { browserTag }))?.agent.role;
}

async function linkOf(email: string): Promise<string> {
  const issued = await issueSignInLink(deps(), { email, issuedBy: (await addAgent()).id });
  if (!issued.ok) {
    throw new Error(issued.error);
  }
  return new URL(linkIn(issued.value)).hash.slice(1);
}

const redeemed = async (token: string): Promise<string | undefined> => {
  const started = await redeemSignInLink(deps(), { token, browser: { browserTag: "x" } });
  return started.ok ? started.value.agent.role : undefined;
};

const run = async (sql: string, ...values: unknown[]): Promise<void> => {
  const { meta } = await env.DB.prepare(sql)
    .bind(...values)
    .run();
  expect(meta.changes).toBeGreaterThan(0);
};

describe("a session", () => {
  const write = async (token: string, agent: string, idHash: string, keys = guessed): Promise<void> => {
    const now = Date.now();
    const row = { id_hash: idHash, agent_id: agent, created_at: now, last_seen_at: now, expires_at: now + HOUR_MS };
    await insertAttested(env.DB, keys.rows, { table: "agent_sessions", row }).run();
    expect(await session(token)).toBe(keys === keyring ? "admin" : undefined);
  };

  it("that was inserted signs nobody in, whatever hash it has", async () => {
    const { id } = await addAgent({ role: "admin" });
    const token = fresh();
    await write(token, id, await deps().vault.hashToken(token));
    const other = fresh();
    await write(other, id, guessed.rows.nameOf("agent_sessions", other));
    const known = fresh();
    await write(known, id, keyring.rows.nameOf("agent_sessions", known));
    // The test itself can: it has the secret.
    const right = fresh();
    await write(right, id, keyring.rows.nameOf("agent_sessions", right), keyring);
  });

  it.each([
    ["another agent", "agent_id = (SELECT id FROM agents WHERE role = 'admin' LIMIT 1)"],
    ["a later end", "expires_at = expires_at + 1"],
    ["a later look", "last_seen_at = last_seen_at + 1"],
    ["no browser", "browser_tag = NULL"],
    ["a fresh showing of who it is", "authenticated_at = last_seen_at"],
    ["another network", "network_asn = 1"],
    ["no mac", "mac = NULL"],
    [
      "the mac of another",
      "mac = (SELECT mac FROM agent_sessions AS other WHERE other.id_hash <> agent_sessions.id_hash AND mac IS NOT NULL LIMIT 1)",
    ],
  ])("that was given %s ends", async (_what, assignment) => {
    await signedInAgent({ role: "admin", browser: BROWSER });
    const { token, id } = await signedInAgent({ browser: BROWSER });
    expect(await session(token)).toBe("agent");
    await run(`UPDATE agent_sessions SET ${assignment} WHERE agent_id = ?`, id);
    expect(await session(token)).toBeUndefined();
  });

  it("that has ended is not opened again by emptying its end", async () => {
    const { token, id } = await signedInAgent({ browser: BROWSER });
    const found = await deps().agents.findSignIn(deps().vault.rowName("agent_sessions", token));
    if (found === undefined) {
      throw new Error("not signed in");
    }
    const audit = { at: 0, actor: id, action: "sign_out", subject: id, details: {} };
    await deps().agents.endSignIn(found, { at: Date.now(), reason: "sign_out", audit });
    await run("UPDATE agent_sessions SET ended_at = NULL WHERE agent_id = ?", id);
    expect(await session(token)).toBeUndefined();
  });
});

describe("an agent", () => {
  it.each([
    ["another role", "role = 'admin'"],
    ["another person", "person_id = NULL"],
    ["another address", "email = 'mallory' || hex(randomblob(4)) || '@desk.test'"],
    ["an active account", "active = 1"],
  ])("who was given %s is nobody", async (_what, assignment) => {
    const active = !assignment.startsWith("active");
    const { id, email } = await addAgent({ active });
    await run("UPDATE agents SET person_id = 'per_somebody' WHERE id = ?", id);
    await attest(env.DB, keyring, { table: "agents", column: "id", value: id });
    expect((await deps().agents.byEmail(email))?.active).toBe(active);
    await run(`UPDATE agents SET ${assignment} WHERE id = ?`, id);
    const [row] = await rows<{ email: string }>("SELECT email FROM agents WHERE id = ?", id);
    expect(await deps().agents.byEmail(row?.email ?? "")).toBeUndefined();
  });

  it("who was made an admin while signed in is signed out", async () => {
    const { token, id } = await signedInAgent({ browser: BROWSER });
    await run("UPDATE agents SET role = 'admin' WHERE id = ?", id);
    expect(await session(token)).toBeUndefined();
  });

  it("who was inserted cannot be sent a link", async () => {
    const row = { id: `agt_${fresh()}`, email: `${fresh().toLowerCase()}@desk.test`, name: "M", role: "admin" };
    await insertAttested(env.DB, guessed.rows, { table: "agents", row: { ...row, active: 1, created_at: 0 } }).run();
    const issued = await issueSignInLink(deps(), { email: row.email, issuedBy: (await addAgent()).id });
    expect(issued).toEqual({ ok: false, error: "agent.unknown" });
  });
});

describe("a sign-in link", () => {
  it("that was inserted opens nothing", async () => {
    const { id } = await addAgent({ role: "admin" });
    const now = Date.now();
    for (const [token, tokenHash] of (await Promise.all(
      [fresh(), fresh()].map(async (one, place) => [
        one,
        place === 0 ? await deps().vault.hashToken(one) : keyring.rows.nameOf("sign_in_links", one),
      ]),
    )) as [string, string][]) {
      const row = { token_hash: tokenHash, agent_id: id, issued_by: id, created_at: now, expires_at: now + HOUR_MS };
      await insertAttested(env.DB, guessed.rows, { table: "sign_in_links", row }).run();
      expect(await redeemed(token)).toBeUndefined();
    }
  });

  it.each([
    ["another agent", "agent_id = (SELECT id FROM agents WHERE role = 'admin' AND mac IS NOT NULL LIMIT 1)"],
    ["a later end", "expires_at = expires_at + 1"],
    ["another issuer", "issued_by = 'x'"],
  ])("that was given %s opens nothing", async (_what, assignment) => {
    await addAgent({ role: "admin" });
    const { id, email } = await addAgent();
    const token = await linkOf(email);
    await run(`UPDATE sign_in_links SET ${assignment} WHERE agent_id = ?`, id);
    expect(await redeemed(token)).toBeUndefined();
  });

  it("that was used is not opened again by emptying when", async () => {
    const { id, email } = await addAgent();
    const token = await linkOf(email);
    expect(await redeemed(token)).toBe("agent");
    await run("UPDATE sign_in_links SET used_at = NULL WHERE agent_id = ?", id);
    expect(await redeemed(token)).toBeUndefined();
  });
});

describe("a person", () => {
  it.each([
    ["no longer privileged", "privileged = 0"],
    ["active again", "active = 1"],
    ["under another address", "email = 'mallory@halden.test'"],
    ["under another key", "external_id = 'other'"],
    ["with another manager", "manager_id = 'per_mallory'"],
  ])("made %s is not intact", async (_what, assignment) => {
    const { person } = await addRequester();
    await run("UPDATE people SET privileged = 1, active = 0 WHERE id = ?", person);
    await attest(env.DB, keyring, { table: "people", column: "id", value: person });
    expect(await deps().people.byId(person)).toMatchObject({ intact: true, privileged: true, active: false });
    await run(`UPDATE people SET ${assignment} WHERE id = ?`, person);
    expect((await deps().people.byId(person))?.intact).toBe(false);
  });

  it.each([
    ["aged", "changed_at = changed_at - 1"],
    ["made part of the first import", "baseline = 0"],
    ["pointed elsewhere", "value_sealed = 'x'"],
    ["tagged as another", "value_tag = 'x'"],
    ["given to somebody else", "person_id = 'per_somebodyelse'"],
  ])("has no contact that was %s", async (_what, assignment) => {
    const { person, contact } = await addRequester();
    expect(await deps().people.contacts(person)).toHaveLength(1);
    await run(`UPDATE person_contacts SET ${assignment} WHERE id = ?`, contact);
    const [row] = await rows<{ person_id: typeof person }>(
      "SELECT person_id FROM person_contacts WHERE id = ?",
      contact,
    );
    expect(await deps().people.contacts(row?.person_id ?? person)).toEqual([]);
  });

  it("has no contact that was inserted, and none of another's that was copied", async () => {
    const [who, other] = [await addRequester(), await addRequester()];
    const [row] = await rows<Record<string, string>>("SELECT * FROM person_contacts WHERE id = ?", other.contact);
    const columns = Object.keys(row ?? {});
    const copy = { ...row, id: `con_${fresh()}`, person_id: who.person };
    await run(
      `INSERT INTO person_contacts (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`,
      ...Object.values(copy),
    );
    expect((await deps().people.contacts(who.person)).map(({ id }) => id)).toEqual([who.contact]);
  });

  it("has no account and no phone that was inserted", async () => {
    const { person } = await addRequester();
    const account = { id: `acc_${fresh()}`, person_id: person, user_name: "root", label: "", privileged: 0, active: 1 };
    await insertAttested(env.DB, guessed.rows, { table: "person_accounts", row: account }).run();
    expect(await deps().people.accounts(person)).toEqual([]);
    const phone = { person_id: person, key_tag: fresh(), verification_id: "vrf_x", added_at: 0, vouches: 1 };
    await insertAttested(env.DB, guessed.rows, { table: "known_phones", row: phone }).run();
    expect(await deps().people.phoneOwners(phone.key_tag)).toEqual([]);
  });
});

/** Rows of our own, written again by SQL under what makes them somebody else's, with the mac they had or one that was guessed. */
async function inserted(
  table: AttestedTable,
  found: Readonly<Record<string, unknown>>,
  change: object,
  guess: boolean,
) {
  const { mac, ...row } = { ...found, ...change } as MacRow;
  const copy = { ...row, mac: guess ? guessed.rows.make(table, row) : mac };
  const names = Object.keys(copy);
  await run(
    `INSERT INTO ${table} (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")})`,
    ...Object.values(copy),
  );
}

describe.each([
  ["with the mac of the row that it was copied from", false],
  ["with a mac of who has read the source", true],
])("a row that was inserted %s", (_what, guess) => {
  const one = async (sql: string, ...values: unknown[]) => (await rows(sql, ...values))[0] ?? {};

  it("is no person whom a check could be about", async () => {
    const { person } = await addRequester();
    const mallory = personId.parse(`per_${fresh()}`);
    const email = `${mallory.toLowerCase()}@halden.test`;
    const row = await one("SELECT * FROM people WHERE id = ?", person);
    await inserted("people", row, { id: mallory, email, user_name: email }, guess);
    expect(await deps().people.byId(person)).toMatchObject({ intact: true });
    expect(await deps().people.byId(mallory)).toMatchObject({ intact: false });
    expect(await deps().people.byEmail(email)).toMatchObject([{ intact: false }]);
  });

  it("is no passkey that lets somebody in", async () => {
    const [owner, victim] = [await newAdmin(), await newAdmin()];
    const authenticator = new Authenticator("https://console.test");
    const begun = await beginAddingPasskey(deps(), owner);
    const credential = await authenticator.create(challengeOf(begun.ok ? begun.value : {}));
    expect((await addPasskey(deps(), owner, { name: "Key", credential })).ok).toBe(true);
    const row = await one("SELECT * FROM passkeys WHERE agent_id = ?", owner.id);
    await run("DELETE FROM passkeys WHERE agent_id = ?", owner.id);
    const signIn = async () => {
      const shown = await authenticator.assert(challengeOf(await beginPasskeySignIn(deps())));
      return signInWithPasskey(deps(), { credential: shown, browser: { browserTag: "x" } });
    };
    await inserted("passkeys", row, { agent_id: victim.id }, guess);
    expect(await signIn()).toEqual({ ok: false, error: "passkey.refused" });
    expect(await hasPasskey(deps(), victim)).toBe(false);
    // As it was it lets its owner in: nothing else refused it.
    await run("DELETE FROM passkeys WHERE agent_id = ?", victim.id);
    await inserted("passkeys", row, {}, false);
    expect(await signIn()).toMatchObject({ ok: true, value: { agent: { id: owner.id } } });
  });

  it("is no recovery code", async () => {
    const [owner, victim] = [await newAdmin(), await newAdmin()];
    const made = await makeRecoveryCodes(deps(), owner);
    const [first = "", second = ""] = made.ok ? made.value : [];
    const rowOf = (code: string) =>
      one(
        "SELECT * FROM recovery_codes WHERE name = ?",
        keyring.rows.nameOf("recovery_codes", readRecoveryCode(code) ?? ""),
      );
    const [taken, kept] = [await rowOf(first), await rowOf(second)];
    await run("DELETE FROM recovery_codes WHERE agent_id = ?", owner.id);
    await inserted("recovery_codes", taken, { agent_id: victim.id }, guess);
    await inserted("recovery_codes", kept, {}, false);
    const use = (code: string) => signInWithRecoveryCode(deps(), { code, browser: { browserTag: "x" } });
    expect(await use(first)).toEqual({ ok: false, error: "recovery_code.refused" });
    expect(await use(second)).toMatchObject({ ok: true, value: { agent: { id: owner.id } } });
  });
});

describe("a row", () => {
  const row: MacRow = { id: "agt_1", role: "agent", active: true, person_id: null };
  const mac = keyring.rows.make("agents", row);
  const refused: string[] = [];
  const hearing = createKeyring("only-for-tests-only-for-tests-only-for-tests", { rows: [2, 1] }, (table) =>
    refused.push(table),
  );

  beforeAll(() => {
    refused.length = 0;
  });

  it("holds as SQLite gives it back, and with a column more that is null", () => {
    expect(keyring.rows.holds("agents", { ...row, active: 1, added_later: null, mac })).toBe(true);
  });

  it("holds under an older generation that is listed, and is made under the newest", () => {
    expect(hearing.rows.holds("agents", { ...row, mac })).toBe(true);
    expect(hearing.rows.make("agents", row)).toMatch(/^2\.[0-9a-f]{64}$/);
    expect(keyring.rows.holds("agents", { ...row, mac: hearing.rows.make("agents", row) })).toBe(false);
  });

  it("of another table, moved between columns, or with half a mac does not hold, and that is heard of", () => {
    expect(hearing.rows.holds("people", { ...row, mac })).toBe(false);
    expect(hearing.rows.holds("agents", { ...row, id: "agent", role: "agt_1", mac })).toBe(false);
    expect(hearing.rows.holds("agents", { ...row, mac: mac.slice(0, -1) })).toBe(false);
    expect(hearing.rows.holds("agents", { ...row, mac: "" })).toBe(false);
    expect(refused).toEqual(["people", "agents", "agents", "agents"]);
  });

  it("has a name under which no other table finds it", () => {
    expect(keyring.rows.nameOf("agent_sessions", "t")).toMatch(/^[0-9a-f]{64}$/);
    expect(keyring.rows.nameOf("agent_sessions", "t")).not.toBe(keyring.rows.nameOf("sign_in_links", "t"));
  });
});

describe("a link with a company account, which keeps from other ways in", () => {
  it.each(["issuer = 'https://other.test'", "subject = subject || 'x'", "mac = NULL"])(
    "counts as one with any issuer once %s was set",
    async (assignment) => {
      await env.DB.prepare("DELETE FROM agent_identities").run();
      const { id } = await addAgent();
      const agent = await deps().agents.byId(id);
      if (agent === undefined) throw new Error("no agent");
      const { identities } = deps();
      const [issuer, other] = [`https://${fresh()}.test`, `https://${fresh()}.test`];
      const audit = { at: 1, actor: id, action: "agent.linked", subject: id, details: {} };
      await identities.link(agent, { issuer, subject: fresh(), byGroups: false }, { at: 1, audit, mails: [] });
      expect(await identities.accountsOf(id)).toEqual({ issuers: [issuer], spoiled: false, byGroups: false });
      expect([await identities.isLinked(agent, other), await identities.hasSignedIn([other])]).toEqual([false, false]);
      await run(`UPDATE agent_identities SET ${assignment} WHERE agent_id = ?`, id);
      expect(await identities.accountsOf(id)).toMatchObject({ spoiled: true });
      expect([await identities.isLinked(agent, other), await identities.hasSignedIn([other])]).toEqual([true, true]);
      await run("DELETE FROM agent_identities WHERE agent_id = ?", id);
    },
  );
});

it.each(ATTESTED_TABLES)("%s has the column", async (table: AttestedTable) => {
  expect(await rows("SELECT name FROM pragma_table_info(?) WHERE name = 'mac'", table)).toHaveLength(1);
});
