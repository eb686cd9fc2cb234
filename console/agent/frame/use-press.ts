import { useEffect, useRef, useState } from "preact/hooks";
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
  const pressed = useRef<Element | null>(null);
  // What is disabled while its request runs loses the focus, and does not get it back by itself.
  useEffect(() => {
    const control = pressed.current;
    if (busy || !(control instanceof HTMLElement)) return;
    pressed.current = null;
    if (document.activeElement === document.body) control.focus({ preventScroll: true });
  }, [busy]);
  return {
    busy,
    problem,
    clear: () => setProblem(undefined),
    press: async (ask) => {
      if (busy) return undefined;
      pressed.current = document.activeElement;
      setBusy(true);
      const result = await ask();
      setBusy(false);
      setProblem(result.ok ? undefined : result.problem);
      return result;
    },
  };
}
