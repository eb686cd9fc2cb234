import { describe, expect, it } from "vitest";
import { readConfig, type Config } from "./config.ts";

const VALID = {
  CONSOLE_ORIGIN: "https://console.example.com",
  PORTAL_ORIGIN: "https://verify.example.com",
  ROOT_SECRET: "a root secret of more than 32 characters",
};

const SECRETS = {
  username: "service",
  password: "canary-password",
  webhookUsername: "changegear",
  webhookPassword: "canary-webhook-password",
};

function config(change: object = {}): Config {
  const read = readConfig({ ...VALID, ...change });
  if (!read.ok) {
    throw new Error(read.problems.map((problem) => `${problem.key} ${problem.message}`).join("; "));
  }
  return read.config;
}

const problems = (change: object) => {
  const read = readConfig({ ...VALID, ...change });
  return read.ok ? [] : read.problems;
};

const keys = (change: object) => problems(change).map((problem) => problem.key);

describe("defaults", () => {
  it("fill everything but origins and root secret", () => {
    const { ROOT_SECRET, CONNECTION_SECRETS, DELIVERY_SECRETS, ...rest } = config();
    expect(ROOT_SECRET.reveal()).toBe(VALID.ROOT_SECRET);
    expect([CONNECTION_SECRETS.reveal(), DELIVERY_SECRETS.reveal()]).toEqual([{}, {}]);
    expect(rest).toMatchObject({
      BRAND_NAME: "imper.ai",
      TIME_ZONE: "UTC",
      CATEGORIES: {},
      CONNECTIONS: {},
      KEY_GENERATIONS: {},
      SMS_COUNTRIES: ["GB"],
      CORPORATE_DOMAINS: [],
      ORGANISATION_ASNS: [],
      LOCAL_MODE: false,
    });
  });

  it("say to ask for the spoken code when the caller is on the line", () => {
    expect(config({ CATEGORIES: { "Password reset": { action: "password_reset" } } }).CATEGORIES).toMatchObject({
      "Password reset": { action: "password_reset", spokenCode: "when_on_line" },
    });
  });
});

