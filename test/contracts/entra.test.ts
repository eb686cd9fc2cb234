/** The connector for Microsoft Entra, over HTTP, against what its documentation says. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { actionTargetKinds } from "../../workers/adapters/actions/registry.ts";
import { createHttpClient } from "../../workers/adapters/peers/http-client.ts";
import type { ActionTarget } from "../../workers/app/ports/action-targets.ts";
import { secret } from "../../workers/core/kit/secret.ts";
import { secretsToTypeAgain } from "../../workers/core/settings/moved-addresses.ts";
import { callOf } from "./support/reserved.ts";
import {
  CLIENT,
  CLIENT_SECRET,
  GLOBAL_READER,
  startEntra,
  TENANT,
  USER_ADMINISTRATOR,
  type MockEntra,
  type MockUser,
} from "./support/mock-entra.ts";

const GOOD = "Quiet-river-4-lamps";
const LONG_AGO = "2026-01-04T09:10:11Z";
const id = (last: number): string => `0e2a7c10-5f5e-4d0b-8a55-${String(last).padStart(12, "0")}`;
const DANA = { externalId: id(1), userName: "dana@halden.example", email: "dana@halden.example" };

let entra: MockEntra;
let now: number;

const user = (last: number, userPrincipalName: string, more: Partial<MockUser> = {}): MockUser => ({
  id: id(last),
  userPrincipalName,
  password: "the old one",
  lastPasswordChangeDateTime: LONG_AGO,
  ...more,
});

beforeEach(async () => {
  now = Date.parse("2026-11-20T10:00:00.400Z");
  entra = await startEntra([
    user(1, "dana@halden.example", { groups: [{ displayName: "Everybody" }, { displayName: "Sales" }] }),
    user(2, "off@halden.example", { accountEnabled: false }),
    user(3, "synced@halden.example", { onPremisesSyncEnabled: true }),
    user(4, "jo@partner.example"),
    user(5, "kim_other.example#EXT#@halden.example", { userType: "Guest" }),
    user(6, "role@halden.example", { active: [GLOBAL_READER] }),
    user(7, "eligible@halden.example", { eligible: [USER_ADMINISTRATOR] }),
    user(8, "grouped@halden.example", {
      groups: [{ displayName: "Everybody" }, { displayName: "Admins", isAssignableToRole: true }],
    }),
    user(9, "old-role@halden.example", { directoryRoles: ["Helpdesk Administrator"] }),
    user(10, "gone@halden.example", { deleted: true }),
    user(11, "o'neil/x@halden.example"),
  ]);
  entra.now = () => now;
});
afterEach(() => entra.vendor.close());

const SETTINGS = { tenant: TENANT, clientId: CLIENT };

/** As the product reaches it: through its own client, which lets no other origin through. */
function target(settings: object = {}, secrets: object = { clientSecret: CLIENT_SECRET }): ActionTarget {
  const kind = actionTargetKinds.get("entra");
  const http = createHttpClient({
    allowedOrigins: kind.origins({ ...SETTINGS, ...settings }),
    allowLoopbackHttp: false,
    fetch: (url, init) => fetch((url as string).replace("https://", `${entra.vendor.url}/`), init),
    timeoutMs: 5_000,
    maxBytes: 1_000_000,
  });
  return kind.create({ ...SETTINGS, ...settings }, secrets, { http, now: () => now });
}

const named = (userName: string) => ({ userName, email: "somebody@halden.example" });
const reset = (subject: Parameters<ActionTarget["lookUp"]>[0] = DANA) =>
  callOf({ subject, attempt: { id: "att_1", reservedAt: now } });
const calls = (): string[] =>
  entra.vendor.requests.map(({ method, path }) => `${method} ${decodeURIComponent(path).split("?")[0] ?? ""}`);
const changes = (): string[] => calls().filter((call) => !call.startsWith("GET") && !call.endsWith("/token"));

