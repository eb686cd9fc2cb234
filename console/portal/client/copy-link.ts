/** "Copy the link": the button is hidden until the script is there, since a plain page cannot copy. */
import { announce } from "./page.ts";

export function showCopyButtons(): void {
  for (const button of document.querySelectorAll<HTMLElement>("button[data-copy]")) button.hidden = false;
}

export function copyLinks(): void {
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("button[data-copy]") : null;
    const field = document.getElementById(button?.dataset["copy"] ?? "");
    if (button === null || !(field instanceof HTMLInputElement)) return;
    void copy(field).then((copied) => {
      if (!copied) return;
      button.textContent = button.dataset["copied"] ?? "";
      announce(button.dataset["copied"]);
    });
  });
}

/** Selects it in any case: where the page may not copy, the phone's own menu can. */
async function copy(field: HTMLInputElement): Promise<boolean> {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    return false;
  }
}