describe("problems", () => {
  it("are listed all at once, by key", () => {
    const read = readConfig({
      CONSOLE_ORIGIN: "console.example.com",
      ROOT_SECRET: "short",
      KEY_GENERATIONS: { fields: [0] },
      CATEGORIES: "{",
      ORGANISATION_ASNS: "[1.5]",
      BRAND_NAME: "",
    });
    const found = read.ok ? [] : read.problems.map((problem) => problem.key);
    expect(new Set(found)).toEqual(
      new Set([
        "CONSOLE_ORIGIN",
        "PORTAL_ORIGIN",
        "ROOT_SECRET",
        "KEY_GENERATIONS.fields.0",
        "CATEGORIES",
        "ORGANISATION_ASNS.0",
        "BRAND_NAME",
      ]),
    );
  });

  it("never print a value", () => {
    const bad = {
      CONSOLE_ORIGIN: "https://canary-user:canary-password@console.example.com/canary-path",
      PORTAL_ORIGIN: "canary-not-a-url",
      ROOT_SECRET: "canary-root",
      KEY_GENERATIONS: '{"fields":["canary-generation"]}',
      CONNECTIONS: '{"main":"canary-connection"}',
      CONNECTION_SECRETS: '{"main":"canary"}',
      DELIVERY_SECRETS: "canary-not-json{",
      DELIVERY_SETTINGS: '["canary-setting"]',
      CATEGORIES: { a: { action: "canary-action" } },
      BRAND_NAME: `canary-${"x".repeat(60)}`,
      LOCAL_MODE: 7,
    };
    expect(problems(bad).length).toBeGreaterThanOrEqual(11);
    expect(JSON.stringify(problems(bad))).not.toContain("canary");
  });

  it.each([
    "",
    "console.example.com",
    "https://console.example.com/",
    "https://console.example.com/path",
    "https://console.example.com?x",
    "https://user@console.example.com",
    "HTTPS://CONSOLE.EXAMPLE.COM",
    "https://console.example.com:443",
    "//console.example.com",
    undefined,
    7,
  ])("%j is no origin", (value) => {
    expect(keys({ CONSOLE_ORIGIN: value })).toContain("CONSOLE_ORIGIN");
  });

  it.each(["https://console.example.com", "https://console.example.com:8443"])("%s is an origin", (value) => {
    expect(config({ CONSOLE_ORIGIN: value }).CONSOLE_ORIGIN).toBe(value);
  });

  it.each([
    ["an unknown action", { a: { action: "delete_account" } }],
    ["a misspelt setting", { a: { action: "password_reset", linkLifetime: 5 } }],
    ["a link that lives too long", { a: { action: "password_reset", linkLifetimeMinutes: 11 } }],
    ["no action", { a: {} }],
  ])("a category with %s is refused", (_name, CATEGORIES) => {
    expect(keys({ CATEGORIES })[0]).toMatch(/^CATEGORIES\.a/);
  });

  it.each([
    ["Main", "capital letters"],
    ["a/b", "a slash"],
    ["x".repeat(41), "more than 40 letters"],
    ["", "no letters"],
  ])("a connection cannot be named %j: %s", (name) => {
    expect(keys({ CONNECTIONS: { [name]: { settings: {} } } })).toHaveLength(1);
  });

  it.each([
    ["TIME_ZONE", "Mars/Olympus", "TIME_ZONE"],
    ["DESK_HOURS", "18:00", "DESK_HOURS"],
    ["DESK_HOURS", "Mon 08:00-18:00 Mars/Olympus", "DESK_HOURS"],
    ["SMS_COUNTRIES", "GB, Portugal", "SMS_COUNTRIES.1"],
    ["SMS_COUNTRIES", "", "SMS_COUNTRIES"],
    ["KEY_GENERATIONS", { link: [2, 1] }, "KEY_GENERATIONS"],
  ])("%s cannot be %j", (key, value, named) => {
    expect(keys({ [key]: value })).toEqual([named]);
  });
});

