/**
 * Every kind of check of the report, stored and judged again: the assessment comes out to the last digit, and the
 * policy that it ran under, asked what it would have made of it, says what it made of it.
 */
import { expect, it } from "vitest";
import { replayed } from "../../workers/core/risk/reassess.ts";
import { assessedAt, evidenceOf } from "../../workers/core/session/evidence-of.ts";
import type { Session } from "../../workers/core/session/session.ts";
import { categoryPolicy } from "../../workers/core/settings/sections/categories.ts";
import { outcomeUnder, type EndedCheck, type ReplayOutcome } from "../../workers/core/verdict/policy-replay.ts";
import { createCompany } from "./organisation.ts";
import { playRow, rowsOf, stageOf } from "./rows.ts";

const SEED = 11;
const NOW = Date.UTC(2026, 10, 18, 12);
const SESSIONS = 70;

/** As it is read out of the database. */
function storedOf(session: Session): EndedCheck | undefined {
  const { assessment, moments, destination, person, policy, proofs } = session;
  if (assessment === undefined) return undefined;
  const evidence = evidenceOf(session, assessedAt(session, moments.endedAt ?? 0));
  return {
    assessment: JSON.parse(JSON.stringify(assessment)) as typeof assessment,
    evidence: JSON.parse(JSON.stringify(evidence)) as typeof evidence,
    channel: destination.channel,
    privileged: person.privileged,
    spokenCode: policy.requiredProofs.includes("spoken_code"),
    proven: proofs.map(({ proof }) => proof),
  };
}

const RECORDED: Readonly<Record<string, ReplayOutcome>> = {
  passed: "passes",
  risk_medium: "fails",
  risk_high: "fails",
  blocking: "fails",
  proof_missing: "waits",
  skipped_too_many: "asked_more",
  too_few_facts: "asked_more",
};

it("says of ten thousand stored checks what was said of them", { timeout: 120_000 }, () => {
  const wrong: string[] = [];
  const met = new Map<ReplayOutcome, number>();
  let checks = 0;
  const company = createCompany(SEED, NOW);
  const stage = {
    ...stageOf(company),
    onPlayed: ({ session }: { readonly session?: Session }) => {
      const check = session && storedOf(session);
      if (
        session === undefined ||
        check === undefined ||
        !["passed", "failed", "not_enough_questions"].includes(session.status)
      )
        return;
      checks += 1;
      const recorded = RECORDED[session.detail ?? session.status];
      const outcome = outcomeUnder(categoryPolicy.parse({ action: session.policy.action }), check);
      met.set(outcome, (met.get(outcome) ?? 0) + 1);
      if (replayed(check) !== "identical") wrong.push(`${session.status}: ${replayed(check)}`);
      if (outcome !== recorded) wrong.push(`${session.status} ${session.detail ?? ""}: ${outcome}`);
    },
  };
  for (const row of rowsOf({ target: SESSIONS, other: SESSIONS })) {
    for (const _ of playRow(row, stage, SEED));
  }
  expect(wrong).toEqual([]);
  expect(checks).toBeGreaterThan(10_000);
  for (const outcome of ["passes", "fails", "waits", "asked_more"] as const) {
    expect(met.get(outcome) ?? 0, outcome).toBeGreaterThan(50);
  }
});