describe("looking an account up", () => {
  it("shows what decides, and the rules", async () => {
    expect(await target().lookUp(DANA)).toEqual({
      ok: true,
      value: {
        enabled: true,
        privileged: false,
        keepsSecondFactor: false,
        passwordSetAt: Date.parse(LONG_AGO),
        rules: { minLength: 8, maxLength: 256, inWords: [expect.any(String), expect.any(String)] },
      },
    });
    expect(changes()).toEqual([]);
  });

  it("goes by the directory's id before the name", async () => {
    expect(await target().lookUp({ ...DANA, userName: "role@halden.example" })).toMatchObject({
      value: { privileged: false },
    });
  });

  it("goes by the name where the id is none of Entra's, whatever letters it has", async () => {
    expect((await target().lookUp({ ...named("Dana@Halden.example"), externalId: "E-100" })).ok).toBe(true);
    expect((await target().lookUp(named("o'neil/x@halden.example"))).ok).toBe(true);
  });

  it.each([
    ["nobody of that name", named("nobody@halden.example")],
    ["deleted", named("gone@halden.example")],
    ["an id that nobody has", { ...DANA, externalId: id(99) }],
    ["a name that is somebody's id", named(id(6))],
    ["a name that goes on as a path", named("dana@halden.example/manager")],
  ])("finds no account: %s", async (_why, subject) => {
    expect(await target().lookUp(subject)).toEqual({ ok: false, error: { code: "target.unknown_account" } });
  });

  it.each([
    ["disabled", "off@halden.example", { enabled: false }],
    ["synced", "synced@halden.example", { managedElsewhere: "synced" }],
    ["of a federated domain", "jo@partner.example", { managedElsewhere: "federated" }],
    ["a guest", "kim_other.example#EXT#@halden.example", { managedElsewhere: "federated" }],
    ["with a role", "role@halden.example", { privileged: true }],
    ["with a role that may be taken", "eligible@halden.example", { privileged: true }],
    ["in a group that may hold roles", "grouped@halden.example", { privileged: true }],
    ["a member of a directory role", "old-role@halden.example", { privileged: true }],
  ])("sees who is %s", async (_what, userName, shown) => {
    expect(await target().lookUp(named(userName))).toMatchObject({ ok: true, value: shown });
  });

  it("looks through all pages of groups", async () => {
    entra.pageSize = 1;
    expect(await target().lookUp(named("grouped@halden.example"))).toMatchObject({ value: { privileged: true } });
    expect(await target().lookUp(DANA)).toMatchObject({ value: { privileged: false } });
  });

  it("takes nobody for ordinary whose groups do not end", async () => {
    entra.pageSize = 1;
    entra.users.push(
      user(12, "many@halden.example", {
        groups: Array.from({ length: 11 }, (_, at) => ({ displayName: `Group ${String(at)}` })),
      }),
    );
    expect(await target().lookUp(named("many@halden.example"))).toMatchObject({ error: { code: "target.forbidden" } });
  });

  it("has nobody eligible where the tenant has no licence for it", async () => {
    entra.licensed = false;
    expect(await target().lookUp(DANA)).toMatchObject({ ok: true, value: { privileged: false } });
  });

  it.each(["User.Read.All", "GroupMember.Read.All", "RoleManagement.Read.Directory", "Domain.Read.All"])(
    "says that %s is missing, and takes nobody for ordinary",
    async (permission) => {
      entra.permissions.delete(permission);
      expect(await target().lookUp(DANA)).toEqual({
        ok: false,
        error: { code: "target.forbidden", inItsWords: expect.stringContaining(`lacks the permission ${permission},`) },
      });
    },
  );

  it("gives passwords their shorter length where they sign in nowhere alone", async () => {
    expect(await target({ keepsSecondFactor: true }).lookUp(DANA)).toMatchObject({
      value: { keepsSecondFactor: true },
    });
  });

  it.each([
    ["us_government", "login.microsoftonline.us", "graph.microsoft.us"],
    ["us_defense", "login.microsoftonline.us", "dod-graph.microsoft.us"],
    ["china", "login.partner.microsoftonline.cn", "microsoftgraph.chinacloudapi.cn"],
  ])("asks the cloud that is chosen: %s", async (cloud, login, graph) => {
    expect(actionTargetKinds.get("entra").origins({ ...SETTINGS, cloud })).toEqual([
      `https://${login}`,
      `https://${graph}`,
    ]);
    await target({ cloud }).lookUp(DANA);
    const [asked] = entra.vendor.requests;
    expect([asked?.path.split("/")[1], new URLSearchParams(asked?.body).get("scope")]).toEqual([
      login,
      `https://${graph}/.default`,
    ]);
  });
});

