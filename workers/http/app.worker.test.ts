/** What every route owes, read off the route table: a new row is covered the moment it is written. */
import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { brandOf } from "../adapters/platform/brand.ts";
import { createVault } from "../adapters/crypto/vault.ts";
import { agentId } from "../core/kit/ids.ts";
import { ROLES, type Role } from "../core/kit/roles.ts";
import { may, type Permission } from "../core/policy/permissions.ts";
import { Unavailable } from "../core/kit/unavailable.ts";
import type { Deps } from "../app/deps.ts";
import { appWith } from "../../test/support/worker-app.ts";
import { signedInAgent } from "../../test/support/worker-agent.ts";
import { signedInPerson, withPeople } from "../../test/support/worker-person.ts";
import { deps, keyring, rows, seed, stubOf } from "../../test/support/worker-fixture.ts";
import { HELP_PATHS } from "../contract/console/paths.ts";
import { createApp } from "./app.ts";
import type { Route } from "./route.ts";
import { ROUTES } from "./route-table.ts";
import manifest from "../../package.json" with { type: "json" };

const CONSOLE = "https://console.test";
const PORTAL = "https://verify.test";
const BROWSER = "Test Browser 1.0";
const vault = createVault(keyring);
let admin = "";
let person = "";
let locator = "";

const cookieOf = async (role: Role): Promise<string> => (await signedInAgent({ role, browser: BROWSER })).cookie;

/** Anew for each test: one of the routes signs out. */
beforeEach(async () => {
  admin = await cookieOf("admin");
  person = (await signedInPerson({ browser: BROWSER })).cookie;
});

async function newLocator(): Promise<string> {
  const made = await seed();
  await stubOf(made).create(made);
  return vault.locator({ id: made.session.id, linkNumber: 1 });
}

beforeAll(async () => {
  locator = await newLocator();
});

async function call(request: Request, ready: Deps | undefined = withPeople(deps())): Promise<Response> {
  const context = createExecutionContext();
  const reply = await appWith(ready).fetch(request, env, context);
  await waitOnExecutionContext(context);
  return reply;
}

const isOfPortal = ({ audience }: Route): boolean => audience === "portal" || audience === "person";
const showsPages = (route: Route): boolean => isOfPortal(route) && route.body !== "json";
const originOf = (route: Route) => (isOfPortal(route) ? PORTAL : CONSOLE);
const pathOf = (route: Route) =>
  route.path
    .replace(":locator", locator)
    .replace(":provider", "none")
    .replace(":connection", "none")
    .replaceAll(/:(ordinal|attempt)/g, "1")
    .replace(":id", "unknown");
const nameOf = (route: Route) => `${route.method} ${route.path}`;
const TYPES = {
  json: "application/json",
  form: "application/x-www-form-urlencoded",
  raw: "application/json",
  none: "",
} as const;

