import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";

/** Where the keyboard goes on, and what a screen reader names. */
const PLACES = "section, form, fieldset, main";

/**
 * What has the focus and is taken out of the page leaves it to the nearest place around it that still stands: else the
 * keyboard begins again at the top of the page. Whoever has pressed elsewhere since is left alone.
 */
export function useKeptFocus(root: RefObject<HTMLElement>): void {
  useEffect(() => {
    const main = root.current;
    if (main === null) return undefined;
    let held: Element | undefined;
    let around: readonly HTMLElement[] = [];
    const leave = (): void => {
      held = undefined;
    };
    const remember = ({ target }: FocusEvent): void => {
      held = target instanceof Element ? target : undefined;
      around = [...main.querySelectorAll<HTMLElement>(PLACES), main].filter((place) => place.contains(held ?? null));
    };
    const observer = new MutationObserver(() => {
      if (held?.isConnected !== false || document.activeElement !== document.body) return;
      const place = around.findLast((one) => one !== main && one.isConnected) ?? main;
      if (!place.hasAttribute("tabindex")) place.tabIndex = -1;
      place.focus({ preventScroll: true });
    });
    main.addEventListener("focusin", remember);
    document.addEventListener("pointerdown", leave);
    observer.observe(main, { childList: true, subtree: true });
    return () => {
      main.removeEventListener("focusin", remember);
      document.removeEventListener("pointerdown", leave);
      observer.disconnect();
    };
  }, [root]);
}
