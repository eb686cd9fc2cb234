/** Said before Send: that the check cannot pass and what to do instead. Sending it all the same is a choice of its own. */
import { useId } from "preact/hooks";
import type { ApproversReply } from "../../../workers/contract/console/approvals.ts";
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import { fieldError } from "../frame/api.ts";
import type { AccountFieldProps } from "./account-field.tsx";
import { FieldError } from "./field-error.tsx";
import { canBeGiven, useApproversFor, WhyNot } from "./approvers.tsx";
import { accountOf, furtherProof } from "./form-state.ts";
import { outlookWords } from "./outlook-words.ts";

export function OutlookNotice(props: AccountFieldProps) {
  const { page, form, live } = props;
  const words = outlookWords(page, accountOf(page, form));
  const mayLack = live === undefined && furtherProof(page, form) === "either";
  return words === undefined && !mayLack ? null : <Looked {...props} words={words} />;
}

/** Whether a destination that is not on record can do is known once it was looked who could stand behind it. */
function Looked({ words, ...props }: AccountFieldProps & { readonly words: string | undefined }) {
  const found = useApproversFor(props.page.ticket.id);
  const said = words ?? (found === undefined || canBeGiven(found) ? undefined : en.send.cannotPass.nobody);
  return said === undefined ? null : <CannotPass {...props} words={said} found={found} />;
}

interface CannotPassProps extends AccountFieldProps {
  readonly words: string;
  readonly found: ApproversReply | undefined;
}

function CannotPass({ words, found, form, problem, busy, live, onChange }: CannotPassProps) {
  const id = useId();
  const error = fieldError(problem, "evidenceOnly");
  return (
    <section class="notice outlook tone-warn" aria-label={en.send.outlook}>
      <Icon name="triangle" />
      <div class="grow">
        <p>{words}</p>
        {found !== undefined && <WhyNot found={found} />}
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
