/** What a pass led to, for the details page: read from what no SQL can have written. */
import type { ActionApproval, ActionAttempt, ActionCardReply } from "../../contract/console/action-card.ts";
import { DESK_OUTCOME_WORDS, type DeskAction } from "../../core/actions/desk-action.ts";
import { defined } from "../../core/kit/defined.ts";
import type { Approval } from "../../core/session/session.ts";
import type { Deps } from "../deps.ts";
import type { ActionRunView } from "../ports/action-runs.ts";
import type { NoteOfTicket } from "../ports/tickets.ts";
import type { VerificationRecord } from "../ports/verifications.ts";

/** Nothing is asked of the database where nothing was lent to the portal. */
export async function actionRunsOf(
  deps: Pick<Deps, "actionRuns">,
  { id, live, integrity }: VerificationRecord,
): Promise<readonly ActionRunView[]> {
  return live.action === undefined && integrity === "intact" ? [] : deps.actionRuns.ofVerification(id);
}

/** Undefined where there is nothing to tell. */
export function actionCard(
  record: VerificationRecord,
  { runs, notes }: { readonly runs: readonly ActionRunView[]; readonly notes: readonly NoteOfTicket[] },
): ActionCardReply | undefined {
  // Attempts carry a MAC of their own; what stands in a row that was changed is nobody's word.
  const live = record.integrity === "intact" ? record.live : undefined;
  const { approvals = [], deskAction } = live ?? {};
  if (record.status !== "passed" && runs.length === 0 && approvals.length === 0) {
    return undefined;
  }
  const closing = notes.findLast(({ closes }) => closes === record.id);
  return {
    action: record.action,
    attempts: runs.map(attemptReply),
    refusals: runs.filter(({ answer }) => answer === "refused").length,
    approvals: approvals.map(approvalReply),
    ...defined({
      policyVersion: runs[0]?.policyVersion,
      desk: deskAction && deskReply(deskAction),
      closing: closing && { title: closing.title, at: closing.at, status: closing.status },
    }),
  };
}

function attemptReply({ attempt, policyVersion: _rules, ...run }: ActionRunView): ActionAttempt {
  return { id: attempt, ...run };
}

function deskReply({ by, begunAt, ended }: DeskAction): NonNullable<ActionCardReply["desk"]> {
  return {
    by: by.name,
    begunAt,
    ...defined({
      ended: ended && {
        at: ended.at,
        words: DESK_OUTCOME_WORDS[ended.outcome],
        done: ended.outcome === "done",
        ...defined({ late: ended.late }),
      },
    }),
  };
}

function approvalReply({ by, askedBy, ...approval }: Approval): ActionApproval {
  return { ...approval, by: by.name, askedBy: askedBy.name };
}
