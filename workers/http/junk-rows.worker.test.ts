/**
 * What SQL writes into any table, beside rows of ours that hold: no page, list, file, job or message of another row
 * fails for it. Each column of each table is spoilt alone, in every way that SQLite keeps.
 */
import { createExecutionContext, createMessageBatch, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, expect, it } from "vitest";
import { appWith } from "../../test/support/worker-app.ts";
import { addAgent, signedInAgent } from "../../test/support/worker-agent.ts";
import { answerAll, drained, fresh, rows, seed, stubOf } from "../../test/support/worker-fixture.ts";
import { signedInPerson, withPeople } from "../../test/support/worker-person.ts";
import { personWithPasskey } from "../../test/support/worker-passkey.ts";
import { fillDirectory, type Requester } from "../../test/support/worker-requester.ts";
import { requesterOf, sendDeps } from "../../test/support/worker-send-form.ts";
import type { Deps } from "../app/deps.ts";
import type { ItsmConnector } from "../app/ports/itsm.ts";
import { ok } from "../core/kit/result.ts";
import { DAY_MS } from "../core/kit/time.ts";
import { removeLeavers } from "../app/people/remove-people.ts";
import { ME_PATHS } from "../contract/me.ts";
import { KEPT_CLASSES } from "../core/policy/kept-days.ts";
import { BEGIN } from "../core/session/session.fixture.ts";
import { SECTION_IDS } from "../core/settings/registry.ts";
import { consume } from "../queue/consume.ts";
import { UPKEEP } from "../worker.ts";
import { ROUTES } from "./route-table.ts";

const CONSOLE = "https://console.test";
const PORTAL = "https://verify.test";
const BROWSER = "Test Browser 1.0";

/** A ticket system whose webhook called, was refused and is looked at; no ticket is of it. */
const CALLED = "called";

type Row = Readonly<Record<string, unknown>>;

interface Column {
  readonly name: string;
  readonly type: string;
  readonly pk: number;
}

/** Ours, by the columns in which other rows name them. */
let ours: Readonly<Record<string, string>> = {};
let requester: Requester;

beforeAll(async () => {
  await fillDirectory();
  const { ticket, ...named } = await requesterOf();
  const { person } = named;
  requester = named;
  await personWithPasskey(8, requester);
  const made = await seed();
  const { session } = made;
  const check = {
    ...made,
    session: { ...session, ticket: { ...session.ticket, id: ticket }, person: { ...session.person, id: person } },
  };
  const stub = stubOf(check);
  await stub.create(check);
  await stub.apply(BEGIN);
  await answerAll(stub);
  await drained(stub);
  const { id: agent } = await addAgent();
  const run = `cov_${fresh()}`;
  await env.DB.prepare(
    `INSERT INTO coverage_runs (id, started_at, started_by, started_by_name, basis, people, ended_at)
     VALUES (?1, ?2, 'x', 'x', '{"kinds":[],"requests":[]}', 0, ?2)`,
  )
    .bind(run, Date.now())
    .run();
  await env.DB.prepare("UPDATE tickets SET created_at = ?1, updated_at = ?1 WHERE id = ?2")
    .bind(Date.now(), ticket)
    .run();
  await sendDeps().connectionHealth.webhookTaken(CALLED, { at: Date.now(), ticket });
  ours = {
    ticket_id: ticket,
    person_id: person,
    verification_id: session.id,
    agent_id: agent,
    referrer_id: agent,
    run_id: run,
    connection: "main",
  };
});

const BYTES = new Uint8Array([0, 255]).buffer;
const TEXTS = ["junk", "{}", "null", BYTES];
const NUMBERS = ["junk", 9e18, -1, BYTES];

/** Those in which a row is looked for by what it waits for, or stands in a list. */
const STATES: Readonly<Record<string, readonly string[]>> = {
  messages: ["waiting", "failed", "sent"],
  security_notices: ["waiting", "failed", "sent"],
  desk_mails: ["waiting", "failed", "sent"],
  ticket_notes: ["waiting", "parked", "written"],
  settings_proposals: ["waiting", "refused"],
  verifications: ["passed", "answering"],
};

/** Another row of the same form, so that it is only read past for what is wrong with it. */
function another(row: Row, columns: readonly Column[]): Row {
  const keys = columns.filter(({ pk }) => pk > 0);
  const own = keys.filter(({ name }) => ours[name] === undefined);
  const renewed = (value: unknown): unknown => {
    if (typeof value !== "string") return Math.floor(Math.random() * 1e9);
    return /^[a-z]{3}_/u.test(value) ? `${value.slice(0, 4)}${fresh()}` : fresh();
  };
  return {
    ...row,
    ...Object.fromEntries((own.length > 0 ? own : keys).map(({ name }) => [name, renewed(row[name])])),
  };
}

