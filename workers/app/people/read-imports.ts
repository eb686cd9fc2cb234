/** Imports as the Directory page shows them. */
import { defined } from "../../core/kit/defined.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { ImportReply, ImportsReply } from "../../contract/console/people.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { ImportRecord } from "../ports/directory.ts";
import { hasSecondAdmin } from "./accept-baseline.ts";
import { mayResume, openQuestions } from "./start-import.ts";
import { mayUndo } from "./undo-import.ts";

const SHOWN = 10;

/** Refuses nothing. */
export async function readImports(
  deps: Pick<Deps, "agents" | "clock" | "directory" | "people">,
  agent: AgentRecord,
): Promise<ImportsReply> {
  const [imports, written, active] = await Promise.all([
    deps.directory.latest(SHOWN),
    deps.directory.hasWritten(),
    deps.people.countActive(),
  ]);
  const now = deps.clock();
  const last = imports.find(({ phase }) => phase !== "comparing");
  return {
    imports: imports.map((record) => importReply(record, agent, { now, last: record === last })),
    baselineOpen: !written,
    baselineAlone: !written && !(await hasSecondAdmin(deps, agent)),
    people: active,
  };
}

function stateOf({ open, phase, file, progress }: ImportRecord): ImportReply["state"] {
  if (phase === "done" || phase === "undone") return phase;
  const compared = phase === "comparing" && progress.compared === file.chunks;
  if (!open) return compared ? "discarded" : "stopped";
  return compared ? "compared" : phase;
}

/** `last`: no other one has written since. */
export function importReply(
  record: ImportRecord,
  agent: AgentRecord,
  { now, last = true }: { readonly now: EpochMs; readonly last?: boolean },
): ImportReply {
  const { file, progress } = record;
  const state = stateOf(record);
  const asked = record.phase === "comparing" ? progress.baselineAsked : undefined;
  return {
    id: record.id,
    state,
    by: record.startedByName,
    startedAt: record.startedAt,
    baseline: record.baseline,
    fileName: file.name,
    fileHash: file.hash,
    rows: file.rows,
    chunks: file.chunks,
    columns: file.columns,
    places: file.places,
    typed: file.typed,
    complete: file.complete,
    compared: progress.compared,
    written: progress.written,
    tally: progress.tally,
    questions: openQuestions(record),
    problems: progress.problems,
    mayResume: state !== "discarded" && mayResume(record) && (last || record.phase === "comparing"),
    mayUndo: last && mayUndo(record, now),
    ...defined({
      endedAt: record.endedAt,
      leaving: progress.leaving,
      baselineAsked: asked && { by: asked.name, at: asked.at, own: asked.by === agent.id },
    }),
  };
}
