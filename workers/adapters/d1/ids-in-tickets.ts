/** Whose id names them in tickets at a moment, as SQL; see `core/people/id-in-tickets.ts`. */
import { sql, type Placeholder, type SQL } from "drizzle-orm";
import type { EpochMs } from "../../core/kit/time.ts";
import { people } from "./schema.ts";

type Moment = EpochMs | Placeholder;

export const isNamedInTickets = (now: Moment): SQL =>
  sql`(${people.idInTicketsFrom} IS NULL OR ${people.idInTicketsFrom} <= ${now})`;

export const idInTickets = (now: Moment): SQL<string | null> =>
  sql<string | null>`CASE WHEN ${isNamedInTickets(now)} THEN ${people.externalId} END`;
