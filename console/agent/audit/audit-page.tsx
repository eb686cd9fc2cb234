/** Who did what, when: by range, user, action and text, and as a file. */
import { useState } from "preact/hooks";
import type { AuditReply, AuditRow } from "../../../workers/contract/console/audit.ts";
import { detailWords } from "../../copy/desk/audit-details.ts";
import { en } from "../../copy/desk/en.ts";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Icon } from "../../ui/icon.tsx";
import { ResourcePage } from "../../ui/resource-page.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { useApp } from "../frame/app-context.ts";
import { exportAudit, readAudit } from "../frame/endpoints.ts";
import { dateTime, dayIn, startOfDay } from "../frame/format.ts";
import { useMedia, useResource } from "../frame/hooks.ts";
import { may } from "../frame/may.ts";
import { ProblemLine } from "../frame/problem.tsx";
import { Link, navigate } from "../frame/router.tsx";
import { PageHead } from "../frame/shell.tsx";
import { usePress } from "../frame/use-press.ts";
import { When } from "../frame/when.tsx";
import { saveFile } from "../verifications/export-csv.ts";
import { askedFor, auditPath, furtherBack, readAuditState, type AuditState } from "./audit-state.ts";
import { subjectPage } from "./subject-page.ts";

const words = en.audit;

/** Of users, by id. */
type Names = ReadonlyMap<string, string>;

interface RowsProps {
  readonly rows: readonly AuditRow[];
  readonly names: Names;
}

export function AuditPage({ search }: { search: string }) {
  const { api, session } = useApp();
  const state = readAuditState(search);
  const query = new URLSearchParams(askedFor(state, dayStart(session.timeZone))).toString();
  const resource = useResource(`audit/${query}`, (signal) => readAudit(api, query, signal));
  return (
    <div class="page">
      <PageHead actions={may(session, "audit.export") && <ExportAudit state={state} />}>
        <h1>{words.title}</h1>
      </PageHead>
      <div class="page-body audit">
        <p>{words.text}</p>
        <Filters state={state} reply={resource.value} />
        <ResourcePage resource={resource} rows={10} table>
          {(reply) => <Rows reply={reply} state={state} />}
        </ResourcePage>
      </div>
    </div>
  );
}

const dayStart =
  (timeZone: string) =>
  (day: string): number | undefined =>
    startOfDay(day, timeZone);

function ExportAudit({ state }: { state: AuditState }) {
  const { api, session } = useApp();
  const { busy, problem, press } = usePress();
  const take = async (format: "csv" | "jsonl"): Promise<void> => {
    const { cursor: _cursor, ...filter } = askedFor(state, dayStart(session.timeZone));
    const result = await press(() => exportAudit(api, { ...filter, format }, new AbortController().signal));
    if (result?.ok === true) saveFile(result.value.file, result.value.name);
  };
  return (
    <>
      <ProblemLine problem={problem} />
      {(["csv", "jsonl"] as const).map((format) => (
        <button key={format} type="button" class="button" disabled={busy} onClick={() => void take(format)}>
          <span class="wide-only">
            <Icon name="download" />
          </span>
          <span>{words[format]}</span>
        </button>
      ))}
    </>
  );
}

