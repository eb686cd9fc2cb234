/** Signing in through an identity provider: a real one, and ones that do one thing wrong each. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SIGN_IN_PROBLEMS } from "../../console/copy/desk/sign-in.ts";
import { DEMO_AGENTS } from "../../dev/demo/desk.ts";
import { linkDemoAgents, startCompanySignIn } from "../../dev/local/company-sign-in.ts";
import { freePort, startInstance, type Instance } from "../../dev/local/instance.ts";
import type { SeedDatabase } from "../../dev/local/seed.ts";
import type { OwnAccountsReply, SignInProblem } from "../../workers/contract/console/access.ts";
import type { SignInTestReply } from "../../workers/contract/console/settings.ts";
import { AUDIENCE, startAccess, type Access } from "../support/access.ts";
import { IdentityBrowser } from "../support/identity-browser.ts";
import { startMisbehavingProvider, type Fault, type MisbehavingProvider } from "../support/misbehaving-provider.ts";

type CompanySignIn = Awaited<ReturnType<typeof startCompanySignIn>>;

/** Of the client at the provider that does nothing wrong. */
const SECRET = "a-secret-that-no-test-sends";

let peers: MisbehavingProvider;
let access: Access;
let company: CompanySignIn;
let instance: Instance;
let db: SeedDatabase;
let browsers = 0;

beforeAll(async () => {
  const [port, now] = [await freePort(), Date.now()];
  peers = await startMisbehavingProvider();
  access = await startAccess();
  company = await startCompanySignIn({ port: 0, product: port, now });
  const good = { issuer: peers.issuerOf("good"), clientId: "desk" };
  const providers = {
    ...(company.variables["SIGN_IN_PROVIDERS"] as object),
    ...peers.providers,
    groups: { ...good, label: "By group", roles: { agent: ["desk"], auditor: ["audit"] } },
    twice: { label: "Twice", issuer: peers.issuerOf("code-twice"), clientId: "desk", roles: { agent: ["desk"] } },
    factor: { ...good, label: "Second factor", secondFactor: { amr: ["mfa"], acr: ["two"] } },
    down: { label: "Down", issuer: "http://localhost:9/down", clientId: "desk" },
  };
  const variables = {
    ...company.variables,
    SIGN_IN_PROVIDERS: providers,
    SIGN_IN_SECRETS: JSON.stringify({
      ...(JSON.parse(String(company.variables["SIGN_IN_SECRETS"])) as object),
      good: SECRET,
    }),
    CLOUDFLARE_ACCESS: { team: access.team, audience: AUDIENCE },
  };
  instance = await startInstance({ port, changeGearPort: 0, variables });
  db = await instance.miniflare.getD1Database("DB");
  await linkDemoAgents(db, { issuer: company.issuer, rootSecret: instance.rootSecret, now });
});
afterAll(async () => {
  await instance?.close();
  await company?.close();
  await peers?.close();
  await access?.close();
});

/** Each sits elsewhere: attempts are counted by address. */
function newBrowser(): IdentityBrowser {
  browsers += 1;
  return new IdentityBrowser(instance.url, `203.0.113.${String(browsers)}`);
}

async function count(sql: string, ...values: readonly unknown[]): Promise<number> {
  const row = (await db
    .prepare(sql)
    .bind(...values)
    .first()) as { found: number };
  return row.found;
}

const refusals = (provider: string, reason: SignInProblem): Promise<number> =>
  count(
    "SELECT COALESCE(SUM(details ->> '$.count'), 0) AS found FROM audit WHERE action = 'sign_in.refused' AND details ->> '$.provider' = ? AND details ->> '$.reason' = ?",
    provider,
    reason,
  );
const left = () =>
  count(
    "SELECT (SELECT COUNT(*) FROM agent_sessions) + (SELECT COUNT(*) FROM agent_identities) + (SELECT COUNT(*) FROM agents) AS found",
  );

/** One sentence on the page, one audit row, no session, no agent, no link. */
async function refuses(
  browser: IdentityBrowser,
  { provider, reason, by }: { provider: string; reason: SignInProblem; by: () => Promise<URLSearchParams> },
): Promise<void> {
  const [before, told] = [await left(), await refusals(provider, reason)];
  expect(Object.fromEntries(await by())).toEqual({ problem: reason });
  expect(SIGN_IN_PROBLEMS[reason]).toMatch(/\.$/);
  expect(await refusals(provider, reason)).toBe(told + 1);
  expect(await left()).toBe(before);
  expect((await browser.signedInAs()).status).toBe(401);
}

