/** What is drawn while an answer is under way. All words come from templates of the page itself. */

const RETRY_MS = 10_000;

/** Keeps its mark until the next step is shown, whatever the grade. */
export function markChosen(submitter: HTMLElement | null): void {
  document.querySelector("main")?.setAttribute("aria-busy", "true");
  submitter?.classList.add("chosen");
}

/** Draws "Getting your first question" where the pressed button leads there; returns how to take it back. */
export function drawChecking(submitter: HTMLElement | null): (() => void) | undefined {
  const main = document.querySelector("main");
  const words = piece("checking");
  if (main === null || words === undefined || submitter?.dataset["checking"] === undefined) return undefined;
  const held = [...main.childNodes];
  main.replaceChildren(words);
  main.querySelector("h1")?.focus();
  return () => main.replaceChildren(...held);
}

/** Draws the no-connection box once and resolves when it is time to try again. */
export async function drawOffline(submitter: HTMLElement | null): Promise<void> {
  const main = document.querySelector("main");
  if (main !== null && main.querySelector("[data-retry]") === null) {
    main.prepend(piece("offline") ?? "");
    if (submitter?.classList.contains("row") === true) submitter.append(piece("waiting") ?? "");
    scrollTo(0, 0);
  }
  await nextTry(main?.querySelector("[data-retry]") ?? null);
}

/** "online", the button, or a while: browsers do not always notice that a network is back. */
function nextTry(button: Element | null): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      removeEventListener("online", go);
      button?.removeEventListener("click", go);
      resolve();
    };
    const timer = setTimeout(go, RETRY_MS);
    addEventListener("online", go);
    button?.addEventListener("click", go);
  });
}

function piece(id: string): Node | undefined {
  return document.querySelector<HTMLTemplateElement>(`template#${id}`)?.content.cloneNode(true);
}
