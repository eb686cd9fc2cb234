import { useEffect, useRef, useState } from "preact/hooks";
import { en } from "../../copy/desk/en.ts";

/**
 * The panel takes the focus when it opens and gives it back to its row when it closes, and both are
 * said. From row to row the focus stays on the rows; a sheet is a dialog and does this by itself.
 */
export function usePanelFocus(open: string | undefined, sheet: boolean): string {
  const before = useRef(open);
  const [said, say] = useState("");
  useEffect(() => {
    const was = before.current;
    before.current = open;
    if (sheet || (was === undefined) === (open === undefined)) return;
    say(open === undefined ? en.dock.closed : en.dock.opened);
    const target = open === undefined ? `[data-row="${CSS.escape(was ?? "")}"] a` : ".dock h2";
    document.querySelector<HTMLElement>(target)?.focus();
  }, [open, sheet]);
  return said;
}
