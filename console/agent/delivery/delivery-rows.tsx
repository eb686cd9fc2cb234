/** What did not go out, line by line: a table where there is room, cards on a phone. */
import type { DeliveryRow } from "../../../workers/contract/console/delivery.ts";
import { pathTo } from "../../../workers/contract/console/paths.ts";
import { en } from "../../copy/desk/en.ts";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Mark } from "../../ui/status.tsx";
import { Link } from "../frame/router.tsx";
import { When } from "../frame/when.tsx";
import type { ActState } from "./use-acts.ts";

const words = en.delivery;

interface DeliveryListProps {
  readonly items: readonly DeliveryRow[];
  readonly acts: ActState;
}

export function DeliveryTable({ items, acts }: DeliveryListProps) {
  const { columns } = words;
  const shown: readonly Column<DeliveryRow>[] = [
    { id: "what", head: columns.what, cell: (item) => <What item={item} /> },
    { id: "reason", head: columns.reason, cell: (item) => <Reason item={item} /> },
    { id: "ticket", head: columns.ticket, cell: (item) => <Ticket item={item} /> },
    { id: "since", head: columns.since, cell: (item) => <Since item={item} /> },
    { id: "act", head: columns.act, cell: (item) => <Acts item={item} acts={acts} /> },
  ];
  return <DataTable caption={words.caption} columns={shown} rows={items} idOf={(item) => item.id} />;
}

export function DeliveryCards({ items, acts }: DeliveryListProps) {
  return (
    <ul class="plain lines">
      {items.map((item) => (
        <li key={item.id} class="delivery-card">
          <What item={item} />
          <Reason item={item} />
          <p class="delivery-line">
            <Ticket item={item} />
            <Since item={item} />
          </p>
          <Acts item={item} acts={acts} />
        </li>
      ))}
    </ul>
  );
}

export function whatOf({ total = 1, ...row }: DeliveryRow): string {
  const one = nameOf(row);
  return total === 1 ? one : words.kinds.more(one, total - 1);
}

function nameOf({ kind, what }: Pick<DeliveryRow, "kind" | "what">): string {
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
    <span class="delivery-what">
      <b>{whatOf(item)}</b>
      <Mark tone={failed ? "bad" : "info"} icon={failed ? "octagonX" : "hourglass"}>
        {words.status[item.status]}
      </Mark>
    </span>
  );
}

function Reason({ item }: { item: DeliveryRow }) {
  const reason = item.reason.charAt(0).toUpperCase() + item.reason.slice(1);
  // A dead letter has no tries of its own: what it was about counts them.
  const tries = item.kind === "dead_letter" ? undefined : words.tries(item.attempts);
  const fault = item.fault === undefined ? undefined : words.fault[item.fault];
  const small = [tries, fault].filter((part) => part !== undefined).join(" · ");
  return (
    <span class="delivery-reason">
      {reason}.{small !== "" && <span class="caption">{small}</span>}
    </span>
  );
}

function Ticket({ item }: { item: DeliveryRow }) {
  if (item.ticketNumber === undefined) return <span class="muted">{words.noTicket}</span>;
  return item.verificationId === undefined ? (
    <span>{item.ticketNumber}</span>
  ) : (
    <Link to={pathTo.details(item.verificationId)}>{item.ticketNumber}</Link>
  );
}

function Since({ item }: { item: DeliveryRow }) {
  return (
    <span class="figure">
      <When at={item.since} />
      {item.nextAt !== undefined && (
        <span class="caption">
          {words.next} <When at={item.nextAt} seconds />
        </span>
      )}
    </span>
  );
}

function Acts({ item, acts }: { item: DeliveryRow; acts: ActState }) {
  if (!item.mayRetry && !item.mayDiscard) return <span class="muted small">{words.notYours}</span>;
  return (
    <span class="delivery-acts">
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