interface Change {
  /** Undefined leaves a header out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
  readonly origin?: string;
}

function request(
  route: Route,
  { headers = {}, body = route.body === "json" ? "{}" : "", origin = originOf(route) }: Change = {},
): Request {
  const all: Record<string, string | undefined> = {
    "user-agent": BROWSER,
    ...(route.method === "POST"
      ? { "sec-fetch-site": "same-origin", origin: originOf(route), "content-type": TYPES[route.body] }
      : {}),
    ...(route.permission === "public" ? {} : { cookie: route.audience === "person" ? person : admin }),
    ...headers,
  };
  const given = Object.entries(all).filter((header): header is [string, string] => header[1] !== undefined);
  return new Request(`${origin}${pathOf(route)}`, {
    method: route.method,
    headers: Object.fromEntries(given),
    redirect: "manual",
    ...(route.method === "POST" ? { body } : {}),
  });
}

const each = (list: readonly Route[]) => list.map((route) => [nameOf(route), route] as const);
const POSTS = ROUTES.filter((route) => route.method === "POST");
const OWN_POSTS = POSTS.filter((route) => route.audience !== "webhook");
const GUARDED = ROUTES.filter((route) => route.permission !== "public" && route.audience !== "person");
const GUARDED_FOR_PEOPLE = ROUTES.filter((route) => route.permission !== "public" && route.audience === "person");

async function codeOf(reply: Response): Promise<string> {
  const text = await reply.text();
  return reply.headers.get("content-type") === "application/problem+json"
    ? (JSON.parse(text) as { code: string }).code
    : text.slice(0, 40);
}

/** A person in front of a page gets a page; a program gets the problem's code. */
const refusal = (route: Route, code: string): string => (showsPages(route) ? "a page" : code);

async function refusalOf(route: Route, reply: Response): Promise<string | undefined> {
  if (!showsPages(route)) {
    return codeOf(reply);
  }
  const text = await reply.text();
  return reply.headers.get("content-type")?.startsWith("text/html") === true && /<h1[^>]*>[^<]/.test(text)
    ? "a page"
    : text;
}

describe("a page asked for by a frame", () => {
  it.each(["/", "/sign-in", "/v/unknown"])("%s may not be framed", async (path) => {
    const reply = await call(new Request(`https://console.test${path}`, { headers: { "sec-fetch-dest": "iframe" } }));
    await reply.text();
    expect(reply.headers.get("x-frame-options")).toBe("DENY");
    expect(reply.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  });
});

describe("/healthz", () => {
  it.each([CONSOLE, PORTAL])("says on %s that it runs and which version, and nothing else", async (origin) => {
    const reply = await call(new Request(`${origin}/healthz`));
    expect([reply.status, await reply.json()]).toEqual([200, { status: "ok", version: manifest.version }]);
  });

  it("says so while there are no settings to read: before the migrations, and without a database", async () => {
    const away = () => Promise.reject(new Unavailable("database"));
    const app = createApp({ compose: () => deps(), fresh: away });
    const reply = await app.fetch(new Request(`${CONSOLE}/healthz`), env, createExecutionContext());
    expect(reply.status).toBe(200);
  });
});

describe("a requester's press", () => {
  it.each([
    ["password", 1],
    ["unlock", 1],
    // Nothing goes out: the page does not wait for settings.
    ["answer", 0],
    ["report", 0],
  ])("to %s is answered with the newest settings: %i", async (path, times) => {
    const newest = vi.fn(async () => deps());
    const app = createApp({ compose: () => deps(), fresh: newest });
    const route = ROUTES.find((one) => one.method === "POST" && one.path === `/v/:locator/${path}`) as Route;
    const reply = await app.fetch(request(route), env, createExecutionContext());
    await reply.text();
    expect(newest).toHaveBeenCalledTimes(times);
  });
});

describe("every route", () => {
  it("is there once", () => {
    expect(new Set(ROUTES.map(nameOf)).size).toBe(ROUTES.length);
    expect(ROUTES.length).toBeGreaterThan(30);
  });

  it.each(each(ROUTES))("%s sends the security headers", async (_name, route) => {
    const reply = await call(request(route));
    await reply.text();
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "x-frame-options": "DENY",
      "cross-origin-opener-policy": "same-origin",
      "cache-control": "no-store",
    });
    expect(reply.headers.get("content-security-policy")).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(reply.headers.get("content-security-policy")).not.toContain("unsafe");
    expect(reply.status).toBeLessThan(500);
  });

  it.each(each(ROUTES))("%s does not answer on another host", async (_name, route) => {
    const notItsOwn = [CONSOLE, PORTAL].filter((origin) => route.audience !== "anyone" && origin !== originOf(route));
    for (const origin of ["https://evil.test", ...notItsOwn]) {
      const reply = await call(request(route, { origin }));
      expect([reply.status, await codeOf(reply)]).toEqual([404, "request.not_found"]);
    }
  });

  it.each(each(GUARDED))("%s asks for a session and its permission", async (_name, route) => {
    for (const cookie of ["", "__Host-console=made-up", `console=${admin.split("=")[1]}`]) {
      const reply = await call(request(route, { headers: { cookie } }));
      expect([reply.status, await codeOf(reply)], cookie).toEqual([401, "request.unauthenticated"]);
    }
    for (const role of ROLES) {
      const reply = await call(request(route, { headers: { cookie: await cookieOf(role) } }));
      const allowed = may(role, route.permission as Permission);
      expect((await codeOf(reply)) === "request.forbidden", role).toBe(!allowed);
    }
  });
});

