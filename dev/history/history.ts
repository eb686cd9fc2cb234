/** What goes into the thread that makes the history, and what comes out: plain data. */
import type { Account, Person } from "../changegear/records.ts";
import type { SavedTickets } from "../changegear/store.ts";

/** Of the people and their checks: no part knows of another's. */
export interface HistoryPart {
  /** From 0; the first part also has what is not of one person: the agents' sign-ins, a wave of attacks. */
  readonly index: number;
  readonly of: number;
}

export interface HistoryOrder {
  /** The history ends a day before. */
  readonly now: number;
  /** The Worker's variables and secrets, so that what is sealed here opens there. */
  readonly variables: Readonly<Record<string, unknown>> & { readonly ROOT_SECRET: string };
  readonly connection: string;
  /** The product's account in the ticket system. */
  readonly account: Account;
  readonly people: readonly Person[];
}

export type HistoryRow = Readonly<Record<string, string | number | null>>;

export interface History {
  readonly tables: readonly { readonly table: string; readonly rows: readonly HistoryRow[] }[];
  readonly tickets: SavedTickets;
}
