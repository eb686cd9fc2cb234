/** "This wasn't me" from a notice: what was pressed, and what of it is still to be brought about. */
import type { ActionNoticeStore, NoticeReport, ToldInstead } from "../../app/ports/action-notices.ts";
import { personId, verificationId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { RowMacs } from "../crypto/row-macs.ts";
import { insertAttested } from "./attested.ts";
import { auditWhere, type Condition } from "./audit.ts";
import { reached } from "./reached.ts";
import { insertNotices } from "./security-notices.ts";
import { insertNote } from "./tickets.ts";

const TABLE = "notice_reports";

interface Frame {
  readonly db: D1Database;
  readonly macs: RowMacs;
}

/** What the mac is of. */
interface Attested {
  readonly verification_id: string;
  readonly wide: number;
  readonly person_id: string;
  readonly number: number;
  readonly at: number;
}

interface Row extends Attested {
  readonly mac: string | null;
  readonly attempts: number;
}

type Reports = Pick<ActionNoticeStore, "report" | "reportsOf" | "dueReports" | "reportDone" | "reportFailed">;

export function noticeReports(frame: Frame): Reports {
  const { db } = frame;
  const mark = (sql: string, { verificationId: id, wide }: NoticeReport, ...values: readonly number[]) =>
    db
      .prepare(`UPDATE ${TABLE} SET ${sql} WHERE verification_id = ? AND wide = ?`)
      .bind(...values, id, wide ? 1 : 0)
      .run();
  return {
    report: (report, instead) => add(frame, report, instead),
    reportsOf: (id) => read(frame, "verification_id = ?", [id]),
    dueReports: (now, limit) =>
      read(frame, `next_at IS NOT NULL AND ${reached("next_at", "?1")} LIMIT ?2`, [now, limit]),
    reportDone: async (report) => {
      await mark("next_at = NULL", report);
    },
    reportFailed: async (report, nextAt: EpochMs) => {
      await mark("next_at = ?, attempts = attempts + 1", report, nextAt);
    },
  };
}

async function add({ db, macs }: Frame, report: NoticeReport, instead: ToldInstead | undefined): Promise<void> {
  const { verificationId: id, wide, at } = report;
  const row: Attested = {
    verification_id: id,
    wide: wide ? 1 : 0,
    person_id: report.personId,
    number: report.number,
    at,
  };
  const first: Condition = {
    sql: `NOT EXISTS (SELECT 1 FROM ${TABLE} WHERE verification_id = ? AND wide = ?)`,
    values: [id, row.wide],
  };
  const audit = { at, actor: "unknown", action: "notice.reported", subject: id, details: { wide } } as const;
  await db.batch([
    auditWhere(db, { ...audit, key: `${id}:notice:${String(row.wide)}` }, first),
    insertAttested(db, macs, { table: TABLE, row: { ...row }, condition: first }),
    // It is no part of what the mac is of.
    db
      .prepare(`UPDATE ${TABLE} SET next_at = at WHERE verification_id = ? AND wide = ? AND changes() > 0`)
      .bind(id, row.wide),
    ...(instead === undefined ? [] : insertNotices(db, instead.notices)),
    ...(instead?.note === undefined ? [] : [insertNote({ db, macs }, instead.note)]),
  ]);
}

async function read(
  { db, macs }: Frame,
  where: string,
  values: readonly (string | number)[],
): Promise<(NoticeReport & { readonly attempts: number })[]> {
  const { results } = await db
    .prepare(`SELECT * FROM ${TABLE} WHERE ${where}`)
    .bind(...values)
    .all<Row>();
  return results.flatMap(({ verification_id, wide, person_id, number, at, mac, attempts }) =>
    macs.holds(TABLE, { verification_id, wide, person_id, number, at, mac })
      ? [
          {
            verificationId: verificationId.parse(verification_id),
            personId: personId.parse(person_id),
            number,
            wide: wide === 1,
            at,
            attempts,
          },
        ]
      : [],
  );
}