describe("settings that contradict each other", () => {
  const local = { LOCAL_MODE: "true", CONSOLE_ORIGIN: "http://localhost:8787", PORTAL_ORIGIN: "http://localhost:8787" };

  it("plain http is for a developer's machine", () => {
    expect(keys({ CONSOLE_ORIGIN: "http://console.example.com" })).toEqual(["CONSOLE_ORIGIN"]);
    expect(keys({ PORTAL_ORIGIN: "http://verify.example.com" })).toEqual(["PORTAL_ORIGIN"]);
    expect(keys(local)).toEqual([]);
  });

  it("console and portal have an origin each", () => {
    expect(keys({ PORTAL_ORIGIN: VALID.CONSOLE_ORIGIN })).toEqual(["PORTAL_ORIGIN"]);
  });

  it("LOCAL_MODE goes with an origin on this machine only", () => {
    expect(keys({ LOCAL_MODE: "true" })).toEqual(["LOCAL_MODE"]);
    expect(keys({ ...local, PORTAL_ORIGIN: VALID.PORTAL_ORIGIN })).toEqual(["LOCAL_MODE"]);
    expect(keys({ ...local, CONSOLE_ORIGIN: "https://console.test", PORTAL_ORIGIN: "https://verify.test" })).toEqual(
      [],
    );
  });

  it("a faster clock goes with LOCAL_MODE only", () => {
    expect(keys({ LOCAL_CLOCK: { from: 0, rate: 6 } })).toEqual(["LOCAL_CLOCK"]);
    expect(keys({ ...local, LOCAL_CLOCK: { from: 0, rate: 6 } })).toEqual([]);
  });

  it("demo data goes with LOCAL_MODE only, and says its day", () => {
    expect(keys({ DEMO_DATA: "2026-11-29" })).toEqual(["DEMO_DATA"]);
    expect(keys({ ...local, DEMO_DATA: "2026-11-29" })).toEqual([]);
    expect(keys({ ...local, DEMO_DATA: "yes" })).toEqual(["DEMO_DATA"]);
  });

  it("a webhook that tells security needs its signing secret", () => {
    const SECURITY_CONTACT = { mail: "soc@x.example", webhook: "https://soc.x.example/in" };
    const webhook = `whsec_${btoa("x".repeat(32))}`;
    expect(keys({ SECURITY_CONTACT })).toEqual(["SECURITY_SECRETS.webhook"]);
    expect(keys({ SECURITY_CONTACT, SECURITY_SECRETS: { webhook } })).toEqual([]);
    expect(keys({ SECURITY_CONTACT, SECURITY_SECRETS: { webhook: "whsec_short" } })).toEqual([
      "SECURITY_SECRETS.webhook",
    ]);
  });

  it("a connection needs its credentials", () => {
    const CONNECTIONS = { main: { settings: {} }, second: { settings: {} } };
    expect(keys({ CONNECTIONS, CONNECTION_SECRETS: { main: SECRETS } })).toEqual(["CONNECTION_SECRETS.second"]);
  });

  it("a system that sets passwords needs its credentials", () => {
    expect(keys({ ACTION_TARGETS: { ad: { settings: {} } } })).toEqual(["ACTION_SECRETS.ad"]);
  });

  it.each([
    ["", []],
    ["https://api.pwnedpasswords.com", []],
    ...[
      "http://leaks.example",
      "https://leaks.example/range",
      "https://leaks.example:443",
      "https://10.0.0.7",
      "http://127.0.0.1:8080",
      "leaks",
    ].map((origin) => [origin, ["LEAKED_PASSWORDS_ORIGIN"]] as const),
  ] as const)("leaked passwords are asked at %j", (origin, refused) => {
    expect(keys({ LEAKED_PASSWORDS_ORIGIN: origin })).toEqual(refused);
  });
});

describe("both ways to write a value", () => {
  const tables = {
    KEY_GENERATIONS: { links: [2, 1] },
    CONNECTIONS: { main: { settings: { baseUrl: "https://cg.example.com" } } },
    CATEGORIES: { "Password reset": { action: "password_reset", spokenCode: "always" } },
    ORGANISATION_ASNS: [64_500],
    DELIVERY_SETTINGS: { twilio: { from: "+15005550006" } },
  };

  it.each(Object.entries(tables))("%s as a TOML table or as JSON text", (key, value) => {
    const base = { CONNECTION_SECRETS: { main: SECRETS } };
    const [table, text] = [config({ ...base, [key]: value }), config({ ...base, [key]: JSON.stringify(value) })];
    expect(text).toHaveProperty(key, table[key as keyof Config]);
    expect(table[key as keyof Config]).not.toEqual(config()[key as keyof Config]);
  });

  it.each([
    ["a.example, b.example ,", ["a.example", "b.example"]],
    [["a.example"], ["a.example"]],
    ["", []],
  ])("a list as %j", (value, expected) => {
    expect(config({ CORPORATE_DOMAINS: value }).CORPORATE_DOMAINS).toEqual(expected);
  });

  it.each([
    ["true", true],
    [true, true],
    ["false", false],
    ["1", false],
    ["TRUE", false],
    ["", false],
    [false, false],
  ])("LOCAL_MODE %j is %s", (value, expected) => {
    const origins = { CONSOLE_ORIGIN: "https://console.test", PORTAL_ORIGIN: "https://verify.test" };
    expect(config({ ...origins, LOCAL_MODE: value }).LOCAL_MODE).toBe(expected);
  });
});

