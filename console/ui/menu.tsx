/** A button with a native popover under it. The browser closes it on Escape and on a press elsewhere. */
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { Icon } from "./icon.tsx";

export interface MenuProps {
  readonly label: ComponentChildren;
  /** Said in place of a label that is only an icon. */
  readonly name?: string;
  readonly class: string;
  readonly arrow?: boolean;
  readonly children: ComponentChildren;
}

const GAP_PX = 4;
const EDGE_PX = 8;

export function Menu({ label, name, class: className, arrow = true, children }: MenuProps) {
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    const element = panel.current;
    const place = (event: Event): void => {
      if ((event as ToggleEvent).newState !== "open" || element === null || button.current === null) return;
      put(element, button.current.getBoundingClientRect());
    };
    element?.addEventListener("toggle", place);
    return () => element?.removeEventListener("toggle", place);
  }, []);
  return (
    <>
      <button
        type="button"
        ref={button}
        class={className}
        popovertarget={id}
        {...(name === undefined ? {} : { "aria-label": name })}
      >
        {label}
        {arrow && <Icon name="chevronDown" />}
      </button>
      <div ref={panel} id={id} popover="auto" class="menu">
        {children}
      </div>
    </>
  );
}

/** Under the button, or above it where there is no room; never past the window's edge. Anchor positioning is too young to rely on. */
function put(panel: HTMLElement, anchor: DOMRect): void {
  const { offsetWidth: width, offsetHeight: height } = panel;
  const left = Math.max(EDGE_PX, Math.min(anchor.left, innerWidth - width - EDGE_PX));
  const below = anchor.bottom + GAP_PX;
  const top = below + height > innerHeight - EDGE_PX ? Math.max(EDGE_PX, anchor.top - height - GAP_PX) : below;
  panel.style.left = `${left}px`;
  panel.style.top = `${top}px`;
}
