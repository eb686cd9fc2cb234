/** Imports that were, with what can still be done about them. */
import { useState } from "preact/hooks";
import type { ImportReply } from "../../../workers/contract/console/people.ts";
import { en } from "../../copy/desk/en.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Icon } from "../../ui/icon.tsx";
import { When } from "../frame/when.tsx";
import { useApp } from "../frame/app-context.ts";
import { wait } from "../frame/persist.ts";
import { ProblemLine } from "../frame/problem.tsx";
import { usePress } from "../frame/use-press.ts";
import { Counts } from "./preview-card.tsx";
import { saveReasons } from "./reasons.tsx";
import { allProblems } from "./run-import.ts";
import type { ImportState } from "./use-import.ts";

const words = en.directory.history;

export function HistoryCard({ imports, state }: { imports: readonly ImportReply[]; state: ImportState }) {
  const [asking, ask] = useState<ImportReply>();
  const [accepting, accept] = useState<ImportReply>();
  const occupied = state.stage.type === "running" || state.stage.type === "compared";
  const why = occupied ? "imports-occupied" : undefined;
  return (
    <section class="card directory">
      <h2 class="card-head">{words.title}</h2>
      {imports.length === 0 && <p class="card-text muted">{words.none}</p>}
      {occupied && (
        <p id="imports-occupied" class="card-text caption">
          {words.occupied}
        </p>
      )}
      <ul class="imports" aria-label={words.caption}>
        {imports.map((record) => (
          <li key={record.id}>
            <span class="grow">
              <b class="cut">{record.fileName}</b>
              <span class="caption">
                <When at={record.startedAt} /> · {record.by}
              </span>
            </span>
            <span class="import-result">
              <span class={record.baselineAsked === undefined ? "tag tone-neutral" : "tag tone-warn"}>
                {record.baselineAsked === undefined ? words.states[record.state] : words.asked}
              </span>
              {record.baseline && <span class="tag tone-neutral">{words.baseline}</span>}
              {record.state === "done" && <span class="caption">{en.directory.done.text(record.tally)}</span>}
            </span>
            <span class="acts">
              {record.baselineAsked?.own === false && (
                <button
                  type="button"
                  class="button small-button"
                  disabled={occupied}
                  aria-describedby={why}
                  onClick={() => accept(record)}
                >
                  {words.accept}
                </button>
              )}
              {isWaiting(record) && (
                <button
                  type="button"
                  class="button small-button"
                  disabled={occupied}
                  aria-describedby={why}
                  onClick={() => state.resume(record)}
                >
                  {words.resume}
                </button>
              )}
              {hasReasons(record) && <ReasonsButton record={record} />}
              {isRunning(record) && (
                <button type="button" class="button quiet small-button" onClick={() => state.discard(record)}>
                  {en.directory.progress.stop}
                </button>
              )}
              {record.mayUndo && (
                <button
                  type="button"
                  class="button quiet small-button"
                  disabled={occupied}
                  aria-describedby={why}
                  onClick={() => ask(record)}
                >
                  {words.undo}
                </button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {accepting?.baselineAsked !== undefined && (
        <AcceptDialog
          record={accepting}
          by={accepting.baselineAsked.by}
          onClose={() => accept(undefined)}
          onAccept={() => {
            accept(undefined);
            state.accept(accepting);
          }}
        />
      )}
      {asking !== undefined && (
        <UndoDialog
          onClose={() => ask(undefined)}
          onUndo={() => {
            ask(undefined);
            state.undo(asking);
          }}
        />
      )}
    </section>
  );
}

/** Of an import from before values were counted nobody knows; what was refused was. */
const hasReasons = ({ tally, problems }: ImportReply): boolean =>
  tally.refused > 0 || (tally.leftOut ?? 0) > 0 || tally.phonesLost > 0 || problems.length > 0;

function ReasonsButton({ record }: { record: ImportReply }) {
  const { api } = useApp();
  const [gone, setGone] = useState(false);
  const { busy, problem, press } = usePress();
  const download = async (): Promise<void> => {
    const context = { api, signal: new AbortController().signal, wait };
    const found = await press(() => allProblems(context, record.id));
    if (found?.ok !== true) return;
    setGone(found.value.gone);
    if (found.value.problems.length > 0) {
      saveReasons(found.value.problems.toSorted((one, other) => one.row - other.row));
    }
  };
  return (
    <>
      <button
        type="button"
        class="button quiet small-button"
        title={words.reasonsText}
        disabled={busy}
        onClick={() => void download()}
      >
        <Icon name="download" />
        {words.reasons}
      </button>
      {gone && (
        <span role="status" class="caption">
          {words.reasonsGone}
        </span>
      )}
      <ProblemLine problem={problem} />
    </>
  );
}

const isRunning = ({ state }: ImportReply): boolean =>
  !["done", "undone", "stopped", "discarded", "undoing"].includes(state);
const isWaiting = (record: ImportReply): boolean => isRunning(record) || record.state === "undoing" || record.mayResume;

interface AcceptProps {
  readonly record: ImportReply;
  readonly by: string;
  readonly onClose: () => void;
  readonly onAccept: () => void;
}

function AcceptDialog({ record, by, onClose, onAccept }: AcceptProps) {
  return (
    <Dialog title={words.acceptTitle} closeLabel={en.common.close} onClose={onClose}>
      <div class="dialog-form">
        <p>{words.acceptText(by)}</p>
        <Counts record={record} />
        <div class="dialog-actions">
          <button type="button" class="button quiet" onClick={onClose}>
            {en.common.cancel}
          </button>
          <button type="button" class="button primary" onClick={onAccept}>
            {words.accept}
          </button>
        </div>
      </div>
    </Dialog>
  );
}

function UndoDialog({ onClose, onUndo }: { onClose: () => void; onUndo: () => void }) {
  return (
    <Dialog title={words.undoTitle} closeLabel={en.common.close} onClose={onClose}>
      <div class="dialog-form">
        <p>{words.undoText}</p>
        <div class="dialog-actions">
          <button type="button" class="button quiet" onClick={onClose}>
            {words.keep}
          </button>
          <button type="button" class="button primary danger" onClick={onUndo}>
            {words.undoButton}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