function Filters({ state, reply }: { state: AuditState; reply: AuditReply | undefined }) {
  const [typed, setTyped] = useState(state.q);
  const change = (next: Partial<AuditState>): void =>
    navigate(auditPath({ ...state, cursor: "", ...next }), { replace: true });
  const others = Object.entries(words.others).map(([id, name]) => ({ id, name }));
  return (
    <form
      class="audit-filters"
      onSubmit={(event) => {
        event.preventDefault();
        change({ q: typed.trim() });
      }}
    >
      <label class="field">
        {words.from}
        <input type="date" value={state.from} onChange={(event) => change({ from: event.currentTarget.value })} />
      </label>
      <label class="field">
        {words.to}
        <input type="date" value={state.to} onChange={(event) => change({ to: event.currentTarget.value })} />
      </label>
      <label class="field">
        {words.user}
        <select value={state.actor} onChange={(event) => change({ actor: event.currentTarget.value })}>
          <option value="">{words.everyUser}</option>
          {[...(reply?.actors ?? []), ...others].map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        {words.action}
        <select value={state.action} onChange={(event) => change({ action: event.currentTarget.value })}>
          <option value="">{words.everyAction}</option>
          {(reply?.actions ?? []).map(({ id, words: text }) => (
            <option key={id} value={id}>
              {text}
            </option>
          ))}
        </select>
      </label>
      <label class="field grow">
        {words.search}
        <input
          type="search"
          maxLength={120}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onChange={() => change({ q: typed.trim() })}
        />
      </label>
    </form>
  );
}

function Rows({ reply, state }: { reply: AuditReply; state: AuditState }) {
  const narrow = useMedia("(width < 860px)");
  if (reply.rows.length === 0) {
    return (
      <>
        <EmptyState icon="search" title={words.emptyTitle} text={words.emptyText} />
        <FurtherBack reply={reply} state={state} />
      </>
    );
  }
  const names = new Map([...reply.people, ...reply.actors].map(({ id, name }) => [id, name]));
  return (
    <section class="card">
      {narrow ? <Cards rows={reply.rows} names={names} /> : <Table rows={reply.rows} names={names} />}
      {(state.cursor !== "" || reply.nextCursor !== undefined) && (
        <p class="audit-pages">
          {state.cursor !== "" && (
            <Link class="alone" to={auditPath({ ...state, cursor: "" })}>
              {words.newest}
            </Link>
          )}
          {reply.nextCursor !== undefined && (
            <Link class="button" to={auditPath({ ...state, cursor: reply.nextCursor })}>
              {words.older}
            </Link>
          )}
        </p>
      )}
      <FurtherBack reply={reply} state={state} />
    </section>
  );
}

/** On the last page of what was looked through without anybody saying from when. */
function FurtherBack({ reply: { since, nextCursor }, state }: { reply: AuditReply; state: AuditState }) {
  const { session } = useApp();
  if (since === undefined || nextCursor !== undefined) return null;
  return (
    <p class="audit-pages">
      <span class="caption">
        {words.since} <When at={since} whole />
      </span>
      <Link class="button" to={auditPath(furtherBack(state, dayIn(since, session.timeZone)))}>
        {words.furtherBack}
      </Link>
    </p>
  );
}

function Table({ rows, names }: RowsProps) {
  const { columns } = words;
  const shown: readonly Column<AuditRow>[] = [
    { id: "at", head: columns.at, cell: ({ at }) => <When at={at} whole /> },
    { id: "user", head: columns.user, cell: ({ user }) => user },
    { id: "action", head: columns.action, cell: (row) => row.words },
    { id: "subject", head: columns.subject, cell: (row) => <Subject row={row} /> },
    { id: "details", head: columns.details, cell: (row) => <Details row={row} names={names} /> },
    { id: "source", head: columns.source, cell: ({ source }) => source },
  ];
  return <DataTable caption={words.caption} columns={shown} rows={rows} idOf={({ id }) => id} />;
}

function Cards({ rows, names }: RowsProps) {
  return (
    <ul class="plain lines">
      {rows.map((row) => (
        <li key={row.id} class="audit-card">
          <b>{row.words}</b>
          <span>
            {row.user} · <span class="muted">{row.source}</span>
          </span>
          <span class="caption">
            <When at={row.at} whole />
          </span>
          <Subject row={row} />
          <Details row={row} names={names} />
        </li>
      ))}
    </ul>
  );
}

/** Opens what the row is about, where there is a page of it. */
export function Subject({ row }: { row: AuditRow }) {
  const { session } = useApp();
  const text = row.subjectName ?? row.subject;
  const path = subjectPage(row, session);
  return path === undefined ? (
    <span>{text}</span>
  ) : (
    <Link class="alone" to={path}>
      {text}
    </Link>
  );
}

function Details({ row: { details }, names }: { row: AuditRow; names: Names }) {
  const { session } = useApp();
  const context = {
    nameOf: (id: string) => names.get(id),
    when: (at: number) => dateTime(at, session.timeZone),
  };
  const parts = Object.entries(details).map(([name, value]) => detailWords(name, value, context));
  return <span class="small muted">{parts.join(", ")}</span>;
}
