/**
 * What comes after the last chunk, in steps that are each small: managers who stood further down
 * in the file, leavers, circles, facts, and the values that wrong options are drawn from. A step
 * that was done and whose reply was lost is done again, and changes nothing.
 */
import { err, ok, type Result } from "../../core/kit/result.ts";
import type { ImportId } from "../../core/kit/ids.ts";
import type { RowProblem, RowReason } from "../../core/people/columns.ts";
import { managerFields } from "../../core/people/compare.ts";
import { ownFacts } from "../../core/people/import-facts.ts";
import { inCircles } from "../../core/people/loops.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";
import { FINISH_STAGES, type FinishStage, type ImportRecord, type LeftToDo } from "../ports/directory.ts";
import { countAfterImport } from "./count-coverage.ts";
import { endChecksOfInactive } from "./end-checks.ts";
import { factsAround } from "./facts-around.ts";
import { arePresent } from "./held-chunks.ts";
import { withProblems } from "./late-problems.ts";
import { importAudit, type ImportProblem } from "./start-import.ts";

type FinishDeps = Pick<Deps, "clock" | "directory" | "session" | "vault">;

const LEAVERS_PER_STEP = 500;
const CHUNKS_PER_STEP = 4;
const CHECKS_PER_STEP = 50;

/** One step. The import is "done" in the reply when none is left. Refused: unknown, not all of it is written, or a row of it was changed by SQL. */
export async function finishImport(
  deps: Deps,
  agent: AgentRecord,
  id: ImportId,
): Promise<Result<ImportRecord, ImportProblem>> {
  const record = await deps.directory.byId(id);
  if (record === undefined) return err("import.unknown");
  if (record.phase === "done") return ok(record);
  if (!record.open || record.phase !== "finishing") return err("import.not_allowed");
  const { stage, at } = record.progress.finish ?? { stage: "managers", at: 0 };
  const after = await STEPS[stage](deps, record, at);
  if (after === undefined) return err("import.spoiled");
  if (after.more) {
    return saved(deps, withFinish(after.record, stage, after.at));
  }
  const next = FINISH_STAGES[FINISH_STAGES.indexOf(stage) + 1];
  if (next !== undefined) {
    return saved(deps, withFinish(after.record, next, 0));
  }
  const now = deps.clock();
  const done: ImportRecord = { ...after.record, open: false, phase: "done", endedAt: now };
  await deps.directory.save(done, importAudit(agent, done, { action: "import_finished", at: now }));
  await countAfterImport(deps, agent, now);
  return ok(done);
}

async function saved({ directory }: FinishDeps, record: ImportRecord): Promise<Result<ImportRecord, ImportProblem>> {
  await directory.save(record);
  return ok(record);
}

function withFinish(record: ImportRecord, stage: FinishStage, at: number): ImportRecord {
  return { ...record, progress: { ...record.progress, finish: { stage, at } } };
}

interface Stepped {
  readonly record: ImportRecord;
  readonly more: boolean;
  readonly at: number;
}

type Step = (deps: FinishDeps, record: ImportRecord, at: number) => Promise<Stepped | undefined>;

const STEPS: Readonly<Record<FinishStage, Step>> = {
  managers: overChunks(managersOf),
  leaving,
  loops,
  facts: overChunks(factsOf),
  async values({ directory }, record, at) {
    await directory.refreshValues();
    return { record, more: false, at };
  },
};

interface Part {
  /** The first of its chunks. */
  readonly at: number;
  readonly left: readonly LeftToDo[];
}

function overChunks(
  work: (deps: FinishDeps, record: ImportRecord, part: Part) => Promise<readonly RowProblem[]>,
): Step {
  return async (deps, record, at) => {
    const upTo = Math.min(record.file.chunks, at + CHUNKS_PER_STEP);
    const numbers = Array.from({ length: upTo - at }, (_, place) => at + place);
    const left = (await Promise.all(numbers.map((number) => deps.directory.leftToDo(record.id, number)))).flat();
    const problems = await work(deps, record, { at, left });
    return { record: withProblems(record, problems), more: upTo < record.file.chunks, at: upTo };
  };
}

