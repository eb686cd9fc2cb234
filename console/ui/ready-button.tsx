/** A button that waits for what is missing, and says beside itself what that is. */
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

export interface ReadyButtonProps {
  readonly class: string;
  readonly busy: boolean;
  /** A sentence; undefined where it can be pressed. */
  readonly missing: string | undefined;
  /** Sends the form unless given. */
  readonly onPress?: () => void;
  readonly children: ComponentChildren;
}

export function ReadyButton({ class: className, busy, missing, onPress, children }: ReadyButtonProps) {
  const id = useId();
  return (
    <>
      {missing !== undefined && (
        <span id={id} class="caption missing">
          {missing}
        </span>
      )}
      <button
        type={onPress === undefined ? "submit" : "button"}
        class={className}
        disabled={busy || missing !== undefined}
        aria-describedby={missing === undefined ? undefined : id}
        onClick={onPress}
      >
        {children}
      </button>
    </>
  );
}
