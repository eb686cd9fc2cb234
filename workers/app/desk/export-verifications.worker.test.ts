import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it, vi } from "vitest";
import Papa from "papaparse";
import { newVerificationId } from "../../adapters/crypto/locator.ts";
import { sessionRecords } from "../../adapters/d1/session-records.ts";
import type { Session } from "../../core/session/session.ts";
import { MINUTE_MS } from "../../core/kit/time.ts";
import { inStatus } from "../../core/session/session.fixture.ts";
import { createApp } from "../../http/app.ts";
import { signedInAgent } from "../../../test/support/worker-agent.ts";
import { deps, keyring, rows } from "../../../test/support/worker-fixture.ts";
import type { Deps } from "../deps.ts";

const CONSOLE = "https://console.test";
const BROWSER = "Test Browser 1.0";
const ROWS = 2_345;
const T0 = Date.UTC(2026, 10, 1);
let agent = "";
let cookie = "";

/** Copies of one record. Three of each millisecond, so that pages end between equals; every seventh has failed. */
async function fill(template: string): Promise<void> {
  const columns = await rows<{ name: string }>("PRAGMA table_info(verifications)");
  const changed: Readonly<Record<string, string>> = {
    id: "'vrf_export' || printf('%06d', v)",
    category: "'Export test'",
    requester_name: "CASE v WHEN 5 THEN '=1+1' ELSE 'Person ' || v END",
    created_at: `${String(T0)} + v / 3`,
    status: "CASE WHEN v % 7 = 0 THEN 'failed' ELSE 'passed' END",
    ended_at: `${String(T0)} + v / 3 + 60000`,
    score: "2.5",
    level: "'verified'",
    // As from before records were marked: what they say is history.
    mac: "NULL",
  };
  const names = columns.map(({ name }) => name);
  await env.DB.prepare(
    `INSERT INTO verifications (${names.join(", ")})
     WITH RECURSIVE n (v) AS (SELECT 0 UNION ALL SELECT v + 1 FROM n WHERE v < ${String(ROWS - 1)})
     SELECT ${names.map((name) => changed[name] ?? name).join(", ")} FROM n, verifications WHERE id = ?`,
  )
    .bind(template)
    .run();
}

