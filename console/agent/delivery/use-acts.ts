/** To try again, and to give up with a reason. A double press acts once. */
import { useState } from "preact/hooks";
import type { DeliveryRow } from "../../../workers/contract/console/delivery.ts";
import type { ApiProblem } from "../frame/api.ts";
import { useApp } from "../frame/app-context.ts";
import { discardDelivery, retryDelivery } from "../frame/endpoints.ts";

export interface ActState {
  readonly busy: boolean;
  readonly problem: ApiProblem | undefined;
  readonly asking: DeliveryRow | undefined;
  readonly ask: (item: DeliveryRow | undefined) => void;
  readonly retry: (item: DeliveryRow) => void;
  readonly discard: (item: DeliveryRow, reason: string) => void;
}

export function useActs(reload: () => void): ActState {
  const { api } = useApp();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const [asking, ask] = useState<DeliveryRow>();
  const run = async (act: () => ReturnType<typeof retryDelivery>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const result = await act();
    setBusy(false);
    ask(undefined);
    setProblem(result.ok ? undefined : result.problem);
    // Also after a refusal: most come from a page that is older than what it shows.
    reload();
  };
  return {
    busy,
    problem,
    asking,
    ask,
    retry: (item) => void run(() => retryDelivery(api, item)),
    discard: (item, reason) => void run(() => discardDelivery(api, item, reason)),
  };
}
