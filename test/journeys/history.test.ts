/** The ninety days that `npm start` begins with: made by the product, and as good as lived through. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { DESK_BROWSER } from "../../dev/demo/browsers.ts";
import { DEMO_AGENTS } from "../../dev/demo/desk.ts";
import { newSecrets, startInstance, type Instance } from "../../dev/local/instance.ts";
import { openSomeChecks } from "../../dev/local/open-checks.ts";
import { CLOSES_TICKETS } from "../../dev/local/variables.ts";
import { eventually, type Desk } from "../../dev/walkthrough/client.ts";
import { signedIn, ticketSystem } from "../../dev/walkthrough/story.ts";
import type { DeliveryReply } from "../../workers/contract/console/delivery.ts";
import type { VerificationRow } from "../../workers/contract/console/verifications.ts";
import { DAY_MS, HOUR_MS } from "../../workers/core/kit/time.ts";
import { STANDINGS } from "../../workers/core/verdict/standing.ts";

const now = Date.now();
const stateDirectory = mkdtempSync(join(tmpdir(), "imper-edge-history-"));
const secrets = newSecrets();
const start = (): Promise<Instance> =>
  startInstance({
    port: 0,
    changeGearPort: 0,
    // As `npm start` has it: with a directory that sets passwords, and tickets that are closed.
    directoryPort: 0,
    settings: CLOSES_TICKETS,
    stateDirectory,
    secrets,
    now,
    demo: "people and history",
    variables: { DEMO_DATA: "2026-11-29" },
  });

let instance: Instance;
let desk: Desk;
let rows: readonly VerificationRow[];

beforeAll(async () => {
  instance = await start();
  desk = await signedIn(instance, DEMO_AGENTS.lee);
  rows = await allRows();
});
afterAll(async () => {
  await instance.close();
  rmSync(stateDirectory, { recursive: true, force: true });
});

async function allRows(): Promise<readonly VerificationRow[]> {
  const found: VerificationRow[] = [];
  let cursor: string | undefined;
  do {
    const { body } = await desk.list(cursor === undefined ? "" : `cursor=${encodeURIComponent(cursor)}`);
    found.push(...body.rows);
    cursor = body.nextCursor;
  } while (cursor !== undefined);
  return found;
}

it("has about 300 checks of ninety days, in every ending", () => {
  expect(rows.length).toBeGreaterThan(280);
  expect(new Set(rows.map(({ verdict }) => verdict.standing))).toEqual(
    new Set(Object.keys(STANDINGS).filter((standing) => standing !== "in_progress" && standing !== "undelivered")),
  );
  const ages = rows.map(({ createdAt }) => (now - createdAt) / DAY_MS);
  expect(Math.max(...ages)).toBeGreaterThan(80);
  expect(Math.min(...ages)).toBeGreaterThan(1);
});

it("has one wave of seven on one typed destination within an hour, most of them High and none verified", async () => {
  const unpassed = rows.filter(({ verdict }) => verdict.standing !== "passed");
  const details = await Promise.all(unpassed.map(async ({ id }) => (await desk.details(id)).body));
  const typed = details.filter(({ destination }) => destination.origin === "typed");
  const waves = Map.groupBy(typed, ({ destination }) => destination.masked);
  const wave = [...waves.values()].find(({ length }) => length === 7) ?? [];
  expect([...waves].map(([masked, { length }]) => [masked, length])).toContainEqual([expect.any(String), 7]);
  expect(new Set(wave.map(({ row }) => row.requesterEmail)).size).toBe(7);
  const levels = wave.map(({ row }) => row.verdict.risk?.level);
  expect(levels).not.toContain("verified");
  expect(levels.filter((level) => level === "high").length).toBeGreaterThan(3);
  const times = wave.map(({ row }) => row.createdAt);
  expect(Math.max(...times) - Math.min(...times)).toBeLessThan(HOUR_MS);
});

it("opens as what the product wrote itself: details, transcript, report, table, ticket", async () => {
  const passed = rows.find(({ status, createdAt }) => status === "passed" && now - createdAt < 20 * DAY_MS);
  const id = passed?.id ?? "";
  const { body } = await desk.details(id);
  expect(body.banner.verb).not.toBe("");
  expect(body.assurance.proven.map(({ proof }) => proof)).toContain("contact_on_record");
  const transcript = await desk.transcript(id);
  expect(transcript.body.entries.length).toBeGreaterThan(2);
  const opened = await desk.post<{ response: unknown }>(`/api/verifications/${id}/transcript/1/1/open`, {
    purpose: "checks the demo",
  });
  expect([opened.status, JSON.stringify(opened.body)]).toEqual([200, expect.stringMatching(/\w/)]);
  const cookie = { headers: { cookie: desk.cookie, "user-agent": DESK_BROWSER } };
  const report = await fetch(`${instance.url}/api/verifications/${id}/report`, cookie);
  expect(await report.text()).toContain("Demo data, invented on 29 November 2026");
  const ticket = Number(passed?.ticketNumber.replace(/\D/g, ""));
  const notes = await ticketSystem(instance).notes(ticket, 3);
  expect(notes.join()).toContain("Verification Outcome: Passed");
});

it("runs beside what is open, and is made once", async () => {
  await openSomeChecks(instance);
  const running = (await desk.list("status=in_progress")).body.rows;
  expect(running.map(({ status }) => status).sort()).toEqual(["answering", "sent"]);
  const stuck = await eventually(
    async () => (await desk.get<DeliveryReply>("/api/delivery")).body.items,
    ({ length }) => length > 0,
    { what: "a note that does not reach its ticket" },
  );
  expect(stuck.map(({ kind }) => kind)).toEqual(["note"]);
  await instance.close();
  instance = await start();
  desk = await signedIn(instance, DEMO_AGENTS.lee);
  expect(instance.seeded).toBe(false);
  expect((await desk.list("")).body.total).toBe(rows.length + 2);
});
