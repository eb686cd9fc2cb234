/** What of a note in the outbox counts only with its mac: what goes into which ticket, and what it tells of. */
import type { PendingNote } from "../../app/ports/tickets.ts";
import type { RowMacs } from "../crypto/row-macs.ts";

const TABLE = "ticket_notes";

export interface AttestedColumns {
  readonly id: string;
  readonly ticket_id: string;
  readonly verification_id: string | null;
  readonly note: string;
  readonly created_at: number;
  readonly kind: string | null;
  /** As JSON: connection and id there. Null breaks no older row's mac. */
  readonly target: string | null;
}

/** With its mac. */
export function attestedNote(
  macs: RowMacs,
  note: Pick<PendingNote, "id" | "ticketId" | "verificationId" | "note" | "createdAt" | "kind" | "target">,
): AttestedColumns & { readonly mac: string } {
  const columns = {
    id: note.id,
    ticket_id: note.ticketId,
    verification_id: note.verificationId ?? null,
    note: JSON.stringify(note.note),
    created_at: note.createdAt,
    kind: note.kind ?? null,
    target: note.target === undefined ? null : JSON.stringify([note.target.connection, note.target.externalId]),
  };
  return { ...columns, mac: macs.make(TABLE, columns) };
}

/** Of a row with whatever else it has. */
export function isOurNote(macs: RowMacs, row: AttestedColumns & { readonly mac: string | null }): boolean {
  const { id, ticket_id, verification_id, note, created_at, kind, target, mac } = row;
  return macs.holds(TABLE, { id, ticket_id, verification_id, note, created_at, kind, target, mac });
}