/** A pass counts for somebody active whom the ticket still names. */
async function named({ person, ticket }: Session): Promise<void> {
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO people (id, user_name, email, given_name, family_name, display_name, updated_at)
       VALUES (?, 'ada', ?, 'Ada', 'Ada', ?, 0)`,
    ).bind(person.id, person.email, person.name),
    env.DB.prepare(
      `INSERT INTO tickets (id, connection, external_id, number, revision, category, summary, description, status, closed,
         requester_email, created_at, updated_at) VALUES (?, 'x', 'x', 'IR-1', 1, '', '', '', 'Open', 0, ?, 0, 0)`,
    ).bind(ticket.id, person.email),
  ]);
}

beforeAll(async () => {
  const auditor = await signedInAgent({ role: "auditor", browser: BROWSER });
  agent = auditor.id;
  cookie = auditor.cookie;
  const template = { ...inStatus("created"), id: newVerificationId() };
  await sessionRecords(env.DB, keyring).write({ session: template, pool: [], rows: [] });
  await named(template);
  await fill(template.id);
});

async function download(
  filter: Record<string, unknown>,
  ready: Deps = deps(),
  as: { readonly cookie: string } = { cookie },
): Promise<Response> {
  const context = createExecutionContext();
  const reply = await createApp({ compose: () => ready }).fetch(
    new Request(`${CONSOLE}/api/verifications/export`, {
      method: "POST",
      body: JSON.stringify(filter),
      headers: {
        cookie: as.cookie,
        "content-type": "application/json",
        "sec-fetch-site": "same-origin",
        "user-agent": BROWSER,
      },
    }),
    env,
    context,
  );
  await waitOnExecutionContext(context);
  return reply;
}

const read = async (reply: Response, delimiter = ",") => {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(await reply.arrayBuffer());
  expect(text.startsWith("\uFEFF")).toBe(true);
  return Papa.parse<Record<string, string>>(text.slice(1), { header: true, delimiter, skipEmptyLines: true });
};

describe("an export", () => {
  it("needs a fresh sign-in, of few rows too, and leaves no trace of being made without", async () => {
    const stale = await signedInAgent({
      role: "auditor",
      browser: BROWSER,
      authenticatedAt: Date.now() - 6 * MINUTE_MS,
    });
    for (const filter of [{ category: "Export test" }, { q: "nobody has this name" }]) {
      const asked = await download(filter, deps(), stale);
      expect([asked.status, ((await asked.json()) as { code: string }).code]).toEqual([403, "step_up.needed"]);
    }
    expect(await rows("SELECT id FROM audit WHERE actor = ? AND action = 'verifications.exported'", stale.id)).toEqual(
      [],
    );
  });

  it("holds every row of the filter once, newest first, over page ends", async () => {
    const reply = await download({ category: "Export test" });
    expect([reply.status, reply.headers.get("content-type"), reply.headers.get("x-total-rows")]).toEqual([
      200,
      "text/csv; charset=utf-8; header=present",
      String(ROWS),
    ]);
    expect(reply.headers.get("content-disposition")).toMatch(
      /^attachment; filename="verifications-\d{4}-\d\d-\d\d\.csv"$/,
    );
    const { data, errors } = await read(reply);
    expect(errors).toEqual([]);
    const ids = data.map((line) => line["Verification ID"]);
    const expected = Array.from({ length: ROWS }, (_, v) => ({ v, id: `vrf_export${String(v).padStart(6, "0")}` }))
      .toSorted((a, b) => Math.floor(b.v / 3) - Math.floor(a.v / 3) || (a.id < b.id ? 1 : -1))
      .map(({ id }) => id);
    expect(ids).toEqual(expected);
    expect(data.find((line) => line["Verification ID"] === "vrf_export000005")?.["Requester"]).toBe("'=1+1");
  });

  it("holds what the filter shows and nothing else, written as the country does", async () => {
    const { data } = await read(
      await download({ category: "Export test", status: "failed", from: T0 + 100, to: T0 + 200, decimal: "," }),
      ";",
    );
    const wanted = Array.from({ length: ROWS }, (_, v) => v).filter(
      (v) => v % 7 === 0 && Math.floor(v / 3) >= 100 && Math.floor(v / 3) <= 200,
    );
    expect(data).toHaveLength(wanted.length);
    expect(new Set(data.map((line) => `${line["Verification Status"]} ${line["Risk Score"]}`))).toEqual(
      new Set(["Failed 2,5"]),
    );
  });

  it("is written down with its filter and its count before the first row leaves", async () => {
    // Of two exports within a millisecond either may come last in the audit log: those of the tests before go.
    await env.DB.prepare("DELETE FROM audit").run();
    const reply = await download({ category: "Export test", q: "Person 12", level: "verified" });
    const [entry] = await rows<{ details: string }>(
      "SELECT details FROM audit WHERE actor = ? AND action = 'verifications.exported'",
      agent,
    );
    const { data } = await read(reply);
    expect(JSON.parse(entry?.details ?? "")).toEqual({
      rows: data.length,
      q: "Person 12",
      category: "Export test",
      level: "verified",
    });
    expect(data.length).toBeGreaterThan(100);
  });

  it("of nothing has heads alone", async () => {
    const { data, meta } = await read(await download({ q: "nobody has this name" }));
    expect(data).toEqual([]);
    expect(meta.fields).toContain("Initiated By (Referrer)");
  });

  it("reads one page ahead of the reader at most, and stops with him", async () => {
    const base = deps();
    const list = vi.fn((wanted: Parameters<typeof base.verifications.list>[0]) => base.verifications.list(wanted));
    const reply = await download(
      { category: "Export test" },
      { ...base, verifications: { ...base.verifications, list } },
    );
    const reader = reply.body?.getReader();
    await reader?.read();
    expect(list.mock.calls.length).toBeLessThanOrEqual(1);
    await reader?.read();
    expect(list.mock.calls.length).toBeLessThanOrEqual(2);
    await reader?.cancel();
    expect(list.mock.calls.length).toBeLessThanOrEqual(2);
  });

  it("fails instead of ending early when a page cannot be read", async () => {
    const base = deps();
    let reads = 0;
    const list: typeof base.verifications.list = (wanted) => {
      reads += 1;
      if (reads === 2) throw new Error("the database is away");
      return base.verifications.list(wanted);
    };
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    const reply = await download(
      { category: "Export test" },
      { ...base, verifications: { ...base.verifications, list } },
    );
    await expect(reply.text()).rejects.toThrow();
    expect(JSON.stringify(log.mock.calls)).toContain("export.cut_off");
    log.mockRestore();
  });
});
