/** Under a table: which rows these are, and the way to the others. */
import type { ComponentChildren } from "preact";
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
  return (
    <div class="pager">
      <span class="pager-help">{children}</span>
      <span class="pager-range small">{range}</span>
      <PagerButton icon="chevronLeft" label={en.common.previous} onPress={onPrevious} />
      <PagerButton icon="chevronRight" label={en.common.next} onPress={onNext} />
    </div>
  );
}

interface PagerButtonProps {
  readonly icon: "chevronLeft" | "chevronRight";
  readonly label: string;
  readonly onPress: (() => void) | undefined;
}

function PagerButton({ icon, label, onPress }: PagerButtonProps) {
  return (
    <button
      type="button"
      class="button icon-only"
      aria-label={label}
      disabled={onPress === undefined}
      onClick={onPress}
    >
      <Icon name={icon} />
    </button>
  );
}
