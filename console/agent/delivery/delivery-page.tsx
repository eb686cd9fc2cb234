/** What did not go out: why in words, and to try again or to give up with a reason. */
import { useState } from "preact/hooks";
import type { DeliveryRow } from "../../../workers/contract/console/delivery.ts";
import { pathTo } from "../../../workers/contract/console/paths.ts";
import { en } from "../../copy/desk/en.ts";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Icon } from "../../ui/icon.tsx";
import { ResourcePage } from "../../ui/resource-page.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { Mark } from "../../ui/status.tsx";
import type { ApiProblem } from "../frame/api.ts";
import { useApp } from "../frame/app-context.ts";
import { discardDelivery, readDelivery, retryDelivery } from "../frame/endpoints.ts";
import { clockSeconds, whenShort } from "../frame/format.ts";
import { useFeedChange, useMedia, useResource } from "../frame/hooks.ts";
import { ProblemLine } from "../frame/problem.tsx";
import { Link } from "../frame/router.tsx";
import { PageHead } from "../frame/shell.tsx";

const words = en.delivery;
const SHORTEST_REASON = 3;

export function DeliveryPage() {
  const { api } = useApp();
  const resource = useResource("delivery", (signal) => readDelivery(api, signal));
  const acts = useActs(resource.reload);
  const narrow = useMedia("(width < 860px)");
  useFeedChange(() => resource.reload());
  const columns = useColumns(acts);
  return (
    <div class="page">
      <PageHead
        actions={
          <button type="button" class="button quiet" onClick={resource.reload}>
            <Icon name="refresh" />
            {words.refresh}
          </button>
        }
      >
        <h1>{words.title}</h1>
      </PageHead>
      <div class="page-body">
        <p class="muted">{words.text}</p>
        <ProblemLine problem={acts.problem} />
        <ResourcePage resource={resource} rows={6} table>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState icon="checkCircle" title={words.emptyTitle} text={words.emptyText} />
            ) : narrow ? (
              <ul class="cards">
                {items.map((item) => (
                  <li key={item.id} class="row-card">
                    <What item={item} />
                    <Reason item={item} />
                    <Ticket item={item} />
                    <Acts item={item} acts={acts} />
                  </li>
                ))}
              </ul>
            ) : (
              <DataTable caption={words.caption} columns={columns} rows={items} idOf={(item) => item.id} />
            )
          }
        </ResourcePage>
      </div>
      {acts.asking !== undefined && <DiscardDialog item={acts.asking} acts={acts} />}
    </div>
  );
}

interface ActState {
  readonly busy: boolean;
  readonly problem: ApiProblem | undefined;
  readonly asking: DeliveryRow | undefined;
  readonly ask: (item: DeliveryRow | undefined) => void;
  readonly retry: (item: DeliveryRow) => void;
  readonly discard: (item: DeliveryRow, reason: string) => void;
}

function useActs(reload: () => void): ActState {
  const { api } = useApp();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const [asking, ask] = useState<DeliveryRow>();
  const run = async (act: () => ReturnType<typeof retryDelivery>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const result = await act();
    setBusy(false);
    ask(undefined);
    setProblem(result.ok ? undefined : result.problem);
    // Also after a refusal: most come from a page that is older than what it shows.
    reload();
  };
  return {
    busy,
    problem,
    asking,
    ask,
    retry: (item) => void run(() => retryDelivery(api, item)),
    discard: (item, reason) => void run(() => discardDelivery(api, item, reason)),
  };
}

function useColumns(acts: ActState): readonly Column<DeliveryRow>[] {
  const { columns } = words;
  return [
    { id: "what", head: columns.what, cell: (item) => <What item={item} /> },
    { id: "reason", head: columns.reason, cell: (item) => <Reason item={item} /> },
    { id: "ticket", head: columns.ticket, cell: (item) => <Ticket item={item} /> },
    { id: "since", head: columns.since, right: true, cell: (item) => <Since item={item} /> },
    { id: "act", head: columns.act, cell: (item) => <Acts item={item} acts={acts} /> },
  ];
}

function whatOf({ kind, what }: DeliveryRow): string {
  switch (kind) {
    case "note":
      return words.kinds.note(what);
    case "dead_letter":
      return words.kinds.dead_letter;
    default:
      return words.kinds[kind][what] ?? what;
  }
}

function What({ item }: { item: DeliveryRow }) {
  const failed = item.status === "failed";
  return (
    <span class="status-cell">
      <span>{whatOf(item)}</span>
      <Mark tone={failed ? "bad" : "info"} icon={failed ? "octagonX" : "hourglass"}>
        {words.status[item.status]}
      </Mark>
    </span>
  );
}

function Reason({ item }: { item: DeliveryRow }) {
  const reason = item.reason.charAt(0).toUpperCase() + item.reason.slice(1);
  return (
    <span>
      {reason}
      <span class="caption">
        {words.tries(item.attempts)}
        {item.fault !== undefined && ` · ${words.fault[item.fault]}`}
      </span>
    </span>
  );
}

function Ticket({ item }: { item: DeliveryRow }) {
  if (item.ticketNumber === undefined) return <span class="muted">–</span>;
  return item.verificationId === undefined ? (
    <span>{item.ticketNumber}</span>
  ) : (
    <Link to={pathTo.details(item.verificationId)}>{item.ticketNumber}</Link>
  );
}

function Since({ item }: { item: DeliveryRow }) {
  const { now, session } = useApp();
  return (
    <span class="figure">
      {whenShort(item.since, now(), session.timeZone)}
      {item.nextAt !== undefined && (
        <span class="caption">{words.next(clockSeconds(item.nextAt, session.timeZone))}</span>
      )}
    </span>
  );
}

function Acts({ item, acts }: { item: DeliveryRow; acts: ActState }) {
  if (!item.mayRetry && !item.mayDiscard) return <span class="muted small">{words.notYours}</span>;
  return (
    <span class="row-acts">
      {item.mayRetry && (
        <button type="button" class="button small-button" disabled={acts.busy} onClick={() => acts.retry(item)}>
          <Icon name="refresh" />
          {words.retry}
        </button>
      )}
      {item.mayDiscard && (
        <button type="button" class="button small-button" disabled={acts.busy} onClick={() => acts.ask(item)}>
          {words.discard}
        </button>
      )}
    </span>
  );
}

function DiscardDialog({ item, acts }: { item: DeliveryRow; acts: ActState }) {
  const [reason, setReason] = useState("");
  const ready = reason.trim().length >= SHORTEST_REASON;
  const close = (): void => acts.ask(undefined);
  return (
    <Dialog title={words.discardTitle} closeLabel={en.common.close} onClose={close}>
      <form
        class="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) acts.discard(item, reason.trim());
        }}
      >
        <p>
          <b>{whatOf(item)}</b>. {words.discardText}
        </p>
        <label class="field">
          {words.discardReason}
          <input autofocus maxLength={200} value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
        </label>
        <div class="dialog-actions">
          <button type="button" class="button" onClick={close}>
            {words.keep}
          </button>
          <button class="button primary danger" disabled={acts.busy || !ready}>
            {words.discard}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