describe("the company's sign-in", () => {
  /** Types an address on the provider's page; the address that it redirects to at the end. */
  async function signInAt(browser: IdentityBrowser, email: string, query = ""): Promise<string> {
    const login = await browser.follow(await browser.follow(`/sign-in/with/company${query}`));
    const resumed = await browser.follow(login, {
      method: "POST",
      body: new URLSearchParams({ email, password: "anything" }),
    });
    return browser.follow(resumed);
  }

  it("signs an agent in whose account is linked, with a session that says how", async () => {
    const browser = newBrowser();
    const end = new URL(await browser.follow(await signInAt(browser, DEMO_AGENTS.lee.email)));
    expect([end.pathname, end.search]).toEqual(["/sign-in", "?done=1"]);
    expect(await browser.signedInAs()).toMatchObject({ status: 200, email: DEMO_AGENTS.lee.email, role: "agent" });
    expect((await (await browser.fetch("/api/session")).json()) as object).toMatchObject({ provider: "company" });
  });

  it("takes no code twice, in the same browser or with its cookie kept", async () => {
    const browser = newBrowser();
    const callback = await signInAt(browser, DEMO_AGENTS.aisha.email);
    const kept = new Map(browser.cookiesOf());
    await browser.follow(callback);
    const again = newBrowser();
    await refuses(again, {
      provider: "unknown",
      reason: "sign_in.no_cookie",
      by: async () => new URL(await again.follow(callback)).searchParams,
    });
    const thief = newBrowser();
    kept.forEach((value, name) => thief.cookiesOf().set(name, value));
    await refuses(thief, {
      provider: "company",
      reason: "identity.not_trusted",
      by: async () => new URL(await thief.follow(callback)).searchParams,
    });
  });

  it("asks anew for a fresh sign-in, and takes no other person for it", async () => {
    const browser = newBrowser();
    await browser.follow(await signInAt(browser, DEMO_AGENTS.jonas.email));
    const first = browser.cookiesOf().get("__Host-console");
    const same = new URL(await browser.follow(await signInAt(browser, DEMO_AGENTS.jonas.email, "?fresh=1")));
    expect(same.search).toBe("?done=fresh");
    expect(browser.cookiesOf().get("__Host-console")).not.toBe(first);
    // Somebody else at this machine: the provider knows nobody yet.
    browser.cookiesOf(company.issuer).clear();
    const other = new URL(await browser.follow(await signInAt(browser, DEMO_AGENTS.lee.email, "?fresh=1")));
    expect(other.search).toBe("?problem=sign_in.other_person");
    expect(await browser.signedInAs()).toMatchObject({ email: DEMO_AGENTS.jonas.email });
  });

  it("refuses somebody of the company who is nobody here", async () => {
    const [person] = instance.organisation.people.filter(({ email }) => email !== DEMO_AGENTS.lee.email);
    const browser = newBrowser();
    await refuses(browser, {
      provider: "company",
      reason: "sign_in.no_access",
      by: async () => new URL(await browser.follow(await signInAt(browser, person?.email ?? ""))).searchParams,
    });
  });

  it("ends its own session as well", async () => {
    const out = new URL(await newBrowser().follow("/sign-in/out/company"));
    expect([out.origin, out.searchParams.get("post_logout_redirect_uri")]).toEqual([
      company.issuer,
      `${instance.url}/sign-in`,
    ]);
  });

  it("is one of the ways that the sign-in page shows", async () => {
    const reply = await newBrowser().fetch("/api/sign-in/ways");
    expect(((await reply.json()) as { providers: object[] }).providers).toContainEqual({
      name: "company",
      label: `${instance.organisation.name} account`,
    });
  });
});

