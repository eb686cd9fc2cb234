import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { DAY_MS } from "../../core/kit/time.ts";
import { deps } from "../../../test/support/worker-fixture.ts";
import { removeExpired } from "./retention.ts";

const NOW = Date.UTC(2026, 10, 22, 3);

async function insert(id: string, at: number): Promise<void> {
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO transcript_entries (verification_id, ordinal, attempt, kind, fact_key, params, form, exposure, option_count,
         scored, grade, asked_at, answered_at, strength_bits, weight_bits, response_sealed)
       VALUES (?1, 1, 1, 'peer', 'peer:1', '{}', 'choice', 'internal', 4, 1, 'correct', ?2, ?2, 1, -1, 'sealed')`,
    ).bind(id, at),
    env.DB.prepare(
      "INSERT INTO assessments (verification_id, assessed_at, model_version, assessment_sealed, evidence_sealed) VALUES (?, ?, 'risk-1', 'sealed', 'sealed')",
    ).bind(id, at),
    env.DB.prepare(
      `INSERT INTO messages (id, verification_id, kind, link_number, channel, destination_sealed, locale, created_at, not_after, status, next_at)
       VALUES (?1, ?1, 'link', 1, 'sms', 'sealed', 'en', ?2, ?2, 'delivered', ?2)`,
    ).bind(id, at),
  ]);
}

const kept = async (table: string, column: string): Promise<string[]> => {
  const { results } = await env.DB.prepare(`SELECT ${column} AS id FROM ${table} ORDER BY 1`).all<{ id: string }>();
  return results.map((row) => row.id);
};

it("empties answers after 30 days, deletes evidence after 90, and keeps the record of the check", async () => {
  await insert("a-90-days-old", NOW - 90 * DAY_MS - 1);
  await insert("b-90-days-young", NOW - 90 * DAY_MS);
  await insert("c-30-days-old", NOW - 30 * DAY_MS - 1);
  await insert("d-30-days-young", NOW - 30 * DAY_MS);

  await removeExpired({ ...deps(), clock: () => NOW });

  expect(await kept("assessments", "verification_id")).toEqual(["b-90-days-young", "c-30-days-old", "d-30-days-young"]);
  expect(await kept("messages", "id")).toEqual(["d-30-days-young"]);
  const { results } = await env.DB.prepare(
    "SELECT verification_id AS id, grade, response_sealed AS response FROM transcript_entries ORDER BY 1",
  ).all();
  expect(results).toEqual([
    { id: "a-90-days-old", grade: "correct", response: "" },
    { id: "b-90-days-young", grade: "correct", response: "" },
    { id: "c-30-days-old", grade: "correct", response: "" },
    { id: "d-30-days-young", grade: "correct", response: "sealed" },
  ]);
});
