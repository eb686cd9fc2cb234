/** An import put back, part by part. What comes back begins its days anew, as after any change. */
import { err, ok, type Result } from "../../core/kit/result.ts";
import type { ImportId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { ImportRecord } from "../ports/directory.ts";
import { carryBlocks } from "./carry-over.ts";
import { countAfterImport } from "./count-coverage.ts";
import { importAudit, isLatest, UNDO_MS, type ImportProblem } from "./start-import.ts";

/** Whether it wrote anything, has ended, and is not too old. */
export function mayUndo({ open, phase, progress, endedAt }: ImportRecord, now: EpochMs): boolean {
  return (
    (phase === "undoing" || (!open && phase !== "undone")) && progress.written > 0 && now < (endedAt ?? now) + UNDO_MS
  );
}

/** One step; the import is "undone" in the reply when none is left. Refused: unknown, too old, or not the last one. */
export async function undoImport(
  deps: Deps,
  agent: AgentRecord,
  id: ImportId,
): Promise<Result<ImportRecord, ImportProblem>> {
  const { clock, directory, guards } = deps;
  const record = await directory.byId(id);
  const now = clock();
  if (record === undefined) return err("import.unknown");
  if (record.phase === "undone") return ok(record);
  if (!mayUndo(record, now) || !(await isLatest(directory, record))) return err("import.not_allowed");
  if (record.phase !== "undoing") {
    const begun: ImportRecord = { ...record, open: true, phase: "undoing" };
    const audit = importAudit(agent, begun, { action: "undo_started", at: now });
    return (await directory.save(begun, audit)) ? ok(begun) : err("import.running");
  }
  const left = await directory.undoPart(record.id, now, (taken) => carryBlocks({ guards, clock }, taken));
  const progress = { ...record.progress, undone: record.progress.undone + 1 };
  if (left) {
    await directory.save({ ...record, progress });
    return ok({ ...record, progress });
  }
  await directory.refreshValues();
  const undone: ImportRecord = { ...record, open: false, phase: "undone", endedAt: now, progress };
  await directory.save(undone, importAudit(agent, undone, { action: "import_undone", at: now }));
  await countAfterImport(deps, agent, now);
  return ok(undone);
}
