/** The columns of the table, wide and beside the panel. */
import type { VerificationRow } from "../../../workers/contract/console/verifications.ts";
import { en } from "../../copy/desk/en.ts";
import type { Column } from "../../ui/data-table.tsx";
import { Mark, Meter, levelLook } from "../../ui/status.tsx";
import { score as scoreText } from "../frame/format.ts";
import { Link } from "../frame/router.tsx";
import { When } from "../frame/when.tsx";
import { AskedLines } from "../panel/person-asked.tsx";
import { JudgedLine } from "../remediate/judged.tsx";
import type { RemediateAct } from "../remediate/remediate-dialog.tsx";
import { RemediateRowMenu } from "../remediate/remediate-menu.tsx";
import { VerdictMark } from "../panel/verdict-mark.tsx";
import { isRunning, reasonAt, verdictAt } from "../panel/status-words.ts";

const heads = en.list.columns;

export interface ColumnContext {
  readonly now: number;
  readonly hrefOf: (id: string) => string;
  /** Absent for a role that may not. */
  readonly onRemediate?: OnRemediate | undefined;
}

export type OnRemediate = (row: VerificationRow, act: RemediateAct) => void;

export function wideColumns(context: ColumnContext): readonly Column<VerificationRow>[] {
  const { onRemediate } = context;
  return [
    { id: "ticket", head: heads.ticket, cell: (row) => <TicketLink row={row} to={context.hrefOf(row.id)} /> },
    ...personRiskStatus(context),
    { id: "category", head: heads.category, cell: (row) => row.category },
    { id: "referrer", head: heads.referrer, cell: (row) => <span class="cut">{row.referrerName}</span> },
    {
      id: "timestamp",
      head: heads.timestamp,
      right: true,
      cell: (row) => (
        <span class="figure">
          <When at={row.createdAt} />
        </span>
      ),
    },
    { id: "feedback", head: heads.feedback, cell: (row) => <Feedback row={row} /> },
    ...(onRemediate === undefined
      ? []
      : [
          {
            id: "remediate",
            head: heads.remediate,
            right: true,
            quiet: true,
            cell: (row: VerificationRow) => <RemediateRowMenu row={row} onChoose={(act) => onRemediate(row, act)} />,
          },
        ]),
  ];
}

/** Two facts a cell, in the order of the wide table. */
export function compactColumns(context: ColumnContext): readonly Column<VerificationRow>[] {
  return [
    {
      id: "ticket",
      head: heads.ticket,
      cell: (row) => (
        <>
          <TicketLink row={row} to={context.hrefOf(row.id)} />
          <span class="caption">{row.category}</span>
        </>
      ),
    },
    ...personRiskStatus(context),
    {
      id: "referrer",
      head: heads.referrerTimestamp,
      cell: (row) => (
        <>
          <span class="cut">{row.referrerName}</span>
          <span class="caption">
            <When at={row.createdAt} />
          </span>
        </>
      ),
    },
  ];
}

/** Whose it is and what came of it; the rest stands in the panel beside it. */
export function tightColumns(context: ColumnContext): readonly Column<VerificationRow>[] {
  return [
    {
      id: "ticket",
      head: heads.ticket,
      cell: (row) => (
        <>
          <TicketLink row={row} to={context.hrefOf(row.id)} />
          <span class="caption cut">{row.requesterName}</span>
        </>
      ),
    },
    ...personRiskStatus(context).slice(1),
  ];
}

function personRiskStatus({ now }: ColumnContext): readonly Column<VerificationRow>[] {
  return [
    {
      id: "requester",
      head: heads.requester,
      cell: (row) => (
        <>
          <span class="cut">{row.requesterName}</span>
          <span class="caption cut">{row.requesterEmail}</span>
        </>
      ),
    },
    { id: "risk", head: heads.risk, cell: (row) => <Risk row={row} now={now} /> },
    { id: "status", head: heads.status, cell: (row) => <StatusCell row={row} now={now} /> },
  ];
}

function TicketLink({ row, to }: { row: VerificationRow; to: string }) {
  return (
    <Link class="row-link" to={to} label={en.list.open(row.ticketNumber, row.requesterName)}>
      {row.ticketNumber}
    </Link>
  );
}

function Feedback({ row }: { row: VerificationRow }) {
  return <span class="muted">{row.feedback === undefined ? "–" : en.feedback[row.feedback]}</span>;
}

function Risk({ row, now }: { row: VerificationRow; now: number }) {
  const { risk } = verdictAt(row.verdict, now);
  if (risk === undefined) {
    return <span class="muted small">{isRunning(row.status) ? en.list.afterEnd : en.list.noScore}</span>;
  }
  const text = scoreText(risk.score);
  return (
    <span class="risk">
      <b class="figure">{text}</b>
      <Meter
        score={risk.score}
        passLine={row.passLine}
        tone={risk.tone}
        label={en.meter(text, scoreText(row.passLine))}
      />
      <span class="risk-level">
        <Mark tone={risk.tone} icon={levelLook(risk.level).icon}>
          {en.levels[risk.level]}
        </Mark>
      </span>
    </span>
  );
}

export function StatusCell({ row, now }: { row: VerificationRow; now: number }) {
  const verdict = verdictAt(row.verdict, now);
  const reason = reasonAt(verdict, now);
  return (
    <span class="status-cell">
      <VerdictMark verdict={verdict} />
      {reason !== "" && <span class="caption">{reason}</span>}
      <JudgedLine row={row} />
      {row.personAsked !== undefined && <AskedLines asked={row.personAsked} />}
    </span>
  );
}
