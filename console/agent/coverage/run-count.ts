/** Drives a count of the directory, from its beginning or from where it was left, to its end. */
import type { CoverageProgress } from "../../../workers/contract/console/coverage.ts";
import type { ApiResult } from "../frame/api.ts";
import { beginCoverage, stepCoverage } from "../frame/endpoints.ts";
import { persist, type RunContext } from "../frame/persist.ts";

export async function runCount(
  context: RunContext,
  onPart: (progress: CoverageProgress) => void,
): Promise<ApiResult<undefined>> {
  const begun = await persist(context, () => beginCoverage(context.api));
  if (!begun.ok) return begun;
  onPart(begun.value);
  for (;;) {
    const stepped = await persist(context, () => stepCoverage(context.api, begun.value.id));
    if (!stepped.ok) return stepped;
    if (stepped.value.running === undefined) return { ok: true, value: undefined };
    onPart(stepped.value.running);
  }
}
