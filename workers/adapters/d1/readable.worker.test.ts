/** What SQL writes into tables without macs breaks no page: such a row is left out. */
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { deps, fresh, rows } from "../../../test/support/worker-fixture.ts";
import { addRequester } from "../../../test/support/worker-requester.ts";
import { beginCoverage } from "../../app/people/count-coverage.ts";
import { readCoverage } from "../../app/people/coverage.ts";
import type { NewSecurityNotices } from "../../app/ports/security.ts";
import { personId } from "../../core/kit/ids.ts";
import { newVerificationId } from "../crypto/locator.ts";

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

it("a count that cannot be read, and is open, keeps no other from beginning", async () => {
  await env.DB.prepare("UPDATE coverage_runs SET open = NULL").run();
  await env.DB.prepare(
    `INSERT INTO coverage_runs (id, open, started_at, started_by, started_by_name, basis, people)
     VALUES ('cov_x', 1, 1, 'x', 'x', '{', 1)`,
  ).run();
  const begun = await beginCoverage(deps(), { cause: "asked", actor: "job:coverage", name: "" });
  expect(await rows("SELECT id FROM coverage_runs WHERE open = 1")).toEqual([{ id: begun.id }]);
  await env.DB.prepare("UPDATE coverage_runs SET open = NULL").run();
});

it("variables that were seen by nobody hide those that were, and give way to the next", async () => {
  await env.DB.prepare("DELETE FROM settings_deployments").run();
  const { deployments } = deps().settings;
  const seen = (at: number, after: number) => ({ at, after, state: "serves", values: {}, weakens: [] }) as const;
  await deployments.add(seen(1, 0), () => [], undefined);
  await env.DB.batch(
    [2, 9e18].map((number) =>
      env.DB.prepare(
        "INSERT INTO settings_deployments (number, at, document, weakens, state, mac) VALUES (?, 9, '{}', '[]', 'serves', 'x')",
      ).bind(number),
    ),
  );
  expect((await deployments.newest()).serves?.at).toBe(1);
  await deployments.add(seen(3, 1), () => [], undefined);
  expect((await deployments.newest()).serves?.at).toBe(3);
  expect(await rows("SELECT number FROM settings_deployments")).toEqual([{ number: 1 }, { number: 2 }]);
  await env.DB.prepare("DELETE FROM settings_deployments").run();
});

it("a notice of no check goes along with none of ours, and has failed", async () => {
  const { notices } = deps();
  const [check, person] = [newVerificationId(), personId.parse(`per_${fresh()}`)];
  const audit = { at: 1, actor: "system", action: "security.queued", subject: check, details: {} } as const;
  const notice = {
    key: fresh(),
    verificationId: check,
    personId: person,
    cause: "reported",
    channels: ["mail"],
    at: 1,
  };
  await notices.add(notice as NewSecurityNotices, audit);
  await env.DB.prepare(
    `INSERT INTO security_notices (id, verification_id, person_id, cause, channel, created_at, status, next_at)
     VALUES ('sec_x', 'junk', ?, 'reported', 'mail', 1, 'waiting', 1)`,
  )
    .bind(person)
    .run();
  const told = await notices.claimNext(check, Date.now(), { leaseMs: 1_000, gatherMs: 0 });
  expect(told.map(({ verificationId }) => verificationId)).toEqual([check]);
  expect(await rows("SELECT status FROM security_notices WHERE id = 'sec_x'")).toEqual([{ status: "failed" }]);
  await env.DB.prepare("DELETE FROM security_notices WHERE person_id = ?").bind(person).run();
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