describe("an answer", () => {
  it.each<[Fault | "down", SignInProblem]>([
    ["wrong-issuer", "identity.not_trusted"],
    ["wrong-audience", "identity.not_trusted"],
    ["wrong-nonce", "identity.not_trusted"],
    ["no-nonce", "identity.not_trusted"],
    ["unknown-key", "identity.not_trusted"],
    ["foreign-key", "identity.not_trusted"],
    ["alg-none", "identity.not_trusted"],
    ["other-algorithm", "identity.not_trusted"],
    ["expired", "identity.not_trusted"],
    ["from-the-future", "identity.not_trusted"],
    ["no-id-token", "identity.not_trusted"],
    ["refuses-client", "identity.client_refused"],
    ["other-response-issuer", "identity.not_trusted"],
    ["no-response-issuer", "identity.not_trusted"],
    ["token-elsewhere", "identity.unreachable"],
    ["token-redirects", "identity.unreachable"],
    ["declines", "identity.declined"],
  ])("of a provider that is %s is refused: %s", async (provider, reason) => {
    const browser = newBrowser();
    // Somebody who would enter, were the answer right.
    peers.claims.current = { sub: `new-${provider}`, email: `new-${provider}@id.example`, groups: ["desk"] };
    await refuses(browser, { provider, reason, by: () => browser.through(provider) });
  });

  it.each<[Fault | "down", SignInProblem]>([
    ["metadata-of-another", "identity.not_trusted"],
    ["no-json", "identity.not_trusted"],
    ["broken", "identity.unreachable"],
    ["down", "identity.unreachable"],
    ["slow", "identity.unreachable"],
  ])("is not waited for where the provider is %s: %s", async (provider, reason) => {
    const browser = newBrowser();
    const by = async () => new URL(await browser.follow(`/sign-in/with/${provider}`)).searchParams;
    await refuses(browser, { provider, reason, by });
  });

  it("counts in the browser that asked, and for the provider that was asked", async () => {
    const [asking, other] = [newBrowser(), newBrowser()];
    peers.claims.current = { sub: "mixed", email: "mixed@id.example", groups: ["desk"] };
    const callback = await asking.backFrom("groups");
    const at = async (browser: IdentityBrowser, address: string) => new URL(await browser.follow(address)).searchParams;
    await refuses(other, { provider: "unknown", reason: "sign_in.no_cookie", by: () => at(other, callback) });
    // Another request of the same browser has another state, and the first is forgotten.
    await asking.follow("/sign-in/with/good");
    await refuses(asking, { provider: "good", reason: "sign_in.lost", by: () => at(asking, callback) });
    // The state of one provider with the code of another.
    const honest = new URL(await asking.backFrom("groups"));
    const attacker = newBrowser();
    const state = new URL(await attacker.backFrom("wrong-audience"));
    state.searchParams.set("code", honest.searchParams.get("code") ?? "");
    await refuses(attacker, {
      provider: "wrong-audience",
      reason: "identity.not_trusted",
      by: () => at(attacker, state.href),
    });
  });

  it("counts once, also where the provider takes its code a second time", async () => {
    const browser = newBrowser();
    peers.claims.current = { sub: "twice", email: "twice@id.example", groups: ["desk"] };
    const callback = await browser.backFrom("twice");
    const kept = new Map(browser.cookiesOf());
    expect(new URL(await browser.follow(callback)).search).toBe("?done=1");
    const thief = newBrowser();
    kept.forEach((value, name) => thief.cookiesOf().set(name, value));
    const by = async () => new URL(await thief.follow(callback)).searchParams;
    await refuses(thief, { provider: "twice", reason: "sign_in.lost", by });
  });

  it("finds no cookie where the browser blocks them, and the audit log names nobody", async () => {
    const browser = newBrowser();
    peers.claims.current = { sub: "cookieless", email: "cookieless@id.example", groups: ["desk"] };
    const callback = await browser.backFrom("groups");
    browser.cookiesOf().clear();
    const by = async () => new URL(await browser.follow(callback)).searchParams;
    await refuses(browser, { provider: "unknown", reason: "sign_in.no_cookie", by });
    expect(SIGN_IN_PROBLEMS["sign_in.no_cookie"]).toMatch(/blocks cookies.*not the browser.*ten minutes/);
    expect(await count("SELECT COUNT(*) AS found FROM audit WHERE details LIKE '%cookieless%'")).toBe(0);
    expect(
      await count(
        "SELECT COUNT(*) AS found FROM audit WHERE action = 'sign_in.refused' AND actor <> 'unknown' AND details ->> '$.reason' = 'sign_in.no_cookie'",
      ),
    ).toBe(0);
  });

  it("of an unknown provider is nothing", async () => {
    expect(await newBrowser().follow("/sign-in/with/constructor")).toBe(
      `${instance.url}/sign-in?problem=sign_in.provider_unknown`,
    );
  });
});