describe("a person's own page", () => {
  it.each(each(GUARDED_FOR_PEOPLE))("%s asks for a person, and takes no agent for one", async (_name, route) => {
    for (const cookie of ["", "__Host-me=made-up", admin, `__Host-me=${admin.split("=")[1]}`]) {
      const reply = await call(request(route, { headers: { cookie } }));
      expect([reply.status, await refusalOf(route, reply)], cookie).toEqual([
        401,
        refusal(route, "request.unauthenticated"),
      ]);
    }
    const reply = await call(request(route));
    expect(reply.status).not.toBe(401);
    await reply.text();
  });

  it.each(each(GUARDED))("%s takes no person for an agent", async (_name, route) => {
    for (const cookie of [person, `__Host-console=${person.split("=")[1]}`]) {
      const reply = await call(request(route, { headers: { cookie } }));
      expect([reply.status, await codeOf(reply)]).toEqual([401, "request.unauthenticated"]);
    }
  });
});

describe("every post of our own pages", () => {
  it.each(each(OWN_POSTS))("%s comes from our own page", async (_name, route) => {
    for (const site of ["cross-site", "same-site", "none", ""]) {
      const reply = await call(request(route, { headers: { "sec-fetch-site": site } }));
      expect([reply.status, await codeOf(reply)], site).toEqual([403, "request.cross_site"]);
    }
    // An old browser sends no fetch metadata.
    const foreign = ["https://evil.test", `${originOf(route)}.evil.test`, "http://console.test", undefined];
    for (const origin of [...foreign, ...(route.audience === "console" ? ["null"] : [])]) {
      const reply = await call(request(route, { headers: { "sec-fetch-site": undefined, origin } }));
      expect([reply.status, await codeOf(reply)], origin).toEqual([403, "request.cross_site"]);
    }
    const own = await call(request(route, { headers: { "sec-fetch-site": undefined } }));
    expect(await codeOf(own)).not.toBe("request.cross_site");
  });

  it.each(each(OWN_POSTS))("%s has its content type", async (_name, route) => {
    for (const type of [
      "text/plain",
      "multipart/form-data",
      "application/xml",
      route.body === "json" ? TYPES.form : TYPES.json,
    ]) {
      const reply = await call(request(route, { headers: { "content-type": type } }));
      expect([reply.status, await refusalOf(route, reply)], type).toEqual([415, refusal(route, "request.wrong_type")]);
    }
  });

  it.each(each(POSTS))("%s is no larger than its limit", async (_name, route) => {
    const limit = route.maxBytes ?? (route.body === "raw" ? 262_144 : 16_384);
    const reply = await call(request(route, { body: "x".repeat(limit + 1) }));
    // A row with a door of its own turns a stranger away before it counts.
    const [status, code] =
      route.admit === undefined ? ([413, "request.too_large"] as const) : ([401, "webhook.unauthenticated"] as const);
    expect([reply.status, await refusalOf(route, reply)]).toEqual([status, refusal(route, code)]);
  });

  it.each(each(POSTS.filter((route) => route.body === "json")))(
    "%s takes no field it does not know",
    async (_name, route) => {
      for (const body of [
        '{"status":"passed","role":"admin"}',
        '{"__proto__":{"polluted":true}}',
        "[]",
        "null",
        '"x"',
        "{",
        "",
        "[".repeat(5_000),
      ]) {
        const reply = await call(request(route, { body }));
        expect([reply.status, await codeOf(reply)], body.slice(0, 40)).toEqual([400, "request.malformed"]);
      }
      expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    },
  );
});

it.each(["/webhooks/tickets/main", "/webhooks/changegear/main"])(
  "%s reads no byte of whoever shows no credentials",
  async (path) => {
    let pulled = 0;
    const body = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          pulled += 1;
          controller.enqueue(new Uint8Array(1_000_000));
        },
      },
      { highWaterMark: 0 },
    );
    const headers = { "content-type": "application/json" };
    const reply = await call(new Request(`${CONSOLE}${path}`, { method: "POST", headers, body }));
    expect([reply.status, pulled]).toEqual([401, 0]);
  },
);

