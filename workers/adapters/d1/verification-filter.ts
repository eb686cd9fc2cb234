/** What the table of verifications is filtered by, as SQL. The standings follow core/verdict/verdict.ts; a test compares the two. */
import { and, eq, gte, inArray, isNotNull, isNull, lte, not, or, sql, type SQL } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { VerificationFilter, VerificationRecord } from "../../app/ports/verifications.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import { PHASES } from "../../core/session/status.ts";
import type { Standing } from "../../core/verdict/standing.ts";
import { voidStanding } from "../../core/verdict/verdict.ts";
import { idInTickets } from "./ids-in-tickets.ts";
import { confirmedImpostor, judgedSinceAsked } from "./judgements.ts";
import { hasSearchName, isNamed } from "./name-search.ts";
import { jsonText } from "./readable.ts";
import { people, tickets, verifications } from "./schema.ts";

export function before(after: { createdAt: number; id: string }): SQL {
  // A row value, so that SQLite walks the index instead of sorting.
  return sql`(${verifications.createdAt}, ${verifications.id}) < (${after.createdAt}, ${after.id})`;
}

export function conditions(filter: VerificationFilter, now: EpochMs): (SQL | undefined)[] {
  const stands = (standing: Standing): SQL | undefined => inStanding(standing, now);
  return [
    filter.q === undefined ? undefined : matches(filter.q),
    filter.standings === undefined ? undefined : (or(...filter.standings.map(stands)) ?? sql`FALSE`),
    // A level is shown where there is a verdict; elsewhere it is not found either.
    filter.levels.length > 0
      ? and(inArray(verifications.level, [...filter.levels]), or(stands("passed"), stands("failed")))
      : undefined,
    filter.category === undefined ? undefined : eq(verifications.category, filter.category),
    filter.referrer === undefined ? undefined : eq(verifications.referrerId, filter.referrer),
    filter.personAsked === true ? and(isNotNull(verifications.personAskedAt), not(judgedSinceAsked)) : undefined,
    filter.from === undefined ? undefined : gte(verifications.createdAt, filter.from),
    filter.to === undefined ? undefined : lte(verifications.createdAt, filter.to),
  ];
}

/** Found by what somebody else wrote into it: a changed pass is void, and shows no level. */
export function isMistaken(
  { integrity, status }: Pick<VerificationRecord, "integrity" | "status">,
  { standings, levels }: VerificationFilter,
): boolean {
  const asked = standings === undefined || standings.includes(voidStanding(status));
  return integrity === "changed" && (!asked || levels.length > 0);
}

const running = inArray(verifications.status, [...PHASES]);
const ownStatus = (status: string): SQL | undefined =>
  and(eq(verifications.status, status), isNull(verifications.lateReportAt));
const live = (path: string): SQL => sql.raw(jsonText("verifications.live", path));
const undelivered = sql`(${live("$.message.state")} = 'failed' AND ${live("$.moments.seenAt")} IS NULL AND ${live("$.moments.begunAt")} IS NULL)`;

/**
 * Somebody is still active and still the one whom the ticket names; only asked of passes, so two
 * look-ups by key. The same rule as core/tickets/requester.ts.
 */
const holds = (
  now: EpochMs,
): SQL => sql`EXISTS (SELECT 1 FROM ${people} LEFT JOIN ${tickets} ON ${tickets.id} = ${verifications.ticketId}
  WHERE ${people.id} = ${verifications.personId} AND ${people.active} = 1 AND CASE
    WHEN ${tickets.requesterPersonId} IS NOT NULL THEN ${tickets.requesterPersonId} = ${people.id}
    WHEN ${tickets.requesterExternalId} = ${idInTickets(now)} THEN TRUE
    WHEN ${tickets.requesterEmail} IS NOT NULL THEN lower(trim(${tickets.requesterEmail})) = lower(trim(${people.email}))
    WHEN ${tickets.requesterExternalId} IS NOT NULL AND ${idInTickets(now)} IS NOT NULL THEN FALSE
    ELSE lower(${tickets.requesterName}) IS lower(${people.displayName}) END)`;

function inStanding(standing: Standing, now: EpochMs): SQL | undefined {
  switch (standing) {
    case "in_progress":
      return and(running, not(undelivered));
    case "undelivered":
      return and(running, undelivered);
    case "reported":
      return or(eq(verifications.status, "reported"), isNotNull(verifications.lateReportAt));
    case "passed":
      return and(ownStatus("passed"), isNull(verifications.voidedAt), holds(now), not(confirmedImpostor));
    case "void":
      return and(ownStatus("passed"), or(isNotNull(verifications.voidedAt), not(holds(now)), confirmedImpostor));
    default:
      return ownStatus(standing);
  }
}

/** "A016-XGUO" as a requester reads it out, with or without its hyphen. */
const REFERENCE = /^[a-z0-9]{4}-?[a-z0-9]{4}$/i;
const referenceOfRow = sql`upper(substr(replace(replace(substr(${verifications.id}, 5), '-', ''), '_', ''), 1, 8))`;

/** Not LIKE: D1 refuses patterns over 50 bytes, and "_" is common in addresses. Case is ignored for ASCII, as LIKE would. */
function matches(q: string): SQL | undefined {
  const typed = q.replaceAll(/[\u2018\u2019\u02bc]/gu, "'");
  const found = (column: SQLiteColumn | SQL): SQL => sql`instr(lower(${column}), lower(${typed})) > 0`;
  // Phones type a curly apostrophe where directories keep a straight one, and the other way round.
  const curly = ["\u2018", "\u2019", "\u02bc"];
  const name = curly.reduce<SQL>(
    (text, sign) => sql`replace(${text}, ${sign}, ${"'"})`,
    sql`${verifications.requesterName}`,
  );
  return or(
    found(verifications.ticketNumber),
    isNamed(name, typed),
    inArray(verifications.personId, sql`(SELECT id FROM people WHERE ${hasSearchName(typed)})`),
    found(verifications.requesterEmail),
    eq(verifications.id, q),
    REFERENCE.test(q) ? eq(referenceOfRow, q.replace("-", "").toUpperCase()) : undefined,
  );
}
