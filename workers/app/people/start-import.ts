/** The life of an import around its chunks: begun, let write, stopped, taken up again. */
import { err, ok, type Result } from "../../core/kit/result.ts";
import { importId, type ImportId } from "../../core/kit/ids.ts";
import { DAY_MS } from "../../core/kit/time.ts";
import type { ApprovalProblem } from "../../core/policy/may-approve.ts";
import { isFactColumn } from "../../core/people/columns.ts";
import { NO_CHANGE, questionsOf, type Question } from "../../core/people/tally.ts";
import type { StartImportRequest, WriteRequest } from "../../contract/console/people.ts";
import { defined } from "../../core/kit/defined.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { AuditEntry } from "../ports/audit.ts";
import type { ImportPhase, ImportProgress, ImportRecord } from "../ports/directory.ts";
import { hasSecondAdmin, mayAcceptBaseline } from "./accept-baseline.ts";

/** Imports that are looked back at. */
const LATEST = 50;

export const ROWS_PER_CHUNK = 500;
/** An import can be undone for as long. */
export const UNDO_MS = 7 * DAY_MS;

export type ImportProblem =
  | "import.unknown"
  | "import.running"
  | "import.conflict"
  | "import.not_allowed"
  | "import.out_of_order"
  | "import.spoiled"
  | "import.needs_confirmation"
  | "import.baseline_taken"
  | `import.${ApprovalProblem}`;

export type ImportDeps = Pick<Deps, "clock" | "directory">;
export type ImportResult = Result<ImportRecord, ImportProblem>;

const ENDED: readonly ImportPhase[] = ["done", "undone"];

export function importAudit(
  agent: AgentRecord,
  { id, file, progress }: ImportRecord,
  { action, at }: { readonly action: string; readonly at: number },
): AuditEntry {
  const { added, changed, contacts, managers, refused } = progress.tally;
  const { rows, complete, idsInTickets } = file;
  return {
    at,
    actor: agent.id,
    action: `directory.${action}`,
    subject: id,
    details: { rows, complete, ...defined({ idsInTickets }), added, changed, contacts, managers, refused },
  };
}

/** The same start again is the same import. Refused: another one is open, or this id stands for another file. */
export async function startImport(
  { clock, directory }: ImportDeps,
  agent: AgentRecord,
  request: StartImportRequest,
): Promise<ImportResult> {
  const id = importId.parse(request.id);
  const known = await directory.byId(id);
  if (known !== undefined) {
    const same =
      known.file.hash === request.fileHash && known.startedBy === agent.id && known.file.rows === request.rows;
    return same ? ok(known) : err("import.conflict");
  }
  const now = clock();
  const record: ImportRecord = {
    id,
    open: true,
    phase: "comparing",
    startedBy: agent.id,
    startedByName: agent.name,
    startedAt: now,
    baseline: false,
    file: {
      name: request.fileName,
      hash: request.fileHash,
      rows: request.rows,
      chunks: Math.ceil(request.rows / ROWS_PER_CHUNK),
      columns: request.columns,
      places: request.places,
      typed: request.typed,
      complete: request.complete,
      ...defined({ labels: request.labels, idsInTickets: request.idsInTickets }),
    },
    progress: { compared: 0, written: 0, undone: 0, left: 0, tally: NO_CHANGE, problems: [] },
  };
  const audit = importAudit(agent, record, { action: "import_started", at: now });
  return (await directory.start(record, audit)) ? ok(record) : err("import.running");
}

/** What has to be answered before anything is written; nothing while it is still compared. */
export function openQuestions({ phase, file, progress }: ImportRecord): readonly Question[] {
  return phase === "comparing" && progress.compared === file.chunks
    ? questionsOf(progress.tally, progress.leaving ?? { missing: 0, active: 0 })
    : [];
}

/**
 * As the baseline it is only proposed where another admin can accept it, and written when that one has. Refused: not all
 * compared, a question without an answer, a baseline after anything was ever written, one's own proposal or that of who
 * may be the same person.
 */