describe("somebody new", () => {
  it("enters by a group that is named, follows it, and is out without it; keys may rotate meanwhile", async () => {
    const who = { sub: "newcomer", email: "Nora.Field@id.example", name: "Nora Field" };
    peers.claims.current = { ...who, groups: ["desk", "other"] };
    const browser = newBrowser();
    expect((await browser.through("groups")).get("done")).toBe("1");
    expect(await browser.signedInAs()).toMatchObject({ email: "nora.field@id.example", role: "agent" });
    await peers.rotate();
    peers.claims.current = { ...who, email: "changed@id.example", groups: ["audit"] };
    expect((await browser.through("groups")).get("done")).toBe("1");
    expect(await browser.signedInAs()).toMatchObject({ email: "nora.field@id.example", role: "auditor" });
    peers.claims.current = { ...who, groups: ["desk-guests"] };
    const later = newBrowser();
    await refuses(later, { provider: "groups", reason: "sign_in.no_access", by: () => later.through("groups") });
  });

  it("who may not enter does not learn whose address is known here", async () => {
    peers.claims.current = { sub: "curious", email: DEMO_AGENTS.jonas.email, groups: ["lunch"] };
    const browser = newBrowser();
    await refuses(browser, { provider: "groups", reason: "sign_in.no_access", by: () => browser.through("groups") });
  });

  it("does not become somebody who has the same address", async () => {
    peers.claims.current = {
      sub: "thief",
      email: DEMO_AGENTS.jonas.email.toUpperCase(),
      email_verified: true,
      groups: ["desk"],
    };
    const browser = newBrowser();
    await refuses(browser, { provider: "groups", reason: "sign_in.not_linked", by: () => browser.through("groups") });
  });

  it("shows a second factor where one is demanded", async () => {
    peers.claims.current = { sub: "one-factor", email: "one@id.example", amr: ["pwd"] };
    const browser = newBrowser();
    await refuses(browser, {
      provider: "factor",
      reason: "sign_in.second_factor",
      by: () => browser.through("factor"),
    });
  });

  it("shows himself anew where that is asked for", async () => {
    const browser = newBrowser();
    peers.claims.current = { sub: "stale", auth_time: Math.floor(Date.now() / 1_000) - 3_600 };
    await refuses(browser, {
      provider: "groups",
      reason: "identity.not_trusted",
      by: () => browser.through("groups", "?fresh=1"),
    });
  });
});

describe("a sign-in link", () => {
  async function through(browser: IdentityBrowser, link: string): Promise<URLSearchParams> {
    const reply = await browser.fetch("/api/sign-in/with/good", {
      method: "POST",
      headers: { "content-type": "application/json", origin: instance.url },
      body: JSON.stringify({ token: new URL(link).hash.slice(1) }),
    });
    const { address } = (await reply.json()) as { address: string };
    return new URL(await browser.follow(await browser.follow(address))).searchParams;
  }

  it("binds the first who comes with it, once, and nobody after", async () => {
    peers.claims.current = { sub: "edith", email: "not-her-address@id.example" };
    const browser = newBrowser();
    const link = await instance.signInLink(DEMO_AGENTS.edith.email);
    expect((await through(browser, link)).get("done")).toBe("1");
    expect(await browser.signedInAs()).toMatchObject({ email: DEMO_AGENTS.edith.email, role: "auditor" });
    expect((await newBrowser().through("good")).get("done")).toBe("1");
    peers.claims.current = { sub: "another" };
    const second = newBrowser();
    await refuses(second, { provider: "good", reason: "sign_in.no_access", by: () => through(second, link) });
    const next = await instance.signInLink(DEMO_AGENTS.edith.email);
    await refuses(second, { provider: "good", reason: "sign_in.other_account", by: () => through(second, next) });
    // Nothing was used up by that: the link still opens.
    peers.claims.current = { sub: "edith" };
    const opened = await second.fetch("/api/sign-in", {
      method: "POST",
      headers: { "content-type": "application/json", origin: instance.url },
      body: JSON.stringify({ token: new URL(next).hash.slice(1) }),
    });
    expect(opened.status).toBe(200);
  });

  it("of a row that was written by SQL links nobody", async () => {
    await db
      .prepare("INSERT INTO agent_identities (issuer, subject, agent_id, by_groups, linked_at) VALUES (?, ?, ?, 0, 0)")
      .bind(peers.issuerOf("good"), "by-sql", DEMO_AGENTS.jonas.id)
      .first();
    peers.claims.current = { sub: "by-sql" };
    const browser = newBrowser();
    await refuses(browser, { provider: "good", reason: "sign_in.no_access", by: () => browser.through("good") });
  });
});

