/**
 * The connector, the runner and Active Directory, together: signed calls over HTTP, LDAP over TLS. What a domain
 * controller does that OpenLDAP does not is played by `support/active-directory.ts`.
 */
import { mkdtempSync, readFileSync, appendFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ldapDirectory } from "../../dev/runner/ldap/directory.ts";
import { startRunner, type Runner, type RunnerLog } from "../../dev/runner/server.ts";
import { actionTargetKinds } from "../../workers/adapters/actions/registry.ts";
import type { ActionTarget } from "../../workers/app/ports/action-targets.ts";
import type { HttpClient } from "../../workers/app/ports/http.ts";
import { err } from "../../workers/core/kit/result.ts";
import { secret } from "../../workers/core/kit/secret.ts";
import { DAY_MS } from "../../workers/core/kit/time.ts";
import { RESERVED, callOf } from "./support/reserved.ts";
import {
  BASE,
  RUNNER_DN,
  RUNNER_PASSWORD,
  startActiveDirectory,
  type ActiveDirectory,
} from "./support/active-directory.ts";
import { plainHttpClient } from "./support/plain-http-client.ts";

const KEY = `whsec_${Buffer.from("a signing key of the tests, 32 bytes").toString("base64")}`;
const NEXT_KEY = `whsec_${Buffer.from("the next signing key of these tests!").toString("base64")}`;
const GOOD = "Schöner Tag 42 €";
const LONG_AGO = Date.now() - 100 * DAY_MS;

let ad: ActiveDirectory;
let runner: Runner;
let calls: string;
let log: RunnerLog[];

const SUBJECT = { userName: "jkofler", email: "j.kofler@halden.example", externalId: "E-100" };

async function start(keys: readonly string[] = [KEY], ldap: object = {}): Promise<Runner> {
  return startRunner({
    directory: ldapDirectory(
      {
        url: ad.url,
        ca: ad.ca,
        bindDn: RUNNER_DN,
        bindPassword: RUNNER_PASSWORD,
        base: BASE,
        privilegedGroups: [`CN=Payroll,OU=Groups,${BASE}`],
        keepsSecondFactor: false,
        externalIdAttribute: "employeeID",
        ...ldap,
      },
      Date.now,
    ),
    keys,
    calls,
    host: "127.0.0.1",
    port: 0,
    now: Date.now,
    log: (line) => log.push(line),
  });
}

beforeEach(async () => {
  log = [];
  calls = join(mkdtempSync(join(tmpdir(), "runner-")), "calls.jsonl");
  const user = { groups: ["Domain Users"], password: "Old.word.1", passwordSetAt: LONG_AGO };
  ad = await startActiveDirectory({
    now: Date.now,
    groups: { "Domain Users": 513, "Domain Admins": 512, Administrators: 544, Payroll: 1_201 },
    policies: { Strict: { minLength: 20, complex: false } },
    users: [
      { ...user, userName: "jkofler", employeeId: "E-100" },
      { ...user, userName: "locked", lockedOut: true },
      { ...user, userName: "disabled", disabled: true },
      { ...user, userName: "expired", expiresAt: LONG_AGO },
      { ...user, userName: "domain-admin", groups: ["Domain Users", "Domain Admins"] },
      { ...user, userName: "administrator", groups: ["Administrators"] },
      { ...user, userName: "was-admin", adminCount: 1 },
      { ...user, userName: "payroll", groups: ["Domain Users", "Payroll"] },
      { ...user, userName: "strict", policy: "Strict" },
    ],
  });
  runner = await start();
});

afterEach(async () => {
  await runner.close();
  await ad.close();
});

const target = (secrets: object = { signingKey: KEY }, http: HttpClient = plainHttpClient): ActionTarget =>
  actionTargetKinds.get("runner").create({ address: runner.origin }, secrets, { http, now: Date.now });

const who = (userName: string) => ({ userName, email: "somebody@halden.example" });
const reset = (userName = "jkofler", attempt = "att_1") =>
  callOf({
    subject: userName === "jkofler" ? SUBJECT : who(userName),
    attempt: { id: attempt, reservedAt: Date.now() },
  });

