/**
 * One whole check on workerd, over HTTP: webhook, note, Send, message, Begin, answers, outcome,
 * note. Whoever gets a 5xx waits a second and sends the same again, as a ticket system, a console
 * and a phone do. What lies behind a reply is left to the queues, the alarms and the sweep.
 */
import {
  createExecutionContext,
  runDurableObjectAlarm,
  runInDurableObject,
  waitOnExecutionContext,
} from "cloudflare:test";
import { env } from "cloudflare:workers";
import { vi } from "vitest";
import type { Deps } from "../../workers/app/deps.ts";
import { sweep } from "../../workers/app/upkeep/sweep.ts";
import { verificationId, type VerificationId } from "../../workers/core/kit/ids.ts";
import { SECOND_MS } from "../../workers/core/kit/time.ts";
import type { PooledQuestion } from "../../workers/core/questions/question.ts";
import { response } from "../../workers/core/session/session.fixture.ts";
import { appWith } from "./worker-app.ts";
import { LOST, type Calls } from "./worker-calls.ts";
import { fresh, keyring, rows, stored } from "./worker-fixture.ts";
import { CATEGORY, WEBHOOK, type Peers } from "./worker-peers.ts";
import { signedInAgent } from "./worker-agent.ts";
import { addRequester, type Requester } from "./worker-requester.ts";

const CONSOLE = "https://console.test";
const PORTAL = "https://verify.test";
const BROWSER = "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) Version/26.0 Mobile/15E148 Safari/604.1";
const TRIES = 3;
/** Of the clock; longer than any backoff after one failure needs. */
const ROUNDS = 20;
const ROUND_MS = 20 * SECOND_MS;

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface World {
  readonly calls: Calls;
  readonly peers: Peers;
  readonly ready: Deps;
}

export class WholeCheck {
  /** What a client saw that it should not have seen. */
  readonly unclean: string[] = [];
  /** Requests that were answered with a 5xx, and sent again. */
  refused = 0;
  /** Ordinals of the answers that were acknowledged. */
  readonly acknowledged: number[] = [];
  readonly externalId = fresh();
  ticket = "";
  id: VerificationId = verificationId.parse("vrf_notyetsent000");
  readonly #world: World;
  readonly #who: Requester;
  readonly #agent: string;
  readonly #key = fresh();
  #cookie = "";

  private constructor(world: World, who: Requester, agentCookie: string) {
    this.#world = world;
    this.#who = who;
    this.#agent = agentCookie;
  }

  /** With a person, an agent and a ticket that nobody else uses. */
  static async prepare(world: World): Promise<WholeCheck> {
    const agent = await signedInAgent({ browser: BROWSER });
    return new WholeCheck(world, await addRequester(), agent.cookie);
  }

  /** Plays it all; returns the last page's step. */
  async play(): Promise<string> {
    const told = await this.#ask(() => this.#webhook());
    this.ticket = (JSON.parse(told.text) as { ticket: string }).ticket;
    await this.#settled();
    await this.#ask(() => this.#desk(`/api/tickets/${this.ticket}/send`));
    const sent = await this.#ask(() => this.#desk("/api/verifications", this.#sendBody()));
    this.id = verificationId.parse((JSON.parse(sent.text) as { id: string }).id);
    await this.#settled();
    const step = await this.#onThePhone(/\/v\/[\w-]+/.exec(this.#world.peers.sends.at(-1)?.text ?? "")?.[0] ?? "");
    await this.#settled();
    await this.#ask(() => this.#desk(`/api/verifications/${this.id}`));
    return step;
  }

  async #onThePhone(path: string): Promise<string> {
    const landing = await this.#ask(() => this.#phone(path));
    this.#keepCookie(landing);
    await this.#ask(() => this.#phone(`${path}/seen`, {}));
    pass(2 * SECOND_MS);
    const begun = { started: "i_contacted", press: valueOf(landing.text, "press"), claims: "" };
    let page = await this.#press(path, "begin", begun);
    while (stepOf(page).startsWith("question")) {
      pass(5 * SECOND_MS);
      const ordinal = valueOf(page.text, "ordinal", "answer");
      const fields = {
        ordinal,
        attempt: valueOf(page.text, "attempt", "answer"),
        ...(await this.#rightAnswer(ordinal)),
      };
      page = await this.#press(path, "answer", fields);
      this.acknowledged.push(Number(ordinal));
    }
    return stepOf(page);
  }

