/**
 * Sends the forms without leaving the page. What was chosen is kept until the server has
 * replied and is never called sent before: without a connection the same body goes again by
 * itself, which the server answers the same way. Whatever the script cannot do, the plain form can.
 */
import { addEvidence } from "./begin.ts";
import { announce, readReply, show, showPart, type Reply } from "./page.ts";
import { drawAway, drawChecking, markChosen, type Away } from "./waiting.ts";

const SLOW_MS = 1000;
const LONGEST_REQUEST_MS = 20_000;
const BUSY_STATUS = 503;
const HEADERS = { accept: "text/html", "x-enhanced": "1" };

let sending = false;

export function sendForms(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    // A browser that does not say which button was pressed posts the form itself.
    if (!(form instanceof HTMLFormElement) || form.method !== "post" || !("submitter" in event)) return;
    event.preventDefault();
    if (sending) return;
    sending = true;
    void deliver(form, event.submitter).finally(() => {
      sending = false;
    });
  });
}

/** Asks for the present step again, for example when the time is over. Fails quietly. */
export async function refresh(): Promise<void> {
  if (sending) return;
  const reply = await request(location.href, { method: "GET" });
  if (typeof reply === "object") show(reply);
}

async function deliver(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  const body = bodyOf(form, submitter);
  markChosen(submitter);
  await addEvidence(form, body);
  let reply = await attempt(form, submitter, body);
  const away: Away[] = [];
  while (reply === "offline" || reply === "busy") {
    away.push(reply);
    await drawAway(reply, submitter);
    reply = await request(form.action, { method: "POST", body });
  }
  if (reply === "foreign") {
    location.reload();
    return;
  }
  const part = form.dataset["part"];
  if (part === undefined || !showPart(reply, part)) show(reply);
  const last = away.at(-1);
  if (last !== undefined) announce(document.querySelector<HTMLElement>("#live")?.dataset[last]);
}

/** The first try, with "Checking" drawn in the meantime when it is slow. */
async function attempt(form: HTMLFormElement, submitter: HTMLElement | null, body: URLSearchParams) {
  let undraw: (() => void) | undefined;
  const timer = setTimeout(() => {
    undraw = drawChecking(submitter);
  }, SLOW_MS);
  const reply = await request(form.action, { method: "POST", body });
  clearTimeout(timer);
  if (reply === "offline" || reply === "busy") undraw?.();
  return reply;
}

/** "offline": nobody answered for our server. "busy": it asks to come again. "foreign": an answer that is not a page. */
async function request(url: string, init: RequestInit): Promise<Reply | Away | "foreign"> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), LONGEST_REQUEST_MS);
  try {
    const options = { headers: HEADERS, redirect: "follow", credentials: "same-origin", signal: stop.signal } as const;
    const response = await fetch(url, { ...options, ...init });
    const reply = await readReply(response);
    if (reply !== undefined && response.status === BUSY_STATUS) return "busy";
    if (reply !== undefined) return reply;
    return response.status >= 500 || response.status === 429 ? "offline" : "foreign";
  } catch {
    return "offline";
  } finally {
    clearTimeout(timer);
  }
}

/** The same fields a browser would post, with the pressed button. */
export function bodyOf(form: HTMLFormElement, submitter: HTMLElement | null): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string") body.append(name, value);
  }
  if (submitter instanceof HTMLButtonElement && submitter.name !== "") body.append(submitter.name, submitter.value);
  return body;
}
