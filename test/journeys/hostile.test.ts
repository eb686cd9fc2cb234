/** Hostile requests against every row of the route table. A new route is attacked the moment it exists. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Role } from "../../workers/core/kit/roles.ts";
import { may, type Permission } from "../../workers/core/policy/permissions.ts";
import { isPersonPermission } from "../../workers/core/policy/person-permissions.ts";
import { ROUTES, type Route } from "../support/routes.ts";
import { Attacker, expectProblem, expectRefusal, ROLES } from "../support/attack.ts";
import { useJourney } from "../support/journey.ts";
import { PEOPLE_SIGN_IN } from "../support/person-cookie.ts";

const journey = useJourney({ variables: PEOPLE_SIGN_IN });
const attacker = new Attacker(journey);

beforeAll(() => attacker.prepare());

const nameOf = ({ method, path }: Route): string => `${method} ${path}`;
const rows = (keep: (route: Route) => boolean) => ROUTES.filter(keep).map((route) => [nameOf(route), route] as const);

/** A role that may call it. No attack is a valid sign-out, so the sessions last. */
function callerOf({ permission }: Route): Role | "person" | undefined {
  if (permission === "public") {
    return undefined;
  }
  return isPersonPermission(permission) ? "person" : ROLES.find((role) => may(role, permission));
}

/** In the form of what an authenticator signs. */
const SIGNED = {
  id: "AAAA",
  rawId: "AAAA",
  response: { clientDataJSON: "AAAA", authenticatorData: "AAAA", signature: "AAAA" },
};

/** And of what it makes. */
const CREATED = {
  id: "AAAA",
  rawId: "AAAA",
  response: { clientDataJSON: "AAAA", attestationObject: "AAAA", transports: [] },
};

/** A body that the schema takes, so that what is spoiled in it is the only thing wrong. */
function validFor({ path }: Route): Record<string, unknown> {
  const bodies: Readonly<Record<string, Record<string, unknown>>> = {
    "/api/sign-in": { token: "x".repeat(43) },
    "/api/sign-in/owner": { token: "x".repeat(43) },
    "/api/sign-in-links": { email: "nobody@halden.example" },
    "/api/audit/export": { format: "csv" },
    "/api/users": { name: "New Person", email: "new.person@halden.example", role: "agent" },
    "/api/users/delete": { ids: ["agt_nobody"] },
    "/api/users/export": { kind: "list", decimal: "." },
    "/api/users/:id/role": { role: "agent" },
    "/api/users/:id/active": { active: false },
    "/api/people/find": { q: "nobody" },
    "/api/people/:id/lift": {
      what: "used_up",
      way: { type: "colleague" },
      reason: "A good reason",
      idempotencyKey: "12345678",
    },
    "/api/people/refused-files": { problem: "no_table" },
    "/api/people/imports/:id/chunks": { number: 0, phase: "comparing", rows: [{ row: 2, cells: {} }] },
    "/api/people/imports/:id/write": { confirmed: [], baseline: false },
    "/api/verifications": {
      ticketId: "tkt_x",
      destination: { type: "contact", contactId: "con_x" },
      callerOnLine: false,
      idempotencyKey: "12345678",
    },
    "/api/verifications/:id/approvals": { approverId: "agt_nobody01" },
    "/api/verifications/:id/release/options": { digest: "x".repeat(43) },
    "/api/verifications/:id/release": { digest: "x".repeat(43) },
    "/api/approvals/:id/refuse": { reason: "A good reason" },
    "/api/approvals/:id/options": { digest: "x".repeat(43) },
    "/api/approvals/:id/give": { digest: "x".repeat(43) },
    "/api/verifications/:id/desk-action/outcome": { outcome: "done" },
    "/api/verifications/:id/take-over": { reason: "A good reason" },
    "/api/delivery-tests": { channel: "email" },
    "/api/delivery/:kind/:id/discard": { reason: "A good reason" },
    "/api/verifications/:id/remediate/status": {
      word: "impostor",
      reason: "A good reason",
      idempotencyKey: "12345678",
    },
    "/v/:locator/passkey": { credential: SIGNED },
    "/v/:locator/new-passkey": { name: "Phone", credential: CREATED },
    "/api/verifications/:id/transcript/:ordinal/:attempt/open": { purpose: "A good purpose" },
  };
  return bodies[path] ?? {};
}

describe("the table", () => {
  it("is attacked whole", () => {
    expect(ROUTES.length).toBeGreaterThanOrEqual(30);
    expect(new Set(ROUTES.map(nameOf)).size).toBe(ROUTES.length);
  });
});

const ofAgents = ({ permission }: Route): boolean => permission !== "public" && !isPersonPermission(permission);

describe.each(rows(({ permission }) => isPersonPermission(permission)))("%s", (_name, route) => {
  it("wants a person, who exists", async () => {
    for (const cookie of ["", `__Host-me=${"x".repeat(43)}`]) {
      await expectRefusal(route, await attacker.attack(route, { headers: { cookie } }), 401);
    }
  });

  it("takes no agent for one", async () => {
    for (const role of ROLES) {
      await expectRefusal(route, await attacker.attack(route, { role }), 401);
    }
  });
});

describe.each(rows(ofAgents))("%s", (_name, route) => {
  it("wants a session", async () => {
    await expectProblem(await attacker.attack(route, {}), 401, "request.unauthenticated");
  });

  it("wants a session that exists", async () => {
    const headers = { cookie: `__Host-console=${"x".repeat(43)}` };
    await expectProblem(await attacker.attack(route, { headers }), 401, "request.unauthenticated");
  });

  it("refuses every other role", async () => {
    for (const role of ROLES.filter((other) => !may(other, route.permission as Permission))) {
      await expectProblem(await attacker.attack(route, { role }), 403, "request.forbidden");
    }
  });
});

