/** Hostile requests against every row of the route table. A new route is attacked the moment it exists. */
import { request } from "node:http";
import { beforeAll, describe, expect, it } from "vitest";
import { DEMO_AGENTS } from "../../dev/demo/desk.ts";
import type { ProblemDocument } from "../../workers/contract/console.ts";
import type { Role } from "../../workers/core/kit/roles.ts";
import { ROUTES } from "../../workers/http/route-table.ts";
import type { Route } from "../../workers/http/route.ts";
import { useJourney, type Sent } from "../support/journey.ts";

const journey = useJourney();

const ROLES: readonly Role[] = ["agent", "analyst", "auditor", "admin"];
const NAMES = { agent: "lee", analyst: "marisol", auditor: "edith", admin: "jonas" } as const satisfies Record<
  Role,
  keyof typeof DEMO_AGENTS
>;
const TYPES = {
  json: "application/json",
  form: "application/x-www-form-urlencoded",
  raw: "application/json",
  none: "",
} as const;

let sent: Sent;
const cookies = new Map<Role, string>();

beforeAll(async () => {
  sent = await journey.sendTo();
  for (const role of ROLES) {
    cookies.set(role, (await journey.agent(NAMES[role])).cookie);
  }
});

const nameOf = ({ method, path }: Route): string => `${method} ${path}`;

/** The route's address with ids that exist. */
function pathOf({ path }: Route, ids: { readonly id?: string } = {}): string {
  const values: Readonly<Record<string, string>> = {
    locator: new URL(sent.link).pathname.slice("/v/".length),
    connection: "main",
    provider: "local",
    id: ids.id ?? (path.startsWith("/api/tickets") ? sent.ticket.ticketId : sent.id),
    ordinal: "1",
    attempt: "1",
  };
  return path.replaceAll(/:(\w+)/g, (_match, name: string) => values[name] ?? "missing");
}

/** A role that may call it. No attack is a valid sign-out, so the sessions last. */
function callerOf({ roles }: Route): Role | undefined {
  return roles === "public" ? undefined : roles[0];
}

interface Attack {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly role?: Role | undefined;
  readonly id?: string;
  readonly method?: string;
}

async function attack(
  route: Route,
  { headers = {}, body, role, id, method = route.method }: Attack,
): Promise<Response> {
  const cookie = role === undefined ? "" : (cookies.get(role) ?? "");
  return fetch(`${journey.instance.url}${pathOf(route, id === undefined ? {} : { id })}`, {
    method,
    redirect: "manual",
    headers: {
      ...(route.method === "POST" ? { "content-type": TYPES[route.body], origin: journey.instance.url } : {}),
      "user-agent": DESK_BROWSER,
      cookie,
      ...headers,
    },
    ...(method === "POST" ? { body: body ?? "" } : {}),
  });
}

/** The one that the agents signed in with; their sessions work in no other. */
const DESK_BROWSER =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36";

async function expectProblem(response: Response, status: number, code?: string): Promise<void> {
  const text = await response.text();
  expect([response.status, text.slice(0, 200)]).toEqual([status, expect.anything()]);
  expect(response.headers.get("content-type")).toContain("application/problem+json");
  const problem = JSON.parse(text) as ProblemDocument;
  expect(problem).toMatchObject({ status, ...(code === undefined ? {} : { code }) });
  expect(problem.type).toBe(`urn:imper-edge:problem:${problem.code}`);
}

const rows = (keep: (route: Route) => boolean) => ROUTES.filter(keep).map((route) => [nameOf(route), route] as const);
const guarded = rows(({ roles }) => roles !== "public");
const ours = rows(({ method, audience }) => method === "POST" && audience !== "webhook");
const read = rows(({ method, body }) => method === "POST" && body !== "raw");
const json = rows(({ body }) => body === "json");
const withId = rows(({ path }) => path.includes("/:id"));

describe("the table", () => {
  it("is attacked whole", () => {
    expect(ROUTES.length).toBeGreaterThanOrEqual(30);
    expect(new Set(ROUTES.map(nameOf)).size).toBe(ROUTES.length);
  });
});

