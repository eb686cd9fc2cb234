/** To try again, and to give up with a reason. */
import { useState } from "preact/hooks";
import type { DeliveryRow } from "../../../workers/contract/console/delivery.ts";
import type { ApiProblem } from "../frame/api.ts";
import { useApp } from "../frame/app-context.ts";
import { discardDelivery, retryDelivery } from "../frame/endpoints.ts";
import { usePress } from "../frame/use-press.ts";

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
  const { busy, problem, press } = usePress();
  const [asking, ask] = useState<DeliveryRow>();
  const run = async (act: () => ReturnType<typeof retryDelivery>): Promise<void> => {
    if ((await press(act)) === undefined) return;
    ask(undefined);
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
