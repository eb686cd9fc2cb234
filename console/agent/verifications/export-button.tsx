/** Export CSV: all rows of the filter, with how far it is, and a way to stop. */
import { useEffect, useRef, useState } from "preact/hooks";
import { TOTAL_ROWS_HEADER } from "../../../workers/contract/console/headers.ts";
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import type { ApiProblem } from "../frame/api.ts";
import { useApp } from "../frame/app-context.ts";
import { exportVerifications } from "../frame/endpoints.ts";
import { count } from "../frame/format.ts";
import { problemText } from "../frame/problem.tsx";
import { decimalSign, linesIn, saveFile } from "./export-csv.ts";
import { apiFilter, type ListState } from "./list-state.ts";

type Progress =
  | { readonly type: "idle" }
  | { readonly type: "running"; readonly rows: number; readonly total: number }
  | { readonly type: "done"; readonly rows: number }
  | { readonly type: "failed"; readonly problem: ApiProblem };

export function ExportButton({ state }: { state: ListState }) {
  const { progress, start, stop } = useExport(state);
  if (progress.type === "running") {
    return (
      <span class="export">
        <progress max={Math.max(1, progress.total)} value={progress.rows} aria-label={en.csv.button} />
        <span class="small figure">{en.csv.running(count(progress.rows), count(progress.total))}</span>
        <button type="button" class="button quiet" onClick={stop}>
          {en.common.cancel}
        </button>
      </span>
    );
  }
  return (
    <span class="export">
      <span class="small" role="status">
        {progress.type === "done" && <span class="muted">{en.csv.done(count(progress.rows))}</span>}
        {progress.type === "failed" && (
          <span class="tone-bad">
            {en.csv.failed} {problemText(progress.problem, navigator.onLine)}
          </span>
        )}
      </span>
      <button type="button" class="button" aria-label={en.csv.button} onClick={() => void start()}>
        <Icon name="download" />
        <span class="wide-only">{en.csv.button}</span>
      </button>
    </span>
  );
}

function useExport(state: ListState): { progress: Progress; start: () => Promise<void>; stop: () => void } {
  const { api, now, session } = useApp();
  const [progress, setProgress] = useState<Progress>({ type: "idle" });
  const running = useRef<AbortController>();
  useEffect(() => () => running.current?.abort(), []);
  const start = async (): Promise<void> => {
    const leaving = new AbortController();
    running.current = leaving;
    // The heads are a line too.
    let rows = -1;
    setProgress({ type: "running", rows: 0, total: 0 });
    const body = {
      ...apiFilter(state, { now: now(), timeZone: session.timeZone }),
      decimal: decimalSign(navigator.language),
    };
    const onPart = (part: Uint8Array, headers: Headers): void => {
      rows += linesIn(part);
      setProgress({ type: "running", rows, total: Number(headers.get(TOTAL_ROWS_HEADER) ?? 0) });
    };
    const result = await exportVerifications(api, { body, onPart }, leaving.signal);
    if (leaving.signal.aborted) {
      setProgress({ type: "idle" });
    } else if (result.ok) {
      saveFile(result.value.file, result.value.name);
      setProgress({ type: "done", rows });
    } else {
      setProgress({ type: "failed", problem: result.problem });
    }
  };
  return { progress, start, stop: () => running.current?.abort() };
}