it.each([{ cloud: "china" }, { tenant: CLIENT }])("sends a kept secret nowhere else: %s", (settings) => {
  const { id: kind, settingsSchema } = actionTargetKinds.get("entra");
  const values = (changed: object) => ({ ACTION_TARGETS: { entra: { kind, settings: { ...SETTINGS, ...changed } } } });
  const again = secretsToTypeAgain({
    before: values({}),
    after: values(settings),
    secrets: { ACTION_SECRETS: { entra: { clientSecret: "kept" } } },
    typed: {},
    plugins: [{ id: kind, settings: settingsSchema }],
  });
  expect(again.map(({ key }) => key)).toEqual(["ACTION_SECRETS.entra.clientSecret"]);
});

describe("the token", () => {
  it.each([
    ["a wrong secret", {}, { clientSecret: "another secret of the app" }, "client secret is wrong"],
    ["a wrong client id", { clientId: TENANT }, undefined, "no application of this client id"],
    ["a wrong tenant", { tenant: CLIENT }, undefined, "no such tenant"],
  ])("says what is wrong: %s", async (_what, settings, secrets, words) => {
    expect(await target(settings, secrets).lookUp(DANA)).toMatchObject({
      error: { code: "peer.credentials_refused", detail: expect.stringContaining(words) },
    });
  });

  it("says that the secret has expired", async () => {
    entra.secret = "expired";
    expect(await target().lookUp(DANA)).toMatchObject({
      error: { code: "peer.credentials_refused", detail: expect.stringContaining("expired") },
    });
  });

  it("is asked for once, and anew where it is not taken any more", async () => {
    const one = target();
    await one.lookUp(DANA);
    await one.lookUp(DANA);
    expect(calls().filter((call) => call.endsWith("/token"))).toHaveLength(1);
    entra.expireTokens();
    expect((await one.setPassword(reset(), secret(GOOD))).ok).toBe(true);
  });

  it("is asked for anew before it ends", async () => {
    const one = target();
    await one.lookUp(DANA);
    now += 3_599_000;
    await one.lookUp(DANA);
    expect(calls().filter((call) => call.endsWith("/token"))).toHaveLength(2);
  });

  it.each([
    ["cut", { cut: "before" }],
    ["down", { reply: { status: 503, json: {} } }],
    ["busy", { reply: { status: 429, json: {} } }],
    ["something else's answer", { reply: { status: 200, raw: "<html>" } }],
  ] as const)("that is not given leaves nothing in doubt: %s", async (_what, play) => {
    const one = target();
    entra.plays.push({ on: /\/token$/, play });
    expect(await one.setPassword(reset(), secret(GOOD))).toMatchObject({ error: { code: "peer.unreachable" } });
    expect(changes()).toEqual([]);
  });

  it("that is not given for the change itself leaves nothing in doubt", async () => {
    const one = target();
    await one.lookUp(DANA);
    entra.plays.push({ on: /^PATCH/, play: { reply: { status: 401, json: {} } } });
    entra.plays.push({ on: /\/token$/, play: { cut: "before" } });
    expect(await one.setPassword(reset(), secret(GOOD))).toMatchObject({ error: { code: "peer.unreachable" } });
    expect(entra.users[0]?.password).toBe("the old one");
  });
});

