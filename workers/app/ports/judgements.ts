/** Persons' words about checks: never changed and never taken back. */
import type { AgentId, NoteId, TicketId, VerificationId } from "../../core/kit/ids.ts";
import type { Note } from "../../core/tickets/note.ts";
import type { Judgement } from "../../core/verdict/judgement.ts";
import type { AuditEntry } from "./audit.ts";
import type { NoteTarget } from "./tickets.ts";

export interface JudgementRecord extends Judgement {
  readonly reason: string;
}

export interface NewJudgement extends JudgementRecord {
  /** Made from the press: the same one again changes nothing. */
  readonly key: string;
  readonly verificationId: VerificationId;
  readonly agentId: AgentId;
}

/** What is written with a judgement, or not at all. */
export interface BesideJudgement {
  readonly noteId: NoteId;
  readonly ticketId: TicketId;
  /** Where the note goes. */
  readonly target?: NoteTarget;
  readonly note: Note;
  readonly audit: AuditEntry;
}

export interface JudgementStore {
  add(judgement: NewJudgement, beside: BesideJudgement): Promise<void>;
  /** Newest first. */
  ofVerification(id: VerificationId): Promise<readonly JudgementRecord[]>;
}
