/** A code field sends itself once its digits are complete, in whatever script; signs between do not count. */
export function sendFullCodes(): void {
  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement)) return;
    const wanted = field.dataset["digits"];
    if (wanted === undefined || !isComplete(field.value, Number(wanted))) return;
    field.form?.requestSubmit(field.form.querySelector("button"));
  });
}

export function isComplete(typed: string, digits: number): boolean {
  const bare = typed.normalize("NFKC").replace(/[^\p{L}\p{N}]/gu, "");
  return Array.from(bare).length === digits && /^\p{Nd}+$/u.test(bare);
}
