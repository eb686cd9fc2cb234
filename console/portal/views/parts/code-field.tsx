/**
 * One field for six digits. It takes the focus, so that typing is the next thing to do, and what
 * is wrong is read out with it. `data-digits` tells the script to send by itself once they are complete.
 */
import { FIELDS, type CodeProblem } from "../../../../workers/contract/portal.ts";
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
        maxLength={64}
        autoComplete={oneTime ? "one-time-code" : "off"}
        aria-describedby={problem === undefined ? "code-hint" : "code-hint code-problem"}
        aria-invalid={problem === undefined ? undefined : "true"}
        autoFocus
        data-focus
        data-digits="6"
      />
      {problem === undefined ? null : (
        <p class="field-problem" id="code-problem">
          <Icon name="warn" />
          <span>{problem}</span>
        </p>
      )}
    </>
  );
}

interface CodeStateProps {
  readonly view: View;
  readonly screen: { readonly validUntil: number; readonly triesLeft: number; readonly problem?: CodeProblem };
}

/** What is wrong with the last try, in words. */
export function codeProblem(view: View, screen: CodeStateProps["screen"]): string | undefined {
  const { code } = view.copy;
  switch (screen.problem) {
    case undefined:
      return undefined;
    case "not_a_code":
      return code.notACode;
    case "ended":
      return code.ended;
    case "wrong":
      return code.wrong.replace("{tries}", counted(view, code.triesLeft, screen.triesLeft));
  }
}

/** How long and how often, unless the problem over it says that already. */
export function CodeLimits({ view, screen }: CodeStateProps) {
  const { code } = view.copy;
  if (screen.problem === "wrong" || screen.problem === "ended") return null;
  const tries = counted(view, code.tries, screen.triesLeft);
  return (
    <p class="muted fine">
      <Words text={code.limits} values={{ time: <Moment view={view} at={screen.validUntil} />, tries }} />
    </p>
  );
}
