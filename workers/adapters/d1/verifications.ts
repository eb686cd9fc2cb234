import { and, count, desc, eq, gte, inArray, isNotNull, lte, ne, not, or, sql } from "drizzle-orm";
import type {
  ClaimedSend,
  LastSeen,
  PastRecord,
  SendClaim,
  SentThereQuery,
  StandingRecord,
  StoredAssessment,
  TranscriptRecord,
  VerificationFilter,
  VerificationQuery,
  VerificationRecord,
  VerificationStore,
} from "../../app/ports/verifications.ts";
import { verificationId, type AgentId, type PersonId, type TicketId, type VerificationId } from "../../core/kit/ids.ts";
import type { Clock, EpochMs } from "../../core/kit/time.ts";
import type { Assessment } from "../../core/risk/assessment.ts";
import type { Evidence } from "../../core/risk/evidence.ts";
import type { Keyring } from "../crypto/keyring.ts";
import type { RowMacs } from "../crypto/row-macs.ts";
import { auditId } from "./audit.ts";
import { present, type Database } from "./database.ts";
import { passTakenBack } from "./judgements.ts";
import { held, lostApprovers, openNaming, overdue } from "./open-verifications.ts";
import { assessments, sendRequests, transcriptEntries, verifications } from "./schema.ts";
import { before, conditions, isMistaken } from "./verification-filter.ts";
import { integrityOf, pastOf, recordOf, standingOf, standingRows, transcriptOf } from "./verification-rows.ts";

export function verificationStore(database: Database, keyring: Keyring, clock: Clock): VerificationStore {
  const rowById = rowByIdQuery(database);
  const reading = { database, macs: keyring.rows, clock };
  return {
    byId: (id) => verificationById(reading, rowById, id),
    list: (query) => list(reading, query),
    count: (filter) => countOf(reading, filter),
    ofPerson: (id, from) => ofPerson(reading, id, from),
    lastOfTickets: (ids) => lastOfTickets(reading, ids),
    past: (query) => past(reading, query),
    lastSeen: (id) => lastSeen(reading, id),
    othersWithDestination: (likenessTag, id) => othersWithDestination(database, likenessTag, id),
    sentThere: (query) => sentThere(database, query),
    recentFactKeys: (id, window) => recentFactKeys(database, id, window),
    transcript: (id) => transcript(database, id),
    assessment: (id) => assessmentOf(database, keyring, id),
    anyPassed: () => anyPassed(database),
    openNaming: (id) => openNaming(reading, id),
    held: () => held(reading),
    lostApprovers: (roles, window) => lostApprovers(database, roles, window),
    overdue: (cutoff, limit) => overdue(reading, cutoff, limit),
    claimSend: (claim) => claimSend(database, claim),
    unclaimSend: (claim) => unclaimSend(database, claim),
  };
}

interface Reading {
  readonly database: Database;
  readonly macs: RowMacs;
  readonly clock: Clock;
}

type RowByIdQuery = ReturnType<typeof rowByIdQuery>;

/** Read on nearly every path: prepared once per store. */
function rowByIdQuery(database: Database) {
  return database
    .select()
    .from(verifications)
    .where(eq(verifications.id, sql.placeholder("id")))
    .prepare();
}

async function verificationById(
  { macs }: Reading,
  rowById: RowByIdQuery,
  id: VerificationId,
): Promise<VerificationRecord | undefined> {
  const row = await rowById.get({ id });
  return row === undefined ? undefined : recordOf(macs, row);
}

/** SQL cannot tell what a mac tells: rows that only look as if they were asked for are left out, and the page is filled. */
async function list(reading: Reading, { filter, after, limit }: VerificationQuery): Promise<StandingRecord[]> {
  const { database, macs, clock } = reading;
  const now = clock();
  const rows = await standingRows(database, now)
    .where(and(...conditions(filter, now), after === undefined ? undefined : before(after)))
    .orderBy(desc(verifications.createdAt), desc(verifications.id))
    .limit(limit);
  const found = rows.map((row) => standingOf(macs, row));
  const kept = found.filter(({ record }) => !isMistaken(record, filter));
  const last = found.at(-1)?.record;
  return kept.length === found.length || found.length < limit || last === undefined
    ? kept
    : [...kept, ...(await list(reading, { filter, after: last, limit: limit - kept.length }))];
}

async function anyPassed(database: Database): Promise<boolean> {
  const rows = await database
    .select({ id: verifications.id })
    .from(verifications)
    .where(eq(verifications.status, "passed"))
    .limit(1);
  return rows.length > 0;
}

async function countOf({ database, clock }: Reading, filter: VerificationFilter): Promise<number> {
  const [row] = await database
    .select({ total: count() })
    .from(verifications)
    .where(and(...conditions(filter, clock())));
  return row?.total ?? 0;
}

async function ofPerson({ database, macs, clock }: Reading, id: PersonId, from: EpochMs): Promise<StandingRecord[]> {
  const rows = await standingRows(database, clock())
    .where(and(eq(verifications.personId, id), gte(verifications.createdAt, from)))
    .orderBy(desc(verifications.createdAt))
    .limit(50);
  return rows.map((row) => standingOf(macs, row));
}

async function lastOfTickets({ database, macs, clock }: Reading, ids: readonly TicketId[]): Promise<StandingRecord[]> {
  const rows = await standingRows(database, clock())
    .where(inArray(verifications.ticketId, [...ids]))
    .orderBy(desc(verifications.createdAt), desc(verifications.id));
  const last = new Map(rows.toReversed().map((row) => [row.record.ticketId, row]));
  return [...last.values()].map((row) => standingOf(macs, row));
}