describe.each(rows(({ method, audience }) => method === "POST" && audience !== "webhook"))("%s", (_name, route) => {
  it.each([
    ["another site's page", { origin: "https://evil.example", "sec-fetch-site": "cross-site" }],
    ["another site's page in an old browser", { origin: "https://evil.example" }],
    ["a page of a sister host", { origin: "https://evil.localhost", "sec-fetch-site": "same-site" }],
  ])("refuses %s", async (_what, headers) => {
    await expectProblem(await attacker.attack(route, { headers, role: callerOf(route) }), 403, "request.cross_site");
  });
});

describe.each(rows(({ method, body }) => method === "POST" && body !== "raw"))("%s", (_name, route) => {
  it.each(["text/plain", "multipart/form-data; boundary=x", ""])('refuses the type "%s"', async (type) => {
    const headers = { "content-type": type };
    await expectRefusal(route, await attacker.attack(route, { headers, body: "{}", role: callerOf(route) }), 415);
  });

  const more = "x".repeat((route.maxBytes ?? 16_384) + 4_000);

  it("refuses more bytes than it takes", async () => {
    await expectRefusal(route, await attacker.attack(route, { body: more, role: callerOf(route) }), 413);
  });

  it("refuses more bytes than it takes, also when they come without a length", async () => {
    const half = Math.ceil(more.length / 2);
    const pieces = [more.slice(0, half), more.slice(half)];
    expect(await attacker.raw(route, { pieces, role: callerOf(route) })).toBe(413);
  });
});

describe.each(rows(({ body }) => body === "json"))("%s", (_name, route) => {
  it.each(["", "{", "null", "[]", '"text"', "1", '{"__proto__":{"role":"admin"}}x'])(
    "refuses the body %s",
    async (body) => {
      await expectProblem(await attacker.attack(route, { body, role: callerOf(route) }), 400, "request.malformed");
    },
  );

  it("refuses a field that is not in the contract", async () => {
    const body = JSON.stringify({ ...validFor(route), isAdmin: true });
    await expectProblem(await attacker.attack(route, { body, role: callerOf(route) }), 400, "request.malformed");
  });
});

describe.each(rows((route) => route.body === "json" && Object.keys(validFor(route)).length > 0))(
  "%s",
  (_name, route) => {
    it.each(["x".repeat(3_000), 1, null, [], { a: 1 }])("refuses fields that hold something else", async (value) => {
      const body = JSON.stringify(Object.fromEntries(Object.keys(validFor(route)).map((field) => [field, value])));
      await expectProblem(await attacker.attack(route, { body, role: callerOf(route) }), 400, "request.malformed");
    });
  },
);

describe.each(rows(({ path }) => path.includes("/:id")))("%s", (_name, route) => {
  it.each([
    ["unknown", "vrf_AAAAAAAAAAAAAAAAAAAAAA"],
    ["of another kind", route.path.startsWith("/api/people/:id") ? "agt_lee-tanaka" : "per_demo001"],
    ["with quotes", "vrf_'%20OR%201=1--"],
    ["with a zero", "vrf_%00"],
    ["very long", `vrf_${"A".repeat(2_000)}`],
  ])("answers an id that is %s with 404", async (_what, id) => {
    const body = JSON.stringify(validFor(route));
    await expectProblem(await attacker.attack(route, { id, role: callerOf(route), body }), 404);
  });
});

describe.each(rows(() => true))("%s", (_name, route) => {
  it("exists under its host only", async () => {
    expect(await attacker.raw(route, { host: "evil.example" })).toBe(404);
  });

  it("answers no other method with anything of its own", async () => {
    for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS"]) {
      const response = await attacker.attack(route, { method });
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
    await expectRefusal(route!, await attacker.attack(route!, { body }), 400);
  });
});

describe("forms of a manager's word", () => {
  const known = `id=vrf_AAAAAAAAAAAAAAAAAAAAAA&digest=${"x".repeat(43)}`;
  it.each([
    ["give", ""],
    ["give", `${known}&digits=7`],
    ["give", `${known}&digits=077`],
    ["give", `${known}&digits=%D9%A0%D9%A7`],
    ["give", `${known}&digits=07&kind=second_approver`],
    ["give", "id=vrf_AAAAAAAAAAAAAAAAAAAAAA&digest=&digits=07"],
    ["refuse", ""],
    ["warn", `id=${"x".repeat(500)}`],
  ])("%s refuses %s", async (path, body) => {
    const route = ROUTES.find((candidate) => candidate.path === `/me/vouches/${path}`);
    expect(route).toBeDefined();
    await expectRefusal(route!, await attacker.attack(route!, { body, role: "person" }), 400);
  });
});

describe("the list's query", () => {
  const list = async (query: string) => (await attacker.get(`/api/verifications?${query}`, { role: "agent" })).status;

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
    ["without a session", () => journey.instance.url, 401],
    ["from another site", () => "https://evil.example", 403],
    ["without an origin", () => "", 403],
  ])("does not open %s", async (_what, origin, status) => {
    expect((await attacker.get("/ws/console", { headers: { origin: origin() } })).status).toBe(status);
  });
});

describe("after all of it", () => {
  it("the link still stands where it stood, and nothing broke", async () => {
    expect((await journey.live(attacker.sent)).status).toBe("sent");
    expect((await attacker.sent.phone.open()).step).toBe("landing");
    expect(journey.log.filter((line) => line.includes("http.fault"))).toEqual([]);
  });
});
