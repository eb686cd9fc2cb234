/** Update verification status: which word, and how one knows. */
import { useMemo, useState } from "preact/hooks";
import type { VerificationRow } from "../../../workers/contract/console/verifications.ts";
import { JUDGEMENTS, type JudgementWord } from "../../../workers/core/verdict/standing.ts";
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import { ReadyButton } from "../../ui/ready-button.tsx";
import { useApp } from "../frame/app-context.ts";
import { updateStatus } from "../frame/endpoints.ts";
import { ProblemLine } from "../frame/problem.tsx";
import { usePress } from "../frame/use-press.ts";

const words = en.remediate.status;
const SHORTEST_REASON = 5;
const WORDS = Object.keys(JUDGEMENTS) as readonly JudgementWord[];

export interface StatusFormProps {
  readonly row: VerificationRow;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function StatusForm({ row, onClose, onDone }: StatusFormProps) {
  const { api } = useApp();
  const [word, setWord] = useState<JudgementWord>();
  const [reason, setReason] = useState("");
  const { busy, problem, press } = usePress();
  // One dialog, one press, however often its reply is lost.
  const idempotencyKey = useMemo(() => crypto.randomUUID(), []);
  const reasonGiven = reason.trim().length >= SHORTEST_REASON;
  const missing = word === undefined ? words.whatMissing : reasonGiven ? undefined : en.common.sayWhy(SHORTEST_REASON);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (word === undefined || !reasonGiven) return;
    const result = await press(() => updateStatus(api, row.id, { word, reason: reason.trim(), idempotencyKey }));
    if (result?.ok === true) onDone();
  };
  if (row.endedAt === undefined) {
    return (
      <div class="dialog-form">
        <p class="notice tone-info">
          <Icon name="hourglass" />
          <span>{words.running}</span>
        </p>
      </div>
    );
  }
  return (
    <form class="dialog-form" onSubmit={(event) => void submit(event)}>
      <p>{words.text}</p>
      <fieldset class="word-choice">
        <legend>{words.what}</legend>
        <div class="choices">
          {WORDS.map((one) => (
            <label key={one} class={one === word ? "choice chosen" : "choice"}>
              <input type="radio" name="word" checked={one === word} onChange={() => setWord(one)} />
              <span class="grow">
                <span class="choice-name">{JUDGEMENTS[one]}</span>
                <span class="caption">{effectOf(one, row)}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <label class="field">
        {words.reason}
        <input
          required
          minLength={SHORTEST_REASON}
          maxLength={300}
          value={reason}
          aria-describedby="reason-hint"
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </label>
      <p class="caption" id="reason-hint">
        {words.reasonHint}
      </p>
      <ProblemLine problem={problem} />
      <div class="dialog-actions">
        <button type="button" class="button" onClick={onClose}>
          {en.common.cancel}
        </button>
        <ReadyButton
          class={word === "impostor" ? "button primary danger" : "button primary"}
          busy={busy}
          missing={missing}
        >
          {en.remediate.menu.status}
        </ReadyButton>
      </div>
    </form>
  );
}

function effectOf(word: JudgementWord, row: VerificationRow): string {
  if (word === "genuine") return words.genuine;
  return row.status === "passed" ? words.impostorPass : words.impostor;
}