async function junkOf(table: string, columns: readonly Column[]): Promise<readonly Row[]> {
  const [like] = await rows(`SELECT * FROM ${table} LIMIT 1`);
  const plain = ({ name, type }: Column) => [name, ours[name] ?? (type === "TEXT" ? "{}" : 1)];
  const base = { ...(like ?? (Object.fromEntries(columns.map(plain)) as Row)) };
  const linked = Object.fromEntries(Object.entries(ours).filter(([name]) => Object.hasOwn(base, name)));
  const stated = (STATES[table] ?? [base["status"]]).map((status) =>
    Object.hasOwn(base, "status") ? { ...base, ...linked, status } : { ...base, ...linked },
  );
  // Whoever has left is looked for too.
  if (table === "people") stated.push({ ...base, active: 0, left_at: 1 });
  if (table === "audit")
    stated.push({ ...base, actor: `webhook:${CALLED}`, action: "webhook.refused", subject: CALLED });
  const times = columns.filter(({ name, pk }) => pk === 0 && /(?:^|_)at$/u.test(name));
  const longAgo = Object.fromEntries(times.map(({ name }) => [name, 1]));
  return stated.flatMap((row) =>
    columns.flatMap(({ name, type }) => [
      ...(type === "TEXT" ? TEXTS : NUMBERS).map((value) => ({ ...another(row, columns), [name]: value })),
      { ...another({ ...row, ...longAgo }, columns), [name]: "junk" },
    ]),
  );
}

/** Those that the table takes. */
async function insert(table: string, junk: readonly Row[]): Promise<readonly Row[]> {
  const statements = junk.map((row) => {
    const names = Object.keys(row);
    return env.DB.prepare(
      `INSERT OR IGNORE INTO ${table} (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")}) RETURNING *`,
    ).bind(...Object.values(row));
  });
  const taken = await Promise.all(
    statements.map(async (one) => one.all<Row>().catch(() => ({ results: [] as Row[] }))),
  );
  return taken.flatMap(({ results }) => results);
}

async function remove(table: string, columns: readonly Column[], junk: readonly Row[]): Promise<void> {
  const keys = columns.filter(({ pk }) => pk > 0).map(({ name }) => name);
  const where = keys.map((key) => `${key} IS ?`).join(" AND ");
  const value = (one: unknown): unknown => (Array.isArray(one) ? new Uint8Array(one as number[]).buffer : one);
  const statements = junk.map((row) =>
    env.DB.prepare(`DELETE FROM ${table} WHERE ${where}`).bind(...keys.map((key) => value(row[key]))),
  );
  for (let place = 0; place < statements.length; place += 100) {
    await env.DB.batch(statements.slice(place, place + 100));
  }
}

const POSTED: Readonly<Record<string, () => object>> = {
  "/api/people/find": () => ({ q: "Grace Mwangi" }),
  "/api/verifications/export": () => ({ decimal: "." }),
  "/api/users/export": () => ({ kind: "review", decimal: "." }),
  "/api/audit/export": () => ({ format: "csv" }),
  "/api/coverage/export": () => ({ run: ours["run_id"], which: "mail", decimal: "." }),
};

const QUERIES: Readonly<Record<string, () => string>> = {
  "/api/coverage/people": () => `?which=mail&run=${ours["run_id"] ?? ""}`,
  "/api/verifications/:id/report": () => "?as=page",
};

/** What a sign-in reads, of ours where it asks for one. */
function addresses(): readonly (readonly [string, object | undefined])[] {
  const read = ROUTES.filter(
    ({ method, audience, permission, path }) =>
      audience === "console" &&
      // Of an import, and of an approval, there is none here.
      ((method === "GET" && permission !== "public") || Object.hasOwn(POSTED, path)) &&
      !/\/(?:imports|approvals)\/:id/u.test(path),
  );
  return read.flatMap(({ path }) => {
    const of = path.startsWith("/api/tickets")
      ? "ticket_id"
      : path.startsWith("/api/people")
        ? "person_id"
        : "verification_id";
    const filled = `${path.replace(":id", ours[of] ?? "").replace(":name", CALLED)}${QUERIES[path]?.() ?? ""}`;
    const every = filled.includes(":section") ? SECTION_IDS.map((id) => filled.replace(":section", id)) : [filled];
    return every.map((one) => [one, POSTED[path]?.()] as const);
  });
}

/** What a person reads of their own page, and which of it must stand there whatever stands beside it. */
async function ownPageFailures(ready: Deps): Promise<readonly string[]> {
  const { cookie } = await signedInPerson({ browser: BROWSER, requester });
  const read = async (path: string) => {
    const headers = { "user-agent": BROWSER, cookie };
    const context = createExecutionContext();
    const reply = await appWith(withPeople(ready)).fetch(new Request(`${PORTAL}${path}`, { headers }), env, context);
    const text = await reply.text();
    await waitOnExecutionContext(context);
    return { status: reply.status, text };
  };
  const [page, file] = [await read(ME_PATHS.page), await read(ME_PATHS.data)];
  const shown = { page: page.text.includes("What IT keeps about you"), passkey: file.text.includes('"countsFrom"') };
  return page.status === 200 && file.status === 200 && shown.page && shown.passkey
    ? []
    : [`/me: ${String(page.status)}, ${String(file.status)} ${JSON.stringify(shown)} ${file.text.slice(0, 200)}`];
}

