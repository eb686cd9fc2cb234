/**
 * Plays the main job over HTTP, as the people in it would: the ticket system's user, the agent
 * in the console, the requester's phone. Knows nothing of the Worker's inside; reads pages as
 * a browser without script reads them. Used by the walkthrough, the journeys and the benches.
 */
import type { DetailsReply, ListReply, TranscriptReply } from "../../workers/contract/console/verifications.ts";
import type { LiveReply } from "../../workers/contract/console/live.ts";
import type { SendPageReply, SendRequest } from "../../workers/contract/console/send.ts";
import type { Answerer, ShownQuestion } from "../demo/answers.ts";
import { DESK_BROWSER, PHONE_BROWSER } from "../demo/browsers.ts";
import { decode, hidden, questionOf, type Page } from "./page.ts";

/** Longer than the least a person needs between seeing a page and pressing; see app/portal. */
export const READING_MS = 450;

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Nothing has no JSON, whatever the type says. */
const shownAs = (value: unknown): string => (value === undefined ? "nothing" : JSON.stringify(value).slice(0, 600));

/** Asks again until the answer fits; throws with the last one when it never does. */
export async function eventually<Value>(
  ask: () => Promise<Value>,
  fits: (value: Value) => boolean,
  options: { withinMs?: number; what?: string } = {},
): Promise<Value> {
  const deadline = Date.now() + (options.withinMs ?? 20_000);
  for (;;) {
    const value = await ask();
    if (fits(value)) {
      return value;
    }
    if (Date.now() > deadline) {
      throw new Error(`not in time: ${options.what ?? "condition"}; last was ${shownAs(value)}`);
    }
    await pause(60);
  }
}

/** Told of every reply as it arrives, before anything else is done with it. */
export type Observer = (reply: {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly ms: number;
}) => void;

interface ClientOptions {
  readonly observe?: Observer;
}

/** A browser's cookies for one origin. */
class Jar {
  readonly #cookies = new Map<string, string>();

  header(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  set(name: string, value: string): void {
    this.#cookies.set(name, value);
  }

  keep(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      const value = pair.slice(at + 1);
      if (value === "" || /max-age=0\b/i.test(line)) {
        this.#cookies.delete(pair.slice(0, at));
      } else {
        this.#cookies.set(pair.slice(0, at), value);
      }
    }
  }
}

const ignore: Observer = () => undefined;

export interface Reply<Body> {
  readonly status: number;
  readonly body: Body;
}

/** An agent's browser in the console. */
export class Desk {
  readonly #jar = new Jar();
  readonly #origin: string;
  readonly #observe: Observer;

  /** With the token of a session that exists already, or signed out. */
  constructor(origin: string, { observe = ignore, token }: ClientOptions & { token?: string } = {}) {
    this.#origin = origin;
    this.#observe = observe;
    if (token !== undefined) {
      this.#jar.set("__Host-console", token);
    }
  }

  get cookie(): string {
    return this.#jar.header();
  }

  /** Follows a one-time link: the token is in its fragment. */
  async signIn(link: string): Promise<Reply<unknown>> {
    return this.post("/api/sign-in", { token: new URL(link).hash.slice(1) });
  }

  async get<Body>(path: string): Promise<Reply<Body>> {
    return this.#send<Body>(path, { method: "GET" });
  }