describe("looking an account up", () => {
  it("shows what decides, and the rules of the domain", async () => {
    expect(await target().lookUp(SUBJECT)).toEqual({
      ok: true,
      value: {
        enabled: true,
        privileged: false,
        locked: false,
        keepsSecondFactor: false,
        passwordSetAt: LONG_AGO,
        rules: {
          minLength: 7,
          maxLength: 127,
          inWords: [
            "Three of these four: capital letters, small letters, digits, other characters.",
            "Not your user name, and no part of your name of three letters or more.",
          ],
        },
      },
    });
  });

  it.each(["domain-admin", "administrator", "was-admin", "payroll"])("%s is privileged", async (name) => {
    expect(await target().lookUp(who(name))).toMatchObject({ ok: true, value: { privileged: true } });
  });

  it.each([
    ["disabled", { enabled: false }],
    ["expired", { enabled: false }],
    ["locked", { enabled: true, locked: true }],
  ])("%s", async (name, shown) => {
    expect(await target().lookUp(who(name))).toMatchObject({ ok: true, value: shown });
  });

  it("of a further account goes by the user name alone", async () => {
    expect((await target().lookUp({ userName: "locked", email: "" })).ok).toBe(true);
  });

  it("shows a fine-grained policy before the domain's", async () => {
    expect(await target().lookUp(who("strict"))).toMatchObject({ value: { rules: { minLength: 20, inWords: [] } } });
  });

  it("says so where that policy may not be read", async () => {
    ad.may.mayReadPolicies = false;
    expect(await target().lookUp(who("strict"))).toMatchObject({
      value: {
        rules: { minLength: 0, inWords: [expect.stringContaining("rules of its own")] },
      },
    });
  });

  it.each([
    ["nobody of that name", who("nobody")],
    ["another person's", { ...SUBJECT, externalId: "E-999" }],
    ["a name that is a filter", who("*)(objectClass=*")],
  ])("finds no account: %s", async (_why, subject) => {
    expect(await target().lookUp(subject)).toEqual({ ok: false, error: { code: "target.unknown_account" } });
  });

  it("takes nobody for ordinary whose groups it may not read", async () => {
    ad.may.mayReadGroups = false;
    expect(await target().lookUp(SUBJECT)).toMatchObject({ error: { code: "target.forbidden" } });
  });

  it("takes nobody for ordinary while a group that is named as privileged is not there", async () => {
    await runner.close();
    runner = await start([KEY], { privilegedGroups: [`CN=Renamed,OU=Groups,${BASE}`] });
    expect(await target().lookUp(SUBJECT)).toMatchObject({ error: { code: "target.forbidden" } });
  });

  it.each([
    ["775", "it is locked"],
    ["532", "its password has expired"],
    ["52e", "its password is wrong"],
  ])("says why the runner's own account is not let in: %s", async (code, words) => {
    ad.may.signInCode = code;
    expect(await target().lookUp(SUBJECT)).toMatchObject({
      error: { code: "target.forbidden", inItsWords: expect.stringContaining(words) },
    });
  });

  it("is tried out without anybody's name", async () => {
    expect(await target().probe()).toEqual({ ok: true, value: undefined });
    ad.may.signInCode = "52e";
    expect(await target().probe()).toMatchObject({ error: { code: "target.forbidden" } });
  });

  it("refuses a domain controller with a certificate of nobody it knows", async () => {
    await runner.close();
    const other = await startActiveDirectory({ now: Date.now, users: [], groups: {} });
    runner = await start([KEY], { ca: other.ca });
    await other.close();
    expect(await target().lookUp(SUBJECT)).toMatchObject({ error: { code: "peer.failed" } });
  });
});

