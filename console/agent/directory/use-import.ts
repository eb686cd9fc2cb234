/** One import as the page leads it: a file, what its columns are, what would change, and the writing of it. */
import { useEffect, useRef, useState } from "preact/hooks";
import type {
  ImportColumn,
  ImportReply,
  OwnColumn,
  Question,
  RowProblem,
} from "../../../workers/contract/console/people.ts";
import { en } from "../../copy/desk/en.ts";
import type { ApiProblem, ApiResult } from "../frame/api.ts";
import { useApp } from "../frame/app-context.ts";
import {
  noteRefusedFile,
  readImports,
  resumeImport,
  startImport,
  stopImport,
  writeImport,
} from "../frame/endpoints.ts";
import { guessed, labelsOf, loopsIn, rowsToSend, type Mapping, type SentRow } from "./mapping.ts";
import { parseFile } from "./parse-file.ts";
import type { FileProblem, ReadFile } from "./read-file.ts";
import { wait, type RunContext } from "../frame/persist.ts";
import { allProblems, sendChunks, untilDone } from "./run-import.ts";

export interface ChosenFile extends ReadFile {
  readonly name: string;
}

export type Work = "comparing" | "writing" | "finishing" | "undoing";

export type Stage =
  | { readonly type: "idle"; readonly wanted?: ImportReply }
  | { readonly type: "reading"; readonly wanted?: ImportReply }
  | { readonly type: "mapping"; readonly file: ChosenFile; readonly mapping: Mapping }
  | {
      readonly type: "running";
      readonly id: string;
      readonly work: Work;
      readonly done: number;
      readonly total: number;
    }
  | { readonly type: "compared"; readonly record: ImportReply }
  | { readonly type: "done"; readonly record: ImportReply };

export interface FileTrouble {
  readonly is: FileProblem | "unreadable" | "other_file";
  /** Where it shows. */
  readonly row?: number;
}

export interface ImportState {
  readonly stage: Stage;
  readonly trouble: FileTrouble | undefined;
  readonly problem: ApiProblem | undefined;
  /** Of this page's import, in the order of the file. */
  readonly problems: readonly RowProblem[];
  /** After the last part more was found than is listed. */
  readonly moreProblems: boolean;
  readonly choose: (file: File) => void;
  readonly reset: () => void;
  readonly setMapping: (mapping: Mapping) => void;
  readonly compare: (options: {
    readonly typed: readonly OwnColumn[];
    /** Of the column with people's ids, where there is one. */
    readonly idsInTickets?: boolean;
    readonly complete: boolean;
  }) => void;
  readonly write: (answers: { readonly confirmed: readonly Question[]; readonly baseline: boolean }) => void;
  /** Another admin has not accepted yet what was to go on. */
  readonly stillWaits: boolean;
  /** As the baseline that another admin proposed. */
  readonly accept: (record: ImportReply) => void;
  readonly stop: () => void;
  readonly discard: (record: ImportReply) => void;
  readonly resume: (record: ImportReply) => void;
  readonly undo: (record: ImportReply) => void;
}

/** 128 bits, as the server takes them. */
const newImportId = (): string => `imp_${crypto.randomUUID().replaceAll("-", "")}`;

