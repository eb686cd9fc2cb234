/** What a finger can hit on a page of the console (WCAG 2.2, 2.5.8). */
import type { Page } from "playwright-core";

/**
 * Names the links, buttons and fields that are smaller than 24 CSS pixels either way. It is asked of the page what
 * lies under a point, so room that is given around a control counts. Not counted: links in a sentence, and what
 * something else lies over now.
 */
export function smallTargets(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const NEARLY_HALF = 11;
    const modal = document.querySelector("dialog:modal") ?? document;
    const before = { x: scrollX, y: scrollY };
    const isInSentence = (target: Element): boolean =>
      getComputedStyle(target).display === "inline" &&
      (target.parentElement?.textContent ?? "").trim() !== (target.textContent ?? "").trim();
    const belongs = (hit: Element | null, target: Element): boolean =>
      hit !== null && (target.contains(hit) || hit.closest("label")?.control === target);
    const small = [...modal.querySelectorAll("a[href], button, summary, select, textarea, input")].flatMap(
      (control) => {
        const label = control.matches("[type=radio], [type=checkbox], [type=file]") ? control.closest("label") : null;
        const target = label ?? control;
        target.scrollIntoView({ block: "center", inline: "center" });
        const [box] = target.getClientRects();
        if (box === undefined || isInSentence(target)) return [];
        const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
        const hits = (dx: number, dy: number): boolean => belongs(document.elementFromPoint(x + dx, y + dy), target);
        const around = [
          [NEARLY_HALF, 0],
          [-NEARLY_HALF, 0],
          [0, NEARLY_HALF],
          [0, -NEARLY_HALF],
        ] as const;
        return !hits(0, 0) || around.every(([dx, dy]) => hits(dx, dy))
          ? []
          : [`${String(Math.round(box.width))} x ${String(Math.round(box.height))}: ${target.outerHTML.slice(0, 120)}`];
      },
    );
    scrollTo(before.x, before.y);
    return [...new Set(small)];
  });
}
