/** One history from parts that were made beside each other. */
import type { History, HistoryRow } from "./history.ts";

/**
 * Rows of the product belong to one check, ticket or agent, so of one part alone. Two tables have a
 * row of each part for the same thing: the audit log marks each day's clean-up, with how much went,
 * and a connection has one state.
 */
export function mergeHistories(parts: readonly History[]): History {
  const tables = Map.groupBy(
    parts.flatMap((part) => part.tables),
    ({ table }) => table,
  );
  return {
    tables: [...tables].map(([table, found]) => ({
      table,
      rows: merged(
        table,
        found.flatMap(({ rows }) => rows),
      ),
    })),
    tickets: mergeTickets(parts.map(({ tickets }) => tickets)),
  };
}

function merged(table: string, rows: readonly HistoryRow[]): readonly HistoryRow[] {
  switch (table) {
    case "connection_health":
      return rows.slice(0, 1);
    case "audit":
      return [...Map.groupBy(rows, ({ id }) => id).values()].map(cleanedUp);
    default:
      return rows;
  }
}

/** Of one clean-up: what went from each part went from the whole. */
function cleanedUp(rows: readonly HistoryRow[]): HistoryRow {
  return rows.reduce((one, other) => ({ ...one, details: JSON.stringify(summed(detailsOf(one), detailsOf(other))) }));
}

const detailsOf = ({ details }: HistoryRow) => JSON.parse(String(details)) as Readonly<Record<string, number>>;

function summed(
  { finishedAt = 0, ...one }: Readonly<Record<string, number>>,
  { finishedAt: otherFinishedAt = 0, ...other }: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const kinds = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return {
    ...Object.fromEntries(kinds.map((kind) => [kind, (one[kind] ?? 0) + (other[kind] ?? 0)])),
    finishedAt: Math.max(finishedAt, otherFinishedAt),
  };
}

/** In the order of their numbers; the entries of their journals are numbered as they were written. */
function mergeTickets(parts: readonly History["tickets"][]): History["tickets"] {
  const tickets = parts.flatMap((part) => part.tickets).sort((one, other) => one.ID - other.ID);
  const journal = tickets
    .flatMap(({ HistoryRecords }) => HistoryRecords)
    .sort((one, other) => one.CreatedDateTime.localeCompare(other.CreatedDateTime) || one.ID - other.ID);
  const numbers = new Map(journal.map((entry, place) => [entry, place + 1]));
  return {
    nextHistoryId: journal.length + 1,
    tickets: tickets.map((ticket) => ({
      ...ticket,
      HistoryRecords: ticket.HistoryRecords.map((entry) => ({ ...entry, ID: numbers.get(entry) ?? entry.ID })),
    })),
  };
}