describe("setting a password", () => {
  it("sets what was typed, and reads back when", async () => {
    const before = Date.now();
    const set = await target().setPassword(reset(), secret(GOOD));
    expect(set.ok && set.value.setAt >= before).toBe(true);
    expect(ad.user("jkofler").password).toBe(GOOD);
  });

  it("unlocks the account with it", async () => {
    await target().setPassword(reset("locked"), secret(GOOD));
    expect(ad.user("locked").lockedOut).toBe(false);
  });

  it("gives the refusal in the words of Windows, and another attempt may follow", async () => {
    expect(await target().setPassword(reset(), secret("kurz"))).toEqual({
      ok: false,
      error: { code: "target.refused", inItsWords: expect.stringMatching(/^Unable to update the password\./) },
    });
    expect((await target().setPassword(reset("jkofler", "att_2"), secret(GOOD))).ok).toBe(true);
  });

  it("says that a right is missing", async () => {
    ad.may.mayResetPasswords = false;
    expect(await target().setPassword(reset(), secret(GOOD))).toEqual({
      ok: false,
      error: { code: "target.forbidden", inItsWords: "Access is denied." },
    });
  });

  it.each(["domain-admin", "payroll", "disabled"])("changes nothing of %s, whoever signs", async (name) => {
    expect(await target().setPassword(reset(name), secret(GOOD))).toMatchObject({
      error: { code: "target.forbidden" },
    });
    expect(ad.user(name).password).toBe("Old.word.1");
  });

  it("is sure where its account may not read when a password was set", async () => {
    ad.may.mayReadPasswordTime = false;
    expect((await target().setPassword(reset(), secret(GOOD))).ok).toBe(true);
  });

  it("looks again where the answer was lost after the effect", async () => {
    ad.may.cut = "after";
    expect((await target().setPassword(reset(), secret(GOOD))).ok).toBe(true);
    expect(ad.user("jkofler").password).toBe(GOOD);
  });

  it("does not know where the connection was lost before", async () => {
    ad.may.cut = "before";
    expect(await target().setPassword(reset(), secret(GOOD))).toEqual({
      ok: false,
      error: { code: "target.outcome_unknown" },
    });
    expect(await target().changedSince(reset())).toEqual({ ok: true, value: "unchanged" });
  });

  it("keeps nothing of it in its file or log", async () => {
    await target().setPassword(reset(), secret(GOOD));
    const kept = readFileSync(calls, "utf8") + JSON.stringify(log);
    expect(kept).toContain("att_1.set-password");
    expect(kept).not.toMatch(/Schöner|jkofler|halden|E-100/u);
  });
});

describe("the same call twice", () => {
  it("is done once", async () => {
    await target().setPassword(reset(), secret(GOOD));
    expect((await target().setPassword(reset(), secret("Ein anderes 43 €"))).ok).toBe(true);
    expect(ad.user("jkofler").password).toBe(GOOD);
  });

  it("is done once when they are there at one time", async () => {
    const both = await Promise.all([
      target().setPassword(reset(), secret(GOOD)),
      target().setPassword(reset(), secret(GOOD)),
    ]);
    expect(both[0]).toEqual(both[1]);
    expect(readFileSync(calls, "utf8").match(/"begun"/g)).toHaveLength(1);
  });

  it("is done once across a restart, though the last line was cut short", async () => {
    await target().setPassword(reset(), secret(GOOD));
    await runner.close();
    appendFileSync(calls, '{"id":"att_9.set-pass');
    runner = await start();
    expect((await target().setPassword(reset(), secret("Ein anderes 43 €"))).ok).toBe(true);
    expect(ad.user("jkofler").password).toBe(GOOD);
  });

  it("after a crash in between is not done again, and can be asked for", async () => {
    appendFileSync(
      calls,
      `${JSON.stringify({ id: "att_1.set-password", at: Date.now(), state: "begun", before: { passwordSetAt: LONG_AGO } })}\n`,
    );
    await runner.close();
    runner = await start();
    expect(await target().setPassword(reset(), secret(GOOD))).toMatchObject({
      error: { code: "target.outcome_unknown" },
    });
    expect(ad.user("jkofler").password).toBe("Old.word.1");
    expect(await target().changedSince(reset())).toEqual({ ok: true, value: "unchanged" });
    ad.user("jkofler").passwordSetAt = Date.now();
    expect(await target().changedSince(reset())).toEqual({ ok: true, value: "changed" });
  });
});

describe("what became of a call", () => {
  it("that was done", async () => {
    await target().setPassword(reset(), secret(GOOD));
    expect(await target().changedSince(reset())).toEqual({ ok: true, value: "changed" });
  });

  it("that was refused", async () => {
    await target().setPassword(reset(), secret("kurz"));
    expect(await target().changedSince(reset())).toEqual({ ok: true, value: "unchanged" });
  });

  it("that never came: it is not done when it comes late", async () => {
    expect(await target().changedSince(reset())).toEqual({ ok: true, value: "unchanged" });
    expect(await target().setPassword(reset(), secret(GOOD))).toMatchObject({ error: { code: "target.forbidden" } });
    expect(ad.user("jkofler").password).toBe("Old.word.1");
  });

  it("that never came, where somebody else set one meanwhile", async () => {
    const call = reset();
    ad.user("jkofler").passwordSetAt = Date.now() + 1_000;
    expect(await target().changedSince(call)).toEqual({ ok: true, value: "cannot_tell" });
  });

  it("that never came, where the directory does not show when", async () => {
    ad.may.mayReadPasswordTime = false;
    expect(await target().changedSince(reset())).toEqual({ ok: true, value: "cannot_tell" });
  });

  it.each(["peer.unreachable", "peer.timeout", "peer.failed"] as const)(
    "whose answer was lost on the way: %s",
    async (code) => {
      const losing: HttpClient = {
        send: async (request) => {
          await plainHttpClient.send(request);
          return err({ code, retryable: true, detail: "lost" });
        },
      };
      const call = reset();
      expect(await target(undefined, losing).setPassword(call, secret(GOOD))).toEqual({
        ok: false,
        error: { code: "target.outcome_unknown" },
      });
      expect(await target().changedSince(call)).toEqual({ ok: true, value: "changed" });
    },
  );
});

