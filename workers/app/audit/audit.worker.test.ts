import { createHash } from "node:crypto";
import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { auditId, auditStatement } from "../../adapters/d1/audit.ts";
import { secret } from "../../core/kit/secret.ts";
import { agentId } from "../../core/kit/ids.ts";
import type { Deps } from "../deps.ts";
import type { DeliveryProvider } from "../ports/delivery.ts";
import type { ItsmConnector } from "../ports/itsm.ts";
import { createApp } from "../../http/app.ts";
import { addRequester } from "../../../test/support/worker-requester.ts";
import { signedInAgent } from "../../../test/support/worker-agent.ts";
import { deps, drained, rows, seed, stubOf } from "../../../test/support/worker-fixture.ts";
import { readAudit, readEvents } from "./read-audit.ts";

const BROWSER = "Test Browser 1.0";
const T0 = Date.UTC(2026, 10, 1);
const LEE = agentId.parse("agt_auditlee01");
const COUNT = 250;

beforeAll(async () => {
  const entries = Array.from({ length: COUNT }, (_, place) => ({
    at: T0 + place * 1_000,
    actor: place % 2 === 0 ? LEE : ("requester" as const),
    action: place % 5 === 0 ? "transcript.opened" : "link.seen",
    subject: `vrf_audit${String(place)}`,
    details: { purpose: place === 7 ? "100% of =1+1, 'quoted'" : "x" },
    key: `test:${String(place)}`,
  }));
  await env.DB.batch(entries.map((entry) => auditStatement(env.DB, entry)));
});

const subjects = async (query: Parameters<typeof readAudit>[1]) =>
  (await readAudit(deps(), query)).rows.map(({ subject }) => Number(subject.replace("vrf_audit", "")));

const RANGE = { from: T0, to: T0 + COUNT * 1_000 };