const post = (browser: IdentityBrowser, path: string, body: object): Promise<Response> =>
  browser.fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json", origin: instance.url },
    body: JSON.stringify(body),
  });

describe("the test of a company's sign-in", () => {
  async function tested(provider: string): Promise<SignInTestReply> {
    admin ??= await signedInAdmin();
    const reply = await post(admin, `/api/sign-in-providers/${provider}/test`, {});
    expect(reply.status, provider).toBe(200);
    return (await reply.json()) as SignInTestReply;
  }
  let admin: IdentityBrowser | undefined;
  async function signedInAdmin(): Promise<IdentityBrowser> {
    const browser = newBrowser();
    const link = await instance.signInLink(DEMO_AGENTS.jonas.email);
    const reply = await post(browser, "/api/sign-in", { token: new URL(link).hash.slice(1) });
    expect(reply.status).toBe(200);
    return browser;
  }
  const amiss = async (provider: string) => {
    const { read, findings } = await tested(provider);
    return read.ok ? findings.filter(({ outcome }) => outcome !== "fits") : read.problem;
  };
  const unsaid = { check: "pkce", outcome: "unsaid" };

  it("finds that a real provider fits", async () => {
    expect(await tested("company")).toMatchObject({ read: { ok: true } });
    expect(await amiss("company")).toEqual([]);
  });

  it.each<[string, unknown]>([
    ["good", [unsaid]],
    ["plain-pkce", [{ check: "pkce", outcome: "differs", says: "plain" }]],
    [
      "metadata-of-another",
      [
        { check: "issuer", outcome: "differs", says: expect.stringMatching(/metadata-of-another-else$/u) as string },
        unsaid,
      ],
    ],
    [
      "token-elsewhere",
      [
        {
          check: "endpoints",
          outcome: "differs",
          says: expect.stringMatching(/^token_endpoint at http:\/\/127/u) as string,
        },
        unsaid,
      ],
    ],
    ["keys-broken", [unsaid, { check: "keys", outcome: "differs", problem: "peer.malformed" }]],
    ["broken", "peer.failed"],
    ["no-json", "peer.malformed"],
    ["down", "peer.unreachable"],
  ])("says of %s what is wrong", async (provider, wrong) => {
    expect(await amiss(provider)).toEqual(wrong);
  });

  it("sends no client secret, and nobody signs in", async () => {
    peers.asked.length = 0;
    await tested("good");
    expect(peers.asked.map((one) => one.split(" ", 2).join(" "))).toEqual([
      "GET /good/.well-known/openid-configuration",
      "GET /good/jwks",
    ]);
    expect(peers.asked.filter((one) => one.includes(SECRET) || /authorization/iu.test(one))).toEqual([]);
  });

  it("is an admin's, and of a provider that there is", async () => {
    await tested("good");
    expect((await post(admin ?? newBrowser(), "/api/sign-in-providers/nobody/test", {})).status).toBe(404);
    expect((await post(newBrowser(), "/api/sign-in-providers/company/test", {})).status).toBe(401);
  });
});

