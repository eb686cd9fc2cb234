/**
 * Attempts of actions and what followed them. A row counts only with its mac, which is of what was reserved and answered:
 * whoever writes to the database can neither have sessions ended nor a note written for an action that never was.
 */
import { z } from "zod";
import type {
  ActionAnswer,
  ActionRun,
  ActionRunStore,
  ActionRunView,
  NewActionRun,
  StepDone,
} from "../../app/ports/action-runs.ts";
import type { ConsumedGrant } from "../../core/actions/grant.ts";
import { ACTION_STEPS, STEP_RESULTS, type ActionStep, type StepResult } from "../../core/actions/steps.ts";
import { ticketId, type VerificationId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { Keyring } from "../crypto/keyring.ts";
import type { MacRow, RowMacs } from "../crypto/row-macs.ts";
import { actionNoticeStatements } from "./action-notices.ts";
import { insertAttested } from "./attested.ts";
import { present, type Database } from "./database.ts";
import { reached } from "./reached.ts";
import { insertNote } from "./tickets.ts";

const RUNS = "action_runs";
const STEPS = "action_steps";

interface Frame {
  readonly db: D1Database;
  readonly keyring: Keyring;
  readonly macs: RowMacs;
}

interface Attested {
  readonly id: string;
  readonly grant_id: string;
  readonly verification_id: string;
  readonly run: string;
  readonly started_at: number;
  readonly answer: string | null;
  readonly settled_at: number | null;
  readonly done_at: number | null;
}

interface RunRow extends Attested {
  readonly mac: string | null;
  readonly attempts: number;
}

interface StepRow {
  readonly run_id: string;
  readonly step: string;
  readonly result: string;
  readonly at: number;
  readonly mac: string | null;
}

export function actionRunStore({ $client: db }: Database, keyring: Keyring): ActionRunStore {
  const frame = { db, keyring, macs: keyring.rows };
  return {
    begin: (run) => begin(frame, run),
    settle: (attempt, settled) => settle(frame, attempt, settled),
    unsettled: (before, limit) => unsettled(frame, before, limit),
    due: (now, limit) => due(db, now, limit),
    claim: (attempt, lease) => claim(frame, attempt, lease),
    stepDone: (run, step) => stepDone(frame, run, step),
    stepFailed: async (attempt, { nextAt }) => {
      await db
        .prepare(`UPDATE ${RUNS} SET attempts = attempts + 1, next_at = ?, lease_until = 0 WHERE id = ?`)
        .bind(nextAt, attempt)
        .run();
    },
    finished: async (attempt) => {
      await db.prepare(`UPDATE ${RUNS} SET next_at = NULL, lease_until = 0 WHERE id = ?`).bind(attempt).run();
    },
    usedOf: (id) => usedOf(frame, id),
    ofVerification: (id) => ofVerification(frame, id),
  };
}

async function begin({ db, macs }: Frame, run: NewActionRun): Promise<void> {
  const { id: grantId, verification, attempt } = run.grant;
  const row: Attested = {
    id: attempt.id,
    grant_id: grantId,
    verification_id: verification,
    run: JSON.stringify(run),
    started_at: attempt.reservedAt,
    answer: null,
    settled_at: null,
    done_at: null,
  };
  await insertAttested(db, macs, {
    table: RUNS,
    row: { ...row },
    condition: { sql: `NOT EXISTS (SELECT 1 FROM ${RUNS} WHERE id = ?)`, values: [attempt.id] },
  }).run();
}

async function settle(
  frame: Frame,
  attempt: string,
  { answer, at, doneAt }: { readonly answer: ActionAnswer; readonly at: EpochMs; readonly doneAt?: EpochMs },
): Promise<ActionAnswer | undefined> {
  const { db, macs } = frame;
  const row = await read(frame, attempt);
  if (row === undefined || row.answer !== null) {
    return (row?.answer ?? undefined) as ActionAnswer | undefined;
  }
  const isFirst = async (): Promise<boolean> => {
    const { results } = await db
      .prepare(`SELECT * FROM ${RUNS} WHERE grant_id = ? AND answer = 'done'`)
      .bind(row.grant_id)
      .all<RunRow>();
    await putAside(frame, results);
    return !results.some((other) => holds(macs, other));
  };
  const write = async (as: ActionAnswer): Promise<void> => {
    const done = as === "done" ? (doneAt ?? at) : null;
    const settled = { ...attestedOf(row), answer: as, settled_at: at, done_at: done };
    await db
      .prepare(
        `UPDATE ${RUNS} SET answer = ?, settled_at = ?, done_at = ?, next_at = ?, mac = ? WHERE id = ? AND answer IS NULL`,
      )
      .bind(as, at, done, as === "done" ? at : null, macs.make(RUNS, settled), attempt)
      .run();
  };
  try {
    await write(answer);
    return answer;
  } catch (error) {
    if (answer !== "done" || !String(error).includes("UNIQUE constraint failed")) {
      throw error;
    }
    // The grant was used by another attempt: what follows it happens once.
    const as = (await isFirst()) ? answer : "superseded";
    await write(as);
    return as;
  }
}

/** Rows that somebody else wrote stand in nobody's way: the next ones are read in their place. */
async function putAside({ db, macs }: Frame, rows: readonly RunRow[]): Promise<void> {
  const spoiled = rows.filter((row) => !holds(macs, row)).map(({ id }) => id);
  if (spoiled.length > 0) {
    await db
      .prepare(`UPDATE ${RUNS} SET answer = 'unattested', next_at = NULL WHERE id IN (SELECT value FROM json_each(?))`)
      .bind(JSON.stringify(spoiled))
      .run();
  }
}

async function unsettled(frame: Frame, before: EpochMs, limit: number): Promise<NewActionRun[]> {
  const { db, macs } = frame;
  const { results } = await db
    .prepare(`SELECT * FROM ${RUNS} WHERE answer IS NULL AND started_at < ? ORDER BY started_at DESC LIMIT ?`)
    .bind(before, limit)
    .all<RunRow>();
  await putAside(frame, results);
  return results.filter((row) => holds(macs, row)).map(runOf);
}

async function due(db: D1Database, now: EpochMs, limit: number): Promise<string[]> {
  const { results } = await db
    .prepare(`SELECT id FROM ${RUNS} WHERE next_at IS NOT NULL AND ${reached("next_at", "?1")} LIMIT ?2`)
    .bind(now, limit)
    .all<{ readonly id: string }>();
  return results.map(({ id }) => id);
}

async function claim(
  frame: Frame,
  attempt: string,
  { now, until }: { readonly now: EpochMs; readonly until: EpochMs },
): Promise<ActionRun | undefined> {
  const { db, macs } = frame;
  const row = await db
    .prepare(
      `UPDATE ${RUNS} SET lease_until = ?2 WHERE id = ?1 AND answer = 'done'
         AND ${reached("lease_until", "?3")} AND next_at IS NOT NULL AND ${reached("next_at", "?3")} RETURNING *`,
    )
    .bind(attempt, until, now)
    .first<RunRow>();
  if (row === null || !holds(macs, row) || row.done_at === null) {
    await putAside(frame, row === null ? [] : [row]);
    return undefined;
  }
  const steps = await stepsOf(frame, [attempt]);
  return {
    ...runOf(row),
    steps: Object.fromEntries(steps.map(({ step, result }) => [step, result])),
    doneAt: row.done_at,
    attempts: row.attempts,
  };
}

async function stepDone(
  { db, keyring, macs }: Frame,
  { grant }: Pick<ActionRun, "grant">,
  { step, result, at, note, notices }: StepDone,
): Promise<void> {
  const id = grant.attempt.id;
  const told = notices === undefined ? [] : await actionNoticeStatements({ db, keyring }, { ...notices, now: at });
  await db.batch([
    ...(note === undefined ? [] : [insertNote({ db, macs }, note)]),
    ...told,
    insertAttested(db, macs, {
      table: STEPS,
      row: { run_id: id, step, result, at },
      condition: { sql: `NOT EXISTS (SELECT 1 FROM ${STEPS} WHERE run_id = ? AND step = ?)`, values: [id, step] },
    }),
    db.prepare(`UPDATE ${RUNS} SET attempts = 0 WHERE id = ?`).bind(id),
  ]);
}

async function usedOf({ db, macs }: Frame, id: VerificationId): Promise<ConsumedGrant[]> {
  const { results } = await db
    .prepare(`SELECT * FROM ${RUNS} WHERE verification_id = ? AND answer = 'done'`)
    .bind(id)
    .all<RunRow>();
  return results.flatMap((row) =>
    holds(macs, row) && row.done_at !== null ? [{ ...runOf(row).grant, state: "consumed", doneAt: row.done_at }] : [],
  );
}

async function ofVerification(frame: Frame, id: VerificationId): Promise<ActionRunView[]> {
  const { results } = await frame.db
    .prepare(`SELECT * FROM ${RUNS} WHERE verification_id = ? ORDER BY started_at`)
    .bind(id)
    .all<RunRow>();
  const rows = results.filter((row) => holds(frame.macs, row));
  const steps =
    rows.length === 0
      ? []
      : await stepsOf(
          frame,
          rows.map((row) => row.id),
        );
  return rows.map((row) => ({
    attempt: row.id,
    target: runOf(row).grant.targetLabel,
    policyVersion: runOf(row).grant.policyVersion,
    at: row.started_at,
    ...present("answer", row.answer as ActionAnswer | null),
    ...present("doneAt", row.done_at),
    steps: steps.filter(({ run }) => run === row.id).map(({ step, result, at }) => ({ step, result, at })),
  }));
}

async function stepsOf({ db, macs }: Frame, runs: readonly string[]) {
  const { results } = await db
    .prepare(`SELECT * FROM ${STEPS} WHERE run_id IN (SELECT value FROM json_each(?)) ORDER BY at`)
    .bind(JSON.stringify(runs))
    .all<StepRow>();
  return results.flatMap((row) => {
    const { run_id: run, at } = row;
    const step = ACTION_STEPS.find((known): known is ActionStep => known === row.step);
    const result = STEP_RESULTS.find((known): known is StepResult => known === row.result);
    return step === undefined || result === undefined || !macs.holds(STEPS, { ...row })
      ? []
      : [{ run, step, result, at }];
  });
}

async function read({ db, macs }: Frame, attempt: string): Promise<RunRow | undefined> {
  const row = await db.prepare(`SELECT * FROM ${RUNS} WHERE id = ?`).bind(attempt).first<RunRow>();
  return row === null || !holds(macs, row) ? undefined : row;
}

function attestedOf({ id, grant_id, verification_id, run, started_at, answer, settled_at, done_at }: RunRow): Attested {
  return { id, grant_id, verification_id, run, started_at, answer, settled_at, done_at };
}

function holds(macs: RowMacs, row: RunRow): boolean {
  const attested: MacRow = { ...attestedOf(row), mac: row.mac };
  return macs.holds(RUNS, attested);
}

/** Under the mac that was just checked, so it is as it was written. */
const runShape = z.looseObject({ ticket: z.looseObject({ id: ticketId }) });

function runOf({ run }: RunRow): NewActionRun {
  return runShape.parse(JSON.parse(run)) as unknown as NewActionRun;
}