describe("what is not a route", () => {
  it.each([
    ["GET", "/api/nothing", 404],
    ["POST", "/api/nothing", 404],
    ["POST", "/api/session", 405],
    ["DELETE", "/api/verifications", 405],
    ["PUT", "/api/verifications/vrf_1/cancel", 405],
    ["GET", "/api/verifications/vrf_1/cancel", 404],
    ["GET", "/webhooks/changegear/main", 405],
    ["GET", "/index.html", 404],
    ["GET", HELP_PATHS.nativeRights, 200],
    ["GET", "/api/../api/session", 401],
    ["GET", "//api/session", 404],
    ["OPTIONS", "/api/session", 405],
    ["GET", "/v/", 404],
  ] as const)("%s %s is %i", async (method, path, status) => {
    const reply = await call(new Request(`${CONSOLE}${path}`, { method }));
    expect(reply.status).toBe(status);
    expect(await reply.text()).not.toMatch(/\.ts:\d/);
  });
});

describe("nothing at an address, asked for by a person", () => {
  const open = (address: string) =>
    call(
      new Request(address, { headers: { accept: "text/html,application/xhtml+xml,*/*;q=0.8" }, redirect: "manual" }),
    );

  it.each(["/dashboards", "/verifications/a/b", "/tickets", "/index.html", "/v/abc"])(
    "the console's %s is its document, which says so",
    async (path) => {
      const reply = await open(CONSOLE + path);
      expect([reply.status, reply.headers.get("content-type")]).toEqual([404, "text/html; charset=utf-8"]);
      expect(await reply.text()).toContain('<html lang="en');
    },
  );

  it.each(["/", "/verifications", "/dashboards", "/v/abc/nothing"])("the portal's %s is its own page", async (path) => {
    const reply = await open(PORTAL + path);
    expect(reply.status).toBe(404);
    expect(await reply.text()).toContain("<h1");
    expect(reply.headers.get("content-security-policy")).toContain("style-src 'sha256-");
  });

  it.each(["/me/nothing", "/me/vouches/give"])("the portal's %s leads to the own page", async (path) => {
    const reply = await open(PORTAL + path);
    expect([reply.status, reply.headers.get("location")]).toEqual([303, "/me"]);
    expect((await open(CONSOLE + path)).status).toBe(404);
  });

  it("a press that is asked for again leads back to its check", async () => {
    const reply = await open(`${PORTAL}/v/${locator}/answer`);
    expect([reply.status, reply.headers.get("location")]).toEqual([303, `/v/${locator}`]);
  });

  it.each([`${CONSOLE}/api/nothing`, `${CONSOLE}/webhooks/nothing`, "https://evil.test/verifications"])(
    "%s stays a problem document",
    async (address) => {
      const reply = await open(address);
      expect([reply.status, await codeOf(reply)]).toEqual([404, "request.not_found"]);
    },
  );

  it("a program gets the problem document everywhere", async () => {
    for (const address of [`${CONSOLE}/dashboards`, `${PORTAL}/dashboards`]) {
      const reply = await call(new Request(address, { headers: { accept: "application/json" } }));
      expect([reply.status, await codeOf(reply)]).toEqual([404, "request.not_found"]);
    }
  });
});

