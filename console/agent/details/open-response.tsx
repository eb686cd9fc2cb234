import { useState } from "preact/hooks";
import type { OpenResponseReply } from "../../../workers/contract/console/verifications.ts";
import { en } from "../../copy/desk/en.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { ReadyButton } from "../../ui/ready-button.tsx";
import { useApp } from "../frame/app-context.ts";
import { openResponse } from "../frame/endpoints.ts";
import { monthYear } from "../frame/format.ts";
import { ProblemLine } from "../frame/problem.tsx";
import { usePress } from "../frame/use-press.ts";

const words = en.details;
const SHORTEST_PURPOSE = 5;

export interface OpenResponseProps {
  readonly target: { readonly id: string; readonly ordinal: number; readonly attempt: number };
  readonly onClose: () => void;
  readonly onOpened: (response: string) => void;
}

/** Asks what a response is needed for; the server writes the audit entry before it answers. */
export function OpenResponseDialog({ target, onClose, onOpened }: OpenResponseProps) {
  const { api } = useApp();
  const [purpose, setPurpose] = useState("");
  const { busy, problem, press } = usePress();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const result = await press(() => openResponse(api, { ...target, purpose: purpose.trim() }));
    if (result?.ok === true) onOpened(responseWords(result.value.response));
  };
  return (
    <Dialog title={words.openTitle} closeLabel={en.common.close} onClose={onClose}>
      <form class="dialog-form" onSubmit={(event) => void submit(event)}>
        <p>{words.openText}</p>
        <label class="field">
          {words.purpose}
          <input
            autofocus
            required
            minLength={SHORTEST_PURPOSE}
            maxLength={200}
            value={purpose}
            aria-describedby="purpose-hint"
            onInput={(event) => setPurpose(event.currentTarget.value)}
          />
        </label>
        <p class="caption" id="purpose-hint">
          {words.purposeHint}
        </p>
        <ProblemLine problem={problem} />
        <div class="dialog-actions">
          <button type="button" class="button" onClick={onClose}>
            {en.common.cancel}
          </button>
          <ReadyButton
            class="button primary"
            busy={busy}
            missing={purpose.trim().length < SHORTEST_PURPOSE ? words.purposeMissing(SHORTEST_PURPOSE) : undefined}
          >
            {words.open}
          </ReadyButton>
        </div>
      </form>
    </Dialog>
  );
}

function responseWords(given: OpenResponseReply["response"]): string {
  switch (given.type) {
    case "skip":
      return words.skippedResponse;
    case "none":
      return words.noneResponse;
    case "text":
      return given.text;
    case "month":
      return monthYear(given);
  }
}
