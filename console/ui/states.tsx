/** What a page shows when it has nothing to show: reading, nothing there, or a failure with what to do. */
import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icon.tsx";

/** Grey lines in the place of what is coming; drawn only after a moment, so that a quick reply never flashes. */
export function Skeleton({ rows, label, table = false }: { rows: number; label: string; table?: boolean }) {
  return (
    <div class={table ? "skeleton of-rows" : "skeleton"} role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} class="skeleton-row" />
      ))}
    </div>
  );
}

export interface NoticeProps {
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
  /** Set where it is the whole page and no other title stands above it. */
  readonly whole?: boolean;
  readonly children?: ComponentChildren;
}

export function EmptyState({ icon, title, text, whole = false, children }: NoticeProps) {
  return (
    <div class="empty">
      <Icon name={icon} size={20} />
      {whole ? <h1>{title}</h1> : <h2>{title}</h2>}
      <p>{text}</p>
      {children}
    </div>
  );
}