describe("one's own company account", () => {
  /** Signed in by a link, so that no account of the company is linked by it. */
  async function signedIn(email: string): Promise<IdentityBrowser> {
    const browser = newBrowser();
    const link = await instance.signInLink(email);
    expect((await post(browser, "/api/sign-in", { token: new URL(link).hash.slice(1) })).status).toBe(200);
    return browser;
  }

  async function begun(browser: IdentityBrowser): Promise<string> {
    const reply = await post(browser, "/api/session/company-accounts/good", {});
    const { address } = (await reply.json()) as { address: string };
    expect(new URL(address).searchParams.get("max_age")).toBe("0");
    return address;
  }

  const linkedAt = async (browser: IdentityBrowser, address: string): Promise<string> => {
    const end = new URL(await browser.follow(await browser.follow(address)));
    return `${end.pathname}${end.search}`;
  };

  const shows = (sub: string, change: object = {}): void => {
    peers.claims.current = { sub, auth_time: Math.floor(Date.now() / 1_000), ...change };
  };

  const state = async (browser: IdentityBrowser) => {
    const reply = await (await browser.fetch("/api/session/company-accounts")).json();
    return (reply as OwnAccountsReply).accounts.find(({ name }) => name === "good")?.state;
  };

  it("is linked by who is signed in, and its owner and every other admin hear of it", async () => {
    const { id, email } = DEMO_AGENTS.aisha;
    const browser = await signedIn(email);
    expect(await state(browser)).toBe("open");
    shows("aisha-at-work", { email: "somebody-else@id.example" });
    expect(await linkedAt(browser, await begun(browser))).toBe("/sign-ins?linked=1");
    expect(await state(browser)).toBe("linked");
    const told = "SELECT COUNT(*) AS found FROM desk_mails WHERE kind = ? AND about = ? AND recipient LIKE ?";
    expect(await count(told, "own_account_linked", "good", `user:${id}`)).toBe(1);
    expect(await count(told, "account_linked", DEMO_AGENTS.aisha.name, `user:${DEMO_AGENTS.jonas.id}`)).toBe(1);
    const audited = "SELECT COUNT(*) AS found FROM audit WHERE action = 'agent.linked' AND actor = ? AND subject = ?";
    expect(await count(audited, id, id)).toBe(1);
    const later = newBrowser();
    expect((await later.through("good")).get("done")).toBe("1");
    expect(await later.signedInAs()).toMatchObject({ email });
  });

  it("is not somebody else's, not a mail address, and not one that was shown long ago", async () => {
    const browser = await signedIn(DEMO_AGENTS.lee.email);
    const refusal = async (reason: SignInProblem) => {
      const before = await count("SELECT COUNT(*) AS found FROM agent_identities");
      expect(await linkedAt(browser, await begun(browser))).toBe(`/sign-ins?problem=${reason}`);
      expect(await count("SELECT COUNT(*) AS found FROM agent_identities")).toBe(before);
    };
    shows("aisha-at-work");
    await refusal("sign_in.taken");
    shows(DEMO_AGENTS.lee.email);
    await refusal("sign_in.mail_only");
    shows("lee-at-work", { auth_time: Math.floor(Date.now() / 1_000) - 3_600 });
    await refusal("identity.not_trusted");
    const byAddress = await post(browser, "/api/session/company-accounts/cloudflare_access", {});
    expect(((await byAddress.json()) as { code: string }).code).toBe("sign_in.mail_only");
  });

  it("is that of who began, still signed in", async () => {
    const [browser, other] = [await signedIn(DEMO_AGENTS.lee.email), await signedIn(DEMO_AGENTS.jonas.email)];
    shows("lee-at-work");
    const address = await begun(browser);
    const session = "__Host-console";
    const own = browser.cookiesOf().get(session) ?? "";
    browser.cookiesOf().delete(session);
    expect(await linkedAt(browser, address)).toBe("/sign-in?problem=sign_in.signed_out");
    browser.cookiesOf().set(session, own);
    const again = await begun(browser);
    browser.cookiesOf().set(session, other.cookiesOf().get(session) ?? "");
    expect(await linkedAt(browser, again)).toBe("/sign-ins?problem=sign_in.other_person");
  });
});

