/** Gathers what the banner is made from: the record, the ticket as it is now, and the assessment. */
import type { EpochMs } from "../../core/kit/time.ts";
import { reasons } from "../../core/risk/assess.ts";
import type { Assessment } from "../../core/risk/assessment.ts";
import { DEFAULT_LIMITS } from "../../core/policy/policy.ts";
import type { BannerInput } from "../../core/verdict/banner.ts";
import { recommend } from "../../core/verdict/recommend.ts";
import { missingProofGroups } from "../../core/policy/required-proofs.ts";
import { HOUR_MS } from "../../core/kit/time.ts";
import type { PersonRecord } from "../ports/people.ts";
import type { TicketRecord } from "../ports/tickets.ts";
import type { VerificationRecord } from "../ports/verifications.ts";

interface Sources {
  readonly record: VerificationRecord;
  readonly ticket: TicketRecord;
  readonly person: PersonRecord;
  readonly assessment: Assessment | undefined;
  readonly now: EpochMs;
  readonly timeZone: string;
}

const REASONS_SHOWN = 2;

export function bannerInput(sources: Sources): BannerInput {
  const { record, person, assessment, now, timeZone } = sources;
  const { live } = record;
  const samePerson = ticketNames(sources);
  const proofs = record.proofs.map((proven) => proven.proof);
  // A report after the end outweighs how it ended: nobody may send again or act on an old pass.
  const status = live.lateReportAt === undefined ? record.status : "reported";
  return {
    now,
    timeZone,
    status,
    detail: record.detail,
    recommendation: recommend({
      status,
      detail: record.detail,
      validUntil: record.validUntil,
      now,
      ticketStillNamesSamePerson: samePerson,
      approvalsOpen: false,
      level: record.level,
      personActive: person.active,
      actionOfferedInPortal: false,
    }),
    action: record.action,
    person: { firstName: person.givenName, shortName: shortName(person), active: person.active },
    account: record.account?.userName,
    ticketNumber: record.ticketNumber,
    destination: { channel: record.channel, origin: record.origin },
    risk:
      record.endedAt === undefined || record.score === undefined
        ? undefined
        : { score: record.score, passLine: record.passLine },
    proofs,
    missing: missingProofGroups(
      {
        action: record.action,
        privileged: record.privileged ?? person.privileged,
        profile: record.profile,
        required: record.requiredProofs,
      },
      proofs,
    ),
    reasons:
      assessment === undefined ? [] : reasons(assessment, REASONS_SHOWN, "raises").map((finding) => finding.reason),
    questions: { answered: 0, skipped: 0, available: 0, ...live.tally, minimum: live.minimumQuestions },
    question: record.question,
    sentAt: live.moments.sentAt,
    begunAt: live.moments.begunAt,
    endedAt: record.endedAt,
    deadlineAt: record.endedAt === undefined ? record.deadlineAt : undefined,
    stoppedBy: live.endedBy?.split(" ")[0],
    lockedUntil: lockedUntil(record),
    ticketNowNames: samePerson ? undefined : sources.ticket.requesterName,
  };
}

/** The check was for one person; a ticket that names somebody else voids it. */
function ticketNames({ ticket, person }: Sources): boolean {
  if (ticket.requesterExternalId !== undefined && person.externalId !== undefined) {
    return ticket.requesterExternalId === person.externalId;
  }
  if (ticket.requesterEmail !== undefined) {
    return ticket.requesterEmail.toLowerCase() === person.email;
  }
  // Found by the name alone; a ticket that names nobody any more is about nobody.
  return ticket.requesterName === person.displayName;
}

function shortName(person: PersonRecord): string {
  const rest = person.displayName.slice(person.givenName.length).trim();
  return rest === "" ? person.givenName : `${person.givenName} ${rest.charAt(0)}.`;
}

function lockedUntil(record: VerificationRecord): EpochMs | undefined {
  const reportedAt = record.status === "reported" ? record.endedAt : record.live.lateReportAt;
  return reportedAt === undefined || record.origin !== "on_record"
    ? undefined
    : reportedAt + DEFAULT_LIMITS.reportFenceHours * HOUR_MS;
}
