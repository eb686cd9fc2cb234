/** Work in parts: each is asked for until the server has it. What passes by itself is tried again a few times. */
import type { Api, ApiProblem, ApiResult } from "./api.ts";

export interface RunContext {
  readonly api: Api;
  readonly signal: AbortSignal;
  readonly wait: (milliseconds: number) => Promise<void>;
}

export const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

const TRIES = 4;
const PAUSE_MS = 800;

const isPassing = ({ code, status }: ApiProblem): boolean =>
  code === "network.unreachable" || status === 429 || status >= 500;

const ABORTED = { ok: false, problem: { code: "network.aborted", status: 0, errors: [] } } as const;

/** Aborted between two parts: nothing that was taken is lost. What comes back after it is nobody's any more. */
export async function persist<Value>(
  { signal, wait }: RunContext,
  ask: () => Promise<ApiResult<Value>>,
): Promise<ApiResult<Value>> {
  for (let tried = 1; ; tried += 1) {
    if (signal.aborted) return ABORTED;
    const result = await ask();
    if (signal.aborted) return ABORTED;
    if (result.ok || tried === TRIES || !isPassing(result.problem)) return result;
    await wait(PAUSE_MS * tried);
  }
}