describe("setting a password", () => {
  it("sets what was typed, for good, and nothing else", async () => {
    expect(await target().setPassword(reset(), secret(GOOD))).toEqual({ ok: true, value: { setAt: now } });
    expect(entra.users[0]?.password).toBe(GOOD);
    expect(changes()).toEqual([`PATCH /graph.microsoft.com/v1.0/users/${id(1)}`]);
  });

  it("goes near no other factor", async () => {
    const one = target();
    await one.lookUp(DANA);
    await one.setPassword(reset(), secret(GOOD));
    await one.revokeSessions(reset());
    await one.changedSince(reset());
    expect(calls().filter((call) => /authentication|methods|strong|mfa/i.test(call))).toEqual([]);
    expect(new Set(changes())).toEqual(
      new Set([
        `PATCH /graph.microsoft.com/v1.0/users/${id(1)}`,
        `POST /graph.microsoft.com/v1.0/users/${id(1)}/revokeSignInSessions`,
      ]),
    );
  });

  it.each([
    ["too simple", "simplepassword", "at least 8 characters"],
    ["on the tenant's list", "Banned-word-7", "too easy to guess"],
  ])("gives the refusal in plain words, without anybody's name: %s", async (_what, password, words) => {
    entra.banned.add("Banned-word-7");
    const set = await target().setPassword(reset(), secret(password));
    expect(set).toMatchObject({ error: { code: "target.refused", inItsWords: expect.stringContaining(words) } });
    expect(JSON.stringify(set)).not.toMatch(/dana|Banned-word/);
    expect((await target().setPassword(reset(), secret(GOOD))).ok).toBe(true);
  });

  it("says that the permission is missing", async () => {
    entra.permissions.delete("User-PasswordProfile.ReadWrite.All");
    expect(await target().setPassword(reset(), secret(GOOD))).toMatchObject({
      error: {
        code: "target.forbidden",
        inItsWords: expect.stringContaining("User-PasswordProfile.ReadWrite.All"),
      },
    });
  });

  it.each([
    ["none", []],
    ["one for another unit", [{ roleDefinitionId: USER_ADMINISTRATOR, directoryScopeId: "/administrativeUnits/x" }]],
  ])("says that the role is missing where the permission is there: %s", async (_what, roles) => {
    entra.appRoles.splice(0, 1, ...roles);
    expect(await target().setPassword(reset(), secret(GOOD))).toMatchObject({
      error: { code: "target.forbidden", inItsWords: expect.stringContaining("User Administrator") },
    });
  });

  it.each(["role", "eligible", "grouped", "old-role", "off", "synced"])(
    "changes nothing of %s@, whoever calls",
    async (name) => {
      expect(await target().setPassword(reset(named(`${name}@halden.example`)), secret(GOOD))).toMatchObject({
        error: { code: "target.forbidden" },
      });
      expect(changes()).toEqual([]);
    },
  );

  it.each([
    [
      "busy",
      { reply: { status: 429, headers: { "retry-after": "17" }, json: { error: { code: "TooManyRequests" } } } },
    ],
  ] as const)("knows that nothing happened: %s", async (_what, play) => {
    entra.plays.push({ on: /^PATCH/, play });
    expect(await target().setPassword(reset(), secret(GOOD))).toMatchObject({
      error: { code: "peer.rate_limited", retryAfterSeconds: 17 },
    });
  });

  it.each([
    ["lost after the effect", { cut: "after" }],
    ["lost before", { cut: "before" }],
    ["its own failure", { reply: { status: 503, json: { error: { code: "serviceNotAvailable", message: "" } } } }],
    ["its own failure after the effect", { reply: { status: 500, json: {} }, after: true }],
    ["another's refusal", { reply: { status: 502, raw: "bad gateway" } }],
  ] as const)("does not know what became of it: %s", async (_what, play) => {
    entra.plays.push({ on: /^PATCH/, play });
    expect(await target().setPassword(reset(), secret(GOOD))).toEqual({
      ok: false,
      error: { code: "target.outcome_unknown" },
    });
  });

  it("is in no doubt where the account could not be read first", async () => {
    entra.plays.push({ on: /^GET .*users/, play: { reply: { status: 503, json: {} } } });
    expect(await target().setPassword(reset(), secret(GOOD))).toMatchObject({ error: { code: "peer.unreachable" } });
    expect(changes()).toEqual([]);
  });
});

describe("tried out", () => {
  const lacks = async () => {
    const told = await target().shortcomings?.();
    return told?.ok === true ? told.value : told;
  };

  it("lacks nothing, and is let in", async () => {
    expect(await lacks()).toEqual([]);
    expect(await target().probe()).toEqual({ ok: true, value: undefined });
    expect(changes()).toEqual([]);
  });

  it.each([
    "User.Read.All",
    "GroupMember.Read.All",
    "RoleManagement.Read.Directory",
    "Domain.Read.All",
    "User-PasswordProfile.ReadWrite.All",
    "User.RevokeSessions.All",
  ])("says that %s is missing, and nothing else", async (permission) => {
    entra.permissions.delete(permission);
    expect(await lacks()).toEqual([expect.stringContaining(`lacks the permission ${permission},`)]);
  });

  it("misses no permission that a broader one holds within", async () => {
    entra.permissions.delete("User.Read.All");
    entra.permissions.delete("Domain.Read.All");
    entra.permissions.add("Directory.Read.All");
    expect(await lacks()).toEqual([]);
  });

  it("says that the role is missing, or holds in units only", async () => {
    entra.appRoles.splice(0, 1, { roleDefinitionId: GLOBAL_READER, directoryScopeId: "/" });
    expect(await lacks()).toEqual([expect.stringContaining("holds no role User Administrator")]);
    entra.appRoles.push({ roleDefinitionId: USER_ADMINISTRATOR, directoryScopeId: "/administrativeUnits/x" });
    expect(await lacks()).toEqual([expect.stringContaining("in administrative units only")]);
  });

  it("says so where its token tells nothing", async () => {
    entra.opaqueTokens = true;
    expect(await lacks()).toEqual([expect.stringContaining("cannot be read from its token")]);
    expect((await target().lookUp(DANA)).ok).toBe(true);
  });

  it("is not let in with a wrong secret", async () => {
    const wrong = target({}, { clientSecret: "another secret of the app" });
    expect(await wrong.probe()).toMatchObject({ error: { code: "peer.credentials_refused" } });
    expect(await wrong.shortcomings?.()).toMatchObject({ error: { code: "peer.credentials_refused" } });
  });
});

