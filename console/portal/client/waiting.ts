/** What is drawn while an answer is under way. All words come from templates of the page itself. */

/** Why nothing came back: no connection, or a server that asks to come again. */
export type Away = "offline" | "busy";

/** What our server asks for is shorter: it says so of itself and not of a network. */
const RETRY_MS: Readonly<Record<Away, number>> = { offline: 10_000, busy: 5_000 };

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

/** Draws what is the matter, once for each cause in turn, and resolves when it is time to try again. */
export async function drawAway(away: Away, submitter: HTMLElement | null): Promise<void> {
  const main = document.querySelector("main");
  const drawn = main?.querySelector<HTMLElement>("[data-retry]")?.closest(".box") ?? null;
  if (main !== null && main.dataset["away"] !== away) {
    main.dataset["away"] = away;
    drawn?.remove();
    main.prepend(piece(away) ?? "");
    if (drawn === null && submitter?.classList.contains("row") === true) submitter.append(piece("waiting") ?? "");
    scrollTo(0, 0);
  }
  await nextTry(RETRY_MS[away], main?.querySelector("[data-retry]") ?? null);
}

/** Asks again for a page that our server could not make, until it can. */
export function watchBusy(refresh: () => Promise<void>): void {
  if (document.querySelector<HTMLElement>("main")?.dataset["step"] !== "busy") return;
  setTimeout(() => void refresh().then(() => watchBusy(refresh)), RETRY_MS.busy);
}

/** "online", the button, or a while: browsers do not always notice that a network is back. */
function nextTry(after: number, button: Element | null): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      removeEventListener("online", go);
      button?.removeEventListener("click", go);
      resolve();
    };
    const timer = setTimeout(go, after);
    addEventListener("online", go);
    button?.addEventListener("click", go);
  });
}

function piece(id: string): Node | undefined {
  return document.querySelector<HTMLTemplateElement>(`template#${id}`)?.content.cloneNode(true);
}
