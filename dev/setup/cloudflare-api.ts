/**
 * Cloudflare's REST API as far as the set-up needs it. A call that fails is shown whole: method,
 * path, status, Cloudflare's own codes and messages, and what a person does next.
 */
import { z } from "zod";
import { Refusal } from "../local/cli.ts";

const BASE_URL = "https://api.cloudflare.com/client/v4";
const TRIES = 4;
const FIRST_WAIT_MS = 1_000;
/** A client over its limit is blocked for five minutes. */
const LONGEST_WAIT_MS = 300_000;
const TIMEOUT_MS = 30_000;
const SHOWN_OF_A_STRANGE_REPLY = 200;

const envelope = z.object({
  success: z.boolean(),
  errors: z.array(z.object({ code: z.number().optional(), message: z.string() })).nullish(),
  result: z.unknown(),
  result_info: z
    .object({ per_page: z.number().optional(), total_count: z.number().optional(), total_pages: z.number().optional() })
    .nullish(),
});
type Envelope = z.infer<typeof envelope>;

export interface Call<Result> {
  readonly method: "GET" | "POST";
  /** Below the account, with its query. */
  readonly path: string;
  /** Printed by a dry run: never a secret. */
  readonly body?: Readonly<Record<string, string>>;
  readonly result: z.ZodType<Result>;
  /** What a dry run goes on with. */
  readonly planned: Result;
}

export interface CloudflareApi {
  call<Result>(call: Call<Result>): Promise<Result>;
  /** Every page of a list; `path` already has a query. */
  list<Item>(path: string, item: z.ZodType<Item>): Promise<readonly Item[]>;
}

export interface ApiOptions {
  readonly accountId: string;
  readonly token: string;
  /** As wrangler reads it from CLOUDFLARE_API_BASE_URL, so that both speak to the same. */
  readonly baseUrl?: string | undefined;
  readonly wait: (ms: number) => Promise<void>;
  readonly print: (line: string) => void;
}

interface Answer {
  readonly status: number;
  readonly statusText: string;
  readonly retryAfter: string | null;
  /** Undefined when it is not Cloudflare's envelope. */
  readonly envelope: Envelope | undefined;
  readonly text: string;
}

/** Refused, or not answered: `status` is undefined then. */
export class CallFailure extends Refusal {
  readonly status: number | undefined;
  readonly codes: readonly number[];

  constructor(asked: string, answer: Answer | undefined, cause?: unknown) {
    const errors = answer?.envelope?.errors ?? [];
    super(
      [asked, ...shown(answer, cause), `Next: ${nextStep(asked, answer)}`]
        .map((line, index) => (index === 0 ? line : `  ${line}`))
        .join("\n"),
    );
    this.status = answer?.status;
    this.codes = errors.flatMap(({ code }) => (code === undefined ? [] : [code]));
  }
}

function shown(answer: Answer | undefined, cause: unknown): readonly string[] {
  if (answer === undefined) {
    const reason = cause instanceof Error ? (cause.cause instanceof Error ? cause.cause.message : cause.message) : "";
    return [`no answer: ${reason}`];
  }
  const errors = answer.envelope?.errors ?? [];
  return [
    `${String(answer.status)} ${answer.statusText}`.trim(),
    ...errors.map(({ code, message }) => (code === undefined ? message : `${String(code)}: ${message}`)),
    ...(answer.envelope === undefined ? [`not JSON: ${answer.text.slice(0, SHOWN_OF_A_STRANGE_REPLY)}`] : []),
  ];
}