describe("when something goes wrong inside", () => {
  const SECRET = "secret words of an error";
  const broken = (): never => {
    throw new Error(SECRET);
  };

  it("the console gets a problem without its text, and the log its class only", async () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    const base = deps();
    const reply = await call(
      new Request(`${CONSOLE}/api/tickets`, { headers: { "user-agent": BROWSER, cookie: admin } }),
      {
        ...base,
        tickets: { ...base.tickets, open: broken },
      },
    );
    expect(reply.status).toBe(500);
    expect(reply.headers.get("x-content-type-options")).toBe("nosniff");
    expect(await reply.text()).not.toContain(SECRET);
    expect(JSON.stringify(log.mock.calls)).toContain("http.fault");
    expect(JSON.stringify(log.mock.calls)).not.toContain(SECRET);
    log.mockRestore();
  });

  it("the phone gets a page", async () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    const base = deps();
    const reply = await call(new Request(`${PORTAL}/v/${locator}`), { ...base, session: broken });
    expect(reply.status).toBe(500);
    expect(reply.headers.get("content-type")).toContain("text/html");
    expect(await reply.text()).not.toContain(SECRET);
    log.mockRestore();
  });

  it.each([
    ["away", new Unavailable("database"), 503, "server.unavailable"],
    [
      "away, wrapped by a library",
      new Error("Failed query", { cause: new Unavailable("database") }),
      503,
      "server.unavailable",
    ],
    ["a defect", new TypeError("x is not a function"), 500, "server.fault"],
  ])("a program is told when to come again, if that helps: %s", async (_what, thrown, status, code) => {
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    const base = deps();
    const tickets = { ...base.tickets, open: () => Promise.reject(thrown) };
    const headers = { "user-agent": BROWSER, cookie: admin };
    const reply = await call(new Request(`${CONSOLE}/api/tickets`, { headers }), { ...base, tickets });
    expect([reply.status, await codeOf(reply)]).toEqual([status, code]);
    expect(Number(reply.headers.get("retry-after") ?? 0) > 0).toBe(status === 503);
    log.mockRestore();
  });

  it("a person gets a page that says so, and may still stop the check", async () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    const away = (): never => {
      throw new Unavailable("object");
    };
    const reply = await call(new Request(`${PORTAL}/v/${locator}`), { ...deps(), session: away });
    expect([reply.status, reply.headers.get("retry-after")]).toEqual([503, "5"]);
    const page = await reply.text();
    expect(page).toContain('data-step="busy"');
    expect(page).toContain(`/v/${locator}/report`);
    log.mockRestore();
  });

  it("the page of data says for how long, as the settings do", async () => {
    const { config } = deps();
    const set = { ...config, RETENTION: { ...config.RETENTION, contact: 77 } };
    const reply = await call(new Request(`${PORTAL}/v/${locator}/data`), { ...deps(), config: set });
    expect(await reply.text()).toContain("77 days");
  });

  it("without a configuration nothing is answered but that", async () => {
    const app = createApp({ compose: () => undefined });
    const reply = await app.fetch(new Request(`${CONSOLE}/api/session`), env, createExecutionContext());
    expect([reply.status, reply.headers.get("retry-after")]).toEqual([503, "60"]);
    expect(await reply.text()).toBe("Not configured. See the log.");
  });
});