describe("secrets", () => {
  it("do not show when the configuration is printed", () => {
    const made = config({
      ROOT_SECRET: `canary-${"x".repeat(40)}`,
      CONNECTION_SECRETS: JSON.stringify({ main: SECRETS }),
      DELIVERY_SECRETS: { twilio: { token: "canary-token" } },
    });
    expect(JSON.stringify(made)).not.toContain("canary");
    expect(`${String(made.ROOT_SECRET)} ${String(made.CONNECTION_SECRETS)}`).not.toContain("canary");
    expect(made.CONNECTION_SECRETS.reveal()["main"]).toEqual(SECRETS);
  });
});

describe("identity providers", () => {
  const work = { label: "Work", issuer: "https://id.example/tenant-1", clientId: "desk" };
  const provider = (change: object) => ({ SIGN_IN_PROVIDERS: { work: { ...work, ...change } } });

  it("have no group that gives a role and demand no second factor unless that is said", () => {
    expect(config(provider({})).SIGN_IN_PROVIDERS["work"]).toMatchObject({
      algorithm: "RS256",
      roles: { agent: [], analyst: [], auditor: [] },
      secondFactor: { acr: [], amr: [] },
    });
  });

  it("do not take Google's issuer alone, which is everybody's", () => {
    for (const issuer of ["https://accounts.google.com", "https://accounts.google.com/"]) {
      expect(keys(provider({ issuer }))).toEqual(["SIGN_IN_PROVIDERS.work.organisation.values"]);
    }
  });

  it("take Google's issuer with the organisation that is meant", () => {
    const google = { issuer: "https://accounts.google.com", organisation: { values: ["halden.example"] } };
    expect(config(provider(google)).SIGN_IN_PROVIDERS["work"]?.organisation).toEqual({
      claim: "hd",
      values: ["halden.example"],
    });
  });

  it.each([
    ["every tenant of Entra", "https://login.microsoftonline.com/common/v2.0"],
    ["every organisation", "https://login.microsoftonline.com/organizations/v2.0"],
    ["private accounts", "https://login.microsoftonline.com/consumers"],
    ["a tenant left open", "https://login.microsoftonline.com/{tenantid}/v2.0"],
    ["plain http", "http://id.example"],
    ["plain http on this machine", "http://localhost:9000"],
    ["a query", "https://id.example/?tenant=1"],
    ["another scheme", "ftp://id.example"],
    ["credentials", "https://me:too@id.example"],
    ["no address", "id.example"],
  ])("are of one tenant, over https: not %s", (_what, issuer) => {
    expect(keys(provider({ issuer }))).toEqual(["SIGN_IN_PROVIDERS.work.issuer"]);
  });

  it("may be on this machine in LOCAL_MODE", () => {
    const origins = { CONSOLE_ORIGIN: "http://localhost:1", PORTAL_ORIGIN: "http://localhost:1" };
    expect(keys({ LOCAL_MODE: "true", ...origins, ...provider({ issuer: "http://localhost:9000" }) })).toEqual([]);
  });

  it("never make an admin by a group", () => {
    expect(keys(provider({ roles: { admin: ["desk-admins"] } }))).toEqual(["SIGN_IN_PROVIDERS.work.roles"]);
  });

  it("asks for team and audience of Access together, over https", () => {
    const access = (value: object) => ({ CLOUDFLARE_ACCESS: value });
    const [team, audience] = ["https://one.cloudflareaccess.com", "a1".repeat(32)];
    expect(keys(access({ team, audience }))).toEqual([]);
    expect(keys(access({ team }))).toEqual(["CLOUDFLARE_ACCESS.audience"]);
    expect(keys(access({ audience }))).toEqual(["CLOUDFLARE_ACCESS.team"]);
    expect(keys(access({ team: "http://one.cloudflareaccess.com", audience }))).toEqual(["CLOUDFLARE_ACCESS.team"]);
    expect(keys(access({ team: `${team}/cdn-cgi`, audience }))).toEqual(["CLOUDFLARE_ACCESS.team"]);
    expect(keys(access({ team, audience: "console" }))).toEqual(["CLOUDFLARE_ACCESS.audience"]);
  });
});