  async post<Body>(path: string, body: unknown): Promise<Reply<Body>> {
    return this.#send<Body>(path, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json", origin: this.#origin },
    });
  }

  sendPage(ticketId: string): Promise<Reply<SendPageReply>> {
    return this.get(`/api/tickets/${ticketId}/send`);
  }

  send(
    request: Omit<SendRequest, "idempotencyKey"> & { idempotencyKey?: string },
  ): Promise<Reply<{ id: string; code?: string; detail?: string }>> {
    return this.post("/api/verifications", { idempotencyKey: crypto.randomUUID(), ...request });
  }

  live(id: string): Promise<Reply<LiveReply>> {
    return this.get(`/api/verifications/${id}/live`);
  }

  details(id: string): Promise<Reply<DetailsReply>> {
    return this.get(`/api/verifications/${id}`);
  }

  transcript(id: string): Promise<Reply<TranscriptReply>> {
    return this.get(`/api/verifications/${id}/transcript`);
  }

  list(query = ""): Promise<Reply<ListReply>> {
    return this.get(`/api/verifications?${query}`);
  }

  async #send<Body>(
    path: string,
    init: { method: string; body?: string; headers?: Record<string, string> },
  ): Promise<Reply<Body>> {
    const from = performance.now();
    const response = await fetch(`${this.#origin}${path}`, {
      ...init,
      headers: { ...init.headers, cookie: this.#jar.header(), "user-agent": DESK_BROWSER },
      redirect: "manual",
    });
    this.#jar.keep(response);
    this.#observe({ method: init.method, path, status: response.status, ms: performance.now() - from });
    const text = await response.text();
    return { status: response.status, body: (text === "" ? undefined : JSON.parse(text)) as Body };
  }
}

/** The requester's phone: no script, its own cookies, one network. */
export class Phone {
  readonly #jar = new Jar();
  readonly #cookies: boolean;
  readonly #link: string;
  readonly #network: string;
  readonly #observe: Observer;

  /** `cookies: false` is an app that opens links inside itself and keeps none. */
  constructor(link: string, options: ClientOptions & { network?: string; cookies?: false } = {}) {
    this.#link = link;
    this.#cookies = options.cookies ?? true;
    this.#network = options.network ?? "mobile";
    this.#observe = options.observe ?? ignore;
  }

  get cookie(): string {
    return this.#jar.header();
  }

  /** The same browser as it is now, at another link if given: what comes back to the copy never reaches this one. */
  copy(link = this.#link): Phone {
    const copy = new Phone(link, { network: this.#network, observe: this.#observe });
    for (const pair of this.#jar.header().split("; ")) {
      const at = pair.indexOf("=");
      copy.#jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return copy;
  }

  async open(path = ""): Promise<Page> {
    return this.#page(await this.#fetch(path, { method: "GET" }));
  }

  /** Posts a form of the page and follows the redirect, as a browser does. */
  async press(path: string, fields: Record<string, string> = {}): Promise<Page> {
    const response = await this.#fetch(`/${path}`, {
      method: "POST",
      body: new URLSearchParams(fields).toString(),
      headers: { "content-type": "application/x-www-form-urlencoded", origin: new URL(this.#link).origin },
    });
    const next = new URL(response.headers.get("location") ?? "", this.#link);
    return response.status === 303 ? this.open(next.search) : this.#page(response);
  }

  /** What a script of the page asks, in the page's own session. */
  async ask<Body>(path: string, body: object = {}): Promise<Reply<Body>> {
    const response = await this.#fetch(`/${path}`, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json", origin: new URL(this.#link).origin },
    });
    return { status: response.status, body: (await response.json()) as Body };
  }

  /** Reads the landing page like a person, then presses one of its three buttons. */
  async begin(started = "i_contacted"): Promise<Page> {
    const landing = await this.open();
    await pause(READING_MS);
    return this.press("begin", { started, press: hidden(landing.html, "press"), claims: "" });
  }

  /** "This wasn't me": opens the page that asks once more, reads it, and presses. */
  async report(): Promise<Page> {
    const page = await this.open("/report");
    await pause(READING_MS);
    return this.press("report", { press: hidden(page.html, "press") });
  }

  /** "Continue here instead": reads the page that is open now, and presses. */
  async move(): Promise<Page> {
    const page = await this.open();
    await pause(READING_MS);
    return this.press("move", { press: hidden(page.html, "press", "move") });
  }

  /** Reads the page that asks for the numbers, and types them. */
  async moveCode(code: string): Promise<Page> {
    const page = await this.open();
    await pause(READING_MS);
    return this.press("move-code", { code, press: hidden(page.html, "press", "move-code") });
  }

  answer(page: Page, answer: ReturnType<Answerer>): Promise<Page> {
    const place = { ordinal: hidden(page.html, "ordinal", "answer"), attempt: hidden(page.html, "attempt", "answer") };
    switch (answer.type) {
      case "skip":
        return this.press("answer", { ...place, skip: "1" });
      case "option":
        return this.press("answer", { ...place, option: String(answer.index) });
      case "text":
        return this.press("answer", { ...place, text: answer.text });
      case "month":
        return this.press("answer", { ...place, year: String(answer.year), month: String(answer.month) });
    }
  }

  /** Answers questions until something else is shown. */
  async answerAll(
    first: Page,
    answerer: (question: ShownQuestion, ordinal: number) => ReturnType<Answerer>,
  ): Promise<{ page: Page; asked: number }> {
    let page = first;
    let asked = 0;
    while (page.step.startsWith("question")) {
      asked += 1;
      page = await this.answer(page, answerer(questionOf(page), asked));
    }
    return { page, asked };
  }

  async #fetch(
    path: string,
    init: { method: string; body?: string; headers?: Record<string, string> },
  ): Promise<Response> {
    const from = performance.now();
    const response = await fetch(`${this.#link}${path}`, {
      ...init,
      headers: {
        ...init.headers,
        cookie: this.#jar.header(),
        "user-agent": PHONE_BROWSER,
        "accept-language": "en-GB",
        "x-dev-network": this.#network,
      },
      redirect: "manual",
    });
    if (this.#cookies) {
      this.#jar.keep(response);
    }
    this.#observe({ method: init.method, path, status: response.status, ms: performance.now() - from });
    return response;
  }

  async #page(response: Response): Promise<Page> {
    const html = await response.text();
    return {
      status: response.status,
      html,
      step: /<main[^>]* data-step="([^"]*)"/.exec(html)?.[1] ?? "",
      heading: decode(/<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1] ?? ""),
    };
  }
}

