/**
 * A script that one step needs beside this one, fetched when the step is shown: pages are swapped without their head.
 * Asked for again it is the same module, and does not run twice.
 */
export function fetchStepScript(): void {
  const url = document.querySelector<HTMLElement>("main")?.dataset["script"];
  // Without it the page goes on saying what can be done instead.
  if (url !== undefined) import(/* @vite-ignore */ url).catch(() => undefined);
}
