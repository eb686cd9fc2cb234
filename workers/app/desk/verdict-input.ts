/** Gathers what a verdict is made from: the record, and the ticket and the person as they are now. */
import { defined } from "../../core/kit/defined.ts";
import type { LiveAction } from "../../core/session/live-view.ts";
import { namesPerson } from "../../core/tickets/requester.ts";
import type { PortalAction } from "../../core/verdict/recommend.ts";
import type { VerdictInput } from "../../core/verdict/verdict.ts";
import type { StandingRecord } from "../ports/verifications.ts";
import { undeliveredWords } from "./undelivered-words.ts";

/** Doubtful or not begun, the requester can still do it; withdrawn, an agent may. */
function portalActionOf(action: LiveAction | undefined): PortalAction | undefined {
  switch (action?.state) {
    case "available":
    case "reserved":
    case "unknown":
      return { offeredUntil: action.until };
    case "consumed":
      return defined({ doneAt: action.doneAt });
    case "withdrawn":
    case undefined:
      return undefined;
  }
}

export function verdictInput(sources: StandingRecord): VerdictInput {
  const { record, ticket, person, judged } = sources;
  const { score, level, endedAt } = record;
  return {
    integrity: record.integrity,
    status: record.status,
    detail: record.detail,
    question: record.question,
    deadlineAt: endedAt === undefined ? record.deadlineAt : undefined,
    endedAt,
    validUntil: record.validUntil,
    lateReportAt: record.live.lateReportAt,
    undelivered: endedAt === undefined ? undeliveredWords(record.live)?.what : undefined,
    // While it runs nobody sees a score: agents would coach callers.
    risk: endedAt === undefined || score === undefined || level === undefined ? undefined : { score, level },
    personActive: person.active,
    impostor: judged?.impostor,
    otherReport: record.voided,
    // The check was for one person; a ticket that names somebody else voids it.
    ticketNowNames: namesPerson(ticket, person) ? undefined : (ticket.requesterName ?? ticket.requesterEmail ?? ""),
    portalAction: portalActionOf(record.live.action),
    deskAction: record.live.deskAction,
  };
}
