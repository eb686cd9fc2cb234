import type { HttpReply } from "../../app/ports/http.ts";
import type { PeerProblem } from "../../app/ports/peer-problem.ts";

/**
 * The common reading of an HTTP status that is not a success. `detail` must be our own words:
 * vendors repeat the phone number or the address in theirs.
 */
export function problemFromStatus(reply: HttpReply, detail: string): PeerProblem {
  const { status } = reply;
  if (status === 429) {
    const wait = retryAfterSeconds(reply.headers);
    return {
      code: "peer.rate_limited",
      retryable: true,
      detail,
      ...(wait === undefined ? {} : { retryAfterSeconds: wait }),
    };
  }
  if (status >= 500) {
    return { code: "peer.failed", retryable: true, detail };
  }
  return { code: FINAL[status] ?? "peer.rejected", retryable: false, detail };
}

const FINAL: Readonly<Record<number, PeerProblem["code"]>> = {
  401: "peer.unauthorised",
  403: "peer.unauthorised",
  404: "peer.not_found",
  409: "peer.conflict",
};

/** Seconds only: none of our vendors sends the date form. */
function retryAfterSeconds(headers: Headers): number | undefined {
  const value = headers.get("retry-after");
  return value !== null && /^\d{1,6}$/.test(value.trim()) ? Number(value) : undefined;
}

/** A JSON object, or undefined; vendor replies are parsed further by a schema. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