function desk(failures: string[], woken: { kind: string; id: string }[]): Deps {
  const base = sendDeps();
  const wake = (kind: string) => async (ids: readonly string[]) => {
    woken.push(...ids.map((id) => ({ kind, id })));
  };
  return {
    ...base,
    connection: (name) =>
      name === CALLED ? { name, label: "The ticket system", itsm: {} as ItsmConnector } : undefined,
    log: { ...base.log, failure: (event, error) => failures.push(`${event}: ${String(error)}`) },
    provider: () => ({
      id: "fake",
      provider: { send: async () => ok({ providerMessageId: fresh(), status: "sent" }) },
    }),
    queues: {
      deliver: wake("message"),
      writeNotes: wake("notes"),
      tellSecurity: wake("security"),
      tellDesk: wake("desk"),
      carryOnActions: wake("action"),
      countCoverage: wake("coverage"),
    },
  };
}

/** What went wrong for what is ours. */
async function failuresOf(): Promise<readonly string[]> {
  const [failures, woken]: [string[], { kind: string; id: string }[]] = [[], []];
  const ready = desk(failures, woken);
  // Another one each time: an admin may look up so many people in a day.
  const { cookie } = await signedInAgent({ role: "admin", browser: BROWSER });
  for (const [address, body] of addresses()) {
    const headers = { "user-agent": BROWSER, cookie, origin: CONSOLE, "sec-fetch-site": "same-origin" };
    const posted = {
      method: "POST",
      body: JSON.stringify(body),
      headers: { ...headers, "content-type": "application/json" },
    };
    const context = createExecutionContext();
    const reply = await appWith(ready).fetch(
      new Request(`${CONSOLE}${address}`, body === undefined ? { headers } : posted),
      env,
      context,
    );
    const text = await reply.text().catch(String);
    await waitOnExecutionContext(context);
    if (!reply.ok) failures.push(`${address}: ${String(reply.status)} ${text.slice(0, 200)}`);
  }
  failures.push(...(await ownPageFailures(ready)));
  for (const [name, job] of Object.entries(UPKEEP)) {
    await job(ready).catch((error: unknown) => failures.push(`${name}: ${String(error)}`));
  }
  for (const kind of KEPT_CLASSES) {
    // Only what is older than anything of ours.
    const before = Date.now() - DAY_MS;
    await (kind === "leaver" ? removeLeavers(ready, before) : ready.retention.remove(kind, before, 500)).catch(
      (error: unknown) => failures.push(`retention of ${kind}: ${String(error)}`),
    );
  }
  const messages = woken.map((body) => ({ id: fresh(), body, attempts: 1, timestamp: new Date() }));
  await consume(ready, createMessageBatch("imper-edge-delivery", messages));
  return failures;
}

interface Part {
  readonly table: string;
  readonly columns: readonly Column[];
  readonly junk: readonly Row[];
}

/** What goes wrong while these are there. */
async function beside(parts: readonly Part[]): Promise<readonly string[]> {
  const taken = [];
  for (const { table, columns, junk } of parts) taken.push({ table, columns, junk: await insert(table, junk) });
  const failures = [...new Set(await failuresOf())];
  for (const { table, columns, junk } of taken) await remove(table, columns, junk);
  return failures;
}

/** More of one table would push each other out of its lists. */
const AT_ONCE = 50;

it("of no table does junk keep a row of ours from being read", async () => {
  expect(await failuresOf()).toEqual([]);
  const tables = await rows<{ name: string }>(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '_cf_*' AND name NOT GLOB 'sqlite_*' AND name <> 'd1_migrations'",
  );
  expect(tables.length).toBeGreaterThan(40);
  const whole: Part[] = [];
  for (const { name: table } of tables) {
    const columns = await rows<Column>(`SELECT name, type, pk FROM pragma_table_info('${table}')`);
    whole.push({ table, columns, junk: await junkOf(table, columns) });
  }
  const passes = Math.ceil(Math.max(...whole.map(({ junk }) => junk.length)) / AT_ONCE);
  const found: Record<string, readonly string[]> = {};
  for (let pass = 0; pass < passes; pass += 1) {
    const parts = whole
      .map((part) => ({ ...part, junk: part.junk.slice(pass * AT_ONCE, (pass + 1) * AT_ONCE) }))
      .filter(({ junk }) => junk.length > 0);
    if ((await beside(parts)).length > 0) {
      for (const part of parts) {
        const failures = await beside([part]);
        if (failures.length > 0) found[part.table] = [...new Set([...(found[part.table] ?? []), ...failures])];
      }
    }
  }
  expect(found).toEqual({});
}, 600_000);
