/** The native dialog: focus trap, Escape and inert background come from the browser. */
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { Icon } from "./icon.tsx";

export interface DialogProps {
  readonly title: string;
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly sheet?: boolean;
  readonly subtitle?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** Open as long as it is drawn. `onClose` is told of Escape, the x, the phone's back and a press beside it. */
export function Dialog({ title, subtitle, closeLabel, onClose, sheet = false, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      class={sheet ? "dialog sheet" : "dialog"}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === element.current) onClose();
      }}
    >
      <div class="dialog-box">
        <header class="dialog-head">
          <div>
            {/* Otherwise the x has the first focus, and its ring is what a sheet opens with. */}
            <h2 id={heading} tabIndex={-1} {...(sheet ? { autofocus: true } : {})}>
              {title}
            </h2>
            {subtitle !== undefined && <p class="caption">{subtitle}</p>}
          </div>
          <button type="button" class="button icon-only quiet" aria-label={closeLabel} onClick={onClose}>
            <Icon name="close" size={20} />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
