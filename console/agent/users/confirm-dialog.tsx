/** What is asked before something is done that is not easily undone. */
import type { ComponentChildren } from "preact";
import { en } from "../../copy/desk/en.ts";
import { Dialog } from "../../ui/dialog.tsx";
import type { ApiProblem, ApiResult } from "../frame/api.ts";
import { ProblemLine } from "../frame/problem.tsx";
import { usePress } from "../frame/use-press.ts";

interface ConfirmDialogProps<Value> {
  readonly title: string;
  readonly text: string;
  readonly button: string;
  readonly danger?: boolean;
  readonly act: () => Promise<ApiResult<Value>>;
  readonly onClose: () => void;
  readonly onDone: (value: Value) => void;
}

export function ConfirmDialog<Value>({
  title,
  text,
  button,
  danger = false,
  act,
  onClose,
  onDone,
}: ConfirmDialogProps<Value>) {
  const { busy, problem, press } = usePress();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const result = await press(act);
    if (result?.ok === true) onDone(result.value);
  };
  return (
    <Dialog title={title} closeLabel={en.common.close} onClose={onClose}>
      <form class="dialog-form" onSubmit={(event) => void submit(event)}>
        {text !== "" && <p>{text}</p>}
        <FormEnd problem={problem} onClose={onClose}>
          <button class={danger ? "button primary danger" : "button primary"} disabled={busy}>
            {button}
          </button>
        </FormEnd>
      </form>
    </Dialog>
  );
}

interface FormEndProps {
  readonly problem: ApiProblem | undefined;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

export function FormEnd({ problem, onClose, children }: FormEndProps) {
  return (
    <>
      <ProblemLine problem={problem} />
      <div class="dialog-actions">
        <button type="button" class="button" onClick={onClose}>
          {en.common.cancel}
        </button>
        {children}
      </div>
    </>
  );
}