export interface OutboxMessage {
  readonly id: string;
  readonly channel: "sms" | "email";
  readonly to: string;
  readonly text: string;
  readonly link?: string;
}

/** What the local provider "sent". */
export async function outbox(origin: string, to?: string): Promise<readonly OutboxMessage[]> {
  const response = await fetch(`${origin}/dev/outbox.json${to === undefined ? "" : `?to=${encodeURIComponent(to)}`}`);
  const { messages } = (await response.json()) as { messages: OutboxMessage[] };
  return messages;
}

export interface StandInTicket {
  readonly record: { readonly ID: number; readonly ItemID: string; readonly eTag: number; readonly Status: string };
  readonly notes: readonly { readonly text: string; readonly html: string }[];
}

/** The ticket system's side, over its own API and pages. */
export class TicketSystem {
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  ticket(id: number): Promise<StandInTicket> {
    return this.#json(`/control/tickets/${String(id)}`);
  }

  /** Of the tickets that are there; 0 when there are none. */
  async newestId(): Promise<number> {
    const tickets = await this.#json<readonly { readonly ID: number }[]>("/control/tickets");
    return Math.max(0, ...tickets.map(({ ID }) => ID));
  }

  async faults(change: Record<string, unknown>): Promise<void> {
    await fetch(`${this.#origin}/control/faults`, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(change),
    });
  }

  /** Waits for a number of notes and returns them all. */
  async notes(id: number, atLeast: number, withinMs = 30_000): Promise<readonly string[]> {
    const ticket = await eventually(
      () => this.ticket(id),
      (found) => found.notes.length >= atLeast,
      {
        withinMs,
        what: `${String(atLeast)} notes on ticket ${String(id)}`,
      },
    );
    return ticket.notes.map((note) => note.text);
  }

  async #json<Body>(path: string): Promise<Body> {
    const response = await fetch(`${this.#origin}${path}`);
    return (await response.json()) as Body;
  }
}
