/**
 * The one way to the server. Promises: same-origin JSON only, one shape for every failure,
 * idempotent reads tried twice and writes never, and one place that notices the end of the
 * sign-in. Never throws for what a network or a server can do, and never logs a body.
 */
import { USER_IDLE_HEADER } from "../../../workers/contract/console/headers.ts";
import type { ProblemDocument } from "../../../workers/contract/problem.ts";

export interface ApiProblem {
  /** The server's stable code, or one of "network.unreachable", "network.aborted", "reply.malformed". */
  readonly code: string;
  /** 0 when no reply arrived. */
  readonly status: number;
  readonly message?: string;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
}

export type ApiResult<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: ApiProblem };

export interface Api {
  get<Value>(path: string, signal?: AbortSignal): Promise<ApiResult<Value>>;
  post<Value>(path: string, body: unknown, signal?: AbortSignal): Promise<ApiResult<Value>>;
  /** A reply of any size, whole or not at all; each part is told as it arrives. */
  download(request: DownloadRequest, signal: AbortSignal): Promise<ApiResult<Download>>;
}

export interface DownloadRequest {
  readonly path: string;
  readonly body: unknown;
  readonly onPart: (part: Uint8Array, headers: Headers) => void;
}

export interface Download {
  readonly file: Blob;
  /** As the server names it. */
  readonly name: string;
}

export interface ApiOptions {
  readonly fetch: (path: string, init: RequestInit) => Promise<Response>;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Nobody has touched the page for a while: what it reads now, it reads by itself. */
  readonly userIdle: () => boolean;
  /** A reply said 401: whatever is on the screen, nobody is signed in any more. */
  readonly onSignedOut: () => void;
  /** A reply said that a fresh sign-in is needed. True once there is one: the request is then made again. */
  readonly onStepUp: () => Promise<boolean>;
  /** The server's clock, from the Date header of a reply. */
  readonly onServerTime: (at: number) => void;
}

const STEP_UP_NEEDED = "step_up.needed";
const RETRY_AFTER_MS = 300;
const TRANSIENT = new Set([502, 503, 504]);

export function createApi(options: ApiOptions): Api {
  return {
    async get<Value>(path: string, signal?: AbortSignal) {
      const init: RequestInit = { method: "GET", ...(signal === undefined ? {} : { signal }) };
      const first = await exchange<Value>(options, path, init);
      if (first.ok || !isTransient(first.problem)) return first;
      await options.wait(RETRY_AFTER_MS);
      return signal?.aborted === true ? failure("network.aborted", 0) : exchange<Value>(options, path, init);
    },
    post<Value>(path: string, body: unknown, signal?: AbortSignal) {
      return exchange<Value>(options, path, write(body, signal));
    },
    async download(request, signal) {
      const first = await fetchFile(options, request, signal);
      return (await goesOn(options, first)) ? fetchFile(options, request, signal) : first;
    },
  };
}

async function fetchFile(
  options: ApiOptions,
  { path, body, onPart }: DownloadRequest,
  signal: AbortSignal,
): Promise<ApiResult<Download>> {
  const init = write(body, signal);
  const response = await reply(options, path, init);
  if (response === undefined || !response.ok) return unread(response, init);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  try {
    // A stream that breaks rejects: half a file is never handed out.
    for (const reader = response.body?.getReader(); ;) {
      const next = await reader?.read();
      if (next === undefined || next.done) break;
      parts.push(next.value);
      onPart(next.value, response.headers);
    }
  } catch {
    return unread(undefined, init);
  }
  const name = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1] ?? "export";
  const type = response.headers.get("content-type") ?? "";
  return { ok: true, value: { file: new Blob(parts, { type }), name } };
}

function isTransient(problem: ApiProblem): boolean {
  return problem.code === "network.unreachable" || TRANSIENT.has(problem.status);
}

function write(body: unknown, signal: AbortSignal | undefined): RequestInit {
  return {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    ...(signal === undefined ? {} : { signal }),
  };
}

async function exchange<Value>(options: ApiOptions, path: string, init: RequestInit): Promise<ApiResult<Value>> {
  const first = await once<Value>(options, path, init);
  return (await goesOn(options, first)) ? once<Value>(options, path, init) : first;
}

async function once<Value>(options: ApiOptions, path: string, init: RequestInit): Promise<ApiResult<Value>> {
  const response = await reply(options, path, init);
  return response === undefined ? unread(response, init) : readReply<Value>(response, init);
}

/** The server refused before it did anything; made again after a fresh sign-in, the act is done once. */
async function goesOn(options: ApiOptions, result: ApiResult<unknown>): Promise<boolean> {
  return !result.ok && result.problem.code === STEP_UP_NEEDED && (await options.onStepUp());
}

/** Undefined when none came. */
async function reply(options: ApiOptions, path: string, init: RequestInit): Promise<Response | undefined> {
  let response: Response;
  try {
    response = await options.fetch(path, {
      ...init,
      credentials: "same-origin",
      headers: {
        accept: "application/json",
        ...(options.userIdle() ? { [USER_IDLE_HEADER]: "1" } : {}),
        ...init.headers,
      },
    });
  } catch {
    return undefined;
  }
  const served = Date.parse(response.headers.get("date") ?? "");
  if (!Number.isNaN(served)) options.onServerTime(served);
  if (response.status === 401) options.onSignedOut();
  return response;
}

/** Why there is nothing to show: no reply, a broken one, or a refusal. */
async function unread(response: Response | undefined, init: RequestInit): Promise<{ ok: false; problem: ApiProblem }> {
  if (response === undefined)
    return failure(init.signal?.aborted === true ? "network.aborted" : "network.unreachable", 0);
  const read = await readReply(response, init);
  return read.ok ? failure("reply.malformed", response.status) : read;
}

async function readReply<Value>(response: Response, init: RequestInit): Promise<ApiResult<Value>> {
  let body: unknown;
  try {
    const text = await response.text();
    body = text === "" ? undefined : JSON.parse(text);
  } catch {
    if (init.signal?.aborted === true) return failure("network.aborted", 0);
    return failure("reply.malformed", response.status);
  }
  if (response.ok) return { ok: true, value: body as Value };
  return { ok: false, problem: toProblem(response.status, body) };
}

function failure(code: string, status: number): { readonly ok: false; readonly problem: ApiProblem } {
  return { ok: false, problem: { code, status, errors: [] } };
}

function toProblem(status: number, body: unknown): ApiProblem {
  if (typeof body !== "object" || body === null) return { code: "reply.malformed", status, errors: [] };
  // `title` is the public sentence of the code; `detail` may name an id or another code.
  const { code, title, errors } = body as Partial<ProblemDocument>;
  return {
    code: typeof code === "string" ? code : "reply.malformed",
    status,
    ...(typeof title === "string" && title !== "" ? { message: title } : {}),
    errors: Array.isArray(errors) ? errors : [],
  };
}

/** The server's words for one field; a body's fields are named by path, so the last part decides. */
export function fieldError(problem: ApiProblem | undefined, field: string): string | undefined {
  return problem?.errors.find((entry) => entry.field === field || entry.field.endsWith(`.${field}`))?.message;
}