/** `onChange`: the list of imports is to be read again. */
export function useImport(onChange: () => void): ImportState {
  const { api } = useApp();
  const [stage, setStage] = useState<Stage>({ type: "idle" });
  const [trouble, setTrouble] = useState<FileTrouble>();
  const [problem, setProblem] = useState<ApiProblem>();
  const [stillWaits, setStillWaits] = useState(false);
  const [problems, setProblems] = useState<readonly RowProblem[]>([]);
  const [moreProblems, setMoreProblems] = useState(false);
  const rows = useRef<readonly SentRow[]>([]);
  const running = useRef<AbortController>();
  useEffect(() => () => running.current?.abort(), []);

  const begin = (): RunContext => {
    running.current?.abort();
    running.current = new AbortController();
    setProblem(undefined);
    return { api, signal: running.current.signal, wait };
  };
  const failed = (result: ApiResult<unknown>): boolean => {
    if (result.ok) return false;
    // What took its place has set what is shown: a part that was on its way comes back later than that.
    if (result.problem.code === "network.aborted") return true;
    setProblem(result.problem);
    setStage({ type: "idle" });
    onChange();
    return true;
  };
  /** As the server has it; `beside`: what only the file shows. */
  const list = async (context: RunContext, id: string, beside: readonly RowProblem[] = []): Promise<boolean> => {
    const found = await allProblems(context, id);
    if (failed(found) || !found.ok) return false;
    setProblems(onceEach([...found.value.problems, ...beside]).toSorted((one, other) => one.row - other.row));
    setMoreProblems(found.value.more);
    return true;
  };

  const finish = async (context: RunContext, record: ImportReply, what: "finish" | "undo"): Promise<void> => {
    const work = what === "finish" ? "finishing" : "undoing";
    setStage({ type: "running", id: record.id, work, done: 0, total: 0 });
    const result = await untilDone(context, { id: record.id, what });
    if (failed(result) || !result.ok) return;
    if (what === "finish" && !(await list(context, record.id))) return;
    setStage(what === "finish" ? { type: "done", record: result.value } : { type: "idle" });
    onChange();
  };

  const send = async (context: RunContext, record: ImportReply, phase: "comparing" | "writing"): Promise<void> => {
    const show = (done: number): void =>
      setStage({
        type: "running",
        id: record.id,
        work: phase,
        done: Math.min(record.rows, Math.round((done / record.chunks) * record.rows)),
        total: record.rows,
      });
    const done = phase === "comparing" ? record.compared : record.written;
    show(done);
    const { id, chunks } = record;
    const result = await sendChunks(context, { id, phase, chunks, done, rows: rows.current, onPart: show });
    if (failed(result) || !result.ok) return;
    if (phase === "writing") return finish(context, record, "finish");
    await showCompared(context, record);
  };

  const showCompared = async (context: RunContext, record: ImportReply): Promise<void> => {
    if (!(await list(context, record.id, loopsIn(rows.current)))) return;
    const read = await readImports(api, context.signal);
    const compared = read.ok ? read.value.imports.find((one) => one.id === record.id) : undefined;
    if (failed(read) || compared === undefined) return;
    setStage({ type: "compared", record: compared });
    onChange();
  };

  /** With the rows of its file at hand. */
  const goOn = async (context: RunContext, record: ImportReply): Promise<void> => {
    const open =
      record.state === "stopped" ? await resumeImport(api, record.id) : ({ ok: true, value: record } as const);
    if (failed(open) || !open.ok) return;
    const { state } = open.value;
    if (state === "compared") await showCompared(context, open.value);
    else if (state === "comparing" || state === "writing") await send(context, open.value, state);
    else if (state === "undoing") await finish(context, open.value, "undo");
    else await finish(context, open.value, "finish");
  };

  const choose = async (chosen: File): Promise<void> => {
    const wanted = stage.type === "idle" ? stage.wanted : undefined;
    const back = wanted === undefined ? {} : { wanted };
    setTrouble(undefined);
    setProblem(undefined);
    setStage({ type: "reading", ...back });
    const read = await parseFile(chosen);
    if (!read.ok) {
      // For the audit log alone: what is wrong is said here, whether that arrives or not.
      void noteRefusedFile(api, { problem: read.problem });
      setTrouble("row" in read ? { is: read.problem, row: read.row } : { is: read.problem });
      setStage({ type: "idle", ...back });
      return;
    }
    const file = { ...read.file, name: chosen.name };
    setProblems([]);
    if (wanted === undefined) {
      setStage({ type: "mapping", file, mapping: guessed(file.heads, file.rows) });
    } else if (file.hash === wanted.fileHash) {
      rows.current = rowsToSend(file, mappingOf(wanted, file));
      await goOn(begin(), wanted);
    } else {
      setTrouble({ is: "other_file" });
      setStage({ type: "idle", wanted });
    }
  };

  const compare = async (options: Parameters<ImportState["compare"]>[0]): Promise<void> => {
    if (stage.type !== "mapping") return;
    const { file, mapping } = stage;
    const context = begin();
    const named = mapping.flatMap((column, place) => (column === undefined ? [] : [{ column, place }]));
    rows.current = rowsToSend(file, mapping);
    const started = await startImport(api, {
      id: newImportId(),
      fileName: file.name,
      fileHash: file.hash,
      rows: file.rows.length,
      columns: named.map(({ column }) => column),
      places: named.map(({ place }) => place),
      typed: [...options.typed],
      labels: labelsOf(mapping, file.heads, en.directory.columns.unnamed),
      ...(options.idsInTickets === undefined ? {} : { idsInTickets: options.idsInTickets }),
      complete: options.complete,
    });
    if (!started.ok) {
      setProblem(started.problem);
      return;
    }
    onChange();
    await send(context, started.value, "comparing");
  };

  const write = async ({ confirmed, baseline }: Parameters<ImportState["write"]>[0]): Promise<void> => {
    if (stage.type !== "compared") return;
    const context = begin();
    const begun = await writeImport(api, stage.record.id, { confirmed: [...confirmed], baseline });
    setStillWaits(begun.ok && begun.value.state === "compared" && stage.record.baselineAsked !== undefined);
    if (!begun.ok) setProblem(begun.problem);
    else if (begun.value.state === "compared") {
      setStage({ type: "compared", record: begun.value });
      onChange();
    } else await send(context, begun.value, "writing");
  };

  const accept = async (record: ImportReply): Promise<void> => {
    begin();
    const accepted = await writeImport(api, record.id, { confirmed: [], baseline: true });
    if (!accepted.ok) setProblem(accepted.problem);
    onChange();
  };

  const end = async (id: string): Promise<void> => {
    running.current?.abort();
    const stopped = await stopImport(api, id);
    if (!stopped.ok) setProblem(stopped.problem);
    setStage({ type: "idle" });
    onChange();
  };

  return {
    stage,
    trouble,
    problem,
    problems,
    moreProblems,
    choose: (file) => void choose(file),
    reset: () => {
      setTrouble(undefined);
      setProblem(undefined);
      setProblems([]);
      setStage({ type: "idle" });
    },
    setMapping: (mapping) => setStage((before) => (before.type === "mapping" ? { ...before, mapping } : before)),
    compare: (options) => void compare(options),
    write: (answers) => void write(answers),
    stillWaits,
    accept: (record) => void accept(record),
    stop: () => {
      if (stage.type === "running") void end(stage.id);
    },
    discard: (record) => void end(record.id),
    resume: (record) => {
      setTrouble(undefined);
      const needsFile = record.written < record.chunks && record.state !== "undoing";
      if (needsFile) setStage({ type: "idle", wanted: record });
      else void goOn(begin(), record);
    },
    undo: (record) => void finish(begin(), record, "undo"),
  };
}

/** What the file shows before anything is written is found again while it is. */
const onceEach = (problems: readonly RowProblem[]): readonly RowProblem[] => [
  ...new Map(
    problems.map((problem) => [`${String(problem.row)} ${problem.column} ${problem.reason}`, problem]),
  ).values(),
];

function mappingOf({ columns, places }: ImportReply, { heads }: ReadFile): Mapping {
  return heads.map((_, at): ImportColumn | undefined => columns[places.indexOf(at)]);
}
