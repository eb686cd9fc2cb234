/**
 * What a reply of ChangeGear means. Between us and the API stand a web server, its log-in page,
 * a proxy and whoever deploys: only JSON is the API's own word. Anything else is never success
 * and never "no such ticket", and is worth trying again.
 */
import { z } from "zod";
import type { HttpReply } from "../../../app/ports/http.ts";
import type { PeerProblem } from "../../../app/ports/peer-problem.ts";
import { err, ok } from "../../../core/kit/result.ts";
import type { Result } from "../../../core/kit/result.ts";

type Sent = Result<HttpReply, PeerProblem>;

/** 440 is the web server's own "login timeout". */
const SIGNED_OUT: ReadonlySet<number> = new Set([401, 403, 440]);
const WORTH_ANOTHER_TRY: ReadonlySet<number> = new Set([408, 425]);

/** An ended session is told by a status, by a redirect to the log-in page, or by that page itself. */
export function endsSession(reply: Sent): boolean {
  if (!reply.ok) {
    return reply.error.code === "peer.redirected";
  }
  const { status } = reply.value;
  return SIGNED_OUT.has(status) || (status < 500 && !isBusy(status) && jsonOf(reply.value) === undefined);
}

/** Whether nothing can have been done; a page with 200 says nothing of that. */
export function didNothing(reply: Sent): boolean {
  return reply.ok ? reply.value.status >= 300 : reply.error.code === "peer.redirected";
}

export function readReply(reply: HttpReply, call: { name: string; now: number }): Result<unknown, PeerProblem> {
  const json = jsonOf(reply);
  if (!isSuccess(reply)) {
    return err(statusProblem(reply, { ...call, fromApi: json !== undefined }));
  }
  return json === undefined
    ? err({ code: "peer.malformed", retryable: true, detail: `${call.name}: the reply is not JSON` })
    : ok(json.value);
}

/** How an API says "wrong name or password", beside 401; a missing address or a page says something else. */
const TURNED_AWAY: ReadonlySet<number> = new Set([400, 403, 422]);

const loginReply = z.object({ sessionId: z.string() });

/** The session id; "peer.credentials_refused" where the API itself turned the account away. */
export function readLogIn(reply: HttpReply, now: number): Result<string, PeerProblem> {
  const json = jsonOf(reply);
  const refused: PeerProblem = {
    code: "peer.credentials_refused",
    retryable: true,
    detail: `log in: HTTP ${String(reply.status)}`,
  };
  if (!isSuccess(reply)) {
    // Nobody is missing and nothing is gone when a log-in goes wrong.
    const problem = statusProblem(reply, { name: "log in", now, fromApi: false });
    const turnedAway = reply.status === 401 || (json !== undefined && TURNED_AWAY.has(reply.status));
    return err(turnedAway ? refused : problem);
  }
  if (json === undefined) {
    return err({ code: "peer.malformed", retryable: true, detail: "log in: the reply is not JSON" });
  }
  const session = loginReply.safeParse(json.value);
  if (!session.success) {
    return err(refused);
  }
  // It goes into a header.
  return /^[\x21-\x7e]{1,500}$/u.test(session.data.sessionId)
    ? ok(session.data.sessionId)
    : malformed("log in: no usable session id in the reply");
}

/** The API answered in JSON, and not with what we need of it. */
export function malformed(detail: string): Result<never, PeerProblem> {
  return err({ code: "peer.malformed", retryable: false, detail });
}

function isSuccess({ status }: HttpReply): boolean {
  return status >= 200 && status < 300;
}

function isBusy(status: number): boolean {
  return status === 429 || WORTH_ANOTHER_TRY.has(status);
}

function jsonOf({ text }: HttpReply): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

/** What the API itself refuses for good, by status. */
const REFUSALS: Readonly<Record<number, PeerProblem["code"]>> = { 404: "peer.not_found" };
const CONFLICTS: ReadonlySet<number> = new Set([409, 412]);

function statusProblem(
  reply: HttpReply,
  { name, now, fromApi }: { name: string; now: number; fromApi: boolean },
): PeerProblem {
  const { status } = reply;
  const detail = `${name}: HTTP ${String(status)}`;
  const again = { retryable: true, detail };
  if (status === 429) {
    return { code: "peer.rate_limited", ...again, ...waitOf(reply, now) };
  }
  if (status >= 500 || WORTH_ANOTHER_TRY.has(status)) {
    return { code: "peer.failed", ...again, ...waitOf(reply, now) };
  }
  if (SIGNED_OUT.has(status)) {
    return { code: "peer.unauthorised", ...again };
  }
  if (CONFLICTS.has(status)) {
    return { code: "peer.conflict", ...again };
  }
  return fromApi
    ? { code: REFUSALS[status] ?? "peer.rejected", retryable: false, detail }
    : { code: "peer.malformed", retryable: true, detail: `${detail}, not from the API` };
}

/** Seconds or a date; capped, so that a peer cannot park a note for a year. */
const RETRY_AFTER_LIMIT_SECONDS = 3_600;

function waitOf(reply: HttpReply, now: number): { readonly retryAfterSeconds?: number } {
  const value = reply.headers.get("retry-after");
  if (value === null) {
    return {};
  }
  const seconds = /^\d{1,9}$/u.test(value) ? Number(value) : Math.ceil((Date.parse(value) - now) / 1_000);
  return Number.isNaN(seconds) ? {} : { retryAfterSeconds: Math.min(Math.max(seconds, 0), RETRY_AFTER_LIMIT_SECONDS) };
}