describe("the audit log", () => {
  it("is read newest first, page by page, each row once", async () => {
    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await readAudit(deps(), { ...RANGE, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.rows.map(({ subject }) => Number(subject.replace("vrf_audit", ""))));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(seen).toEqual(Array.from({ length: COUNT }, (_, place) => COUNT - 1 - place));
  });

  it("names whoever and whatever it is about in words", async () => {
    const { person } = await addRequester();
    const at = T0 - 60_000;
    const written = [
      ["job:retention", "retention"],
      ["webhook:main", person],
      ["job:settings", "settings:ticket_systems"],
      [person, "sign_in"],
    ] as const;
    await env.DB.batch(
      written.map(([actor, subject], place) =>
        auditStatement(env.DB, {
          at: at + place,
          actor,
          subject,
          action: "ticket.created",
          details: { people: person },
          key: `words:${subject}`,
        }),
      ),
    );
    const called = { name: "main", label: "ChangeGear of the desk", itsm: {} as ItsmConnector };
    const named: Deps = { ...deps(), connection: (name) => (name === called.name ? called : undefined) };
    const { rows: read, people } = await readAudit(named, { from: at, to: at + 10 });
    expect(read.map(({ user, subjectName, source }) => [user, subjectName, source]).toReversed()).toEqual([
      ["The product: clean-up", "What is kept", "Product"],
      ["Ticket system ChangeGear of the desk", "Grace Mwangi", "Ticket system"],
      ["The product: changes that wait", "Settings: Ticket systems", "Product"],
      ["Grace Mwangi", "Sign-in", "Portal"],
    ]);
    expect(people).toEqual([{ id: person, name: "Grace Mwangi" }]);
  });

  it("says in words what it is about, whatever kind of thing that is", async () => {
    const { person } = await addRequester();
    const at = T0 - 120_000;
    const made = await seed();
    const { session } = made;
    await env.DB.batch([
      env.DB.prepare(
        `INSERT INTO tickets (id, connection, external_id, number, revision, category, summary, description, status, closed,
           created_at, updated_at) VALUES (?1, 'main', ?1, ?2, 1, 'Access', '', '', 'New', 0, 0, 0)`,
      ).bind(session.ticket.id, session.ticket.number),
      env.DB.prepare(
        `INSERT INTO ticket_notes (id, ticket_id, position, note, created_at, status, next_at)
         VALUES ('not_anyoldnote', ?, 1, '{}', 0, 'waiting', 0)`,
      ).bind(session.ticket.id),
    ]);
    await stubOf(made).create(made);
    await drained(stubOf(made));
    const wanted = [
      [person, "person.read", {}, "Grace Mwangi"],
      ["per_goneforgood", "person.erased", {}, "A person who is not in the directory"],
      [session.ticket.id, "ticket.created", {}, session.ticket.number],
      ["tkt_goneforgood", "ticket.created", {}, "A ticket that is kept no longer"],
      [session.id, "link.seen", {}, `${session.ticket.number}, ${session.person.name}`],
      ["vrf_goneforgood", "link.seen", {}, "A check that is kept no longer"],
      ["vrf_ownpractice", "link.seen", { practice: true }, "An own check"],
      ["agt_goneforgood", "user.deleted", {}, "A user who was deleted"],
      ["imp_anyoldfile", "directory.import_started", {}, "An import of people"],
      ["cov_anyoldcount", "coverage.counted", {}, "A count of Coverage"],
      ["main", "connection.tested", {}, "The ticket system"],
      ["main", "webhook.refused", {}, "The ticket system"],
      ["unknown", "webhook.refused", {}, "An unknown connection"],
      ["resend", "delivery.tested", {}, "Resend"],
      ["twilio", "receipt.refused", {}, "Twilio"],
      ["not_anyoldnote", "delivery.discarded", {}, session.ticket.number],
      ["dml_anyoldmail", "delivery.retried", {}, "A delivery"],
      ["work", "sign_in.tested", {}, "Work account"],
      ["directory", "directory.file_refused", {}, "The directory"],
    ] as const;
    await env.DB.batch(
      wanted.map(([subject, action, details], place) =>
        auditStatement(env.DB, { at: at + place, actor: LEE, subject, action, details, key: `about:${String(place)}` }),
      ),
    );
    const base = deps();
    const ready = deps({
      connection: (name) => (name === "main" ? { name, label: "The ticket system", itsm: {} as never } : undefined),
      config: { ...base.config, SIGN_IN_PROVIDERS: { work: { label: "Work account" } } } as unknown as Deps["config"],
    });
    const range = { from: at, to: at + wanted.length };
    const { rows: read } = await readAudit(ready, range);
    expect(read.map(({ subject, subjectName }) => [subject, subjectName]).toReversed()).toEqual(
      wanted.map(([subject, , , words]) => [subject, words]),
    );
  });

  it("reads names once for a page, however many rows it has", async () => {
    const base = deps();
    const asked: (readonly string[])[] = [];
    const ready = deps({
      audit: { ...base.audit, names: async (ids) => (asked.push(ids), new Map()) },
    });
    const { rows: read } = await readAudit(ready, RANGE);
    expect(read).toHaveLength(100);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toHaveLength(100);
  });

  it("is cut by moment, user, action and text, which is text and no pattern", async () => {
    expect(await subjects({ from: T0 + 3_000, to: T0 + 6_000 })).toEqual([5, 4, 3]);
    expect(await subjects({ from: T0, to: T0 + 5_000, actor: LEE })).toEqual([4, 2, 0]);
    expect(await subjects({ from: T0, to: T0 + 11_000, action: "transcript.opened" })).toEqual([10, 5, 0]);
    expect(await subjects({ ...RANGE, q: "100% OF" })).toEqual([7]);
    expect(await subjects({ ...RANGE, q: "%" })).toEqual([7]);
    expect(await subjects({ ...RANGE, q: "'; DROP TABLE audit --" })).toEqual([]);
  });

  it("looks through the 30 days before, where nobody says from when, and says so", async () => {
    const DAY = 86_400_000;
    const asked = async (days: number, query: Parameters<typeof readAudit>[1] = {}) => {
      const now = T0 + days * DAY;
      const { rows: found, since } = await readAudit(deps({ clock: () => now }), { q: "vrf_audit7", ...query });
      return {
        found: found.some(({ subject }) => subject === "vrf_audit7"),
        ...(since === undefined ? {} : { since }),
      };
    };
    expect(await asked(30)).toEqual({ found: true, since: T0 });
    expect(await asked(31)).toEqual({ found: false, since: T0 + DAY });
    expect(await asked(31, { to: T0 + DAY })).toEqual({ found: true, since: T0 - 29 * DAY });
    expect(await asked(31, { from: T0 })).toEqual({ found: true });
  });

  it("uses the primary key for a range, and the index for a user", async () => {
    const plan = async (where: string) =>
      (await rows<{ detail: string }>(`EXPLAIN QUERY PLAN SELECT * FROM audit WHERE ${where} ORDER BY id DESC`))
        .map(({ detail }) => detail)
        .join();
    expect(await plan("id >= 'a' AND id < 'b'")).toMatch(/PRIMARY KEY/);
    expect(await plan("id >= 'a' AND id < 'b' AND actor = 'x'")).toMatch(/audit_actor/);
  });

  it("has an index of its own for who removed a passkey", async () => {
    const plan = await rows<{ detail: string }>(
      "EXPLAIN QUERY PLAN SELECT MAX(at) FROM audit WHERE actor = 'x' AND action = 'passkey.removed'",
    );
    expect(plan.map(({ detail }) => detail).join()).toMatch(/audit_passkeys_removed/);
  });

  it("says in words who did what", async () => {
    const [row] = (await readAudit(deps(), { from: T0 + 1_000, to: T0 + 2_000 })).rows;
    expect(row).toMatchObject({ user: "The requester", words: "The link was opened", source: "Portal" });
  });

  it("is handed to a SIEM oldest first, from a cursor on", async () => {
    const start = (await rows<{ id: string }>("SELECT id FROM audit WHERE subject = 'vrf_audit0'"))[0]?.id ?? "";
    const first = await readEvents(deps(), { after: start, limit: 2 });
    expect(first.events.map(({ subject }) => subject)).toEqual(["vrf_audit1", "vrf_audit2"]);
    const next = await readEvents(deps(), { after: first.next, limit: 1 });
    expect(next.events.map(({ subject }) => subject)).toEqual(["vrf_audit3"]);
    expect(await readEvents(deps(), { after: "zzzz", limit: 1 })).toEqual({ events: [], next: "zzzz" });
  });
});

describe("the address for a SIEM", () => {
  const TOKEN = "t".repeat(40);

  async function ask(authorization: string | undefined, token: string | undefined): Promise<number> {
    const base = deps();
    const config = { ...base.config, ...(token === undefined ? {} : { AUDIT_TOKEN: secret(token) }) };
    const reply = await createApp({ compose: () => ({ ...base, config }) }).fetch(
      new Request("https://console.test/api/audit/events?limit=1", {
        headers: authorization === undefined ? {} : { authorization },
      }),
      env,
      createExecutionContext(),
    );
    await reply.text();
    return reply.status;
  }

  it("answers the token of the deployment and nothing else", async () => {
    expect(await ask(`Bearer ${TOKEN}`, TOKEN)).toBe(200);
    expect(await ask(`Bearer ${TOKEN}x`, TOKEN)).toBe(401);
    expect(await ask(undefined, TOKEN)).toBe(401);
    expect(await ask("Bearer undefined", undefined)).toBe(401);
    const { cookie } = await signedInAgent({ role: "admin", browser: BROWSER });
    expect(await ask(`Basic ${cookie}`, TOKEN)).toBe(401);
  });
});

describe("a file of it", () => {
  async function file(format: "csv" | "jsonl"): Promise<string> {
    const { cookie } = await signedInAgent({ role: "auditor", browser: BROWSER });
    const context = createExecutionContext();
    const reply = await createApp({ compose: () => deps() }).fetch(
      new Request("https://console.test/api/audit/export", {
        method: "POST",
        body: JSON.stringify({ format, ...RANGE }),
        headers: { cookie, "content-type": "application/json", "sec-fetch-site": "same-origin", "user-agent": BROWSER },
      }),
      env,
      context,
    );
    const text = await reply.text();
    await waitOnExecutionContext(context);
    return text;
  }

  it("of JSON lines ends with what was asked, how much came, and the digest of what stands before", async () => {
    const text = await file("jsonl");
    const last = text.trimEnd().lastIndexOf("\n") + 1;
    const { end } = JSON.parse(text.slice(last)) as { end: Record<string, unknown> };
    const lines = text.slice(0, last).trimEnd().split("\n");
    expect(end).toMatchObject({
      filter: RANGE,
      zone: deps().config.TIME_ZONE,
      count: COUNT,
      first: (JSON.parse(lines[0] ?? "") as { id: string }).id,
      last: (JSON.parse(lines.at(-1) ?? "") as { id: string }).id,
      sha256: createHash("sha256").update(text.slice(0, last)).digest("hex"),
    });
    expect(lines).toHaveLength(COUNT);
  });

  it("of CSV runs no formula", async () => {
    const text = await file("csv");
    expect(text.split("\r\n")).toHaveLength(COUNT + 3);
    expect(text).not.toMatch(/[,"]=1\+1/);
  });
});

describe("a row with a count", () => {
  const MINUTE = T0 + 86_400_000;
  const at = (now: number) => deps({ clock: () => now });
  const refused = { actor: "unknown", action: "sign_in.refused", subject: "vrf_counted", details: {} } as const;
  /** Reads on from where it stands, as a SIEM that keeps what it has. */
  const reader = () => {
    let after = auditId(MINUTE - 1, "");
    return async (now: number) => {
      const { events, next } = await readEvents(at(now), { after, limit: 500 });
      after = next;
      return events.map(({ subject, details }) => [subject, details["count"]]);
    };
  };

  it("is handed out when its count rises no more, and rows beside it sooner", async () => {
    const read = reader();
    for (const seconds of [1, 30, 59]) {
      await at(MINUTE).audit.count({ ...refused, at: MINUTE + seconds * 1_000 });
      const row = { ...refused, at: MINUTE + seconds * 1_000, subject: `vrf_at${String(seconds)}`, key: "plain" };
      await auditStatement(env.DB, row).run();
    }
    expect(await read(MINUTE + 45_000)).toEqual([
      ["vrf_at1", undefined],
      ["vrf_at30", undefined],
    ]);
    expect(await read(MINUTE + 69_500)).toEqual([["vrf_at59", undefined]]);
    expect(await read(MINUTE + 70_000)).toEqual([["vrf_counted", 3]]);
    expect(await read(MINUTE + 600_000)).toEqual([]);
  });
});

describe("refusals from outside", () => {
  const NOW = T0 - 3_600_000;
  const isFromPeer = async () => false;
  const provider = { parseStatus: async () => ({ type: "unauthenticated" }) as const } as unknown as DeliveryProvider;

  async function call(path: string, headers: Readonly<Record<string, string>> = {}): Promise<number> {
    const context = createExecutionContext();
    const ready = deps({
      connection: (name) => (name === "desk" ? { name, label: name, itsm: { isFromPeer } as never } : undefined),
      providerById: (id) => (id === "carrier" ? provider : undefined),
      clock: () => NOW,
    });
    const read = path.startsWith("/api/audit");
    const reply = await createApp({ compose: () => ready }).fetch(
      new Request(`https://console.test${path}`, {
        method: read ? "GET" : "POST",
        ...(read ? {} : { body: JSON.stringify({ token: "t".repeat(43) }) }),
        headers: { "content-type": "application/json", "sec-fetch-site": "same-origin", ...headers },
      }),
      env,
      context,
    );
    await reply.text();
    await waitOnExecutionContext(context);
    return reply.status;
  }

  it.each([
    { path: "/webhooks/tickets/desk", status: 401, action: "webhook.refused", actor: "webhook:desk", subject: "desk" },
    { path: "/api/audit/events", status: 401, action: "audit.refused", actor: "unknown", subject: "audit" },
  ])("$path: one row for each minute and reason", async ({ path, status, action, actor, subject }) => {
    expect(await call(path)).toBe(status);
    expect(await call(path, { authorization: "Basic x" })).toBe(status);
    expect(await call(path, { authorization: "Basic y" })).toBe(status);
    expect(await written(action, subject)).toEqual([
      { actor, subject, details: JSON.stringify({ reason: "no credentials", count: 1 }) },
      { actor, subject, details: JSON.stringify({ reason: "wrong credentials", count: 2 }) },
    ]);
  });

  it.each([
    {
      path: "/webhooks/delivery/carrier",
      status: 403,
      action: "receipt.refused",
      subject: "carrier",
      reason: "no valid credentials",
    },
    {
      path: "/api/sign-in/announce",
      status: 410,
      action: "admin_invitation.refused",
      subject: "sign_in",
      reason: "sign_in.refused",
    },
    {
      path: "/webhooks/tickets/nothing-of-the-kind",
      status: 401,
      action: "webhook.refused",
      subject: "unknown",
      reason: "no such connection",
    },
  ])("$path: one row for each minute", async ({ path, status, action, subject, reason }) => {
    expect([await call(path), await call(path)]).toEqual([status, status]);
    expect(await written(action, subject)).toEqual([
      { actor: "unknown", subject, details: JSON.stringify({ reason, count: 2 }) },
    ]);
  });

  it("a webhook of no provider that is set up: none", async () => {
    const before = await rows("SELECT id FROM audit");
    expect(await call("/webhooks/delivery/nothing")).toBeGreaterThan(400);
    expect(await rows("SELECT id FROM audit")).toEqual(before);
  });

  const written = (action: string, subject: string) =>
    rows(
      "SELECT actor, subject, details FROM audit WHERE action = ? AND subject = ? AND at = ? ORDER BY id",
      action,
      subject,
      NOW,
    );
});
