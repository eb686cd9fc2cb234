/** What SQL writes into tables without macs breaks no page: such a row is left out. */
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { deps } from "../../../test/support/worker-fixture.ts";
import { addRequester } from "../../../test/support/worker-requester.ts";
import { readCoverage } from "../../app/people/coverage.ts";

it.each(["{", "{}", '{"kinds":1,"requests":[]}', "null"])("a count whose basis is %s is none", async (basis) => {
  for (const [id, ended] of [
    ["cov_openopen", null],
    ["cov_endended", 2],
  ]) {
    await env.DB.prepare(
      `INSERT OR REPLACE INTO coverage_runs (id, open, started_at, started_by, started_by_name, basis, people, ended_at, tally)
       VALUES (?, ?, 1, 'x', 'x', ?, 1, ?, ?)`,
    )
      .bind(id, ended === null ? 1 : null, basis, ended, ended === null ? null : basis)
      .run();
  }
  const { done, running } = await readCoverage(deps());
  expect([done, running]).toEqual([undefined, undefined]);
});

it("a lift by nobody is none", async () => {
  const { person } = await addRequester();
  await env.DB.prepare(
    `INSERT INTO lifts (id, person_id, verification_id, what, reason, agent_id, agent_name, at)
     VALUES ('lft_x', ?, 'vrf_x', 'report', 'r', 'bogus', 'B', 1)`,
  )
    .bind(person)
    .run();
  expect(await deps().lifts.ofPerson(person, 0)).toEqual([]);
});