describe.each(guarded)("%s", (_name, route) => {
  it("wants a session", async () => {
    await expectProblem(await attack(route, {}), 401, "request.unauthenticated");
  });

  it("wants a session that exists", async () => {
    const headers = { cookie: `__Host-console=${"x".repeat(43)}` };
    await expectProblem(await attack(route, { headers }), 401, "request.unauthenticated");
  });

  it("refuses every other role", async () => {
    for (const role of ROLES.filter((other) => !route.roles.includes(other as never))) {
      await expectProblem(await attack(route, { role }), 403, "request.forbidden");
    }
  });
});

describe.each(ours)("%s", (_name, route) => {
  it.each([
    ["another site's page", { origin: "https://evil.example", "sec-fetch-site": "cross-site" }],
    ["another site's page in an old browser", { origin: "https://evil.example" }],
    ["a page of a sister host", { origin: "https://evil.localhost", "sec-fetch-site": "same-site" }],
  ])("refuses %s", async (_what, headers) => {
    await expectProblem(await attack(route, { headers, role: callerOf(route) }), 403, "request.cross_site");
  });
});

describe.each(read)("%s", (_name, route) => {
  it.each(["text/plain", "multipart/form-data; boundary=x", ""])('refuses the type "%s"', async (type) => {
    await expectProblem(
      await attack(route, { headers: { "content-type": type }, body: "{}", role: callerOf(route) }),
      415,
    );
  });

  it("refuses more bytes than it takes", async () => {
    await expectProblem(await attack(route, { body: "x".repeat(20_000), role: callerOf(route) }), 413);
  });

  it("refuses more bytes than it takes, also when they come without a length", async () => {
    const status = await chunked(route);
    expect(status).toBe(413);
  });

  /** In pieces, so that no Content-Length can warn the server. */
  async function chunked(route: Route): Promise<number> {
    const { hostname, port } = new URL(journey.instance.url);
    const role = callerOf(route);
    const headers = {
      "content-type": TYPES[route.body],
      origin: journey.instance.url,
      "user-agent": DESK_BROWSER,
      cookie: role === undefined ? "" : (cookies.get(role) ?? ""),
    };
    return new Promise((resolve, reject) => {
      const outgoing = request({ hostname, port, path: pathOf(route), method: "POST", headers }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      outgoing.once("error", reject);
      outgoing.write("x".repeat(10_000));
      outgoing.end("x".repeat(10_000));
    });
  }
});

describe.each(json)("%s", (_name, route) => {
  it.each(["", "{", "null", "[]", '"text"', "1", '{"__proto__":{"role":"admin"}}x'])(
    "refuses the body %s",
    async (body) => {
      await expectProblem(await attack(route, { body, role: callerOf(route) }), 400, "request.malformed");
    },
  );

  it("refuses a field that is not in the contract", async () => {
    const body = JSON.stringify({ ...validFor(route), role: "admin" });
    await expectProblem(await attack(route, { body, role: callerOf(route) }), 400, "request.malformed");
  });
});

describe.each(rows((route) => route.body === "json" && Object.keys(validFor(route)).length > 0))(
  "%s",
  (_name, route) => {
    it.each(["x".repeat(3_000), 1, null, [], { a: 1 }])("refuses fields that hold something else", async (value) => {
      const fields = Object.keys(validFor(route)).map((field) => [field, value]);
      const body = JSON.stringify(Object.fromEntries(fields));
      await expectProblem(await attack(route, { body, role: callerOf(route) }), 400, "request.malformed");
    });
  },
);

/** A body that the schema takes, so that one more field is the only thing wrong with it. */
function validFor({ path }: Route): Record<string, unknown> {
  const bodies: Readonly<Record<string, Record<string, unknown>>> = {
    "/api/sign-in": { token: "x".repeat(43) },
    "/api/sign-in-links": { email: "nobody@halden.example" },
    "/api/verifications": {
      ticketId: "tkt_x",
      destination: { type: "contact", contactId: "con_x" },
      callerOnLine: false,
      idempotencyKey: "12345678",
    },
    "/api/verifications/:id/take-over": { reason: "A good reason" },
    "/api/verifications/:id/transcript/:ordinal/:attempt/open": { purpose: "A good purpose" },
  };
  return bodies[path] ?? {};
}

describe.each(withId)("%s", (_name, route) => {
  it.each([
    ["unknown", "vrf_AAAAAAAAAAAAAAAAAAAAAA"],
    ["of another kind", "per_demo001"],
    ["with quotes", "vrf_'%20OR%201=1--"],
    ["with a zero", "vrf_%00"],
    ["very long", `vrf_${"A".repeat(2_000)}`],
  ])("answers an id that is %s with 404", async (_what, id) => {
    await expectProblem(await attack(route, { id, role: callerOf(route), body: JSON.stringify(validFor(route)) }), 404);
  });
});

describe.each(rows(() => true))("%s", (_name, route) => {
  it("exists under its host only", async () => {
    const { hostname, port } = new URL(journey.instance.url);
    const status = await new Promise<number>((resolve, reject) => {
      const headers = { host: "evil.example", "content-type": TYPES[route.body], origin: journey.instance.url };
      const outgoing = request({ hostname, port, path: pathOf(route), method: route.method, headers }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      outgoing.once("error", reject);
      outgoing.end();
    });
    expect(status).toBe(404);
  });

  it("answers no other method with anything of its own", async () => {
    for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS"]) {
      const response = await attack(route, { method });
      expect([method, response.status]).toEqual([method, 405]);
      expect(response.headers.get("access-control-allow-origin")).toBeNull();
    }
  });
});

describe("forms of the portal", () => {
  it.each([
    ["begin", ""],
    ["begin", "started=me"],
    ["begin", `started=i_contacted&claims=${"x".repeat(9_000)}`],
    ["answer", "ordinal=one&attempt=1&skip=1"],
    ["answer", "ordinal=1&attempt=99&skip=1"],
    ["answer", "ordinal=1&attempt=1&option=-1"],
    ["answer", `ordinal=1&attempt=1&text=${"x".repeat(5_000)}`],
    ["change", "ordinal=0"],
    ["code", `code=${"1".repeat(100)}`],
    ["feedback", "feedback=great"],
  ])("%s refuses %s", async (path, body) => {
    const route = ROUTES.find((candidate) => candidate.method === "POST" && candidate.path === `/v/:locator/${path}`);
    expect(route).toBeDefined();
    await expectProblem(await attack(route!, { body }), 400, "request.malformed");
  });
});

describe("the list's query", () => {
  const list = async (query: string): Promise<number> => {
    const headers = { cookie: cookies.get("agent") ?? "", "user-agent": DESK_BROWSER };
    return (await fetch(`${journey.instance.url}/api/verifications?${query}`, { headers })).status;
  };

  it.each(["limit=0", "limit=1000", "limit=x", "from=-1", "from=x", "unknown=1", `q=${"x".repeat(200)}`])(
    "refuses %s",
    async (query) => {
      expect(await list(query)).toBe(400);
    },
  );

  it.each([
    "q=%27%20OR%201%3D1--",
    "q=%25%25%25",
    "cursor=garbage",
    "cursor=%5B1%2C%22%27%22%5D",
    "status=%27",
    "level=x,y,z",
  ])("takes %s as text", async (query) => {
    expect(await list(query)).toBe(200);
  });
});

describe("the console's socket", () => {
  it.each([
    ["without a session", {}, 401],
    ["from another site", { origin: "https://evil.example" }, 403],
    ["without an origin", { origin: "" }, 403],
  ])("does not open %s", async (_what, headers, status) => {
    const response = await fetch(`${journey.instance.url}/ws/console`, {
      headers: { origin: journey.instance.url, ...headers },
    });
    expect(response.status).toBe(status);
  });
});

describe("after all of it", () => {
  it("the link still stands where it stood", async () => {
    expect((await journey.live(sent)).status).toBe("sent");
    expect((await sent.phone.open()).step).toBe("landing");
    expect(journey.log.filter((line) => line.includes("http.fault"))).toEqual([]);
  });
});
