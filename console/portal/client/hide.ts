/** "Hide" beside a field that is shown: the button is hidden until the script is there, since a plain page cannot do it. */

export function showHideButtons(): void {
  for (const button of document.querySelectorAll<HTMLElement>("button[data-hide]")) button.hidden = false;
}

export function hideFields(): void {
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("button[data-hide]") : null;
    const field = document.getElementById(button?.dataset["hide"] ?? "");
    if (button === null || !(field instanceof HTMLInputElement)) return;
    field.type = field.type === "password" ? "text" : "password";
    const said = button.textContent;
    button.textContent = button.dataset["other"] ?? "";
    button.dataset["other"] = said;
    field.focus();
  });
}
