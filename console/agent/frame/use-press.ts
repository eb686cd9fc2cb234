import { useState } from "preact/hooks";
import type { ApiProblem, ApiResult } from "./api.ts";

/** One button's request: a double press asks once, and what was refused stands until the next press. */
export interface Press {
  readonly busy: boolean;
  readonly problem: ApiProblem | undefined;
  readonly clear: () => void;
  /** Resolves to nothing when the press before is still under way. */
  readonly press: <Value>(ask: () => Promise<ApiResult<Value>>) => Promise<ApiResult<Value> | undefined>;
}

export function usePress(): Press {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  return {
    busy,
    problem,
    clear: () => setProblem(undefined),
    press: async (ask) => {
      if (busy) return undefined;
      setBusy(true);
      const result = await ask();
      setBusy(false);
      setProblem(result.ok ? undefined : result.problem);
      return result;
    },
  };
}