export async function beginWriting(
  deps: ImportDeps & Pick<Deps, "agents">,
  agent: AgentRecord,
  { id, confirmed, baseline }: WriteRequest & { readonly id: ImportId },
): Promise<ImportResult> {
  const record = await deps.directory.byId(id);
  if (record === undefined) return err("import.unknown");
  if (record.open && record.phase === "writing") return ok(record);
  if (!record.open || record.phase !== "comparing" || record.progress.compared < record.file.chunks) {
    return err("import.not_allowed");
  }
  // Whoever proposed it has answered.
  const asked = baseline ? record.progress.baselineAsked : undefined;
  if (asked === undefined && openQuestions(record).some((question) => !confirmed.includes(question))) {
    return err("import.needs_confirmation");
  }
  if (!baseline) return letWrite(deps, agent, { ...withAsked(record, undefined), phase: "writing" });
  return (await deps.directory.hasWritten()) ? err("import.baseline_taken") : asBaseline(deps, agent, record);
}

async function asBaseline(
  deps: ImportDeps & Pick<Deps, "agents">,
  agent: AgentRecord,
  record: ImportRecord,
): Promise<ImportResult> {
  const asked = record.progress.baselineAsked;
  const accepted: ImportRecord = { ...record, phase: "writing", baseline: true };
  if (asked !== undefined && asked.by !== agent.id) {
    const allowed = await mayAcceptBaseline(deps, agent, asked);
    return allowed.ok ? letWrite(deps, agent, accepted) : err(`import.${allowed.error}`);
  }
  if (!(await hasSecondAdmin(deps, agent))) return letWrite(deps, agent, accepted);
  return asked === undefined
    ? letWrite(deps, agent, withAsked(record, { by: agent.id, name: agent.name, at: deps.clock() }))
    : ok(record);
}

function withAsked(record: ImportRecord, asked: ImportProgress["baselineAsked"]): ImportRecord {
  const { baselineAsked: _before, ...progress } = record.progress;
  return { ...record, progress: { ...progress, ...defined({ baselineAsked: asked }) } };
}

async function letWrite(
  { clock, directory }: ImportDeps,
  agent: AgentRecord,
  record: ImportRecord,
): Promise<ImportResult> {
  const accepted = record.baseline ? "baseline_accepted" : "import_confirmed";
  const action = record.phase === "comparing" ? "baseline_proposed" : accepted;
  const begun = record.phase === "writing" ? await withOwnFacts(directory, record) : record;
  await directory.save(begun, importAudit(agent, begun, { action, at: clock() }));
  return ok(begun);
}

/** Once here, and not with every part of what comes after. */
async function withOwnFacts(directory: Deps["directory"], record: ImportRecord): Promise<ImportRecord> {
  const saysSo = ({ file }: ImportRecord): boolean => file.typed.some(isFactColumn);
  const differs = saysSo(record) || (await directory.latest(LATEST)).some(saysSo);
  return differs ? { ...record, progress: { ...record.progress, ownFacts: true } } : record;
}

/** What was written stays; it can be taken up again or undone. */
export async function stopImport(
  { clock, directory }: ImportDeps,
  agent: AgentRecord,
  id: ImportId,
): Promise<ImportResult> {
  const record = await directory.byId(id);
  if (record === undefined) return err("import.unknown");
  if (!record.open) return ok(record);
  const now = clock();
  const stopped: ImportRecord = { ...record, open: false, endedAt: now };
  await directory.save(stopped, importAudit(agent, stopped, { action: "import_stopped", at: now }));
  return ok(stopped);
}

export function mayResume({ open, phase }: ImportRecord): boolean {
  return !open && !ENDED.includes(phase);
}

/** Refused: it has ended, or another one is open. Who takes it up has to have the same file. */
export async function resumeImport(
  { clock, directory }: ImportDeps,
  agent: AgentRecord,
  id: ImportId,
): Promise<ImportResult> {
  const record = await directory.byId(id);
  if (record === undefined) return err("import.unknown");
  if (record.open) return ok(record);
  if (!mayResume(record) || !(await isLatest(directory, record))) return err("import.not_allowed");
  const { endedAt: _ended, ...rest } = record;
  const resumed: ImportRecord = { ...rest, open: true };
  const saved = await directory.save(resumed, importAudit(agent, resumed, { action: "import_resumed", at: clock() }));
  return saved ? ok(resumed) : err("import.running");
}

/** No other import has written since this one began: what came after rests on what was then. */
export async function isLatest(directory: Deps["directory"], { id, startedAt }: ImportRecord): Promise<boolean> {
  const others = (await directory.latest(LATEST)).filter((other) => other.id !== id && other.phase !== "comparing");
  return others.every((other) => (other.endedAt ?? Infinity) <= startedAt);
}
