/** Checks that have ended, with what they were judged by, page by page. */
import { and, desc, eq, gte, inArray } from "drizzle-orm";
import type { ReplayQuery, ReplayRecord, ReplayStore } from "../../app/ports/replays.ts";
import { verificationId } from "../../core/kit/ids.ts";
import type { TerminalStatus } from "../../core/session/status.ts";
import type { Assessment } from "../../core/risk/assessment.ts";
import type { Evidence } from "../../core/risk/evidence.ts";
import type { EndedCheck, ReplayLabel } from "../../core/verdict/policy-replay.ts";
import type { Keyring } from "../crypto/keyring.ts";
import { present, type Database } from "./database.ts";
import { judgedColumns, judgedFrom } from "./judgements.ts";
import { assessments, tickets, verifications } from "./schema.ts";
import { before } from "./verification-filter.ts";
import { recordOf, type VerificationRow } from "./verification-rows.ts";

/** The others were ended by somebody, or by the clock before enough was answered. */
const DECIDED: readonly TerminalStatus[] = ["passed", "failed", "not_enough_questions"];

export function replayStore(database: Database, keyring: Keyring): ReplayStore {
  return { page: (query) => page(database, keyring, query) };
}

async function page(
  database: Database,
  keyring: Keyring,
  { from, category, before: after, limit }: ReplayQuery,
): Promise<ReplayRecord[]> {
  const rows = await database
    .select({
      row: verifications,
      sealed: {
        assessment: assessments.assessmentSealed,
        evidence: assessments.evidenceSealed,
      },
      judged: judgedColumns,
      connection: tickets.connection,
    })
    .from(verifications)
    .innerJoin(assessments, eq(assessments.verificationId, verifications.id))
    .leftJoin(tickets, eq(tickets.id, verifications.ticketId))
    .where(
      and(
        inArray(verifications.status, [...DECIDED]),
        gte(verifications.createdAt, from),
        category === undefined ? undefined : eq(verifications.category, category),
        after === undefined ? undefined : before(after),
      ),
    )
    .orderBy(desc(verifications.createdAt), desc(verifications.id))
    .limit(limit);
  return Promise.all(
    rows.flatMap(({ row, sealed, judged, connection }) => {
      const id = verificationId.safeParse(row.id);
      return id.success
        ? checkOf(keyring, row, sealed).then((check) => ({
            id: id.data,
            createdAt: row.createdAt,
            label: labelOf(row, judgedFrom(judged)),
            ...present("connection", connection),
            ...present("check", check ?? null),
          }))
        : [];
    }),
  );
}

async function checkOf(
  keyring: Keyring,
  row: VerificationRow,
  sealed: { readonly assessment: string; readonly evidence: string },
): Promise<EndedCheck | undefined> {
  const record = recordOf(keyring.rows, row);
  const [assessment, evidence] = await Promise.all([
    keyring.open(sealed.assessment, `assessments/${record.id}`),
    keyring.open(sealed.evidence, `evidence/${record.id}`),
  ]);
  if (record.integrity === "changed" || assessment === undefined || evidence === undefined) {
    return undefined;
  }
  const read = JSON.parse(evidence) as Evidence;
  return {
    assessment: JSON.parse(assessment) as Assessment,
    evidence: read,
    channel: record.channel,
    privileged: record.privileged ?? read.person.privileged,
    spokenCode: record.live.spokenCode,
    proven: record.proofs.map(({ proof }) => proof),
  };
}

function labelOf(row: VerificationRow, judged: ReturnType<typeof judgedFrom>): ReplayLabel {
  if (judged?.impostor !== undefined || row.lateReportAt !== null) return "impostor";
  return judged?.last.word === "genuine" ? "genuine" : "none";
}