  /** Posts a form without script and follows to the page. */
  async #press(path: string, form: string, fields: Record<string, string>): Promise<Reply> {
    const reply = await this.#ask(() => this.#phone(`${path}/${form}`, fields));
    this.#keepCookie(reply);
    return reply.status === 303 ? this.#ask(() => this.#phone(path)) : reply;
  }

  #keepCookie(reply: Reply): void {
    this.#cookie = reply.headers.getSetCookie()[0]?.split(";")[0] ?? this.#cookie;
  }

  async #ask(make: () => Request): Promise<Reply> {
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const context = createExecutionContext();
      const request = make();
      const reply = await appWith(this.#world.ready).fetch(request, env, context);
      const seen = { status: reply.status, headers: reply.headers, text: await reply.text() };
      await waitOnExecutionContext(context);
      if (seen.status < 500) {
        if (seen.status >= 400) {
          this.unclean.push(`${request.method} ${request.url} gave ${seen.status}: ${seen.text.slice(0, 200)}`);
        }
        return seen;
      }
      this.refused += 1;
      this.unclean.push(...uncleanFault(seen));
      pass(SECOND_MS);
    }
    throw new Error("the same request failed again and again");
  }

  /** Until nothing waits: queues, alarms and the sweep, with the clock going on. */
  async #settled(): Promise<void> {
    const { calls, peers, ready } = this.#world;
    for (let round = 1; round <= ROUNDS; round += 1) {
      await peers.pump(ready);
      if (await this.#nothingWaits()) {
        return;
      }
      pass(ROUND_MS);
      if (this.#sent) {
        await runDurableObjectAlarm(calls.unseen(() => this.#stub()));
      }
      await sweep(ready).catch(() => undefined);
    }
    throw new Error("something waits for ever");
  }

  get #sent(): boolean {
    return this.id !== "vrf_notyetsent000";
  }

  async #nothingWaits(): Promise<boolean> {
    const { calls, peers } = this.#world;
    const [waiting] = await calls.unseen(() =>
      rows<{ n: number }>(
        `SELECT (SELECT COUNT(*) FROM ticket_notes WHERE ticket_id = ?1 AND status = 'waiting')
           + (SELECT COUNT(*) FROM messages WHERE verification_id = ?2 AND status IN ('waiting', 'sending')) AS n`,
        this.ticket,
        this.id,
      ),
    );
    const outbox = this.#sent ? (await stored(calls.unseen(() => this.#stub())))?.outbox : 0;
    return waiting?.n === 0 && outbox === 0 && peers.idle;
  }

  #stub() {
    return env.VERIFICATION_SESSION.getByName(this.id);
  }

  async #rightAnswer(ordinal: string): Promise<Record<string, string>> {
    const stub = this.#world.calls.unseen(() => this.#stub());
    const asked = (await stored(stub))?.session.asked[Number(ordinal) - 1];
    const sealed = await runInDurableObject(
      stub,
      (_instance, state) => state.storage.sql.exec<{ pool: string }>("SELECT pool FROM session").one().pool,
    );
    const pool = JSON.parse((await keyring.open(sealed, `session/${this.id}`)) ?? "[]") as PooledQuestion[];
    const question = pool[asked?.poolIndex ?? -1];
    const right = question === undefined ? { type: "skip" as const } : response(question, "right");
    switch (right.type) {
      case "skip":
        return { skip: "1" };
      case "option":
        return { option: String(right.index) };
      case "text":
        return { text: right.text };
      case "month":
        return { month: String(right.month), year: String(right.year) };
    }
  }

  #webhook(): Request {
    const snapshot = {
      externalId: this.externalId,
      number: "IR-0000039",
      revision: 1,
      category: CATEGORY,
      summary: "Cannot sign in",
      description: "",
      status: "New",
      closed: false,
      requesterEmail: this.#who.email,
    };
    return new Request(`${CONSOLE}/webhooks/tickets/main`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Basic ${btoa(`${WEBHOOK.username}:${WEBHOOK.password}`)}`,
      },
      body: JSON.stringify(snapshot),
    });
  }

  #sendBody(): unknown {
    return {
      ticketId: this.ticket,
      destination: { type: "contact", contactId: this.#who.contact },
      callerOnLine: false,
      idempotencyKey: this.#key,
    };
  }

  #desk(path: string, body?: unknown): Request {
    const headers = { "user-agent": BROWSER, cookie: this.#agent, origin: CONSOLE, "sec-fetch-site": "same-origin" };
    return body === undefined
      ? new Request(`${CONSOLE}${path}`, { headers })
      : new Request(`${CONSOLE}${path}`, {
          method: "POST",
          headers: { ...headers, "content-type": "application/json" },
          body: JSON.stringify(body),
        });
  }

  #phone(path: string, fields?: Record<string, string>): Request {
    const headers = { "user-agent": BROWSER, cookie: this.#cookie, origin: PORTAL, "sec-fetch-site": "same-origin" };
    return fields === undefined
      ? new Request(`${PORTAL}${path}`, { headers, redirect: "manual" })
      : new Request(`${PORTAL}${path}`, {
          method: "POST",
          headers: { ...headers, "content-type": "application/x-www-form-urlencoded" },
          body: new URLSearchParams(fields).toString(),
          redirect: "manual",
        });
  }
}

/**
 * A call that was lost is answered with 503 and when to come again: as a problem document, or as a
 * page with a heading. Nothing of the inside is in either.
 */
function uncleanFault({ status, headers, text }: Reply): string[] {
  const document = headers.get("content-type") === "application/problem+json";
  const whole = document ? text.includes('"code":"server.unavailable"') : /data-step="busy".*<h1[^>]*>[^<]/s.test(text);
  const again = Number(headers.get("retry-after")) > 0;
  const inside = text.includes(LOST) || /\bat \S+ \(|\.ts:\d+|D1_ERROR|Error:/.test(text);
  return status === 503 && whole && again && !inside ? [] : [`a ${status} that is not clean: ${text.slice(0, 300)}`];
}

function pass(milliseconds: number): void {
  vi.setSystemTime(Date.now() + milliseconds);
}

function stepOf({ text }: Reply): string {
  return /<main[^>]* data-step="([^"]*)"/.exec(text)?.[1] ?? "";
}

/** Value of a hidden field; with `form` only inside the form that posts there. */
function valueOf(html: string, name: string, form?: string): string {
  const part = form === undefined ? html : (html.split("<form").find((chunk) => chunk.includes(`/${form}"`)) ?? "");
  return new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(part)?.[1] ?? "";
}
