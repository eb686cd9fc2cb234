/** An agent acts on a pass: one press takes it, and another one says what was done. Nothing is typed here. */
import { useState } from "preact/hooks";
import type { DeskActionReply, EndDeskActionRequest } from "../../../workers/contract/console/desk-action.ts";
import type { DetailsReply } from "../../../workers/contract/console/verifications.ts";
import { en } from "../../copy/desk/en.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { ReadyButton } from "../../ui/ready-button.tsx";
import { useApp } from "../frame/app-context.ts";
import { beginDeskAction, endDeskAction } from "../frame/endpoints.ts";
import { ProblemLine } from "../frame/problem.tsx";
import { usePress } from "../frame/use-press.ts";

const words = en.deskAction;

type Outcome = EndDeskActionRequest["outcome"];

export interface DeskActionProps {
  readonly details: Pick<DetailsReply, "row" | "deskAction">;
  readonly reload: () => void;
}

/** Nothing where this agent can press nothing: the banner says who has the pass. */
export function DeskActionButtons({ details: { row, deskAction }, reload }: DeskActionProps) {
  const { api } = useApp();
  const { busy, problem, clear, press } = usePress();
  const [asking, setAsking] = useState(false);
  const run = async (ask: () => ReturnType<typeof beginDeskAction>): Promise<void> => {
    if ((await press(ask)) === undefined) return;
    setAsking(false);
    // Also after a refusal: most come from a page that is older than what a colleague pressed.
    reload();
  };
  const record = (outcome: Outcome): void => void run(() => endDeskAction(api, row.id, outcome));
  if (deskAction?.offer === undefined) return <ProblemLine problem={problem} />;
  return (
    <>
      <div class="next-steps">
        {deskAction.offer === "begin" ? (
          <button
            type="button"
            class="button primary"
            disabled={busy}
            onClick={() => void run(() => beginDeskAction(api, row.id))}
          >
            {words.begin}
          </button>
        ) : (
          <>
            <button type="button" class="button primary" disabled={busy} onClick={() => record("done")}>
              {words.done}
            </button>
            <button
              type="button"
              class="button"
              disabled={busy}
              onClick={() => {
                clear();
                setAsking(true);
              }}
            >
              {words.notDone}
            </button>
          </>
        )}
      </div>
      <p class="caption">{deskAction.offer === "begin" ? words.beginHint : words.recordHint}</p>
      <ProblemLine problem={problem} />
      {asking && (
        <NotDoneDialog
          reasons={deskAction.notDone ?? []}
          busy={busy}
          onClose={() => setAsking(false)}
          onRecord={record}
        />
      )}
    </>
  );
}

export interface NotDoneDialogProps {
  readonly reasons: NonNullable<DeskActionReply["notDone"]>;
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly onRecord: (outcome: Outcome) => void;
}

export function NotDoneDialog({ reasons, busy, onClose, onRecord }: NotDoneDialogProps) {
  const [chosen, setChosen] = useState<Outcome>();
  return (
    <Dialog title={words.notDone} closeLabel={en.common.close} onClose={onClose}>
      <form
        class="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen !== undefined) onRecord(chosen);
        }}
      >
        <fieldset class="word-choice">
          <legend>{words.why}</legend>
          <div class="choices">
            {reasons.map(({ outcome, words: label }) => (
              <label key={outcome} class={outcome === chosen ? "choice chosen" : "choice"}>
                <input type="radio" name="why" checked={outcome === chosen} onChange={() => setChosen(outcome)} />
                <span class="grow">
                  <span class="choice-name">{label}</span>
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        <p class="caption">{words.frees}</p>
        <div class="dialog-actions">
          <button type="button" class="button" onClick={onClose}>
            {en.common.cancel}
          </button>
          <ReadyButton class="button primary" busy={busy} missing={chosen === undefined ? words.whyMissing : undefined}>
            {words.record}
          </ReadyButton>
        </div>
      </form>
    </Dialog>
  );
}
