/** An agent acts on a pass, and says what became of it. */
import { z } from "zod";
import type { DeskAction, DeskOutcome, NotDoneReason } from "../../core/actions/desk-action.ts";

/** POST /api/verifications/{id}/desk-action. One agent at a time; the same agent again changes nothing. */
export const beginDeskActionRequest = z.strictObject({});

/** POST /api/verifications/{id}/desk-action/outcome. Also after the end of the pass; the same again changes nothing. */
export const endDeskActionRequest = z.strictObject({
  outcome: z.enum([
    "done",
    "no_rights",
    "system_away",
    "account_differs",
    "caller_gone",
    "not_needed",
    "colleague",
  ] satisfies DeskOutcome[]),
});

export type EndDeskActionRequest = z.output<typeof endDeskActionRequest>;

/** Absent where nobody has acted and this agent may not. */
export interface DeskActionReply {
  /** What this agent can press now. */
  readonly offer?: "begin" | "record";
  /** With "record": what may be the reason that it was not done. */
  readonly notDone?: readonly { readonly outcome: NotDoneReason; readonly words: string }[];
  /** Who has the pass, or had it last. */
  readonly taken?: Pick<DeskAction, "begunAt" | "ended"> & { readonly by: string; readonly own: boolean };
}