describe("what became of it", () => {
  const asked = async (setAt: string, later: number) => {
    const call = reset();
    Object.assign(entra.users[0] ?? {}, { lastPasswordChangeDateTime: setAt });
    now += later;
    const told = await target().changedSince(call);
    return told.ok ? told.value : told.error;
  };

  it.each([
    ["a second later", "2026-11-20T10:00:01Z", 2_000, "changed"],
    ["in the same second, before or after", "2026-11-20T10:00:00Z", 60_000, "cannot_tell"],
    ["by a clock that is behind", "2026-11-20T09:59:57Z", 60_000, "cannot_tell"],
    ["long before, and it may not have arrived", LONG_AGO, 2_000, "cannot_tell"],
    ["long before", LONG_AGO, 60_000, "unchanged"],
  ])("set %s", async (_when, setAt, later, told) => {
    expect(await asked(setAt, later)).toBe(told);
  });

  it("cannot be told where it is not shown", async () => {
    const call = reset();
    Object.assign(entra.users[0] ?? {}, { lastPasswordChangeDateTime: null });
    expect(await target().changedSince(call)).toEqual({ ok: true, value: "cannot_tell" });
  });

  it("is found after the answer was lost", async () => {
    const call = reset();
    entra.plays.push({ on: /^PATCH/, play: { cut: "after" } });
    now += 1_000;
    await target().setPassword(call, secret(GOOD));
    expect(await target().changedSince(call)).toEqual({ ok: true, value: "changed" });
  });
});

describe("what follows", () => {
  it("ends old sessions", async () => {
    expect(await target().revokeSessions(reset())).toEqual({ ok: true, value: "revoked" });
    expect(entra.users[0]?.sessionsEnded).toBe(true);
  });

  it("says that the permission for it is missing", async () => {
    entra.permissions.delete("User.RevokeSessions.All");
    expect(await target().revokeSessions(reset())).toMatchObject({
      error: { code: "target.forbidden", inItsWords: expect.stringContaining("User.RevokeSessions.All") },
    });
  });

  it("unlocks nothing", () => {
    expect(target().accountUnlock).toBeUndefined();
  });
});

describe("the stand-in refuses what the documentation does not know", () => {
  const bearer = async (): Promise<string> => {
    const reply = await fetch(`${entra.vendor.url}/login.microsoftonline.com/${TENANT}/oauth2/v2.0/token`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({
        client_id: CLIENT,
        client_secret: CLIENT_SECRET,
        scope: "https://graph.microsoft.com/.default",
        grant_type: "client_credentials",
      }).toString(),
    });
    return ((await reply.json()) as { access_token: string }).access_token;
  };
  const passwordProfile = { forceChangePasswordNextSignIn: false, password: GOOD };
  const patch = (body: object) => ({ method: "PATCH", body: JSON.stringify(body) });

  it.each([
    ["nothing", `users/${id(1)}`, patch({ passwordProfile }), 204],
    ["a field beside the password's", `users/${id(1)}`, patch({ passwordProfile, accountEnabled: true }), 400],
    ["a field among them", `users/${id(1)}`, patch({ passwordProfile: { ...passwordProfile, hint: "x" } }), 400],
    ["a property", `users/${id(1)}?$select=id,shoeSize`, { method: "GET" }, 400],
    ["an option", `users/${id(1)}?$select=id&$shape=round`, { method: "GET" }, 400],
    ["a path", `users/${id(1)}/authentication/methods`, { method: "GET" }, 400],
  ])("%s", async (_what, path, init, status) => {
    const headers = { authorization: `Bearer ${await bearer()}`, "content-type": "application/json" };
    const reply = await fetch(`${entra.vendor.url}/graph.microsoft.com/v1.0/${path}`, { ...init, headers });
    expect(reply.status).toBe(status);
  });
});
