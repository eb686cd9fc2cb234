/** Said before Send: that the check cannot pass and what to do instead. Sending it all the same is a choice of its own. */
import { useId } from "preact/hooks";
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import { fieldError } from "../frame/api.ts";
import type { AccountFieldProps } from "./account-field.tsx";
import { FieldError } from "./field-error.tsx";
import { accountOf } from "./form-state.ts";
import { outlookWords } from "./outlook-words.ts";

export function OutlookNotice({ page, form, problem, busy, live, onChange }: AccountFieldProps) {
  const id = useId();
  const words = outlookWords(page, accountOf(page, form));
  if (words === undefined) return null;
  const error = fieldError(problem, "evidenceOnly");
  return (
    <section class="notice outlook tone-warn" aria-label={en.send.outlook}>
      <Icon name="triangle" />
      <div class="grow">
        <p>{words}</p>
        {live !== undefined && <p class="outlook-sent">{en.send.cannotPass.sent}</p>}
        {live === undefined && (
          <label class="outlook-choice">
            <input
              type="checkbox"
              name="evidenceOnly"
              checked={form.evidenceOnly}
              disabled={busy}
              aria-describedby={`${id}-hint ${id}-error`}
              {...(error === undefined ? {} : { "aria-invalid": "true" as const })}
              onChange={(event) => onChange({ ...form, evidenceOnly: event.currentTarget.checked })}
            />
            <span>
              <b>{en.send.cannotPass.choice}</b>
              <span class="caption" id={`${id}-hint`}>
                {en.send.cannotPass.choiceHint}
              </span>
            </span>
          </label>
        )}
        <FieldError message={error} id={`${id}-error`} />
      </div>
    </section>
  );
}