const RIGHTS = [
  [/\/d1\//u, "Account, D1, Edit"],
  [/\/queues/u, "Account, Queues, Edit"],
  [/\/workers\//u, "Account, Workers Scripts, Edit"],
] as const;

function nextStep(asked: string, answer: Answer | undefined): string {
  if (answer === undefined) {
    return "look whether this machine reaches api.cloudflare.com, then run the same command again.";
  }
  const right = RIGHTS.find(([path]) => path.test(asked))?.[1];
  switch (answer.status) {
    case 401:
      return "Cloudflare does not take this CLOUDFLARE_API_TOKEN: make one as docs/deploy.md says, then run the same command again.";
    case 400:
    case 403:
      return `put right what Cloudflare says above. The token needs the permission "${right ?? "of this path"}" on this account, and the account id must be its own. Then run the same command again.`;
    case 404:
      return "look whether the account id is right, then run the same command again.";
    case 429:
      return "Cloudflare takes no more calls of this token for now: wait five minutes, then run the same command again.";
    default:
      return answer.status >= 500
        ? "the fault is Cloudflare's (https://www.cloudflarestatus.com): wait, then run the same command again."
        : "put right what Cloudflare says above, then run the same command again; it goes on where it stopped.";
  }
}

export function cloudflareApi(options: ApiOptions): CloudflareApi {
  const { accountId, baseUrl = BASE_URL } = options;
  const root = `/accounts/${accountId}`;

  const ask = async ({ method, path, body }: Pick<Call<unknown>, "method" | "path" | "body">): Promise<Envelope> => {
    const asked = `${method} ${root}${path}`;
    for (let tried = 1; ; tried += 1) {
      const { answer, cause } = await attempt({ ...options, url: `${baseUrl}${root}${path}`, method, body });
      if (answer?.envelope?.success === true && answer.status < 400) {
        return answer.envelope;
      }
      const pause = pauseBefore(method, answer, tried);
      if (pause === undefined) {
        throw new CallFailure(asked, answer, cause);
      }
      options.print(
        `${asked}: ${answer === undefined ? "no answer" : String(answer.status)}, again in ${seconds(pause)}`,
      );
      await options.wait(pause);
    }
  };

  return {
    call: async (call) => read(call, (await ask(call)).result),
    list: async (path, item) => {
      const found = [];
      for (let page = 1; ; page += 1) {
        const call = { method: "GET", path: `${path}&page=${String(page)}` } as const;
        const { result, result_info: info } = await ask(call);
        const items = read({ ...call, result: z.array(item) }, result);
        found.push(...items);
        if (items.length === 0 || page >= (info?.total_pages ?? pagesOf(info))) {
          return found;
        }
      }
    },
  };

  function read<Result>({ method, path, result }: Omit<Call<Result>, "planned">, value: unknown): Result {
    const parsed = result.safeParse(value);
    if (!parsed.success) {
      throw new Refusal(
        `${method} ${root}${path}\n  answered with something else than Cloudflare documents: ${z.prettifyError(parsed.error)}\n  Next: look for a newer version of this product.`,
      );
    }
    return parsed.data;
  }
}

/** A list that says nothing of pages has one. */
function pagesOf(info: Envelope["result_info"]): number {
  return info?.total_count === undefined || info.per_page === undefined
    ? 1
    : Math.ceil(info.total_count / info.per_page);
}

async function attempt(
  request: Pick<ApiOptions, "token"> & { url: string; method: string; body: Call<unknown>["body"] },
): Promise<{ readonly answer?: Answer; readonly cause?: unknown }> {
  try {
    const reply = await fetch(request.url, {
      method: request.method,
      headers: {
        authorization: `Bearer ${request.token}`,
        ...(request.body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await reply.text();
    return {
      answer: {
        status: reply.status,
        statusText: reply.statusText,
        retryAfter: reply.headers.get("retry-after"),
        envelope: readEnvelope(text),
        text,
      },
    };
  } catch (cause) {
    return { cause };
  }
}

function readEnvelope(text: string): Envelope | undefined {
  try {
    return envelope.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Milliseconds until the next try; undefined when there is none. What may have been made is looked for, never made again blindly. */
function pauseBefore(method: string, answer: Answer | undefined, tried: number): number | undefined {
  if (tried >= TRIES) {
    return undefined;
  }
  const backoff = FIRST_WAIT_MS * 2 ** (tried - 1);
  if (answer?.status === 429) {
    const asked = Number(answer.retryAfter ?? Number.NaN) * 1_000;
    return Math.min(Number.isFinite(asked) && asked > 0 ? asked : backoff, LONGEST_WAIT_MS);
  }
  const isTheirs = answer === undefined || answer.status >= 500;
  return method === "GET" && isTheirs ? backoff : undefined;
}

const seconds = (ms: number): string => `${String(Math.ceil(ms / 1_000))} s`;

/** Makes no call: prints each and goes on with what is planned. */
export function plannedApi({ accountId, print }: Pick<ApiOptions, "accountId" | "print">): CloudflareApi {
  const show = (method: string, path: string, body?: object): void =>
    print(`${method} /accounts/${accountId}${path}${body === undefined ? "" : ` ${JSON.stringify(body)}`}`);
  return {
    call: ({ method, path, body, planned }) => {
      show(method, path, body);
      return Promise.resolve(planned);
    },
    list: (path) => {
      show("GET", `${path}&page=1`);
      return Promise.resolve([]);
    },
  };
}
