/** The columns of the table, wide and beside the panel. */
import type { VerificationRow } from "../../../workers/contract/console/verifications.ts";
import { en } from "../../copy/desk/en.ts";
import type { Column } from "../../ui/data-table.tsx";
import { Mark, Meter, levelLook } from "../../ui/status.tsx";
import { useApp } from "../frame/app-context.ts";
import { score as scoreText, whenShort } from "../frame/format.ts";
import { Link } from "../frame/router.tsx";
import { isRunning, shownLevel, statusWords } from "../panel/status-words.ts";

const heads = en.list.columns;

export interface ColumnContext {
  readonly now: number;
  readonly timeZone: string;
  readonly hrefOf: (id: string) => string;
}

export function wideColumns(context: ColumnContext): readonly Column<VerificationRow>[] {
  return [
    { id: "ticket", head: heads.ticket, cell: (row) => <TicketLink row={row} to={context.hrefOf(row.id)} /> },
    ...personRiskStatus(context),
    { id: "category", head: heads.category, cell: (row) => row.category },
    { id: "referrer", head: heads.referrer, cell: (row) => <span class="cut">{row.referrerName}</span> },
    {
      id: "timestamp",
      head: heads.timestamp,
      right: true,
      cell: (row) => <span class="figure">{when(row, context)}</span>,
    },
    { id: "feedback", head: heads.feedback, cell: (row) => <Feedback row={row} /> },
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
          <span class="caption">{when(row, context)}</span>
        </>
      ),
    },
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
    { id: "risk", head: heads.risk, cell: (row) => <Risk row={row} /> },
    { id: "status", head: heads.status, cell: (row) => <StatusCell row={row} now={now} /> },
  ];
}

function when(row: VerificationRow, { now, timeZone }: ColumnContext): string {
  return whenShort(row.createdAt, now, timeZone);
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

function Risk({ row }: { row: VerificationRow }) {
  const level = shownLevel(row);
  if (row.score === undefined || level === undefined) {
    return <span class="muted small">{isRunning(row.status) ? en.list.afterEnd : en.list.noScore}</span>;
  }
  const look = levelLook(level);
  const text = scoreText(row.score);
  return (
    <span class="risk">
      <b class="figure">{text}</b>
      <Meter
        score={row.score}
        passLine={row.passLine}
        tone={look.tone}
        label={en.meter(text, scoreText(row.passLine))}
      />
      <span class={level === "undecided" ? "risk-level whole" : "risk-level"}>
        <Mark {...look}>{en.levels[level]}</Mark>
      </span>
    </span>
  );
}

export function StatusCell({ row, now }: { row: VerificationRow; now: number }) {
  const { timeZone } = useApp().session;
  const { word, reason, tone, icon } = statusWords(row, now, timeZone);
  return (
    <span class="status-cell">
      <Mark tone={tone} {...(icon === undefined ? {} : { icon })}>
        {word}
      </Mark>
      {reason !== "" && <span class="caption">{reason}</span>}
    </span>
  );
}
