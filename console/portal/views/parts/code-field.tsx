/** One field for six digits. `data-digits` tells the script to send by itself once they are complete. */
import { FIELDS } from "../../../../workers/contract/portal.ts";
import { Icon } from "./icons.tsx";
import { Moment } from "./moment.tsx";
import { counted, type View } from "./view.ts";
import { Words } from "./words.tsx";

interface CodeFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly problem: string | undefined;
  /** Sent to this phone by message: the phone may offer it. A code that is read out must be typed. */
  readonly oneTime: boolean;
}

export function CodeField({ label, hint, problem, oneTime }: CodeFieldProps) {
  return (
    <>
      <label for="code">{label}</label>
      <p class="muted fine" id="code-hint">
        {hint}
      </p>
      <input
        id="code"
        class="digits"
        name={FIELDS.code}
        type="text"
        inputMode="numeric"
        maxLength={20}
        autoComplete={oneTime ? "one-time-code" : "off"}
        aria-describedby={problem === undefined ? "code-hint" : "code-hint code-problem"}
        aria-invalid={problem === undefined ? undefined : "true"}
        data-digits="6"
      />
      {problem === undefined ? null : (
        <p class="field-problem" id="code-problem" tabIndex={-1} data-focus>
          <Icon name="warn" />
          <span>{problem}</span>
        </p>
      )}
    </>
  );
}

interface CodeLimitsProps {
  readonly view: View;
  readonly screen: { readonly validUntil: number; readonly triesLeft: number };
}

/** How long and how often; a problem says it in its own words instead. */
export function CodeLimits({ view, screen }: CodeLimitsProps) {
  const { code } = view.copy;
  const tries = counted(view, code.tries, screen.triesLeft);
  return (
    <p class="muted fine">
      <Words text={code.limits} values={{ time: <Moment view={view} at={screen.validUntil} />, tries }} />
    </p>
  );
}
