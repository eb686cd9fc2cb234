import type { VerificationRow } from "../../../workers/contract/console/verifications.ts";
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import { Mark, Meter, levelLook } from "../../ui/status.tsx";
import { useApp } from "../frame/app-context.ts";
import { score as scoreText, whenShort } from "../frame/format.ts";
import { Link } from "../frame/router.tsx";
import { isRunning, shownLevel, statusWords } from "../panel/status-words.ts";

export interface RowsProps {
  readonly rows: readonly VerificationRow[];
  readonly now: number;
  readonly open?: string;
  readonly hrefOf: (id: string) => string;
  readonly onOpen: (id: string) => void;
}

const columns = en.list.columns;

export function Table({ compact, ...props }: RowsProps & { compact: boolean }) {
  const heads = compact
    ? [columns.ticket, columns.requester, columns.risk, columns.status, columns.referrerTimestamp]
    : [
        columns.ticket,
        columns.requester,
        columns.risk,
        columns.status,
        columns.category,
        columns.referrer,
        columns.timestamp,
        columns.feedback,
      ];
  return (
    <table class={compact ? "rows compact" : "rows"}>
      <caption class="hidden">{en.list.caption}</caption>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col" class={head === columns.timestamp ? "right" : ""}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <Row key={row.id} row={row} compact={compact} {...props} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row, compact, now, open, hrefOf, onOpen }: RowsProps & { row: VerificationRow; compact: boolean }) {
  const { timeZone } = useApp().session;
  const when = whenShort(row.createdAt, now, timeZone);
  const press = (event: MouseEvent): void => {
    // The link inside opens by itself, and a text selection is no press.
    if (event.target instanceof Element && event.target.closest("a") !== null) return;
    if (getSelection()?.isCollapsed !== false) onOpen(row.id);
  };
  return (
    <tr
      data-row={row.id}
      class={row.id === open ? "selected" : ""}
      onClick={press}
      {...(row.id === open ? { "aria-current": "true" } : {})}
    >
      <td>
        <Link class="row-link" to={hrefOf(row.id)} label={en.list.open(row.ticketNumber, row.requesterName)}>
          {row.ticketNumber}
        </Link>
        {compact && <span class="caption">{row.category}</span>}
      </td>
      <td>
        <span class="cut">{row.requesterName}</span>
        <span class="caption cut">{row.requesterEmail}</span>
      </td>
      <td>
        <Risk row={row} />
      </td>
      <td>
        <StatusCell row={row} now={now} />
      </td>
      {compact ? (
        <td>
          <span class="cut">{row.referrerName}</span>
          <span class="caption">{when}</span>
        </td>
      ) : (
        <>
          <td>{row.category}</td>
          <td>
            <span class="cut">{row.referrerName}</span>
          </td>
          <td class="right figure">{when}</td>
          <td class="muted">{row.feedback === undefined ? "–" : en.feedback[row.feedback]}</td>
        </>
      )}
    </tr>
  );
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

function StatusCell({ row, now }: { row: VerificationRow; now: number }) {
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
  const { timeZone } = useApp().session;
  const level = shownLevel(row);
  return (
    <>
      <span class="card-line">
        <b>{row.requesterName}</b>
        {row.score === undefined || level === undefined ? (
          <span class="muted small">
            {isRunning(row.status) ? en.list.scoreAfterEnd : en.list.noScore.toLowerCase()}
          </span>
        ) : (
          <span class="card-score">
            <Mark {...levelLook(level)}>{en.levels[level]}</Mark>
            <b class="figure">{scoreText(row.score)}</b>
            <span class="caption">{en.common.limit(scoreText(row.passLine))}</span>
          </span>
        )}
      </span>
      <StatusCell row={row} now={now} />
      <span class="caption card-foot">
        {row.ticketNumber} · {row.category} · {row.referrerName}, {whenShort(row.createdAt, now, timeZone)}
      </span>
    </>
  );
}

export interface PagerProps {
  readonly range: string;
  readonly onPrevious?: () => void;
  readonly onNext?: () => void;
}

export function Pager({ range, onPrevious, onNext }: PagerProps) {
  const { keys } = en.list;
  return (
    <div class="pager">
      <span class="key-help" aria-hidden="true">
        <kbd>j</kbd>
        <kbd>k</kbd> {keys.rows} <kbd>Enter</kbd> {keys.open} <kbd>n</kbd> {keys.new} <kbd>Esc</kbd> {keys.close}
      </span>
      <span class="pager-range small">{range}</span>
      <button
        type="button"
        class="button icon-only"
        aria-label={en.common.previous}
        disabled={onPrevious === undefined}
        onClick={onPrevious}
      >
        <Icon name="chevronLeft" />
      </button>
      <button
        type="button"
        class="button icon-only"
        aria-label={en.common.next}
        disabled={onNext === undefined}
        onClick={onNext}
      >
        <Icon name="chevronRight" />
      </button>
    </div>
  );
}
