/** The page of rows: a table on a desk, cards on a phone and where the panel leaves little room. */
import type { VerificationRow } from "../../../workers/contract/console/verifications.ts";
import { en } from "../../copy/desk/en.ts";
import { DataTable } from "../../ui/data-table.tsx";
import { Mark, levelLook } from "../../ui/status.tsx";
import { score as scoreText } from "../frame/format.ts";
import { Link } from "../frame/router.tsx";
import { When } from "../frame/when.tsx";
import { isRunning, verdictAt } from "../panel/status-words.ts";
import { StatusCell, compactColumns, tightColumns, wideColumns, type OnRemediate } from "./columns.tsx";

export interface RowsProps {
  readonly rows: readonly VerificationRow[];
  readonly now: number;
  readonly open?: string;
  readonly hrefOf: (id: string) => string;
  readonly onOpen: (id: string) => void;
  readonly onRemediate?: OnRemediate | undefined;
}

/** How much room the table has: all of the page, most of it, or what the panel leaves. */
export type Room = "wide" | "compact" | "tight";

const COLUMNS = { wide: wideColumns, compact: compactColumns, tight: tightColumns } as const;
const LOOKS = { wide: "wide", compact: "compact", tight: "compact tight" } as const;

export function Table({ room, rows, now, open, hrefOf, onOpen, onRemediate }: RowsProps & { room: Room }) {
  return (
    <DataTable
      caption={en.list.caption}
      columns={COLUMNS[room]({ now, hrefOf, onRemediate })}
      rows={rows}
      idOf={(row) => row.id}
      onOpen={onOpen}
      look={LOOKS[room]}
      {...(open === undefined ? {} : { selected: open })}
    />
  );
}

export function Cards({ rows, now, open, hrefOf }: RowsProps) {
  return (
    <ul class="cards">
      {rows.map((row) => (
        <li key={row.id} data-row={row.id}>
          <Link class={row.id === open ? "row-card selected" : "row-card"} to={hrefOf(row.id)}>
            <CardLines row={row} now={now} />
          </Link>
        </li>
      ))}
    </ul>
  );
}

function CardLines({ row, now }: { row: VerificationRow; now: number }) {
  const { risk } = verdictAt(row.verdict, now);
  return (
    <>
      <span class="card-line">
        <b>{row.requesterName}</b>
        {risk === undefined ? (
          <span class="muted small">{isRunning(row.status) ? en.list.scoreAfterEnd : en.list.noScore}</span>
        ) : (
          <span class="card-score">
            <Mark tone={risk.tone} icon={levelLook(risk.level).icon}>
              {en.levels[risk.level]}
            </Mark>
            <b class="figure">{scoreText(risk.score)}</b>
            <span class="caption">{en.common.limit(scoreText(row.passLine))}</span>
          </span>
        )}
      </span>
      <StatusCell row={row} now={now} />
      <span class="caption card-foot">
        {row.ticketNumber}&nbsp;· {row.category}&nbsp;· {row.referrerName}, <When at={row.createdAt} />
      </span>
    </>
  );
}
