/** Whether the rules of today still say of stored checks what they said when these were judged. */
import type { AssessmentsReplayReply, AssessmentsReplayRequest } from "../../contract/console/settings.ts";
import { defined } from "../../core/kit/defined.ts";
import { replayed } from "../../core/risk/reassess.ts";
import type { Deps } from "../deps.ts";

const PAGE = 250;

export async function replayAssessments(
  deps: Deps,
  before: AssessmentsReplayRequest["before"],
): Promise<AssessmentsReplayReply> {
  const page = await deps.replays.page({ from: 0, limit: PAGE, ...defined({ before }) });
  const judged = page.map(({ id, check }) => ({ id, is: check === undefined ? "unreadable" : replayed(check) }));
  const last = page.at(-1);
  const count = (is: string): number => judged.filter((one) => one.is === is).length;
  return {
    identical: count("identical"),
    anotherModel: count("another_model"),
    unreadable: count("unreadable"),
    changed: judged.filter(({ is }) => is === "changed").map(({ id }) => id),
    ...(last === undefined || page.length < PAGE ? {} : { next: { createdAt: last.createdAt, id: last.id } }),
  };
}