async function past(
  { database, macs }: Reading,
  { personId, from }: { readonly personId: PersonId; readonly from: EpochMs },
): Promise<PastRecord[]> {
  const rows = await database
    .select({ row: verifications, takenBack: passTakenBack })
    .from(verifications)
    .where(and(eq(verifications.personId, personId), gte(verifications.endedAt, from)))
    .orderBy(desc(verifications.endedAt))
    .limit(50);
  return rows.map(({ row, takenBack }) => pastOf(macs, row, takenBack === 1));
}

async function lastSeen({ database, macs }: Reading, id: PersonId): Promise<LastSeen | undefined> {
  const [row] = await database
    .select()
    .from(verifications)
    .where(and(eq(verifications.personId, id), eq(verifications.status, "passed"), not(passTakenBack)))
    .orderBy(desc(verifications.createdAt))
    .limit(1);
  return row === undefined || row.endedAt === null || integrityOf(macs, row) === "changed"
    ? undefined
    : { at: row.endedAt, ...present("country", row.networkCountry) };
}

async function othersWithDestination(database: Database, likenessTag: string, id: PersonId): Promise<number> {
  const rows = await database
    .selectDistinct({ personId: verifications.personId })
    .from(verifications)
    .where(
      and(
        eq(verifications.destinationTag, likenessTag),
        eq(verifications.origin, "typed"),
        ne(verifications.personId, id),
      ),
    )
    .limit(10);
  return rows.length;
}

/** By the index of destinations: checks of one of them are few. Also those that somebody else has taken over since. */
async function sentThere(
  database: Database,
  { agentId, tag, personId, from, limit }: SentThereQuery,
): Promise<Pick<VerificationRecord, "id" | "createdAt">[]> {
  // SQLite takes the id from the row of the maximum.
  const at = sql<number>`MAX(${verifications.createdAt})`;
  const rows = await database
    .select({ at, id: verifications.id })
    .from(verifications)
    .where(
      and(
        eq(verifications.destinationTag, tag),
        or(eq(verifications.referrerId, agentId), sentBy(agentId, from)),
        gte(verifications.createdAt, from),
        ne(verifications.personId, personId),
      ),
    )
    .groupBy(verifications.personId)
    .orderBy(desc(at))
    .limit(limit);
  return rows.map((row) => ({ id: verificationId.parse(row.id), createdAt: row.at }));
}

/** By the index of actor and id. */
const sentBy = (agentId: AgentId, from: EpochMs) =>
  sql`EXISTS (SELECT 1 FROM audit WHERE actor = ${agentId} AND audit.id >= ${auditId(from, "")}
    AND action = 'verification.created' AND subject = ${verifications.id})`;

async function recentFactKeys(
  database: Database,
  id: PersonId,
  window: { readonly from: EpochMs; readonly to: EpochMs },
): Promise<string[]> {
  const rows = await database
    .selectDistinct({ factTag: transcriptEntries.factTag })
    .from(transcriptEntries)
    .innerJoin(verifications, eq(verifications.id, transcriptEntries.verificationId))
    .where(
      and(
        eq(verifications.personId, id),
        isNotNull(transcriptEntries.factTag),
        gte(verifications.createdAt, window.from),
        lte(verifications.createdAt, window.to),
      ),
    );
  return rows.flatMap((row) => row.factTag ?? []);
}

async function transcript(database: Database, id: VerificationId): Promise<TranscriptRecord[]> {
  const rows = await database
    .select()
    .from(transcriptEntries)
    .where(eq(transcriptEntries.verificationId, id))
    .orderBy(transcriptEntries.ordinal, transcriptEntries.attempt);
  return rows.map(transcriptOf);
}

async function assessmentOf(
  database: Database,
  keyring: Keyring,
  id: VerificationId,
): Promise<StoredAssessment | undefined> {
  const [row] = await database.select().from(assessments).where(eq(assessments.verificationId, id));
  if (row === undefined) {
    return undefined;
  }
  const [assessment, evidence] = await Promise.all([
    keyring.open(row.assessmentSealed, `assessments/${id}`),
    keyring.open(row.evidenceSealed, `evidence/${id}`),
  ]);
  return assessment === undefined || evidence === undefined
    ? undefined
    : { assessment: JSON.parse(assessment) as Assessment, evidence: JSON.parse(evidence) as Evidence };
}

/** By the index of open checks, which are few. */
async function claimSend(database: Database, claim: SendClaim): Promise<ClaimedSend> {
  const [, [row]] = await database.batch([
    database
      .insert(sendRequests)
      .values({
        agentId: claim.agentId,
        idempotencyKey: claim.key,
        bodyTag: claim.bodyTag,
        verificationId: claim.id,
        createdAt: claim.now,
      })
      .onConflictDoNothing(),
    database
      .select()
      .from(sendRequests)
      .where(and(eq(sendRequests.agentId, claim.agentId), eq(sendRequests.idempotencyKey, claim.key))),
  ]);
  if (row === undefined) {
    throw new Error("a send request that was just written is missing");
  }
  return {
    id: verificationId.parse(row.verificationId),
    created: row.verificationId === claim.id,
    conflict: row.bodyTag !== claim.bodyTag,
  };
}

async function unclaimSend(
  database: Database,
  { agentId, key, id }: Pick<SendClaim, "agentId" | "key" | "id">,
): Promise<void> {
  await database
    .delete(sendRequests)
    .where(
      and(eq(sendRequests.agentId, agentId), eq(sendRequests.idempotencyKey, key), eq(sendRequests.verificationId, id)),
    );
}