const managerProblem = ({ row }: LeftToDo, reason: RowReason): RowProblem => ({
  row,
  column: "manager",
  reason,
  refused: false,
});

async function managersOf(
  { directory, clock }: FinishDeps,
  record: ImportRecord,
  { left }: Part,
): Promise<readonly RowProblem[]> {
  const pending = left.flatMap((one) => (one.managerPending === undefined ? [] : [{ one, named: one.managerPending }]));
  if (pending.length === 0) return [];
  const now = clock();
  const known = await directory.managersNamed([...new Set(pending.map(({ named }) => named))]);
  const found = pending.map(({ one, named }) => {
    const all = known.filter(({ email, externalId }) => named === email || named === externalId);
    // A name that two people answer to names nobody, and nobody is their own manager.
    return { one, manager: all.length === 1 && all[0]?.id !== one.id ? all[0] : undefined };
  });
  await directory.setManagers(
    found.map(({ one, manager }) => ({ id: one.id, ...managerFields(manager, { baseline: record.baseline, now }) })),
    now,
  );
  return found.flatMap(({ one, manager }) => (manager === undefined ? [managerProblem(one, "manager.unknown")] : []));
}

/** Who is missing from a complete file, and then the open checks of everybody who is inactive. */
async function leaving(
  { directory, clock, session, vault }: FinishDeps,
  record: ImportRecord,
  at: number,
): Promise<Stepped | undefined> {
  if (record.file.complete) {
    const counted = { ...record, progress: { ...record.progress, left: record.progress.left + 1 } };
    const left = await directory.deactivateMissing({
      record: counted,
      limit: LEAVERS_PER_STEP,
      now: clock(),
      areHeld: (present) => arePresent(vault, record, present),
    });
    if (left === undefined) return undefined;
    if (left > 0) return { record: counted, more: true, at: at + 1 };
  }
  const ended = await endChecksOfInactive({ directory, session }, CHECKS_PER_STEP);
  return { record, more: ended === CHECKS_PER_STEP, at };
}

async function loops({ directory, clock }: FinishDeps, record: ImportRecord, at: number): Promise<Stepped> {
  if (record.progress.tally.structure === 0) return { record, more: false, at };
  const circles = inCircles(await directory.managerLinks());
  if (circles.size === 0) return { record, more: false, at };
  const problems: RowProblem[] = [];
  for (let number = 0; number < record.file.chunks; number += 1) {
    const inside = (await directory.leftToDo(record.id, number)).filter(
      (one) => one.managerChanged && circles.has(one.id),
    );
    if (inside.length === 0) continue;
    const now = clock();
    const nobody = managerFields(undefined, { baseline: record.baseline, now });
    await directory.setManagers(
      inside.map(({ id }) => ({ id, ...nobody })),
      now,
    );
    problems.push(...inside.map((one) => managerProblem(one, "manager.loop")));
  }
  return { record: withProblems(record, problems), more: false, at };
}

/** Of everybody in the file where the reporting lines have moved or people can change facts themselves, else of those who have changed themselves. */
async function factsOf(
  { directory, clock }: FinishDeps,
  record: ImportRecord,
  { at, left }: Part,
): Promise<readonly RowProblem[]> {
  const { tally, leaving, ownFacts: ownFactsDiffer } = record.progress;
  const own = ownFacts(record.file);
  const moved = tally.structure > 0 || (leaving?.missing ?? 0) > 0 || ownFactsDiffer === true;
  const wanted = new Map(left.filter(({ touched }) => moved || touched).map((one) => [one.id, one]));
  if (wanted.size === 0) return [];
  const now = clock();
  const writes = await factsAround(directory, [...wanted.keys()], {
    startMonthOf: (one) => wanted.get(one)?.startMonth,
    baseline: record.baseline,
    own,
    now,
  });
  if (writes.length > 0) await directory.writeFacts(record.id, { step: at, writes }, now);
  return [];
}
