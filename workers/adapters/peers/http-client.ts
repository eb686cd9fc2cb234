import type { HttpClient, HttpReply, HttpRequest } from "../../app/ports/http.ts";
import type { PeerProblem } from "../../app/ports/peer-problem.ts";
import { isLocalOrLiteral, isLoopback } from "../../core/kit/host.ts";
import { err, ok } from "../../core/kit/result.ts";
import type { Result } from "../../core/kit/result.ts";

export interface HttpClientOptions {
  /** Origins such as "https://changegear.example.com"; anything after the origin is a configuration error. */
  readonly allowedOrigins: readonly string[];
  /** Local stand-ins only: also plain http, and only on loopback hosts, which must be in the list too. */
  readonly allowLoopbackHttp: boolean;
  readonly fetch: typeof fetch;
  /** For the whole exchange, body included. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
  /** For all exchanges together, from its making on: what waits for their outcome waits no longer. Without one there is no end. */
  readonly budget?: { readonly ms: number; readonly now: () => number };
}

/** @throws when an allowed origin is not an origin. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { fetch, allowLoopbackHttp, maxBytes, budget } = options;
  const endsAt = budget === undefined ? Infinity : budget.now() + budget.ms;
  const allowed = new Set(options.allowedOrigins.map(originOf));

  return {
    async send(request) {
      const target = checkTarget(request.url, { allowed, allowLoopbackHttp });
      if (!target.ok) {
        return target;
      }
      const timeoutMs = Math.min(options.timeoutMs, budget === undefined ? Infinity : endsAt - budget.now());
      if (timeoutMs <= 0) {
        // What was sent before it may have had its effect, so that this is not "never reached".
        return problem("peer.timeout", "no time was left for it");
      }
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(), timeoutMs);
      try {
        // Taken out of `options` above: workerd's fetch refuses to be called as a method of another object.
        const response = await fetch(target.value.href, init(request, controller.signal));
        return await readReply(response, maxBytes);
      } catch {
        // The cause's text may quote the address, so it goes no further.
        return controller.signal.aborted
          ? problem("peer.timeout", `no complete reply within ${String(timeoutMs)} ms`)
          : problem("peer.unreachable", "connection failed or was lost");
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

function init(request: HttpRequest, signal: AbortSignal): RequestInit {
  return {
    method: request.method,
    redirect: "manual",
    signal,
    ...(request.headers === undefined ? {} : { headers: { ...request.headers } }),
    ...(request.body === undefined ? {} : { body: request.body }),
  };
}

function originOf(entry: string): string {
  const url = parsed(entry);
  if (url === undefined || (entry !== url.origin && entry !== `${url.origin}/`)) {
    throw new Error("an allowed origin must be scheme, host and port only");
  }
  return url.origin;
}

function parsed(url: string): URL | undefined {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}

function checkTarget(
  address: string,
  rules: { allowed: ReadonlySet<string>; allowLoopbackHttp: boolean },
): Result<URL, PeerProblem> {
  const url = parsed(address);
  if (url === undefined) {
    return refused("not an address");
  }
  if (url.username !== "" || url.password !== "") {
    return refused("credentials in the address");
  }
  const localStandIn = rules.allowLoopbackHttp && isLoopback(url.hostname);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && localStandIn)) {
    return refused("not https");
  }
  if (!localStandIn && isLocalOrLiteral(url.hostname)) {
    return refused("address literal or local name");
  }
  return rules.allowed.has(url.origin) ? ok(url) : refused("origin not in the allow-list");
}

async function readReply(response: Response, maxBytes: number): Promise<Result<HttpReply, PeerProblem>> {
  if (response.status >= 300 && response.status < 400) {
    await response.body?.cancel();
    return problem("peer.redirected", "answered with a redirect");
  }
  const text = await readText(response, maxBytes);
  return text === undefined
    ? problem("peer.too_large", `reply larger than ${String(maxBytes)} bytes`)
    : ok({ status: response.status, headers: response.headers, text });
}

/** Counts while reading: a length header is a claim, and absent when the body is compressed or chunked. */
async function readText(response: Response, maxBytes: number): Promise<string | undefined> {
  if (response.body === null) {
    return "";
  }
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return text + decoder.decode();
    }
    size += value.byteLength;
    if (size > maxBytes) {
      // An unread body keeps its connection; Workers allow six at a time.
      await reader.cancel();
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
}

function refused(why: string): Result<never, PeerProblem> {
  return problem("peer.rejected", `refused before sending: ${why}`);
}

function problem(code: PeerProblem["code"], detail: string): Result<never, PeerProblem> {
  return err({ code, retryable: code === "peer.timeout" || code === "peer.unreachable", detail });
}
