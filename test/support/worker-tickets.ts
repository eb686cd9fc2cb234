/** Tickets as a ticket system tells of them, and people whom they name. */
import { env } from "cloudflare:workers";
import type { TicketSnapshot } from "../../workers/app/ports/itsm.ts";
import { personId } from "../../workers/core/kit/ids.ts";
import { NEVER } from "../../workers/core/people/id-in-tickets.ts";
import { attested, fresh } from "./worker-fixture.ts";

export interface Someone {
  readonly id: ReturnType<typeof personId.parse>;
  readonly externalId: string;
  readonly email: string;
  readonly name: string;
}

/** `numbered`: the directory's ids are its own, not the ticket system's. */
export async function somebody(numbered?: string): Promise<Someone> {
  const word = fresh().toLowerCase();
  const who = {
    id: personId.parse(`per_${word}`),
    externalId: numbered ?? `dir-${word}`,
    email: `${word}@halden.test`,
    name: word,
  };
  await env.DB.prepare(
    "INSERT INTO people (id, external_id, user_name, email, given_name, family_name, display_name, updated_at, id_in_tickets_from) VALUES (?, ?, ?, ?, 'A', 'B', ?, 0, ?)",
  )
    .bind(who.id, who.externalId, word, who.email, who.name, numbered === undefined ? null : NEVER)
    .run();
  await attested("people", "id", who.id);
  return who;
}

/** A new one that names nobody. */
export function snapshot(change: Partial<TicketSnapshot> = {}): TicketSnapshot {
  return {
    externalId: fresh(),
    number: "IR-0000039",
    revision: 1,
    category: "Password reset",
    summary: "Cannot sign in",
    description: "",
    status: "New",
    closed: false,
    ...change,
  };
}