describe("Cloudflare Access", () => {
  const ACCESS = "cloudflare_access";
  const HEADER = "cf-access-jwt-assertion";
  const told = (address: string): URLSearchParams => new URL(address, instance.url).searchParams;

  /** As Access lets the request through: the token is a header of it. */
  const through = async (browser: IdentityBrowser, token: string | undefined, query = "") =>
    told(
      await browser.follow(`/sign-in/with/${ACCESS}${query}`, {
        headers: token === undefined ? {} : { [HEADER]: token },
      }),
    );

  const linked = (browser: IdentityBrowser, link: string, token: string): Promise<Response> =>
    browser.fetch(`/api/sign-in/with/${ACCESS}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: instance.url, [HEADER]: token },
      body: JSON.stringify({ token: new URL(link).hash.slice(1) }),
    });

  it("binds whoever it says by a sign-in link, and lets nobody in by an address", async () => {
    const who = { sub: "access-marisol", email: DEMO_AGENTS.marisol.email };
    const stranger = newBrowser();
    const byAddress = async () => through(stranger, await access.token(who));
    // Nor does it show whose address is known here.
    await refuses(stranger, { provider: ACCESS, reason: "sign_in.no_access", by: byAddress });
    const browser = newBrowser();
    const link = await instance.signInLink(DEMO_AGENTS.marisol.email);
    const reply = await linked(browser, link, await access.token(who));
    expect(await reply.json()).toEqual({ address: "/sign-in?done=1" });
    expect(await browser.signedInAs()).toMatchObject({ email: DEMO_AGENTS.marisol.email, role: "analyst" });
    const later = newBrowser();
    expect((await through(later, await access.token({ ...who, email: "changed@id.example" }))).get("done")).toBe("1");
    expect(await later.signedInAs()).toMatchObject({ email: DEMO_AGENTS.marisol.email });
    const session = await (await later.fetch("/api/session")).json();
    expect(session).toMatchObject({ provider: ACCESS });
    // The link is used up, and another account takes neither it nor her place.
    const second = newBrowser();
    const other = await access.token({ sub: "access-other" });
    expect((await linked(second, link, other)).status).toBe(403);
    const next = await instance.signInLink(DEMO_AGENTS.marisol.email);
    expect(((await (await linked(second, next, other)).json()) as { code: string }).code).toBe("sign_in.other_account");
    expect((await second.signedInAs()).status).toBe(401);
  });

  it("lets nobody in without its token, or by one that is not for this console", async () => {
    const browser = newBrowser();
    const by = (token?: string) => () => through(browser, token);
    await refuses(browser, { provider: ACCESS, reason: "identity.absent", by: by() });
    const elsewhere = await access.token({ sub: "access-marisol", aud: ["b2".repeat(32)] });
    await refuses(browser, { provider: ACCESS, reason: "identity.not_trusted", by: by(elsewhere) });
    access.answer = "broken";
    const right = await access.token({ sub: "access-marisol" });
    await refuses(browser, { provider: ACCESS, reason: "identity.unreachable", by: by(right) });
    access.answer = "keys";
  });

  it("shows somebody anew as far as its token is new, and nobody else", async () => {
    const browser = newBrowser();
    const token = (seconds: number, sub = "access-marisol") =>
      access.token({ sub, iat: Math.floor(Date.now() / 1_000) - seconds });
    const POST = {
      method: "POST",
      headers: { "content-type": "application/json", origin: instance.url },
      body: JSON.stringify({}),
    };
    const statusOf = async () => (await browser.fetch("/api/session/passkeys/options", POST)).status;
    await through(browser, await token(400));
    expect(await statusOf()).toBe(403);
    expect((await through(browser, await token(400), "?fresh=1")).get("problem")).toBe("sign_in.stale");
    expect((await through(browser, await token(10), "?fresh=1")).get("done")).toBe("fresh");
    expect(await statusOf()).toBe(200);
    // Somebody who may come in, but is not the one whose page asks.
    await linked(newBrowser(), await instance.signInLink(DEMO_AGENTS.lee.email), await token(0, "access-lee"));
    const other = await through(browser, await token(0, "access-lee"), "?fresh=1");
    expect(other.get("problem")).toBe("sign_in.other_person");
    expect(await browser.signedInAs()).toMatchObject({ email: DEMO_AGENTS.marisol.email });
  });

  it("is one of the ways that the sign-in page shows, and its session ends with ours", async () => {
    const reply = (await (await newBrowser().fetch("/api/sign-in/ways")).json()) as { providers: object[] };
    expect(reply.providers).toContainEqual({ name: ACCESS, label: "Cloudflare Access" });
    expect(await newBrowser().follow(`/sign-in/out/${ACCESS}`)).toBe(`${access.team}/cdn-cgi/access/logout`);
  });
});