describe("unlocking", () => {
  const unlock = callOf({ ...RESERVED, subject: who("locked"), action: "account_unlock" });

  it("unlocks, and can be asked for", async () => {
    expect(await target().unlock(unlock)).toEqual({ ok: true, value: undefined });
    expect(ad.user("locked").lockedOut).toBe(false);
    expect(await target().changedSince(unlock)).toEqual({ ok: true, value: "changed" });
  });

  it("says that a right is missing", async () => {
    ad.may.mayUnlock = false;
    expect(await target().unlock(unlock)).toMatchObject({ error: { code: "target.forbidden" } });
  });

  it("leaves sessions as they are, and says so", async () => {
    expect(await target().revokeSessions(unlock)).toEqual({ ok: true, value: "not_supported" });
  });
});

describe("who may call", () => {
  const post = (path: string, body: string, headers: Record<string, string>) =>
    fetch(`${runner.origin}${path}`, { method: "POST", body, headers });
  const signed = (body: string, { id = "call", at = new Date(), key = KEY } = {}) => ({
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
    "webhook-signature": new Webhook(key).sign(id, at, body),
  });
  const body = JSON.stringify({ subject: SUBJECT });

  it("whoever has the key", async () => {
    expect((await post("/v1/look-up", body, signed(body))).status).toBe(200);
  });

  it.each([
    ["nobody without a signature", () => ({})],
    ["another key", () => signed(body, { key: NEXT_KEY })],
    ["another body", () => signed(`${body} `)],
    ["six minutes ago", () => signed(body, { at: new Date(Date.now() - 360_000) })],
    ["in six minutes", () => signed(body, { at: new Date(Date.now() + 360_000) })],
  ])("not %s", async (_who, headers) => {
    expect((await post("/v1/look-up", body, headers())).status).toBe(401);
  });

  it("takes no id that is another attempt's", async () => {
    const { subject, action, attempt, grantId, reservedAt } = reset();
    const call = JSON.stringify({ call: { subject, action, attempt, grantId, reservedAt }, password: GOOD });
    expect((await post("/v1/set-password", call, signed(call, { id: "att_7.set-password" }))).status).toBe(400);
  });

  it.each(["/v1/look-up/", "/v1/delete", "/"])("knows no %s", async (path) => {
    expect((await post(path, body, signed(body))).status).toBe(400);
  });

  it("one key after the other: first the runner, then the product", async () => {
    await runner.close();
    runner = await start([KEY, NEXT_KEY]);
    for (const secrets of [
      { signingKey: KEY },
      { signingKey: NEXT_KEY },
      { signingKey: NEXT_KEY, formerSigningKey: KEY },
    ]) {
      expect((await target(secrets).lookUp(SUBJECT)).ok).toBe(true);
    }
  });

  it("one key after the other: first the product, then the runner", async () => {
    expect((await target({ signingKey: NEXT_KEY, formerSigningKey: KEY }).lookUp(SUBJECT)).ok).toBe(true);
    expect(await target({ signingKey: NEXT_KEY }).lookUp(SUBJECT)).toMatchObject({
      error: { code: "peer.unauthorised" },
    });
  });

  it("listens beyond this machine with a certificate only", async () => {
    await expect(
      startRunner({
        directory: ldapDirectory(
          { url: ad.url, bindDn: "", bindPassword: "", base: BASE, privilegedGroups: [], keepsSecondFactor: false },
          Date.now,
        ),
        keys: [KEY],
        calls,
        host: "0.0.0.0",
        port: 0,
        now: Date.now,
        log: () => undefined,
      }),
    ).rejects.toThrow("certificate");
  });
});
