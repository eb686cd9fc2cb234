/** Under a table: which rows these are, and the way to the others. */
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { en } from "../copy/desk/en.ts";
import { Icon } from "./icon.tsx";

export interface PagerProps {
  /** "51–100 of 312"; empty while it is not known. */
  readonly range: string;
  readonly onPrevious?: () => void;
  readonly onNext?: () => void;
  /** Stands at the left: the keys of the page, for example. */
  readonly children?: ComponentChildren;
}

export function Pager({ range, onPrevious, onNext, children }: PagerProps) {
  const id = useId();
  return (
    <div class="pager">
      <span class="pager-help">{children}</span>
      <span id={id} class="pager-range small">
        {range}
      </span>
      <PagerButton icon="chevronLeft" label={en.common.previous} says={id} onPress={onPrevious} />
      <PagerButton icon="chevronRight" label={en.common.next} says={id} onPress={onNext} />
    </div>
  );
}

interface PagerButtonProps {
  readonly icon: "chevronLeft" | "chevronRight";
  readonly label: string;
  /** Id of what says where one is, and so why there is nothing further. */
  readonly says: string;
  readonly onPress: (() => void) | undefined;
}

function PagerButton({ icon, label, says, onPress }: PagerButtonProps) {
  return (
    <button
      type="button"
      class="button icon-only"
      aria-label={label}
      aria-describedby={says}
      disabled={onPress === undefined}
      onClick={onPress}
    >
      <Icon name={icon} />
    </button>
  );
}
