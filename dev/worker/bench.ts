import type { DeliveryProvider } from "../../workers/app/ports/delivery.ts";
import { ok } from "../../workers/core/kit/result.ts";
import { createWorker } from "../../workers/worker.ts";
import { ConsoleFeed as Feed } from "../../durable-objects/console-feed.ts";
import { SubjectGuard as Guard } from "../../durable-objects/subject-guard.ts";
import { VerificationSession as Session } from "../../durable-objects/verification-session.ts";
import { countAlarm, countedBindings, spanned, startTrace, takeCounters, takeTrace } from "./counting.ts";
import { askedNetwork, overNetwork } from "./networks.ts";

/** Links by the session's id, which is in them. */
const links = new Map<string, string>();

const memoryProvider: DeliveryProvider = {
  send: ({ content, idempotencyKey }) => {
    const link = /https?:\/\/\S+/.exec(content.text.reveal())?.[0] ?? "";
    links.set(sessionOf(link), link);
    return Promise.resolve(ok({ providerMessageId: `memory-${idempotencyKey}`, status: "delivered" }));
  },
};

/** One byte of key generation, then sixteen of the id, as base64url. */
function sessionOf(link: string): string {
  const bytes = atob((link.split("/v/")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/"));
  const id = btoa(bytes.slice(1, 17)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return `vrf_${id}`;
}

const product = createWorker({
  providers: () => ({ local: memoryProvider }),
  onRequest: (request) => {
    const network = askedNetwork(request);
    return network === undefined ? request : overNetwork(request, network);
  },
});

type Handled = Required<Pick<ExportedHandler<Env>, "fetch" | "queue" | "scheduled">>;
const { fetch, queue, scheduled } = product as Handled;

export default {
  fetch: (request, env, context) => {
    const { pathname, searchParams } = new URL(request.url);
    switch (pathname) {
      case "/bench/link":
        return Response.json(links.get(searchParams.get("id") ?? "") ?? null);
      case "/bench/counters":
        return Response.json(takeCounters());
      case "/bench/trace":
        if (request.method === "POST") {
          startTrace();
          return new Response(null, { status: 204 });
        }
        return Response.json(takeTrace() ?? null);
      default: {
        const name = `${request.method} ${pathname}`;
        const bindings = countedBindings(env, name);
        return spanned({ by: bindings.by, name }, () => fetch(request, bindings.env, context));
      }
    }
  },
  queue: (batch, env, context) => {
    const name = `queue ${batch.queue}`;
    const bindings = countedBindings(env, name);
    return spanned({ by: bindings.by, name }, () => queue(batch, bindings.env, context));
  },
  scheduled: (event, env, context) => scheduled(event, countedBindings(env, "cron").env, context),
} satisfies ExportedHandler<Env>;

export class VerificationSession extends Session {
  readonly #by: string;

  constructor(context: DurableObjectState, env: Env) {
    const bindings = countedBindings(env, "VerificationSession");
    super(context, bindings.env);
    this.#by = bindings.by;
  }

  override create(...parts: Parameters<Session["create"]>): ReturnType<Session["create"]> {
    return this.#spanned("create", () => super.create(...parts));
  }

  override apply(...parts: Parameters<Session["apply"]>): ReturnType<Session["apply"]> {
    return this.#spanned("apply", () => super.apply(...parts));
  }

  override press(...parts: Parameters<Session["press"]>): ReturnType<Session["press"]> {
    return this.#spanned("press", () => super.press(...parts));
  }

  override view(...parts: Parameters<Session["view"]>): ReturnType<Session["view"]> {
    return this.#spanned("view", () => super.view(...parts));
  }

  override alarm(): Promise<void> {
    countAlarm("VerificationSession");
    return this.#spanned("alarm", () => super.alarm());
  }

  #spanned<Value>(method: string, run: () => Promise<Value>): Promise<Value> {
    return spanned({ by: this.#by, name: `VerificationSession.${method}` }, run);
  }
}

export class SubjectGuard extends Guard {}
export class ConsoleFeed extends Feed {}
