/** What the list tells of the set-up, and when. */
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { attested, deps, fresh, keyring } from "../../../test/support/worker-fixture.ts";
import { sessionRecords } from "../../adapters/d1/session-records.ts";
import { newVerificationId } from "../../adapters/crypto/locator.ts";
import { listQuery } from "../../contract/console/verifications.ts";
import { inStatus } from "../../core/session/session.fixture.ts";
import { listVerifications } from "./list-verifications.ts";

const { config } = deps();
const connected = deps({ config: { ...config, CONNECTIONS: { main: { kind: "changegear", settings: {} } } } });
const setUp = async (query: Record<string, string> = {}) =>
  (await listVerifications(connected, listQuery.parse(query))).setUp;

async function person(active: boolean): Promise<void> {
  const word = fresh();
  await env.DB.prepare(
    `INSERT INTO people (id, user_name, email, given_name, family_name, display_name, active, updated_at)
     VALUES (?, ?, ?, 'A', 'B', 'A B', ?, 0)`,
  )
    .bind(`per_${word}`, word, `${word}@halden.test`, active ? 1 : 0)
    .run();
  await attested("people", "user_name", word);
}

it("comes with the list until there is a check, and with no filter", async () => {
  expect(await setUp()).toMatchObject({ connections: [{ name: "main" }], people: 0 });
  await person(true);
  await person(true);
  await person(false);
  const at = Date.now();
  await connected.connectionHealth.changesRead("main", { now: at, foundLate: 0 });
  expect(await setUp()).toMatchObject({ connections: [{ name: "main", changes: { readAt: at } }], people: 2 });
  // A filter that says nothing is none.
  expect(await setUp({ q: "", status: "" })).toBeDefined();
  for (const query of [{ q: "dana" }, { status: "passed" }, { asked: "1" }, { from: "0" }]) {
    expect(await setUp(query)).toBeUndefined();
  }
  await sessionRecords(env.DB, keyring).write({
    session: { ...inStatus("created"), id: newVerificationId() },
    pool: [],
    rows: [],
  });
  expect(await setUp()).toBeUndefined();
});