describe("the cookies", () => {
  const ATTRIBUTES = /^__Host-[A-Za-z0-9_-]+=[A-Za-z0-9_-]+; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/;

  it("of the console is bound to host, path and TLS, and is taken back", async () => {
    const { email } = (await rows<{ email: string }>("SELECT email FROM agents WHERE role = 'agent' LIMIT 1"))[0] ?? {
      email: "",
    };
    const headers = { "content-type": "application/json", "sec-fetch-site": "same-origin", "user-agent": BROWSER };
    const token = vault.newToken();
    const { id } = (await rows<{ id: string }>("SELECT id FROM agents WHERE email = ?", email))[0] ?? { id: "" };
    const now = Date.now();
    await deps().agents.addSignInLink(
      {
        tokenHash: vault.rowName("sign_in_links", token),
        agentId: agentId.parse(id),
        issuedBy: "installer",
        now,
        expiresAt: now + 60_000,
      },
      { at: now, actor: "installer", action: "sign_in_link.issued", subject: id, details: {} },
      [],
    );
    const signIn = await call(
      new Request(`${CONSOLE}/api/sign-in`, { method: "POST", headers, body: JSON.stringify({ token }) }),
    );
    const cookie = signIn.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(ATTRIBUTES);
    expect(await signIn.text()).not.toContain(cookie.split(/[=;]/)[1]);
    const out = await call(
      new Request(`${CONSOLE}/api/sign-out`, {
        method: "POST",
        headers: { ...headers, cookie: cookie.split(";")[0] ?? "" },
        body: "{}",
      }),
    );
    expect(out.headers.get("set-cookie")).toMatch(/^__Host-console=; Max-Age=0; Path=\/; Secure$/);
    await out.text();
  });

  it("of a check is one per check, set with its first page and by no later reply", async () => {
    const path = `/v/${await newLocator()}`;
    const page = await call(new Request(`${PORTAL}${path}`));
    const set = page.headers.get("set-cookie") ?? "";
    expect(set).toMatch(ATTRIBUTES);
    expect(set).toMatch(/^__Host-check-/);
    const cookie = set.split(";")[0] ?? "";
    const html = await page.text();
    const press =
      /name="press"[^>]*value="([^"]+)"/.exec(html)?.[1] ?? /value="([^"]+)"[^>]*name="press"/.exec(html)?.[1] ?? "";
    expect(press).toMatch(/^[^.]+\.[^.]+\.[^.]+$/);
    const headers = { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin", cookie };
    const body = new URLSearchParams({ started: "i_contacted", press }).toString();
    const begin = () => new Request(`${PORTAL}${path}/begin`, { method: "POST", headers, body, redirect: "manual" });
    const read = async (given: string) => {
      const reply = await call(new Request(`${PORTAL}${path}`, { headers: { cookie: given } }));
      return { asked: (await reply.text()).includes('name="ordinal"'), set: reply.headers.get("set-cookie") };
    };
    const base = deps();
    // Scanners post the moment they have read the page: such a press is only shown the page again.
    await (await call(begin(), { ...base, clock: () => Date.now() - 60_000 })).text();
    expect(await read(cookie)).toEqual({ asked: false, set: null });
    const bound = await call(begin(), { ...base, clock: () => Date.now() + 1_000 });
    expect([bound.status, bound.headers.get("location"), bound.headers.get("set-cookie")]).toEqual([303, path, null]);
    // The reply was lost and the press comes again.
    const again = await call(begin(), { ...base, clock: () => Date.now() + 2_000 });
    expect([again.status, again.headers.get("set-cookie")]).toEqual([303, null]);
    expect(await read(cookie)).toEqual({ asked: true, set: null });
    // Whoever holds the link alone gets a cookie of their own, and it opens nothing.
    const other = await read("");
    expect(other).toMatchObject({ asked: false, set: expect.stringMatching(/^__Host-check-/) });
    expect(other.set?.split(";")[0]).not.toBe(cookie);
    expect((await read(other.set?.split(";")[0] ?? "")).asked).toBe(false);
  });
});

describe("the desk's own brand", () => {
  const PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";
  const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
  const branded = (logo: string, accent: string) =>
    deps({ brand: brandOf({ BRAND_LOGO: logo, BRAND_ACCENT: accent }) });

  it("has a logo of its own name for ever, and of any other for now, on both hosts", async () => {
    const ready = branded(PIXEL, "");
    const file = ready.brand.logo?.file ?? "";
    for (const origin of [CONSOLE, PORTAL]) {
      for (const [name, cached] of [
        [file, "public, max-age=31536000, immutable"],
        ["older.png", "no-cache"],
      ]) {
        const reply = await call(new Request(`${origin}/brand/${name}`), ready);
        expect([reply.status, reply.headers.get("content-type"), reply.headers.get("cache-control")]).toEqual([
          200,
          "image/png",
          cached,
        ]);
        expect(base64(await reply.bytes())).toBe(PIXEL);
      }
      expect((await call(new Request(`${origin}/brand/${file}`), branded("", ""))).status).toBe(404);
    }
    expect(branded(PIXEL.replace("kYPhfDw", "kYPhfDx"), "").brand.logo).toBeUndefined();
  });

  it("is on the portal's pages, whose policy names each of their styles and nothing else", async () => {
    for (const [accent, styles] of [
      ["", 1],
      ["#ffcc00", 2],
    ] as const) {
      const ready = branded(PIXEL, accent);
      const reply = await call(new Request(`${PORTAL}/v/${locator}`), ready);
      const page = await reply.text();
      expect(page).toContain(`src="/brand/${String(ready.brand.logo?.file)}"`);
      const inline = [...page.matchAll(/<style>(.*?)<\/style>/gs)].map(([, text = ""]) =>
        new TextEncoder().encode(text),
      );
      const hashes = await Promise.all(
        inline.map(async (text) => `'sha256-${base64(new Uint8Array(await crypto.subtle.digest("SHA-256", text)))}'`),
      );
      expect(hashes).toHaveLength(styles);
      expect(reply.headers.get("content-security-policy")).toContain(`style-src ${hashes.join(" ")};`);
    }
  });
});
