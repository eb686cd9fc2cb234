/** Gathers what the banner is made from: the record, the ticket as it is now, and the assessment. */
import type { AgentId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import { reasons } from "../../core/risk/assess.ts";
import type { SecurityState } from "../../core/messages/security-notice.ts";
import type { Assessment } from "../../core/risk/assessment.ts";
import { DEFAULT_LIMITS } from "../../core/policy/policy.ts";
import type { BannerInput } from "../../core/verdict/banner.ts";
import type { Judged } from "../../core/verdict/judgement.ts";
import type { ReportOffer } from "../../core/verdict/next-steps.ts";
import { recommendationOf, statusOf } from "../../core/verdict/verdict.ts";
import { missingProofGroups, type ProofNeeds } from "../../core/policy/required-proofs.ts";
import { HOUR_MS } from "../../core/kit/time.ts";
import type { LiftRecord } from "../ports/lifts.ts";
import type { PersonRecord } from "../ports/people.ts";
import type { TicketRecord } from "../ports/tickets.ts";
import type { VerificationRecord } from "../ports/verifications.ts";
import { reportedAt } from "./reported-at.ts";
import { undeliveredWords } from "./undelivered-words.ts";
import { verdictInput } from "./verdict-input.ts";

interface Sources {
  readonly record: VerificationRecord;
  readonly ticket: TicketRecord;
  readonly person: PersonRecord;
  readonly assessment: Assessment | undefined;
  readonly now: EpochMs;
  readonly timeZone: string;
  readonly security?: SecurityState | undefined;
  readonly judged?: Judged | undefined;
  /** The person's; needed of a check that was reported. */
  readonly lifts?: readonly LiftRecord[] | undefined;
  readonly report?: ReportOffer | undefined;
  /** Who reads it. */
  readonly reader: AgentId;
}

const REASONS_SHOWN = 2;

export function bannerInput(sources: Sources): BannerInput {
  const { record, person, assessment, now, timeZone } = sources;
  const { live } = record;
  const verdict = verdictInput(sources);
  const proofs = record.proofs.map((proven) => proven.proof);
  return {
    now,
    timeZone,
    status: statusOf(verdict),
    detail: record.detail,
    recommendation: recommendationOf(verdict, now),
    action: record.action,
    person: { firstName: person.givenName, shortName: shortName(person), active: person.active },
    account: record.account?.userName,
    ticketNumber: record.ticketNumber,
    destination: { channel: record.channel, origin: record.origin },
    risk: verdict.risk === undefined ? undefined : { score: verdict.risk.score, passLine: record.passLine },
    proofs,
    missing: missingProofGroups(proofNeeds(record, person), proofs),
    approval: openApproval(record),
    passkey: live.passkey,
    reasons:
      assessment === undefined ? [] : reasons(assessment, REASONS_SHOWN, "raises").map((finding) => finding.reason),
    questions: { answered: 0, skipped: 0, available: 0, ...live.tally, minimum: live.minimumQuestions },
    question: record.question,
    sentAt: live.moments.sentAt,
    begunAt: live.moments.begunAt,
    endedAt: record.endedAt,
    deadlineAt: record.endedAt === undefined ? record.deadlineAt : undefined,
    undelivered: record.endedAt === undefined ? undeliveredWords(live) : undefined,
    stoppedBy: live.endedBy?.split(" ")[0],
    lockedUntil: lockedUntil(record),
    liftedAt: liftedAt(record, sources.lifts ?? []),
    security: sources.security,
    impostor: sources.judged?.impostor,
    otherReport: record.voided,
    portalAction: live.action,
    deskAction: live.deskAction && { ...live.deskAction, own: live.deskAction.by.id === sources.reader },
    report: sources.report,
    ticketNowNames: verdict.ticketNowNames === "" ? undefined : verdict.ticketNowNames,
  };
}

/** What its result needed, by the rules it ran under. */
export function proofNeeds(record: VerificationRecord, person: PersonRecord): ProofNeeds {
  return {
    action: record.action,
    privileged: record.privileged ?? person.privileged,
    profile: record.profile,
    required: record.requiredProofs,
    independentProof: record.independentProof,
  };
}

function shortName(person: PersonRecord): string {
  const rest = person.displayName.slice(person.givenName.length).trim();
  return rest === "" ? person.givenName : `${person.givenName} ${rest.charAt(0)}.`;
}

/** The one asked last of those who have not answered. */
function openApproval({ live }: VerificationRecord): BannerInput["approval"] {
  const open = live.approvals?.findLast(({ answer }) => answer === undefined);
  if (open === undefined) {
    return undefined;
  }
  const [firstName = "", ...rest] = open.by.name.split(" ");
  const last = rest.at(-1);
  return {
    firstName,
    shortName: last === undefined ? firstName : `${firstName} ${last.charAt(0)}.`,
    kind: open.kind,
    askedAt: open.askedAt,
  };
}

function lockedUntil(record: VerificationRecord): EpochMs | undefined {
  const at = reportedAt(record);
  const locks = record.live.noticeReport?.wide ?? record.origin === "on_record";
  return at === undefined || !locks ? undefined : at + DEFAULT_LIMITS.reportFenceHours * HOUR_MS;
}

/** The first lift after it: a later one is of a later lock. */
function liftedAt(record: VerificationRecord, lifts: readonly LiftRecord[]): EpochMs | undefined {
  const at = reportedAt(record);
  const after = lifts.filter((lift) => lift.what === "report" && at !== undefined && lift.at >= at);
  return after.length === 0 ? undefined : Math.min(...after.map((lift) => lift.at));
}
