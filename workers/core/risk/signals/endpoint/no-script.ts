import { finding, type Signal } from "../signal.ts";

export const noScript: Signal<"no_script"> = {
  id: "no_script",
  category: "endpoint",
  evaluate(evidence, weight) {
    return evidence.network.begin !== undefined && evidence.endpoint.claims === undefined
      ? finding(noScript, weight, { reason: "Page ran without script, so the browser was not looked at" })
      : undefined;
  },
};
